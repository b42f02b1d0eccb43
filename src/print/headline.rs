//! A headline in, the ways to set it over so many points of width out.
//!
//! What surprised us: a reader does not see how large a headline is, he sees how much of its width it fills; so the
//! size follows from the width, within what the story's rank allows.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::widths::Widths;

/// A headline, broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its one or two lines.
    pub lines: Vec<String>,
    /// The type's size in points.
    pub size: f64,
    /// The space put between two characters of a short headline, in ems.
    pub tracking: f64,
    /// The part of the width that its longest line takes.
    pub used: f64,
    /// Whether nothing that is asked of a headline is missed.
    pub is_good: bool,
}

/// Most of a line that a headline may fill.
const FULL: f64 = 0.97;
/// Least that it should.
pub const SCANT: f64 = 0.57;
/// The most characters of a headline with space between them, and the most space in ems.
const MOST_TRACKED: usize = 8;
const MOST_TRACKING: f64 = 0.25;
/// The fewest characters of a last line.
const LAST: usize = 4;

/// Ways to break a headline into two lines, the best first.
#[derive(Clone, Debug, Default)]
pub struct Headline {
    /// In one line.
    whole: (String, f64),
    /// In two, with the width of the longer in ems.
    broken: Vec<(Vec<String>, f64)>,
}

impl Headline {
    /// Looks at the headline `title`, where an editor may have said how it breaks, and which is not broken within `names`.
    #[must_use]
    pub fn new(title: &str, (wish, names): (Option<&str>, &[&str]), widths: &Widths) -> Self {
        let width = |text: &str| widths.of_headline(text);
        let title = title.trim();
        let joined = |text: &str| text.trim().to_owned();
        if let Some((first, second)) = wish.and_then(|wish| wish.split_once('|')) {
            let lines = vec![joined(first), joined(second)];
            let longest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
            return Self { whole: (String::new(), f64::INFINITY), broken: vec![(lines, longest)] };
        }
        let mut broken: Vec<(Vec<String>, f64, f64)> = Vec::new();
        for (at, penalty) in breaks(title, names) {
            let Some((first, second)) = title.split_at_checked(at) else { continue };
            let lines = vec![joined(first), joined(second)];
            if lines.iter().any(|line| line.chars().count() < LAST) {
                continue;
            }
            let long: Vec<f64> = lines.iter().map(|line| width(line)).collect();
            let longest = long.iter().copied().fold(0.0, f64::max);
            let uneven = 1.0 - long.iter().copied().fold(f64::INFINITY, f64::min) / longest;
            broken.push((lines, longest, uneven + penalty));
        }
        broken.sort_by(|a, b| a.2.total_cmp(&b.2));
        let broken = broken.into_iter().take(2).map(|(lines, longest, _)| (lines, longest)).collect();
        Self { whole: (title.to_owned(), width(title)), broken }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.0.is_empty() && self.broken.is_empty()
    }

    /// The settings over `width` points with type between the two sizes, the largest first.
    #[must_use]
    pub fn settings(&self, width: f64, (least, most): (f64, f64)) -> Vec<Setting> {
        let whole = (!self.whole.0.is_empty()).then(|| (vec![self.whole.0.clone()], self.whole.1));
        let mut settings = Vec::new();
        for (lines, ems) in whole.into_iter().chain(self.broken.iter().cloned()) {
            if ems <= 0.0 {
                continue;
            }
            let size = ((width * FULL / ems) * 2.0).floor() / 2.0;
            let size = size.min(most);
            let tracking = tracking(&lines, (size * ems, size), width);
            let gaps = characters(&lines).saturating_sub(1) as f64;
            let used = size * (ems + gaps * tracking) / width;
            if size >= least {
                settings.push(Setting { lines, size, tracking, used, is_good: used >= SCANT });
            }
        }
        settings.sort_by(|a, b| b.is_good.cmp(&a.is_good).then(b.size.total_cmp(&a.size)));
        settings
    }

    /// The setting over `width` points where no size that the rank allows fits: as large as may be.
    #[must_use]
    pub fn forced(&self, width: f64) -> Setting {
        if self.is_empty() {
            return Setting { lines: Vec::new(), size: 10.0, tracking: 0.0, used: 0.0, is_good: true };
        }
        let whole = (!self.whole.0.is_empty()).then(|| (vec![self.whole.0.clone()], self.whole.1));
        let all = whole.into_iter().chain(self.broken.iter().cloned());
        let tightest = all.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
        let (lines, ems) = tightest;
        let size = ((width * FULL / ems.max(1.0)) * 2.0).floor() / 2.0;
        let size = size.clamp(6.0, 18.0);
        Setting { lines, size, tracking: 0.0, used: size * ems / width, is_good: false }
    }
}

/// Characters of the longest line.
fn characters(lines: &[String]) -> usize {
    lines.iter().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// The space between characters, in ems, with which a headline of `long` points that is too short for its width fills it
/// well; none for a long one, whose words would fall apart, and none for one that is not Chinese.
fn tracking(lines: &[String], (long, size): (f64, f64), width: f64) -> f64 {
    let count = characters(lines);
    let is_han = lines.iter().flat_map(|line| line.chars()).all(|c| !c.is_ascii());
    if lines.len() > 1 || !is_han || !(2..=MOST_TRACKED).contains(&count) {
        return 0.0;
    }
    let wanted = (width * (SCANT + 0.03) - long) / (size * (count - 1) as f64);
    if wanted <= 0.0 { 0.0 } else { wanted.min(MOST_TRACKING) }
}

/// Where a headline may be broken, with what each place costs: nothing at its gap, a little behind a mark, more between
/// two words; most where one of the two is a single character, which may be a part of a name that no dictionary knows.
fn breaks(title: &str, names: &[&str]) -> Vec<(usize, f64)> {
    let gaps: Vec<usize> = gaps(title);
    if !gaps.is_empty() {
        return gaps.into_iter().map(|at| (at, 0.0)).collect();
    }
    let named =
        |name: &&str| title.match_indices(*name).map(|(at, name)| (at, at + name.len())).collect::<Vec<_>>();
    let named: Vec<(usize, usize)> = names.iter().filter(|name| !name.is_empty()).flat_map(named).collect();
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(title).collect();
    let price = |window: &[usize]| {
        let &[from, at, to] = window else { return None };
        let (before, after) = (title.get(from..at)?, title.get(at..to)?);
        let (last, first) = (before.chars().next_back()?, after.chars().next()?);
        let is_inside = named.iter().any(|(start, end)| (start + 1..*end).contains(&at));
        if is_inside || opens(last) || closes(first) || joins_number(last, first) {
            return None;
        }
        let is_marked = closes(last) || opens(first);
        let is_lone = |word: &str| word.chars().count() == 1 && !word.is_ascii();
        Some((
            at,
            if is_marked {
                0.05
            } else if is_lone(before) || is_lone(after) {
                0.6
            } else {
                0.25
            },
        ))
    };
    ends.windows(3).filter_map(price).collect()
}

/// Behind runs of spaces of any width between Chinese.
fn gaps(title: &str) -> Vec<usize> {
    let mut gaps = Vec::new();
    let mut before = None;
    let mut in_gap = None;
    for (at, c) in title.char_indices() {
        if c.is_whitespace() {
            in_gap = in_gap.or(before);
        } else {
            if in_gap.take().is_some_and(|before: char| !before.is_ascii() || !c.is_ascii()) {
                gaps.push(at);
            }
            before = Some(c);
        }
    }
    gaps
}

/// Marks that do not stand at the end of a line.
fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（' | '【' | '「' | '『' | '(' | '[')
}

/// Marks that do not stand at its beginning.
fn closes(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '》'
            | '〉'
            | '）'
            | '】'
            | '」'
            | '』'
            | ')'
            | ']'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '·'
            | '%'
            | '…'
            | '—'
            | ','
            | '.'
            | '!'
            | '?'
            | ':'
            | ';'
    )
}

/// A number stays with what it counts.
fn joins_number(before: char, after: char) -> bool {
    before.is_ascii_digit() && !after.is_ascii_whitespace()
        || after.is_ascii_digit() && before.is_ascii_digit()
}
