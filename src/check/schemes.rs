//! **The points of a scheme work out.** Where a scheme has units (one flower is 5 points), what is given in points
//! and in units has to agree, every price has to be a whole number of a unit, and no unit has two worths; a rule of its
//! calendar that has a start has to be one that is understood. Build and check warn.

use super::Said;
use crate::model::Record;
use crate::model::standing::Standing;
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::schemes::{Within, Wrong, faults};

pub(super) fn look(record: &Record) -> Said {
    let Some(Standing::Scheme(scheme)) = record.standing() else { return Said::new() };
    let all = faults(scheme);
    all.into_iter()
        .map(|fault| (vec![Step::Key(key(fault.within)), Step::Item(fault.item)], said(&fault.wrong)))
        .collect()
}

fn key(within: Within) -> &'static str {
    match within {
        Within::Units => "units",
        Within::Rules => "rules",
        Within::Prices => "prices",
        Within::Calendar => "calendar",
    }
}

fn said(wrong: &Wrong<'_>) -> Diagnostic {
    let (message, hint) = match wrong {
        Wrong::Rule(typed) => return unread(typed),
        Wrong::Worthless => (
            Say::new(
                "换算里要有名称和大于零的整数积分",
                "a unit needs a name and a whole number of points above zero",
            ),
            Say::new("写成 `{名称: 朵, 积分: 5}`", "write `{name: flower, points: 5}`"),
        ),
        Wrong::Twice(unit, points) => (
            Say::new(
                format!("前面写1{}是{}分，这里写的是{points}分", unit.name, unit.points),
                format!("1 {} is {} points above, and {points} points here", unit.name, unit.points),
            ),
            Say::new("只留一个，算的时候用前面的", "keep one; the first is what counts"),
        ),
        Wrong::Differs { points, count, unit } => (
            Say::new(
                format!("1{}是{}分，{count}{}不是{points}分", unit.name, unit.points, unit.name),
                format!("1 {} is {} points, so {count} are not {points} points", unit.name, unit.points),
            ),
            Say::new(
                "改其中一个数，或只写一个，另一个会算出来",
                "change one of the numbers, or give one only: the other follows",
            ),
        ),
        Wrong::Broken(points, unit) => (
            Say::new(
                format!("{points}分不是整{}：1{}是{}分", unit.name, unit.name, unit.points),
                format!("{points} points are no whole number of {}: 1 is {} points", unit.name, unit.points),
            ),
            Say::new("改成它的整数倍", "make it a multiple of that"),
        ),
    };
    Diagnostic::warning("scheme-points", message).hint(hint)
}

fn unread(typed: &str) -> Diagnostic {
    let message = Say::new(
        format!("看不懂重复规则 `{typed}`，页面上没有下一次的日子"),
        format!("the rule `{typed}` is not understood, so the page shows no next day"),
    );
    let hint = Say::new(
        "写成 `每周五`、`每月5日`，或照 RFC 5545 写 `FREQ=WEEKLY;BYDAY=FR`",
        "write it as RFC 5545 has it, such as `FREQ=WEEKLY;BYDAY=FR`",
    );
    Diagnostic::warning("scheme-repeat", message).hint(hint)
}
