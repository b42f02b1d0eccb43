//! A ledger of days in, what each row still lacks in the present month, quarter or year out: which community has not
//! drilled yet.
//!
//! What surprised us: the empty cells of such a table are what it is kept for.

use super::site::{RecordNo, Site};
use crate::model::date::Date;
use crate::model::standing::{Ledger, Period, Standing};

/// How many periods are shown at most: two years of quarters.
const MOST_PERIODS: usize = 8;

/// What a row of a ledger lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The ledger.
    pub ledger: RecordNo,
    /// The first cell of the row.
    pub who: &'a str,
    /// The columns that have no day of the period.
    pub lacks: Vec<&'a str>,
    /// How long a period is.
    pub every: Period,
    /// Its first and last day.
    pub period: (Date, Date),
}

/// The rows of all ledgers with a period that lack something in the period of `day`, in the order of the ledgers.
#[must_use]
pub fn gaps(site: &Site, day: Date) -> Vec<Gap<'_>> {
    let mut gaps = Vec::new();
    for (number, record) in site.standing_records() {
        let Some(Standing::Ledger(ledger)) = record.standing() else { continue };
        let Some(every) = ledger.every else { continue };
        let period = every.around(day);
        for row in &ledger.rows {
            let lacks = lacking(ledger, row, (period.0, period.1.min(day)));
            if let Some(who) = row.first().filter(|_| !lacks.is_empty()) {
                gaps.push(Gap { ledger: number, who, lacks, every, period });
            }
        }
    }
    gaps
}

/// What the rows of a ledger lack, period by period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// How long a period is.
    pub every: Period,
    /// The first and last day of each, the oldest first; the last is the present one.
    pub periods: Vec<(Date, Date)>,
    /// The first cell of each row, and for each period the columns that have no day of it.
    pub rows: Vec<(&'a str, Vec<Vec<&'a str>>)>,
}

/// What a ledger with a period lacks until `day`, from the period of its first day on; of many periods the newest.
#[must_use]
pub fn of(ledger: &Ledger, day: Date) -> Option<Coverage<'_>> {
    let every = ledger.every.filter(|_| !ledger.rows.is_empty() && ledger.columns.len() > 1)?;
    let cells = ledger.rows.iter().flat_map(|row| row.iter().skip(1));
    let first = cells.flat_map(|cell| days(cell)).filter(|on| *on <= day).min().unwrap_or(day);
    let mut periods = vec![every.around(day)];
    while let Some((start, _)) = periods.last().filter(|(start, _)| *start > first)
        && periods.len() < MOST_PERIODS
        && let Ok(before) = start.yesterday()
    {
        periods.push(every.around(before));
    }
    periods.reverse();
    let of_row = |row: &'_ Vec<Box<str>>| -> Vec<Vec<&str>> {
        periods.iter().map(|(start, end)| lacking(ledger, row, (*start, (*end).min(day)))).collect()
    };
    let mut rows = Vec::new();
    for row in &ledger.rows {
        if let Some(who) = row.first() {
            rows.push((&**who, of_row(row)));
        }
    }
    Some(Coverage { every, periods, rows })
}

/// The columns in which a row has no day from the first to the last of these.
fn lacking<'a>(ledger: &'a Ledger, row: &[Box<str>], (first, last): (Date, Date)) -> Vec<&'a str> {
    let is_covered = |cell: &str| days(cell).any(|on| first <= on && on <= last);
    let cells = ledger.columns.iter().zip(row).skip(1);
    cells.filter(|(_, cell)| !is_covered(cell)).map(|(column, _)| &**column).collect()
}

/// The days of a cell: one, or several with any signs between.
fn days(cell: &str) -> impl Iterator<Item = Date> + '_ {
    cell.split(|c: char| !c.is_ascii_digit() && c != '-').filter_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{MOST_PERIODS, gaps, of};
    use crate::model::date::Date;
    use crate::model::standing::Standing;
    use crate::resolve::Site;
    use crate::resolve::tests::records;

    #[test]
    fn every_period_since_the_first_day_is_there_and_what_is_planned_is_not_done() {
        let yaml = "- {id: a, kind: ledger, title: 演练, columns: [社区, 消防, 急救], every: quarter, rows: [\
            [东社区, '2023-11-02、2024-05-02', 2024-06-30], [西社区, '', 2024-09-01]]}\n";
        let all = records(yaml);
        let Some(Standing::Ledger(ledger)) = all[0].standing() else { panic!("no ledger") };
        let coverage = of(ledger, Date::constant(2024, 6, 15)).unwrap();
        let starts: Vec<String> = coverage.periods.iter().map(|(start, _)| start.to_string()).collect();
        assert_eq!(starts, ["2023-10-01", "2024-01-01", "2024-04-01"]);
        let all = vec!["消防", "急救"];
        assert_eq!(coverage.rows[0], ("东社区", vec![vec!["急救"], all.clone(), vec!["急救"]]));
        assert_eq!(coverage.rows[1], ("西社区", vec![all; 3]));
        assert_eq!(of(ledger, Date::constant(2030, 1, 1)).unwrap().periods.len(), MOST_PERIODS);
        assert_eq!(of(ledger, Date::MIN).unwrap().periods.len(), 1);
    }

    #[test]
    fn an_empty_cell_or_a_day_of_another_quarter_is_a_gap() {
        let yaml = "- {id: a, kind: ledger, title: 演练, columns: [社区, 消防, 急救], 周期: 每季度, rows: [\
            [东社区, 2024-04-02, 2024-06-30], [西社区, '2024-01-05、2024-05-06', ''], [南社区, 2024-03-31, 2024-04-01], \
            [北社区, 2024-07-01, 没有练]]}\n";
        let all = records(yaml);
        let site = Site { running: 0, standing_end: 1, records: all, ..Site::default() };
        let lacks = |day: Date| {
            let rows =
                gaps(&site, day).into_iter().map(|gap| format!("{}缺{}", gap.who, gap.lacks.join("、")));
            rows.collect::<Vec<_>>()
        };
        assert_eq!(
            lacks(Date::constant(2024, 6, 30)),
            ["西社区缺急救", "南社区缺消防", "北社区缺消防、急救"]
        );
        // What is planned for a later day has not been done.
        assert_eq!(
            lacks(Date::constant(2024, 4, 15)),
            ["东社区缺急救", "西社区缺消防、急救", "南社区缺消防", "北社区缺消防、急救"]
        );
    }
}
