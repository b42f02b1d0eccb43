//! Figures that disagree in, words with both places out.
//!
//! What surprised us: an editor believes a number that is printed in words of her own. So amounts are said as they
//! were said: 2000余, not 2000 to 3000.

use super::super::place;
use super::super::site::{RecordNo, Site};
use super::disagree::Clash;
use super::{Amount, Mark, Point, figure};
use crate::model::record::{Figure, Qualifier};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say, Step};

/// The warning that says what disagrees, and where.
pub(super) fn warning(site: &Site, sources: &Sources, clash: &Clash) -> Diagnostic {
    let desk = Desk { site, sources };
    let there = clash.there().and_then(|mark| desk.place(mark));
    let programme = match clash {
        Clash::Categories { programme, .. } => desk.total(*programme),
        _ => None,
    };
    let words =
        figure(site, clash.here()).map_or_else(|| Say::new("", ""), |figure| desk.words(figure, clash));
    let mut said = Diagnostic::warning("figures-disagree", words).hint(hint(clash));
    if let Some(here) = desk.place(clash.here()) {
        said = said.at(here);
    }
    if let Some(there) = there {
        said = said.also(there, Say::new("和这个数对不上", "it disagrees with this one"));
    }
    if let Some(total) = programme {
        said = said.also(total, Say::new("行动的总数在这里", "the programme's total is here"));
    }
    said
}

struct Desk<'a> {
    site: &'a Site,
    sources: &'a Sources,
}

impl Desk<'_> {
    /// Where a figure's number stands.
    fn place(&self, mark: Mark) -> Option<Place> {
        let steps = [Step::Key("figures"), Step::Item(mark.entry as usize), Step::Key("value")];
        place(self.sources, self.site.record(mark.record)?, &steps)
    }

    /// Where the total of a programme stands.
    fn total(&self, programme: RecordNo) -> Option<Place> {
        place(self.sources, self.site.record(programme)?, &[Step::Key("total")])
    }

    fn words(&self, figure: &Figure, clash: &Clash) -> Say {
        let unit = figure.unit.as_deref().unwrap_or_default();
        let amount = |amount: Amount| said(amount, unit);
        let (name, said) = (&figure.name, |point: &Point| amount(point.amount));
        match clash {
            Clash::OneDay { here, there } => one_day(name, &day(here), (&said(here), &said(there))),
            Clash::NoChange { here, there } => no_change(name, (here, there), (&said(here), &said(there))),
            Clash::WrongChange { here, there, change, before } => {
                let sum = (&said(here), &amount(*change));
                wrong_change(name, sum, (&amount(*before), &day(there), &said(there)))
            }
            Clash::Falls { here, there } => falls(name, (here, there), (&said(here), &said(there))),
            Clash::Share { here } => share(name, &said(here)),
            Clash::Categories { programme, sum, total, .. } => {
                let title = self.site.record(*programme).map_or("", |record| record.headline());
                categories(title, &amount(*sum), *total)
            }
        }
    }
}

fn one_day(name: &str, day: &str, (here, there): (&Say, &Say)) -> Say {
    Say::new(
        format!("`{name}`在 {day} 这一天有两个数：{}和{}", here.zh.trim_start(), there.zh),
        format!("`{name}` is two numbers on {day}: {} and {}", here.en, there.en),
    )
}

fn no_change(name: &str, (at, before): (&Point, &Point), (here, there): (&Say, &Say)) -> Say {
    let (at, before) = (day(at), day(before));
    Say::new(
        format!("`{name}` {before} 是{}，{at} 是{}，其间没有写过增减", there.zh, here.zh),
        format!("`{name}` is {} on {before} and {} on {at}, with no change between", there.en, here.en),
    )
}

fn wrong_change(name: &str, (here, change): (&Say, &Say), before: (&Say, &str, &Say)) -> Say {
    let (wanted, day, there) = before;
    Say::new(
        format!("`{name}`增减{}后是{}，此前应是{}，{day} 写的是{}", change.zh, here.zh, wanted.zh, there.zh),
        format!(
            "`{name}` is {} after a change of {}, so it was {} before; on {day} it is {}",
            here.en, change.en, wanted.en, there.en
        ),
    )
}

fn falls(name: &str, (at, before): (&Point, &Point), (here, there): (&Say, &Say)) -> Say {
    let (at, before) = (day(at), day(before));
    Say::new(
        format!("`{name}`是累计数，{before} 已有{}，{at} 只有{}", there.zh, here.zh),
        format!("`{name}` is a running total: {} on {before}, but {} on {at}", there.en, here.en),
    )
}

fn share(name: &str, here: &Say) -> Say {
    Say::new(
        format!("`{name}`是{}，超过了 100%", here.zh),
        format!("`{name}` is {}, more than 100 %", here.en),
    )
}

fn categories(title: &str, sum: &Say, total: i64) -> Say {
    Say::new(
        format!("《{title}》各类加起来是{}，总数写的是 {total}", sum.zh),
        format!("the categories of “{title}” add up to {}, its total is {total}", sum.en),
    )
}

fn hint(clash: &Clash) -> Say {
    match clash {
        Clash::NoChange { .. } => Say::new(
            "核对两处；确有增减的，在报道它的记录里加一条 `性质: 增量`（measure）的数字",
            "check both; if it did change, add a figure with `measure: change` to the record that tells of it",
        ),
        Clash::Falls { .. } => Say::new(
            "核对两处；不是从头累计的数，写 `性质: 存量` 或 `期间`（measure）",
            "check both; a number that does not run from the beginning is a `measure: stock` or `flow`",
        ),
        Clash::Share { .. } => Say::new("核对这个数和它的单位", "check the number and its unit"),
        Clash::Categories { .. } => Say::new(
            "核对各类的数；总数变了，就改行动记录里的 `总数`（total）",
            "check the number of each category, or the `total` of the programme",
        ),
        Clash::OneDay { .. } | Clash::WrongChange { .. } => Say::new(
            "核对两处；登错了的，用 `更正`（corrects）登更正；数的不是一样东西，名称要不同",
            "check both; a record with `corrects` puts a printed one right; other things have other names",
        ),
    }
}

fn day(point: &Point) -> String {
    point.day.map(|day| day.to_string()).unwrap_or_default()
}

/// An amount as it is said: 2000余人, over 2000 人.
fn said(amount: Amount, unit: &str) -> Say {
    let number = number(amount.value);
    let (zh, english) = match amount.said {
        Qualifier::Exact => (format!(" {number} {unit}"), ""),
        Qualifier::Over => (format!(" {number} 余{unit}"), "over "),
        Qualifier::Near => (format!("近 {number} {unit}"), "near "),
        Qualifier::About => (format!("约 {number} {unit}"), "about "),
        Qualifier::Min => (format!(" {number} {unit}以上"), "at least "),
        Qualifier::Max => (format!("不到 {number} {unit}"), "less than "),
    };
    Say::new(zh.trim_end(), format!("{english}{number} {unit}").trim_end())
}

/// A number without the places that say nothing.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
