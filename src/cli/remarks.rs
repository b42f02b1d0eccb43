//! What an editor is told of a printed issue: what had to give way, and how each page came out.
//!
//! What surprised us: an editor who is told that a page came out well trusts the next warning.

use crate::model::Week;
use crate::model::edition::{Absence, Edition, Measures, Noteworthy};
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::{Site, note};

/// What is said of a printed issue.
pub(super) fn remarks(
    (site, sources): (&Site, &Sources),
    (week, edition): (Week, &Edition),
) -> Vec<Diagnostic> {
    let said = edition.remarks.iter().map(|remark| (&remark.id, remark_said(remark.what)));
    let no_room = edition.left_out.iter().filter_map(|left| match left.reason {
        Absence::NoRoom(characters) => Some((&left.id, (title(), no_room_said(characters)))),
        Absence::Unprinted | Absence::LeftOut => None,
    });
    let jumped = edition.continued.iter().map(|jump| (&jump.id, (title(), jumped_said(jump.from, jump.to))));
    let said = said.chain(no_room).chain(jumped).map(|(id, (steps, found))| match site.named(id.as_str()) {
        Some(record) => note(sources, record, &steps, found),
        None => found,
    });
    let pages = edition.pages.iter().map(|page| page_said((week, page.number), &page.measures));
    said.chain(pages).collect()
}

fn title() -> Vec<Step> {
    vec![Step::Key("title")]
}

/// What is said of a remark, and of which value of the record.
fn remark_said(what: Noteworthy) -> (Vec<Step>, Diagnostic) {
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
            (title(), Diagnostic::warning("tight-headline", message).hint(hint))
        }
        Noteworthy::CoarsePhoto(resolution) => {
            let message = Say::new(
                format!("图片印出来不清楚：每英寸只有 {resolution:.0} 个像素，应当有 150 个"),
                format!("the photograph has {resolution:.0} pixels to an inch in print, and should have 150"),
            );
            let hint = Say::new("换一张更大的原图", "use a larger original");
            let photo = vec![Step::Key("photos"), Step::Item(0)];
            (photo, Diagnostic::warning("coarse-photo", message).hint(hint))
        }
        Noteworthy::FewerPhotos(number) => {
            let message = Say::new(
                format!("有 {number} 张图片没有见报：版面上并排放不下"),
                format!("{number} of its photographs are not printed: there is no room beside the others"),
            );
            (vec![Step::Key("photos")], Diagnostic::note("fewer-photos", message))
        }
        Noteworthy::Filler(page) => (title(), filler_said(page)),
        Noteworthy::NotOnPage(page) => (Vec::new(), page_refused(page)),
        Noteworthy::NotAtFoot => (Vec::new(), foot_refused()),
        Noteworthy::NotTogether => (Vec::new(), company_refused()),
        Noteworthy::NoRoom => (Vec::new(), room_refused()),
    }
}

fn page_refused(page: u32) -> Diagnostic {
    let message = Say::new(
        format!("排不到第{page}版：那一版排满了，或者前面的版还空着"),
        format!("cannot come on page {page}: that page is full, or those before it would stay empty"),
    );
    let hint = Say::new(
        "在 `issues/<期>.yaml` 的 `pages`（版）里少点几条，或换一版",
        "ask less of `pages` in `issues/<week>.yaml`, or another page",
    );
    Diagnostic::warning("no-such-place", message).hint(hint)
}

fn foot_refused() -> Diagnostic {
    let message = Say::new(
        "排不成第1版的倒头条：通栏放在版脚放不下，或者它另有位置",
        "cannot stand across the foot of page 1: there is no room for it, or another place is wished for it",
    );
    let hint = Say::new(
        "在 `issues/<期>.yaml` 里换一篇做 `foot`（倒头条），它的 `pages`、`together` 里的位置也要去掉",
        "let another be the `foot` in `issues/<week>.yaml`, and ask nothing of `pages` or `together` for it",
    );
    Diagnostic::warning("no-such-place", message).hint(hint)
}

fn company_refused() -> Diagnostic {
    let message = Say::new(
        "不能和要相邻的稿件排在一起：一版放不下，或者指定的版不同",
        "cannot stand beside the records it is wished with: one page does not hold them, or other pages are wished",
    );
    let hint = Say::new(
        "在 `issues/<期>.yaml` 的 `together`（相邻）里去掉它，或改 `pages`（版）",
        "take it out of `together` in `issues/<week>.yaml`, or ask other `pages`",
    );
    Diagnostic::warning("no-such-place", message).hint(hint)
}

fn room_refused() -> Diagnostic {
    let message = Say::new(
        "`issues/<期>.yaml` 里点了名，还是排不上：没有点名的都先撤下了，版面仍然不够",
        "named in `issues/<week>.yaml` and not printed all the same: there is no room even without what is not named",
    );
    let hint = Say::new(
        "在 `issues/<期>.yaml` 里少点几条，或在 `print.pages`（印刷·版数）里多给一版",
        "name less in `issues/<week>.yaml`, or allow one more page in `print.pages`",
    );
    Diagnostic::warning("no-such-place", message).hint(hint)
}

fn filler_said(page: u32) -> Diagnostic {
    let message = Say::new(
        format!("稿子不够，用作第{page}版的补白"),
        format!("fills page {page}, which had too little copy"),
    );
    let hint = Say::new(
        "不想用这一条，就把编号写进 `issues/<期>.yaml` 的 `leave_out`（不上版）",
        "put its id into `leave_out` of `issues/<week>.yaml` to do without it",
    );
    Diagnostic::note("filler", message).hint(hint)
}

fn no_room_said(characters: u32) -> Diagnostic {
    let message = Say::new("版面满了，这一条没有排上", "the pages are full, and this record is not on them");
    let hint = Say::new(
        format!(
            "这一条约占 {characters} 字的地方：从各条里一共删去这么多字，或在 `print.pages`（印刷·版数）里多给一版，或写一段短的 `print`（见报）"
        ),
        format!(
            "it takes the room of some {characters} characters: cut as many from the records, or allow one more page in \
            `print.pages`, or write a shorter text under `print`"
        ),
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
    let Measures { size, leading, blank, closed, headlines, apart, photos } = measures;
    let (share, (rows, columns)) = (blank.share * 100.0, blank.hole);
    let mut chinese = format!(
        "{week} 第{page}版：正文 {size} 磅、行距 {leading} 磅，空白 {share:.1}%（最大一处 {rows:.1} 行 × {columns} 栏），各栏末行相差至多 {apart} 行"
    );
    let mut english = format!(
        "{week}, page {page}: body {size} on {leading} pt, {share:.1}% blank (the largest hole {rows:.1} rows by {columns} columns), \
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
