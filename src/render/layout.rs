//! A printed issue in, its files out: PDF and pictures as they come, and `layout.json`, which says what stands where.
//!
//! What surprised us: rounding a place and a size apart can push a story over the edge of its page, or into the next
//! one; so the edges are rounded, and what lies between them is the size.

use std::io;

use super::press::Press;
use crate::model::edition::{Absence, Area, Edition, PrintedPage};
use crate::model::editions::{LAYOUT, file_page};
use crate::model::layout::{Absent, Layout, Page, Paper, Place};
use crate::model::{SitePath, Week};
use crate::resolve::IssueNo;

/// Puts out the files of an issue; nothing where it is not printed.
///
/// # Errors
/// What the disk said, or whoever makes the files.
pub fn print(press: &Press<'_>, number: IssueNo) -> io::Result<()> {
    let Some((week, editions)) = press.site.paper(number) else { return Ok(()) };
    let Some(printed) = editions.of(week) else { return Ok(()) };
    let files = editions.files(week)?;
    if files.iter().all(|(name, _)| name != LAYOUT) {
        put(press, (week, LAYOUT), &layout(|name| press.word(name), week, &printed.edition)?)?;
    }
    files.iter().try_for_each(|(name, bytes)| put(press, (week, name), bytes))
}

fn put(press: &Press<'_>, (week, name): (Week, &str), bytes: &[u8]) -> io::Result<()> {
    let foul = || io::Error::other(format!("{week}: {name}"));
    file_page(name).ok_or_else(foul)?;
    let path = SitePath::new(&format!("issues/{week}/{name}")).map_err(|_| foul())?;
    press.output.put(&path, bytes)
}

/// What stands where in an issue, as `layout.json` says it; `word` knows the theme's texts.
///
/// # Errors
/// None that is known.
pub fn layout<'a>(
    word: impl Fn(&'static str) -> &'a str,
    week: Week,
    edition: &Edition,
) -> io::Result<Vec<u8>> {
    let (width, height) = edition.paper;
    let absent = edition.left_out.iter();
    let layout = Layout {
        issue: week.to_string(),
        paper: Paper { width_mm: rounded(width), height_mm: rounded(height) },
        pages: edition.pages.iter().map(page).collect(),
        continued: edition.continued.clone(),
        left_out: absent
            .map(|out| Absent { id: out.id.clone(), reason: word(reason(out.reason)).to_owned() })
            .collect(),
    };
    let mut bytes = serde_json::to_vec(&layout)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn page(page: &PrintedPage) -> Page {
    Page {
        page: page.number,
        image: format!("{}.webp", page.number),
        areas: page.areas.iter().map(place).collect(),
    }
}

fn place(area: &Area) -> Place {
    let [left, top, width, height] = area.place;
    let (x, y) = (rounded(left), rounded(top));
    let (w, h) = (rounded(rounded(left + width) - x), rounded(rounded(top + height) - y));
    Place { id: area.id.clone(), part: area.part, parts: area.parts, x, y, w, h }
}

/// Five decimals: a third of a hair on the largest sheet.
fn rounded(number: f64) -> f64 {
    (number * 1e5).round() / 1e5
}

/// The name of the text that says why a record is not on a page.
fn reason(absence: Absence) -> &'static str {
    match absence {
        Absence::Unprinted => "absence_unprinted",
        Absence::LeftOut => "absence_left_out",
        Absence::NoRoom(_) => "absence_no_room",
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, place};
    use crate::model::Id;

    #[test]
    fn neighbours_still_meet_when_they_are_rounded() {
        let id = Id::new("a").unwrap();
        let area = |left: f64, right: f64| {
            let place = [left, 0.0, right - left, 1.0];
            Area { id: id.clone(), part: 1, parts: 1, place }
        };
        let cuts = [0.0, 0.333_335, 0.666_664_999, 1.0];
        let areas: Vec<Area> = cuts.windows(2).map(|pair| area(pair[0], pair[1])).collect();
        let places: Vec<_> = areas.iter().map(place).collect();
        for pair in places.windows(2) {
            assert!((pair[0].x + pair[0].w - pair[1].x).abs() < 1e-9);
        }
        assert!((places[2].x + places[2].w - 1.0).abs() < 1e-9);
    }
}
