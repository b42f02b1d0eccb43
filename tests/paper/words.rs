//! Words and where they stand: outside, in another's place, lost, on the grid.

use std::collections::{BTreeMap, BTreeSet};

use crate::copy::{Copy, squeezed};
use crate::measures::{Area, Issue};
use crate::poppler::{self, Word};

/// Paragraphs of fewer characters may stand within others.
const LONG: usize = 8;

/// Words outside all modules that are no page furniture, words that cross a module's edge, words of another record.
pub fn misplaced(issue: &Issue) -> Vec<String> {
    let texts: BTreeMap<&str, String> = issue.copies.iter().map(|copy| (&*copy.id, allowed(copy))).collect();
    let mut faults = Vec::new();
    for word in &issue.words {
        let middle = (word.page, (word.left + word.right) / 2.0, (word.top + word.bottom) / 2.0);
        let home = issue.areas.iter().find(|area| area.holds(middle));
        let Some(area) = home else {
            if !is_furniture(issue, word) {
                faults.push(format!("outside all modules: {word:?}"));
            }
            continue;
        };
        let slack = word.height() * 0.35;
        // A mark at a line's end takes half an em, of which the box does not know.
        let half = |is_mark: bool| if is_mark { word.height() * 0.55 } else { 1.5 };
        let is_inside = word.left > area.left - half(word.text.starts_with(OPENING))
            && word.right < area.right + half(word.text.ends_with(CLOSING))
            && word.top > area.top - slack
            && word.bottom < area.bottom + slack;
        if !is_inside {
            faults.push(format!("over the edge of {}: {word:?} {area:?}", area.id));
        }
        let text = squeezed(&word.text);
        if !texts.get(&*area.id).is_some_and(|own| own.contains(&text)) && !is_jump(&text) {
            faults.push(format!("not of {}: {word:?}", area.id));
        }
    }
    faults
}

/// Marks whose box has an empty half.
const OPENING: [char; 8] = ['“', '‘', '《', '〈', '（', '【', '「', '『'];
const CLOSING: [char; 15] =
    ['，', '。', '、', '；', '：', '！', '？', '”', '’', '》', '〉', '）', '】', '」', '』'];

/// What may stand in a record's place.
fn allowed(copy: &Copy) -> String {
    let mut pieces = vec![copy.title.clone()];
    pieces.extend(copy.around.iter().cloned());
    pieces.extend(copy.photos.iter().map(|(caption, credit)| format!("{caption}{credit}")));
    let text: String = copy.paragraphs.concat();
    // Dateline and by-line stand before the first paragraph, markers before items.
    for dateline in &copy.datelines {
        pieces.push(format!("{dateline}{text}"));
        pieces.extend(copy.around.iter().map(|byline| format!("{dateline}（{byline}）{text}")));
    }
    pieces.extend(copy.around.iter().map(|byline| format!("（{byline}）{text}")));
    pieces.push(format!("·□■{text}"));
    pieces.push((1..60).map(|number| format!("{number}.")).collect());
    pieces.join("\n")
}

/// What says that a story goes on or comes from elsewhere.
fn is_jump(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let said = ["（下转第版）", "上接第版", "(continuedonpage)", "frompage"];
    !bare.is_empty() && said.iter().any(|said| said.contains(&bare))
}

/// Masthead, running head, foot and standing heads of rails.
fn is_furniture(issue: &Issue, word: &Word) -> bool {
    let on_page = || issue.areas.iter().filter(|area| area.page == word.page);
    let top = on_page().map(|area| area.top).fold(f64::INFINITY, f64::min);
    let bottom = on_page().map(|area| area.bottom).fold(0.0, f64::max);
    let columns: BTreeSet<&str> =
        issue.copies.iter().flat_map(|copy| &copy.around).map(|text| &**text).collect();
    let text = squeezed(&word.text);
    word.bottom < top + 3.0
        || (word.page == 0 && word.top > bottom - 1.0)
        || columns.contains(&*text)
        || text == "简讯"
        || text == "补白"
        || text == "Briefs"
}

/// Paragraphs and other texts of printed records that are not found once.
pub fn lost(issue: &Issue) -> Vec<String> {
    let raw = squeezed(&poppler::run("pdftotext", &["-raw"], &issue.pdf));
    let sources: Vec<&Copy> = issue.printed().collect();
    let all: String = sources.iter().map(|copy| own_text(copy)).collect();
    let mut faults = Vec::new();
    for copy in sources {
        for paragraph in &copy.paragraphs {
            let found = raw.matches(&**paragraph).count();
            let wanted = if paragraph.chars().count() < LONG { 1 } else { all.matches(&**paragraph).count() };
            let is_right = found == wanted || (paragraph.chars().count() < LONG && found > 0);
            let may_be = found < wanted && is_divided(paragraph, &raw);
            if !is_right && !may_be {
                faults.push(format!("{}: found {found} times, not {wanted}: {paragraph}", copy.id));
            }
        }
        let (caption, credit) = copy.photos.first().cloned().unwrap_or_default();
        for text in copy.around.iter().chain([&copy.title, &caption, &credit]) {
            if !raw.contains(&**text) && !is_spread(text, &raw) {
                faults.push(format!("{}: lost: {text}", copy.id));
            }
        }
    }
    if raw.contains('\u{fffd}') {
        faults.push("a character is unknown".to_owned());
    }
    faults
}

fn own_text(copy: &Copy) -> String {
    let captions = copy.photos.iter().map(|(caption, credit)| format!("{caption}\n{credit}"));
    let captions: Vec<String> = captions.collect();
    let pieces =
        [copy.title.clone(), copy.around.join("\n"), copy.paragraphs.join("\n"), captions.join("\n")];
    pieces.join("\n") + "\n"
}

/// Whether a paragraph leaves one page at a jump and goes on elsewhere, whole.
fn is_divided(paragraph: &str, raw: &str) -> bool {
    let ends = |at: usize| {
        let (start, rest) = paragraph.split_at(at);
        raw.contains(&format!("{start}（下转第")) && raw.contains(rest)
            || raw.contains(&format!("{start}(continued")) && raw.contains(rest)
    };
    paragraph.char_indices().map(|(at, _)| at).skip(1).any(ends)
}

/// Whether a text stands in two lines with something between, as caption and credit or a headline may.
fn is_spread(text: &str, raw: &str) -> bool {
    text.char_indices().skip(1).any(|(at, _)| raw.contains(&text[..at]) && raw.contains(&text[at..]))
}

/// Whether the tagged structure reads the stories in their order, and says what photographs show.
pub fn structure_faults(issue: &Issue) -> Vec<String> {
    let said = squeezed(&poppler::tell("pdfinfo", &["-struct-text"], &issue.pdf).replace(['"', '\\'], ""));
    let mut faults = Vec::new();
    let mut at = 0;
    let mut seen = BTreeSet::new();
    for area in issue.areas.iter().filter(|area| seen.insert(&area.id)) {
        let Some(copy) = issue.copies.iter().find(|copy| copy.id == area.id) else { continue };
        let Some(first) = copy.paragraphs.first().map(|text| text.chars().take(12).collect::<String>())
        else {
            continue;
        };
        match said[at..].find(&first) {
            Some(found) => at += found,
            None => faults.push(format!("structure: {} does not follow: {first}", area.id)),
        }
    }
    let raw = squeezed(&poppler::run("pdftotext", &["-raw"], &issue.pdf));
    let is_further = |(caption, _): &&(String, String)| !caption.is_empty() && raw.contains(&**caption);
    let shown = |copy: &Copy| {
        usize::from(!copy.photos.is_empty()) + copy.photos.iter().skip(1).filter(is_further).count()
    };
    let pictures: usize = issue.printed().map(shown).sum();
    let figures = said.matches("Figure").count();
    if figures < pictures {
        faults.push(format!("structure: {figures} figures for {pictures} photographs"));
    }
    faults
}

/// The body's words in a module: record, page, column, top.
fn body_words(issue: &Issue) -> Vec<(&Area, usize, f64)> {
    let (height, grid) = (issue.body_height(), &issue.grid);
    let mut found = Vec::new();
    for area in &issue.areas {
        let Some(copy) = issue.copies.iter().find(|copy| copy.id == area.id) else { continue };
        let body = copy.paragraphs.concat();
        for word in issue.words_of(&area.id).filter(|word| (word.height() - height).abs() < 0.05) {
            let middle = (word.page, (word.left + word.right) / 2.0, (word.top + word.bottom) / 2.0);
            let text = squeezed(&word.text);
            if area.holds(middle) && (body.contains(&text) || is_jump(&text)) {
                // A mark that opens a line stands half an em before it, and columns within a box stand closer.
                let columns = ((area.right - area.left) / (grid.measure + grid.gutter)).ceil();
                let column = ((middle.1 - area.left) / (area.right - area.left) * columns).floor();
                found.push((area, column.max(0.0) as usize, word.top));
            }
        }
    }
    found
}

/// Briefs whose headline ends a column while their text begins in the next.
pub fn lone_heads(issue: &Issue) -> Vec<String> {
    let mut faults = Vec::new();
    for copy in issue.printed() {
        let parts: Vec<&Area> = issue.areas.iter().filter(|area| area.id == copy.id).collect();
        let [first, next, ..] = parts[..] else { continue };
        let is_brief = first.right - first.left < issue.grid.width(1) + 1.0 && first.page == next.page;
        let Some(paragraph) = copy.paragraphs.first().filter(|_| is_brief) else { continue };
        let within: String = (issue.words_of(&copy.id))
            .filter(|word| {
                first.holds((word.page, (word.left + word.right) / 2.0, (word.top + word.bottom) / 2.0))
            })
            .map(|word| squeezed(&word.text))
            .collect();
        let start: String = paragraph.chars().take(3).collect();
        // The text begins with the by-line in brackets, where there is one.
        if !within.contains(&start) && !within.contains('（') {
            faults.push(format!(
                "{}: its head stands alone at the foot of a column: {within} / {start}",
                copy.id
            ));
        }
    }
    faults
}

/// The share of body lines on the grid, within 0.3 pt.
pub fn on_grid(issue: &Issue) -> f64 {
    let pitch = issue.grid.pitch;
    let phases: Vec<f64> =
        body_words(issue).iter().map(|(_, _, top)| (top - issue.grid.origin.1).rem_euclid(pitch)).collect();
    let near = |one: f64, other: f64| {
        let apart = (one - other).abs();
        apart.min(pitch - apart) <= 0.3
    };
    let most = phases.iter().map(|one| phases.iter().filter(|other| near(*one, **other)).count()).max();
    most.map_or(1.0, |most| most as f64 / phases.len() as f64)
}

/// By how many rows the columns of a module end apart.
pub fn bottoms(issue: &Issue) -> Vec<(String, f64)> {
    let mut last: BTreeMap<(usize, &str, i64), BTreeMap<usize, f64>> = BTreeMap::new();
    // A brief that goes on in the next column of its rail has a place in each.
    let is_brief =
        |of: &Area| issue.areas.iter().filter(|area| area.id == of.id && area.page == of.page).count() > 1;
    for (area, column, top) in body_words(issue).into_iter().filter(|(area, ..)| !is_brief(area)) {
        let columns = last.entry((area.page, &area.id, area.top as i64)).or_default();
        let bottom = columns.entry(column).or_insert(top);
        *bottom = bottom.max(top);
    }
    let apart = |columns: &BTreeMap<usize, f64>| {
        let most = columns.values().copied().fold(0.0, f64::max);
        let least = columns.values().copied().fold(f64::INFINITY, f64::min);
        (most - least) / issue.grid.pitch
    };
    let of_page = |(page, id, _): &(usize, &str, i64)| format!("{id} p{}", page + 1);
    last.iter().map(|(key, columns)| (of_page(key), apart(columns))).collect()
}
