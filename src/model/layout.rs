//! `layout.json`, in which an issue says what stands where: the shape that the digital edition, harvesters and sealed
//! issues read.

use serde::{Deserialize, Serialize};

use super::Id;
use super::edition::Continued;

/// The whole file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The week: `2024-W15`.
    pub issue: String,
    /// The sheet.
    pub paper: Paper,
    /// The pages, from the first.
    pub pages: Vec<Page>,
    /// Stories that go on elsewhere.
    pub continued: Vec<Continued>,
    /// Records of the issue that are not on a page.
    #[serde(default)]
    pub left_out: Vec<Absent>,
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its width in millimetres.
    pub width_mm: f64,
    /// Its height in millimetres.
    pub height_mm: f64,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its number, from 1.
    pub page: u32,
    /// The name of its picture.
    pub image: String,
    /// What stands on it, in the order of reading.
    pub areas: Vec<Place>,
}

/// Where a record, or a part of one, stands: fractions of the page, the origin top left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The record.
    pub id: Id,
    /// Which part of it this is, from 1.
    pub part: u32,
    /// How many parts it has.
    pub parts: u32,
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub w: f64,
    /// Its height.
    pub h: f64,
}

/// A record that is not on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absent {
    /// The record.
    pub id: Id,
    /// Why, in the theme's words.
    pub reason: String,
}
