//! A roster and a day in, who is on duty out.
//!
//! What surprised us: nearly every roster on a wall is one of three: a list of days, a rule for each line, or turns. A line
//! says by itself which it is, so none has to be told.

use super::expand;
use super::rule::Rule;
use crate::model::Zone;
use crate::model::date::Date;
use crate::model::record::{Activity, Duty};

/// Who is on duty on `day`, which is the time of number `turn` (from 0) that the activity takes place: the lines of that
/// day; else those whose rule falls on it; else the next of those that take turns.
#[must_use]
pub fn on_duty<'a>(activity: &'a Activity, day: Date, at: (u32, &Zone)) -> Vec<&'a Duty> {
    let mut named = lines(activity, day, at);
    // A name that is kept back has been taken out of its line.
    named.retain(|duty| !duty.name.is_empty());
    named
}

fn lines<'a>(activity: &'a Activity, day: Date, (turn, zone): (u32, &Zone)) -> Vec<&'a Duty> {
    let roster = &activity.roster;
    let dated: Vec<&Duty> = roster.iter().filter(|duty| duty.date == Some(day)).collect();
    if !dated.is_empty() {
        return dated;
    }
    let ruled: Vec<&Duty> = roster.iter().filter(|duty| falls(activity, duty, (day, zone))).collect();
    if !ruled.is_empty() {
        return ruled;
    }
    let by_turns: Vec<&Duty> =
        roster.iter().filter(|duty| duty.date.is_none() && duty.repeats.is_none()).collect();
    let at = usize::try_from(turn).unwrap_or(0).checked_rem(by_turns.len());
    at.and_then(|at| by_turns.get(at).copied()).into_iter().collect()
}

/// Whether the rule of a line falls on `day`, counted from the activity's first. The first day itself is one by the rule
/// alone: that the service begins puts nobody on duty.
fn falls(activity: &Activity, duty: &Duty, (day, zone): (Date, &Zone)) -> bool {
    let rule =
        duty.repeats.as_deref().filter(|_| duty.date.is_none()).and_then(|typed| Rule::parse(typed).ok());
    let (Some(rule), Some(starts)) = (rule, activity.starts) else { return false };
    expand::falls_on(&rule, (starts, zone), day)
}

#[cfg(test)]
mod tests {
    use super::on_duty;
    use crate::model::Zone;
    use crate::model::date::Date;
    use crate::resolve::tests::records;

    #[test]
    fn a_line_says_by_itself_when_it_is_on_duty() {
        let roster = |lines: &str, days: &[(i8, u32)]| {
            let yaml = format!(
                "- {{id: a, kind: activity, title: 甲, date: 2024-04-01, starts: 2024-04-01 19:30, repeats: 每天, 值班: [{lines}]}}\n"
            );
            let records = records(&yaml);
            let activity = records[0].activity().unwrap();
            let named = |(day, turn): &(i8, u32)| {
                let day = Date::constant(2024, 4, *day);
                let on: Vec<&str> = on_duty(activity, day, (*turn, &Zone::default()))
                    .iter()
                    .map(|duty| &*duty.name)
                    .collect();
                on.join("+")
            };
            days.iter().map(named).collect::<Vec<String>>().join(" ")
        };
        let days = [(1, 0), (2, 1), (3, 2), (4, 3)];
        assert_eq!(roster("甲组, 乙组, 丙组", &days), "甲组 乙组 丙组 甲组");
        let by_day =
            "{名称: 甲组, 日期: 2024-04-02}, {名称: 乙组, 日期: 2024-04-02}, {名称: 丙组, 日期: 2024-04-04}";
        assert_eq!(roster(by_day, &days), " 甲组+乙组  丙组");
        let by_rule = "{名称: 甲组, 重复: 每周二}, {名称: 乙组, 重复: 每周三、周四}, 丙组, {名称: 丁组, 日期: 2024-04-04}";
        assert_eq!(roster(by_rule, &days), "丙组 甲组 乙组 丁组");
        assert_eq!(roster("{名称: 甲组, 重复: 看情况}", &days), "   ");
    }
}
