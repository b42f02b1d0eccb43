//! A headline in, the ways to set it over so many points of width out.
//!
//! What surprised us: a reader does not see how large a headline is, he sees how much of its width it fills; so the
//! size follows from the width, within what the story's rank allows.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::widths::Widths;

/// A headline, broken into lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    /// Its one or two lines.
    pub lines: Vec<String>,
    /// The type's size in points.
    pub size: f64,
    /// The space put between two characters of a short headline, in ems.
    pub tracking: f64,
    /// The part of the width that its longest line takes.
    pub used: f64,
    /// The part of the width that its lines take on an average.
    pub filled: f64,
    /// How much worse it is broken than it could be, from 0 to about 1.
    pub strained: f64,
    /// Whether nothing that is asked of a headline is missed.
    pub is_good: bool,
}

/// Most of a line that a headline may fill.
const FULL: f64 = 0.97;
/// Least that it should.
pub const SCANT: f64 = 0.57;
/// What a short headline fills of its line when space is put between its characters, how many they may be, and the most
/// space in ems: between a few words, and between so few characters that they are seen as one.
const TRACKED: f64 = 0.84;
const MOST_TRACKED: usize = 9;
const MOST_TRACKING: f64 = 0.25;
const FEW: usize = 5;
const MOST_BETWEEN_FEW: f64 = 0.5;
/// What it costs to break a headline between two marks.
const QUOTED: f64 = 0.4;
/// The fewest characters of a last line.
const LAST: usize = 4;

/// Ways to break a headline into two lines, the best first.
#[derive(Clone, Debug, Default)]
pub struct Headline {
    /// In one line.
    whole: Option<Broken>,
    /// In two.
    broken: Vec<Broken>,
}

/// A headline's lines, with the widths of the longest and of one on an average, in ems.
#[derive(Clone, Debug, Default)]
struct Broken {
    lines: Vec<String>,
    longest: f64,
    mean: f64,
    strained: f64,
}

impl Broken {
    fn new(lines: Vec<String>, width: impl Fn(&str) -> f64) -> Self {
        let long = || lines.iter().map(|line| width(line));
        let (longest, all) = (long().fold(0.0, f64::max), long().sum::<f64>());
        let mean = all / lines.len().max(1) as f64;
        Self { lines, longest, mean, strained: 0.0 }
    }
}

impl Headline {
    /// Looks at the headline `title`, where an editor may have said how it breaks, and which is not broken within `names`.
    #[must_use]
    pub fn new(title: &str, (wish, names): (Option<&str>, &[&str]), widths: &Widths) -> Self {
        let width = |text: &str| widths.of_headline(text);
        let title = title.trim();
        let joined = |text: &str| text.trim().to_owned();
        if let Some((first, second)) = wish.and_then(|wish| wish.split_once('|')) {
            let broken = vec![Broken::new(vec![joined(first), joined(second)], width)];
            return Self { whole: None, broken };
        }
        let mut broken: Vec<(Broken, f64)> = Vec::new();
        for (at, penalty) in breaks(title, names) {
            let Some((first, second)) = title.split_at_checked(at) else { continue };
            let lines = vec![joined(first), joined(second)];
            if lines.iter().any(|line| line.chars().count() < LAST) {
                continue;
            }
            let way = Broken::new(lines, width);
            // Of two lines the shorter is as long as twice their mean without the longer.
            let uneven = 2.0 - 2.0 * way.mean / way.longest;
            broken.push((way, uneven + penalty));
        }
        broken.sort_by(|a, b| a.1.total_cmp(&b.1));
        let least = broken.first().map_or(0.0, |(_, penalty)| *penalty);
        let ways = broken.into_iter().take(2);
        let broken = ways.map(|(way, penalty)| Broken { strained: penalty - least, ..way }).collect();
        let whole = (!title.is_empty()).then(|| Broken::new(vec![title.to_owned()], width));
        Self { whole, broken }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_none() && self.broken.is_empty()
    }

    /// The settings over `width` points with type between the two sizes, the largest first.
    #[must_use]
    pub fn settings(&self, width: f64, (least, most): (f64, f64)) -> Vec<Setting> {
        let mut settings = Vec::new();
        for Broken { lines, longest, mean, strained } in self.whole.iter().chain(&self.broken) {
            if *longest <= 0.0 {
                continue;
            }
            let size = ((width * FULL / longest) * 2.0).floor() / 2.0;
            let size = size.min(most);
            let tracking = tracking(lines, (size * longest, size), width);
            let gaps = characters(lines).saturating_sub(1) as f64;
            let used = size * (longest + gaps * tracking) / width;
            if size >= least {
                let (lines, filled) = (lines.clone(), used * mean / longest);
                let (strained, is_good) = (*strained, used >= SCANT);
                settings.push(Setting { lines, size, tracking, used, filled, strained, is_good });
            }
        }
        settings.sort_by(|a, b| b.is_good.cmp(&a.is_good).then(b.size.total_cmp(&a.size)));
        settings
    }

    /// The setting over `width` points where no size that the rank allows fits: as large as may be.
    #[must_use]
    pub fn forced(&self, width: f64) -> Setting {
        let all = self.whole.iter().chain(&self.broken);
        let Some(tightest) = all.min_by(|a, b| a.longest.total_cmp(&b.longest)) else {
            return Setting { size: 10.0, is_good: true, ..Setting::default() };
        };
        let Broken { lines, longest, mean, strained } = tightest.clone();
        let size = ((width * FULL / longest.max(1.0)) * 2.0).floor() / 2.0;
        let size = size.clamp(6.0, 18.0);
        let (used, filled) = (size * longest / width, size * mean / width);
        Setting { lines, size, tracking: 0.0, used, filled, strained, is_good: false }
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
    if !is_han || !(2..=MOST_TRACKED).contains(&count) {
        return 0.0;
    }
    let wanted = (width * TRACKED - long) / (size * (count - 1) as f64);
    wanted.clamp(0.0, if count <= FEW { MOST_BETWEEN_FEW } else { MOST_TRACKING })
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
        let penalty = if is_marked {
            0.05
        } else if is_lone(before) || is_lone(after) {
            0.6
        } else {
            0.25
        };
        // What is said between quotation marks stays together before anything else does.
        let is_quoted = title.get(..at).is_some_and(is_open);
        Some((at, penalty + if is_quoted { QUOTED } else { 0.0 }))
    };
    ends.windows(3).filter_map(price).collect()
}

/// Whether a mark is open at the end of a text.
fn is_open(text: &str) -> bool {
    let last_open = text.rfind(opens);
    last_open.is_some_and(|open| text.get(open..).is_some_and(|rest| !rest.contains(ends_quote)))
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

/// Marks that end what another began.
fn ends_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '》' | '〉' | '）' | '】' | '」' | '』' | ')' | ']')
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

/// A number stays with what it counts, and a number in words is one.
fn joins_number(before: char, after: char) -> bool {
    let is_numeral = |c: char| "〇零一二两三四五六七八九十百千万亿".contains(c);
    before.is_ascii_digit() && !after.is_ascii_whitespace() && !opens(after)
        || is_numeral(before) && is_numeral(after)
}

#[cfg(test)]
mod tests {
    use super::{Broken, Headline, MOST_TRACKING, breaks, is_open};

    /// The first line of the cheapest break.
    fn first(title: &str) -> &str {
        let best = breaks(title, &[]).into_iter().min_by(|one, other| one.1.total_cmp(&other.1));
        best.and_then(|(at, _)| title.get(..at)).unwrap_or_default()
    }

    #[test]
    fn a_headline_parts_before_what_is_quoted_and_behind_a_mark() {
        assert_eq!(first("四月5680“壹圆”集市"), "四月5680");
        assert_eq!(first("红袖套每日巡逻，等你来加一只"), "红袖套每日巡逻，");
        let counted = "增设充电桩70个居民不再飞线";
        let is_whole = |(at, _): &(usize, f64)| !counted.get(..*at).unwrap_or_default().ends_with("70");
        assert!(breaks(counted, &[]).iter().all(is_whole), "a number stays with what it counts");
        let quoted = breaks("社区里的“六力共治”交出半年账", &[]);
        let price = |line: &str| quoted.iter().find(|(at, _)| *at == line.len()).map(|(_, price)| *price);
        assert!(price("社区里的“六力共治”") < price("社区里的“六力"), "{quoted:?}");
    }

    #[test]
    fn a_few_characters_fill_a_column_by_the_space_between_them() {
        let headline = |text: &str| Headline {
            whole: Some(Broken::new(vec![text.to_owned()], |text| text.chars().count() as f64)),
            broken: Vec::new(),
        };
        let used = |text| headline(text).settings(135.0, (11.5, 13.5)).first().map(|setting| setting.used);
        assert!(used("积分规则") > Some(0.54), "{:?}", used("积分规则"));
        let tracking = |text| headline(text).settings(135.0, (11.5, 11.5)).first().map(|it| it.tracking);
        assert_eq!(tracking("紫藤花开的积分"), Some(MOST_TRACKING), "words stay together");
        assert_eq!(tracking("Help"), Some(0.0));
    }

    #[test]
    fn a_mark_is_open_until_it_ends() {
        assert!(is_open("说“一"));
        assert!(!is_open("说“一”") && !is_open("说一") && !is_open(""));
    }
}
