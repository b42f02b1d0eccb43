//! Running text and the day it is published in; what it says is to come by a day out: 下一步，将在5月底前….
//!
//! What surprised us: the same words look back in a report and ahead in a promise. 12月底前 in April is the December to
//! come, because 下一步 stands before it.

use std::ops::Range;

use super::{Precision, Spotted, dates_in};
use crate::model::date::Date;

/// Words behind which a text speaks of what is to come.
const MARKS: [&str; 4] = ["下一步", "接下来", "下一阶段", "下阶段"];
/// What ends a sentence.
const ENDS: [char; 6] = ['。', '！', '？', '\n', '”', '；'];

/// What a text says is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The words, from the mark to the end of the sentence.
    pub range: Range<usize>,
    /// The first of the days by which it is to be.
    pub first: Date,
    /// The last of them.
    pub due: Date,
}

impl Announced {
    /// The words in the text that they were found in.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// What `text`, published on `base`, says is to come by some day; of a sentence that names several, the last counts.
#[must_use]
pub fn announced(text: &str, base: Date) -> Vec<Announced> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(start) = next_mark(text, from) {
        let rest = text.get(start..).unwrap_or_default();
        let end = start + rest.find(ENDS).unwrap_or(rest.len());
        let words = text.get(start..end).unwrap_or_default();
        let days = dates_in(words, base).into_iter().filter_map(|spotted| to_come(words, &spotted, base));
        all.extend(days.max_by_key(|(_, due)| *due).map(|(first, due)| Announced {
            range: start..end,
            first,
            due,
        }));
        from = end.max(start + 1);
    }
    all
}

/// Whether a text speaks of what is to come, with a day or without.
#[must_use]
pub fn looks_ahead(text: &str) -> bool {
    next_mark(text, 0).is_some()
}

fn next_mark(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    MARKS.iter().filter_map(|mark| rest.find(mark)).min().map(|at| from + at)
}

/// The days that are meant, where they are not over; as words that look ahead, where they would be.
fn to_come(words: &str, spotted: &Spotted, base: Date) -> Option<(Date, Date)> {
    if spotted.precision == Precision::Vague {
        return None;
    }
    if spotted.last >= base {
        return Some((spotted.first, spotted.last));
    }
    let ahead = format!("将于{}", spotted.words(words));
    let again = dates_in(&ahead, base).into_iter().next()?;
    (again.last >= base).then_some((again.first, again.last))
}

#[cfg(test)]
mod tests {
    use super::announced;
    use crate::model::date::Date;

    #[test]
    fn what_is_to_come_is_found_with_its_day() {
        let base = Date::constant(2024, 4, 19);
        for (text, wanted) in [
            ("下一步，将在5月底前完成划线。", "下一步，将在5月底前完成划线 2024-05-31"),
            (
                "车棚通电。下一步是濠西里，6月30日前通电，再往后还有两处。",
                "下一步是濠西里，6月30日前通电，再往后还有两处 2024-06-30",
            ),
            ("接下来，12月底前全部办结。", "接下来，12月底前全部办结 2024-12-31"),
            ("“下一步，20日贴出来”，他说", "下一步，20日贴出来 2024-04-20"),
            ("下一步，5月摸底，9月28日前兑换。", "下一步，5月摸底，9月28日前兑换 2024-09-28"),
            ("下一步，下月初开工。", "下一步，下月初开工 2024-05-10"),
            ("下一步，30日前贴出来。", "下一步，30日前贴出来 2024-04-30"),
            ("接下来，5日前公示名单。", "接下来，5日前公示名单 2024-05-05"),
        ] {
            let found: Vec<String> =
                announced(text, base).iter().map(|one| format!("{} {}", one.words(text), one.due)).collect();
            assert_eq!(found, [wanted], "{text}");
        }
    }

    #[test]
    fn what_has_no_day_or_looks_back_is_not() {
        let base = Date::constant(2024, 4, 19);
        for text in [
            "下一步，继续推进。",
            "下一步怎么走，还没有定",
            "5月底前完成。",
            "下一步，总结去年5月的做法。",
            "下一步，近日来的问题一一解决。",
        ] {
            assert!(announced(text, base).is_empty(), "{text}: {:?}", announced(text, base));
        }
    }
}
