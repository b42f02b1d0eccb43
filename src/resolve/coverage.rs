//! A ledger of days in, what each row still lacks in the present month, quarter or year out: which community has not
//! drilled yet.
//!
//! What surprised us: the empty cells of such a table are what it is kept for.

use super::site::{RecordNo, Site};
use crate::model::date::Date;
use crate::model::standing::{Period, Standing};

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
            let is_covered = |cell: &str| days(cell).any(|on| period.0 <= on && on <= period.1.min(day));
            let cells = ledger.columns.iter().zip(row).skip(1);
            let lacks: Vec<&str> =
                cells.filter(|(_, cell)| !is_covered(cell)).map(|(column, _)| &**column).collect();
            if let Some(who) = row.first().filter(|_| !lacks.is_empty()) {
                gaps.push(Gap { ledger: number, who, lacks, every, period });
            }
        }
    }
    gaps
}

/// The days of a cell: one, or several with any signs between.
fn days(cell: &str) -> impl Iterator<Item = Date> {
    cell.split(|c: char| !c.is_ascii_digit() && c != '-').filter_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::model::date::Date;
    use crate::resolve::Site;
    use crate::resolve::tests::records;

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
