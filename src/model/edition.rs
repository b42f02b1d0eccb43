//! A week's issue as it was made up: what stands where on which printed page.
//!
//! What surprised us: everything that a digital edition needs is a list of rectangles; the page itself is a picture.

use serde::{Deserialize, Serialize};

use super::Id;

/// One issue, made up and set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// The sheet: width and height in millimetres.
    pub paper: (f64, f64),
    /// Its pages, from the first.
    pub pages: Vec<PrintedPage>,
    /// Stories that go on elsewhere, in the order of their first parts.
    pub continued: Vec<Continued>,
    /// Records of the issue that are not on a page.
    pub left_out: Vec<LeftOut>,
    /// What an editor should know of it.
    pub remarks: Vec<Remark>,
}

/// Something about a printed record that an editor should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// The record.
    pub id: Id,
    /// What.
    pub what: Noteworthy,
}

/// What an editor should know.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Noteworthy {
    /// Its headline is too long for its place, and was set in smaller type than its rank asks for: so many points.
    LongHeadline(f64),
    /// Its photograph has too few pixels: so many to an inch.
    CoarsePhoto(f64),
    /// So many of its photographs are not printed: there is no place for more beside each other.
    FewerPhotos(usize),
    /// It could not come on the page that the editor wants it on, because of what else has to stand there: which page.
    NotOnPage(u32),
    /// It stands on the last page, which had too little copy: which page.
    Filler(u32),
    /// It could not stand across the foot of page one, as the editor wants it.
    NotAtFoot,
    /// It could not stand beside those with which the editor wants it.
    NotTogether,
    /// It is not printed, although the editor has named it: there is no room for it even without what he has not named.
    NoRoom,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PrintedPage {
    /// Its number, from 1.
    pub number: u32,
    /// Its picture's width and height in pixels, at the lesser density; the denser one has twice as many.
    pub picture: (u32, u32),
    /// What stands on it, in the order of reading.
    pub areas: Vec<Area>,
    /// How well it came out.
    pub measures: Measures,
}

/// How well a page came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// The size of its body type in points.
    pub size: f64,
    /// From one line of it to the next, in points.
    pub leading: f64,
    /// What of it is blank.
    pub blank: Blank,
    /// The rows at its foot below which it is closed up, where there was not enough to print.
    pub closed: usize,
    /// The parts of their widths that the narrowest and the widest main headline take; none where there is none.
    pub headlines: Option<(f64, f64)>,
    /// The most rows by which columns of one story end apart.
    pub apart: usize,
    /// The fewest pixels to an inch of a photograph, and the most of one that is cropped; none where there is none.
    pub photos: Option<(f64, f64)>,
}

/// What a page's picture shows of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Its width and height in pixels, at the lesser density.
    pub picture: (u32, u32),
    /// What is blank.
    pub blank: Blank,
}

/// What of a page is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Blank {
    /// The part of the type area that has no ink within one em.
    pub share: f64,
    /// The largest stretch without ink: its rows, and how many columns it is wide.
    pub hole: (f64, usize),
}

/// Where a record, or a part of one, stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// The record.
    pub id: Id,
    /// Which part of it this is, from 1.
    pub part: u32,
    /// How many parts it has.
    pub parts: u32,
    /// Left, top, width and height as fractions of the page, the origin top left.
    pub place: [f64; 4],
}

/// A story that goes on elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Continued {
    /// The record.
    pub id: Id,
    /// The page that it leaves.
    pub from: u32,
    /// The page on which it goes on.
    pub to: u32,
}

/// A record that is not on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The record.
    pub id: Id,
    /// Why.
    pub reason: Absence,
}

/// Why a record is not on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Absence {
    /// Its `print` says so.
    Unprinted,
    /// The issue's `leave_out` names it.
    LeftOut,
    /// There was no room on the pages that the settings allow: for about so many characters.
    NoRoom(u32),
}

impl Edition {
    /// The page on which a record begins.
    #[must_use]
    pub fn page_of(&self, id: &Id) -> Option<u32> {
        let begins = |area: &Area| area.id == *id && area.part == 1;
        self.pages.iter().find(|page| page.areas.iter().any(begins)).map(|page| page.number)
    }
}
