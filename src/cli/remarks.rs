//! What an editor is told of a printed issue: what had to give way, and how each page came out.
//!
//! What surprised us: an editor who is told that a page came out well trusts the next warning.

use crate::model::edition::{Absence, Edition, Measures, Noteworthy};
use crate::model::{Id, Week};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say};
use crate::resolve::Site;

/// What is said of a printed issue.
pub(super) fn remarks(
    (site, sources): (&Site, &Sources),
    (week, edition): (Week, &Edition),
) -> Vec<Diagnostic> {
    let place = |id: &Id| {
        let record = site.by_id.get(id.as_str()).and_then(|number| site.record(*number))?;
        sources.path(record.source.file).map(Place::file)
    };
    let said = edition.remarks.iter().map(|remark| (&remark.id, remark_said(remark.what)));
    let no_room = edition.left_out.iter().filter(|left| left.reason == Absence::NoRoom);
    let no_room = no_room.map(|left| (&left.id, no_room_said()));
    let jumped = edition.continued.iter().map(|jump| (&jump.id, jumped_said(jump.from, jump.to)));
    let said = said.chain(no_room).chain(jumped).map(|(id, diagnostic)| match place(id) {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    });
    let pages = edition.pages.iter().map(|page| page_said((week, page.number), &page.measures));
    said.chain(pages).collect()
}

fn remark_said(what: Noteworthy) -> Diagnostic {
    match what {
        Noteworthy::LongHeadline(size) => {
            let message = Say::new(
                format!("标题太长，版面上只能用 {size} 磅的字"),
                format!("the headline is too long for its place and set in {size} points only"),
            );
            let hint = Say::new(
                "缩短标题，或在该分行的地方加一个空格",
                "shorten it, or put a gap where it may break",
            );
            Diagnostic::warning("tight-headline", message).hint(hint)
        }
        Noteworthy::CoarsePhoto(resolution) => {
            let message = Say::new(
                format!("图片印出来不清楚：每英寸只有 {resolution:.0} 个像素，应当有 150 个"),
                format!("the photograph has {resolution:.0} pixels to an inch in print, and should have 150"),
            );
            let hint = Say::new("换一张更大的原图", "use a larger original");
            Diagnostic::warning("coarse-photo", message).hint(hint)
        }
    }
}

fn no_room_said() -> Diagnostic {
    let message = Say::new("版面满了，这一条没有排上", "the pages are full, and this record is not on them");
    let hint = Say::new(
        "在 `print.pages`（印刷·版数）里多给一版，或写一段短的 `print`（见报）",
        "allow one more page in `print.pages`, or write a shorter text under `print`",
    );
    Diagnostic::warning("no-room-in-print", message).hint(hint)
}

fn jumped_said(from: u32, to: u32) -> Diagnostic {
    let message = Say::new(
        format!("第{from}版排不下，下转第{to}版"),
        format!("does not fit on page {from} and goes on on page {to}"),
    );
    Diagnostic::note("jumped-story", message)
}

/// How a page came out.
fn page_said((week, page): (Week, u32), measures: &Measures) -> Diagnostic {
    let Measures { size, blank, closed, headlines, apart, photos } = measures;
    let (share, (rows, columns)) = (blank.share * 100.0, blank.hole);
    let mut chinese = format!(
        "{week} 第{page}版：正文 {size} 磅，空白 {share:.1}%（最大一处 {rows:.1} 行 × {columns} 栏），各栏末行相差至多 {apart} 行"
    );
    let mut english = format!(
        "{week}, page {page}: body {size} pt, {share:.1}% blank (the largest hole {rows:.1} rows by {columns} columns), \
        columns end at most {apart} rows apart"
    );
    if let Some((least, most)) = headlines.map(|(least, most)| (least * 100.0, most * 100.0)) {
        chinese.push_str(&format!("，标题占栏宽 {least:.0}–{most:.0}%"));
        english.push_str(&format!(", headlines fill {least:.0} to {most:.0}% of their width"));
    }
    if let Some((density, cropped)) = photos.map(|(density, cropped)| (density, cropped * 100.0)) {
        chinese.push_str(&format!("，图片每英寸至少 {density:.0} 像素、裁去至多 {cropped:.0}%"));
        english.push_str(&format!(
            ", photographs have {density:.0} pixels to an inch or more and lose {cropped:.0}% or less"
        ));
    }
    if *closed > 0 {
        chinese.push_str(&format!("；稿子不够，版面收短了 {closed} 行"));
        english.push_str(&format!("; there was not enough copy, and the page is closed up by {closed} rows"));
    }
    Diagnostic::note("page-measures", Say::new(chinese, english))
}
