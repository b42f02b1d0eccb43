//! `build --issue`: the one issue whose pages are wanted, and with it those that the output has already.
//!
//! What surprised us: "only this one" cannot mean that the others go. What is published stays published and is brought
//! up to date; what has never been printed there is left for another time.

use std::path::{Path, PathBuf};

use super::fault::Fault;
use crate::model::Week;
use crate::model::editions::PAPER;
use crate::report::Say;
use crate::resolve::Site;

/// How many weeks are named in the place of one that has no issue.
const NAMED: usize = 3;

/// The issues whose pages are wanted.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    week: Week,
    out: PathBuf,
}

impl Chosen {
    /// The issue of `week`, and those whose pages stand in `out`.
    ///
    /// # Errors
    /// There is no such issue.
    pub(super) fn find(site: &Site, (week, out): (Week, &Path)) -> Result<Self, Fault> {
        let weeks: Vec<Week> = site.issues.iter().map(|issue| issue.week).collect();
        if weeks.contains(&week) {
            return Ok(Self { week, out: out.to_path_buf() });
        }
        Err(Fault::Usage(absent(week, &nearest(week, weeks))))
    }

    /// Whether the pages of that week's issue are wanted.
    pub(super) fn wants(&self, week: Week) -> bool {
        week == self.week || self.out.join(format!("issues/{week}/{PAPER}")).is_file()
    }
}

/// The weeks nearest to one, in their order.
fn nearest(week: Week, mut weeks: Vec<Week>) -> Vec<String> {
    weeks.sort_by_key(|other| (other.monday() - week.monday()).get_days().abs());
    weeks.truncate(NAMED);
    weeks.sort_unstable();
    weeks.iter().map(ToString::to_string).collect()
}

fn absent(week: Week, near: &[String]) -> Say {
    let (zh, en) = match near {
        [] => ("还没有哪一期有稿件".to_owned(), "no issue has records yet".to_owned()),
        [one] => (format!("有的是 {one}"), format!("there is {one}")),
        near => (format!("离它最近的有 {}", near.join("、")), format!("the nearest are {}", near.join(", "))),
    };
    Say::new(format!("没有 {week} 这一期；{zh}"), format!("there is no issue {week}; {en}"))
}

#[cfg(test)]
mod tests {
    use super::{Week, absent, nearest};

    #[test]
    fn the_nearest_weeks_are_named_across_the_turn_of_the_year() {
        let week = |text: &str| Week::parse(text).unwrap();
        let weeks = ["2023-W50", "2023-W52", "2024-W02", "2024-W09", "2024-W30"].map(week).to_vec();
        assert_eq!(nearest(week("2024-W01"), weeks), ["2023-W50", "2023-W52", "2024-W02"]);
        assert!(absent(week("2024-W01"), &[]).zh.ends_with("还没有哪一期有稿件"));
    }
}
