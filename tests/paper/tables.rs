//! Tables that go on in another column: their head stands there again, and is read once.

use crate::bulletin::{Bulletin, Entry, SETTINGS, week};
use crate::copy::{Desk, squeezed};
use crate::hard::table;
use crate::measures::{Issue, assert_right};
use crate::poppler::{self, Word};
use crate::prose::{headline, prose};

/// Dots to the inch, and what is darker has ink.
const DENSITY: u32 = 150;
const PAPER: u8 = 160;

/// A page in grey.
struct Page((usize, usize, Vec<u8>));

impl Page {
    /// The share of ink in a part of the page, in points.
    fn ink(&self, [left, top, right, bottom]: [f64; 4]) -> f64 {
        let (width, _, samples) = &self.0;
        let dots = |points: f64| (points * f64::from(DENSITY) / 72.0).round() as usize;
        let rows = dots(top)..dots(bottom);
        let all = rows.flat_map(|y| (dots(left)..dots(right)).map(move |x| samples[y * width + x]));
        let (dark, all) =
            all.fold((0_u32, 0_u32), |(dark, all), dot| (dark + u32::from(dot < PAPER), all + 1));
        f64::from(dark) / f64::from(all)
    }
}

#[test]
fn a_table_that_goes_on_has_its_head_again_and_is_read_once() {
    let bulletin = Bulletin::new(SETTINGS);
    let news = |seed: u64| Entry {
        kind: "news",
        title: Some(headline(seed)),
        paragraphs: prose(seed, 300),
        ..Entry::default()
    };
    let entries: Vec<Entry> = [table()].into_iter().chain((300..306).map(news)).collect();
    bulletin.issue(0, &entries);
    let (desk, site) = (Desk::open(&bulletin.root()), bulletin.build());
    let week = week(0).0;
    let issue = Issue::of_site(&desk, &site, &week);
    let id = format!("{}-00", week.to_lowercase());
    let words: Vec<&Word> = issue.words_of(&id).collect();
    let is_row = |word: &Word| squeezed(&word.text).starts_with('第');
    let head = *words.iter().find(|word| squeezed(&word.text) == "户数").unwrap();
    let pitch = issue.grid.pitch;
    let step = issue.grid.measure + issue.grid.gutter;
    let first = words.iter().filter(|word| is_row(word)).map(|word| word.top);
    let column_of = |word: &Word| ((word.left - issue.grid.origin.0) / step).floor() as usize;
    let own = column_of(head);
    assert!(first.clone().any(|top| (top - head.top - pitch).abs() < 1.0), "the head stands above its rows");
    let mut again = 0;
    let page = Page(poppler::grey(&issue.pdf, (head.page, DENSITY)));
    let wanted = page.ink([head.left, head.top, head.right, head.bottom]);
    for column in (0..issue.grid.columns).filter(|column| *column != own) {
        let rows = words.iter().filter(|word| is_row(word) && column_of(word) == column);
        let top = rows.map(|word| word.top).fold(f64::INFINITY, f64::min);
        if top.is_finite() {
            let right = (column as f64 - own as f64) * step;
            let above = top - pitch;
            let place = [head.left + right, above, head.right + right, above + head.height()];
            let found = page.ink(place);
            assert!((found - wanted).abs() < wanted * 0.15, "column {column}: {found}, not {wanted}");
            again += 1;
        }
    }
    assert!(wanted > 0.1 && again > 1, "{again} columns go on with the table, {wanted}");
    for said in [
        poppler::run("pdftotext", &["-raw"], &issue.pdf),
        poppler::tell("pdfinfo", &["-struct-text"], &issue.pdf),
    ] {
        assert_eq!(squeezed(&said).matches("户数").count(), 1, "{said}");
    }
    assert_right(&[issue.measures("table")]);
}
