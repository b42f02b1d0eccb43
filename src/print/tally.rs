//! Tables of what was published in, an A4 sheet to print, sign and pin up out: as many pages as it takes, each with the heads of
//! its table, as PDF.
//!
//! What surprised us: this is the one thing that the typesetter divides into pages by itself. A table of names has no
//! make-up, and what it marks for readers' programs holds across pages.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};
use typst_layout::PagedDocument;

use super::export::{self, About};
use super::fonts::{Fonts, Style};
use super::setter::{SheetFault, fault_of};
use super::world::Room;
use crate::model::date::Date;
use crate::model::settings::Lang;

/// The theme's sheet that sets it, and the values that it is given.
const SHEET: &str = "tally.typ";
const VALUES: &str = "tally.json";

/// What stands on the sheet, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Tally {
    /// The main head.
    pub title: String,
    /// What stands below it at the left and at the right: who made it, of which days.
    pub under: (String, String),
    /// What all of it comes to: what is counted, and how much.
    pub summary: Vec<(String, String)>,
    /// The tables.
    pub tables: Vec<Table>,
    /// Heads and texts below the tables.
    pub lists: Vec<(String, String)>,
    /// Remarks in small type.
    pub remarks: Vec<String>,
    /// What is to be filled in by hand at the end.
    pub lines: Vec<String>,
    /// When it was made, in words.
    pub made: String,
    /// The number of a page, with `{page}` and `{pages}`.
    pub folio: String,
}

/// A table with its head. The first column holds numbers of rows, the second names, the others numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// What stands over it.
    pub title: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Why there is no sheet.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The theme's sheets are wrong.
    Theme(SheetFault),
    /// The file could not be made.
    File(String),
    /// Characters that no font has.
    Glyphs(Vec<char>),
}

/// The sheet as PDF, of the day `day`: the same bytes each time.
///
/// # Errors
/// Why there is none.
pub fn print(
    tally: &Tally,
    (fonts, sheets): (&Arc<Fonts>, &[(String, String)]),
    (author, day, lang): (&str, Date, Lang),
) -> Result<Vec<u8>, Fault> {
    let values = json!(tally).to_string();
    let missing = fonts.missing(&values);
    if !missing.is_empty() {
        return Err(Fault::Glyphs(missing));
    }
    let no_room = || Fault::File("a sheet has no name".to_owned());
    let room = Room::new(Arc::clone(fonts)).ok_or_else(no_room)?;
    for (name, text) in sheets {
        room.put_sheet(name, text);
    }
    room.put(VALUES, values.into_bytes());
    let lang = if lang == Lang::En { "en" } else { "zh" };
    let about = About { title: tally.title.clone(), author: author.to_owned(), date: day, lang };
    let style = style(&about, fonts);
    let main = format!(
        "#import \"{SHEET}\": *\n#show: setting.with(json(\"style.json\"))\n#tally(json(\"{VALUES}\"))\n"
    );
    room.put("style.json", style.to_string().into_bytes());
    room.put_sheet("main.typ", &main).ok_or_else(no_room)?;
    let set = typst::compile::<PagedDocument>(&room).output;
    let document = set.map_err(|wrong| Fault::Theme(fault_of(&room, "main.typ", &wrong)))?;
    let pdf = export::pdf(&document, &about).map_err(Fault::File);
    typst::comemo::evict(0);
    pdf
}

fn style(about: &About, fonts: &Fonts) -> Value {
    let (serif, sans) = (fonts.families(Style::Serif), fonts.families(Style::Sans));
    let day = [i32::from(about.date.year()), i32::from(about.date.month()), i32::from(about.date.day())];
    json!({
        "title": about.title, "author": about.author, "day": day, "serif": serif, "sans": sans,
        "lang": about.lang, "region": if about.lang == "en" { "us" } else { "cn" },
    })
}
