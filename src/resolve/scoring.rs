//! A story and the rules of scoring in, its points out.
//!
//! What surprised us: whether a story is prompt can often not be told, as it names no day, or one that is still to come. Then
//! nobody is late.

use crate::model::Record;
use crate::model::date::{Date, DateTime, Time};
use crate::model::scoring::{Length, Points, Prompt, Scoring, Sharing};
use crate::parse::words::{Precision, dates_in};

/// What a story is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// For what is written, to be shared by its writers.
    pub text: Points,
    /// For each of its photographs, to be shared by who took it.
    pub photo: Points,
    /// Whether it is known to have come too late.
    pub is_late: bool,
}

/// What a record with that plain text is worth, as of the day `now`; what others will publish later does not count yet.
#[must_use]
pub fn marks(scoring: &Scoring, record: &Record, (text, now): (&str, Date)) -> Marks {
    let Scoring { kinds, priority, photo, characters, levels, prompt, .. } = scoring;
    let is_late = prompt.as_ref().is_some_and(|prompt| is_late(prompt, record, text));
    if is_late && prompt.is_some_and(|prompt| prompt.only) {
        return Marks { is_late, ..Marks::default() };
    }
    let by_kind = given(kinds, &record.kind);
    let by_priority = given(priority, &record.priority);
    let by_length = characters.map_or_else(Points::default, |length| by_length(length, text));
    let taken_up = record.published().iter().filter(|one| one.date.is_none_or(|day| day <= now));
    let by_level = taken_up.map(|one| given(levels, &one.level)).max().unwrap_or_default();
    let by_time = prompt.filter(|_| !is_late).map(|prompt| prompt.points).unwrap_or_default();
    let text = by_kind + by_priority + by_length + by_level + by_time;
    Marks { text, photo: *photo, is_late }
}

fn given<T: PartialEq>(table: &[(T, Points)], which: &T) -> Points {
    table.iter().find(|(known, _)| known == which).map(|(_, points)| *points).unwrap_or_default()
}

/// How many characters a plain text has without white space.
#[must_use]
pub fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// For each full so many characters.
fn by_length(length: Length, text: &str) -> Points {
    let steps = characters(text).checked_div(length.each as usize).unwrap_or_default();
    length.points.times(steps as u64)
}

/// What each of so many has of `points`, in their order.
pub fn shares(sharing: Sharing, points: Points, among: usize) -> Vec<Points> {
    match sharing {
        Sharing::Divided => points.divided(among).collect(),
        Sharing::Whole => vec![points; among],
    }
}

/// Whether a record came later than `prompt` allows. Where a time of day is not known, the one is taken by which it is
/// not late: the end of the day for what happened, the beginning for the record.
fn is_late(prompt: &Prompt, record: &Record, text: &str) -> bool {
    let Some(day) = record.date else { return false };
    let Some((happened, time)) = happened(record, (text, day)) else { return false };
    let out = day.to_datetime(record.time.unwrap_or(Time::midnight()));
    let before = happened.to_datetime(time.unwrap_or(Time::MAX));
    hours_between(before, out) > i64::from(prompt.hours)
}

/// Full hours from the one to the other, and one more where they are not full; none or less where they overlap.
fn hours_between(before: DateTime, after: DateTime) -> i64 {
    const HOUR: i64 = 3_600_000_000_000;
    let between = after.duration_since(before).as_nanos();
    i64::try_from(between).unwrap_or(i64::MAX).div_euclid(HOUR)
        + i64::from(between.rem_euclid(i128::from(HOUR)) > 0)
}

/// When what a record tells took place: an activity on the last of its days that is over, if it does not repeat; anything
/// else on the last day that its text names and that is no later than the record, so that what is told of former years
/// makes nobody late. None where that cannot be told.
fn happened(record: &Record, (text, day): (&str, Date)) -> Option<(Date, Option<Time>)> {
    if let Some(activity) = record.activity() {
        if activity.repeats.is_some() {
            return None;
        }
        let ends = activity.ends.or(activity.starts).map(|end| end.date.min(day));
        if let (Some(starts), Some(end)) = (activity.starts, ends) {
            let time = activity.ends.unwrap_or(starts).time.filter(|_| end < day);
            return (starts.date <= day).then_some((end, time));
        }
    }
    let named = dates_in(text, day).into_iter().filter_map(|spotted| {
        let is_day = matches!(
            spotted.precision,
            Precision::Time | Precision::PartOfDay | Precision::Day | Precision::Days
        );
        let time = spotted.time.filter(|_| spotted.first == spotted.last);
        (is_day && spotted.first <= day).then_some((spotted.last.min(day), time))
    });
    // Of two on one day the one that is not known to be early is taken.
    named.max_by_key(|(day, time)| (*day, time.unwrap_or(Time::MAX)))
}

#[cfg(test)]
mod tests {
    use super::{is_late, marks, shares};
    use crate::model::Kind;
    use crate::model::date::Date;
    use crate::model::record::Priority;
    use crate::model::scoring::{Length, Points, Prompt, Scoring, Sharing};
    use crate::model::standing::Level;
    use crate::resolve::tests::records;

    fn points(hundredths: u64) -> Points {
        Points::of_hundredths(hundredths)
    }

    /// Whether the only record of a list is late by so many hours.
    fn late(hours: u32, yaml: &str, text: &str) -> bool {
        let prompt = Prompt { hours, points: points(100), only: false };
        is_late(&prompt, &records(yaml)[0], text)
    }

    #[test]
    fn the_last_day_of_the_text_decides_and_doubt_is_for_the_writer() {
        let of = |date: &str, text: &str| late(24, &format!("- {{id: a, title: 甲, date: {date}}}"), text);
        for (date, text, is_late) in [
            ("2024-04-11", "4月10日，集市开张。", false),
            ("2024-04-11", "昨天，集市开张。", false),
            ("2024-04-12", "4月10日，集市开张。", true),
            // From three in the afternoon to three on the next day, to the minute.
            ("2024-04-11 15:00", "4月10日下午3时，集市开张。", false),
            ("2024-04-11 15:01", "4月10日下午3时，集市开张。", true),
            ("2024-04-11 15:01", "4月10日，集市开张。", false),
            // Of an interval its last day; of one that still lasts, today.
            ("2024-04-11", "4月8日至10日，三天集市。", false),
            ("2024-04-11", "4月8日至12日，五天集市。", false),
            ("2024-04-12", "4月8日至10日，三天集市。", true),
            // What is to come is no report, and words without a day prove nothing.
            ("2024-04-11", "4月20日将办集市。", false),
            ("2024-04-11", "近日，集市开张。今年以来已办四次。", false),
            ("2024-04-11", "没有日子。", false),
            // Only the first day counts, whatever is told after it.
            ("2024-04-11", "4月10日，集市开张。去年4月9日办过一次。", false),
            ("2024-04-11", "近日开张的集市，4月1日已试办。", true),
        ] {
            assert_eq!(of(date, text), is_late, "{date} {text}");
        }
        assert!(!late(48, "- {id: a, title: 甲, date: 2024-04-12}", "4月10日，集市开张。"));
        assert!(late(48, "- {id: a, title: 甲, date: 2024-04-13}", "4月10日，集市开张。"));
    }

    #[test]
    fn an_activity_took_place_when_it_says() {
        let of = |keys: &str| {
            late(24, &format!("- {{id: a, kind: activity, title: 甲, date: 2024-04-12, {keys}}}"), "4月1日。")
        };
        assert!(of("starts: 2024-04-10 09:00"));
        assert!(!of("starts: 2024-04-11 09:00"));
        assert!(!of("starts: 2024-04-08, ends: 2024-04-11 17:00"));
        assert!(!of("starts: 2024-04-08, ends: 2024-04-20 17:00"), "it still lasts");
        assert!(!of("starts: 2024-04-20"), "it is announced");
        assert!(!of("starts: 2024-03-01, repeats: 每周六"), "it repeats");
        assert!(of("venue: 广场"), "without a day of its own the text decides");
    }

    fn rules() -> Scoring {
        Scoring {
            kinds: vec![(Kind::Feature, points(1000)), (Kind::News, points(500))],
            priority: vec![(Priority::Lead, points(550))],
            photo: points(50),
            characters: Some(Length { each: 10, points: points(25) }),
            levels: vec![(Level::City, points(1000)), (Level::National, points(3000))],
            prompt: Some(Prompt { hours: 24, points: points(200), only: false }),
            ..Scoring::default()
        }
    }

    #[test]
    fn every_rule_adds_its_points_once() {
        let record = &records(
            "- {id: a, title: 甲, kind: feature, priority: lead, date: 2024-04-11, published: [市级, {level: 市级}, \
             {level: 中央, date: 2024-04-13}, 省级]}",
        )[0];
        // 10 for the kind, 5.5 for the place, two full tens of 23 characters, 2 for being prompt.
        let text = "4月10日，集市开张。\n一二三四五六七八九十一二";
        let of = |scoring: &Scoring, now: i8| marks(scoring, record, (text, Date::constant(2024, 4, now)));
        assert_eq!(of(&rules(), 12).text, points(1000 + 550 + 50 + 1000 + 200));
        // The national paper comes on the 13th; the city's does not count beside it, nor does the second of the city.
        assert_eq!(of(&rules(), 13).text, points(1000 + 550 + 50 + 3000 + 200));
        let only = |hours: u32| Some(Prompt { hours, points: points(200), only: true });
        let late = "4月1日，集市开张。\n";
        let scoring = Scoring { prompt: only(24), ..rules() };
        let told = |scoring: &Scoring, text: &str| {
            let marks = marks(scoring, record, (text, Date::constant(2024, 4, 12)));
            (marks.text.hundredths(), marks.photo.hundredths(), marks.is_late)
        };
        assert_eq!(told(&scoring, late), (0, 0, true));
        // Ten characters are one full step.
        assert_eq!(told(&rules(), late), (2575, 50, true));
        assert_eq!(told(&Scoring { prompt: only(24 * 10), ..rules() }, late), (2775, 50, false));
    }

    #[test]
    fn parts_come_to_the_whole() {
        for whole in (0..200).chain([1000, 99_999, 1_000_000]) {
            for among in 1..12 {
                let parts = shares(Sharing::Divided, points(whole), among);
                assert_eq!(parts.len(), among);
                assert_eq!(parts.iter().copied().sum::<Points>(), points(whole));
                let (most, least) = (parts.iter().max().unwrap(), parts.iter().min().unwrap());
                assert!(most.hundredths() - least.hundredths() <= 1, "{parts:?}");
            }
        }
        assert!(shares(Sharing::Divided, points(100), 0).is_empty());
        assert_eq!(shares(Sharing::Whole, points(100), 2), [points(100); 2]);
    }

    #[test]
    fn points_are_written_in_line() {
        let said = |hundredths: u64| points(hundredths).to_string();
        assert_eq!([0, 5, 50, 100, 334, 1010].map(said), ["0", "0.05", "0.5", "1", "3.34", "10.1"]);
        assert_eq!([0, 50, 334].map(|hundredths| points(hundredths).with(2)), ["0.00", "0.50", "3.34"]);
    }
}
