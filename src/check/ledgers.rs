//! **The numbers of a ledger work out.** A column to be added up is there, and every cell of it is a number of one unit; a
//! relation between columns (`总数 = 在借 + 可借`) is understood, and holds in every row, as far as 余, 近 and 约 allow.
//! Build and check warn; a ledger in a CSV file is shown with the line of that file.

use super::Said;
use crate::model::Record;
use crate::model::record::Qualifier;
use crate::model::standing::{Ledger, Standing};
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::figures::Amount;
use crate::resolve::ledgers::{At, Fault, Wrong, faults, is_nothing};
use crate::resolve::tables;

/// What is said at values of the record, and what at lines of its CSV file.
pub(super) fn look(record: &Record, sources: &Sources) -> (Said, Vec<Diagnostic>) {
    let Some(Standing::Ledger(ledger)) = record.standing() else { return Default::default() };
    let (mut here, mut there) = (Said::new(), Vec::new());
    for fault in faults(ledger) {
        let line = match (fault.at, &ledger.table) {
            (At::Cell(row, _), Some(table)) => tables::row_place(sources, record, (table, row)),
            _ => None,
        };
        match line {
            Some(place) => there.push(said(ledger, &fault).at(place)),
            None => here.push((steps(ledger, fault.at), said(ledger, &fault))),
        }
    }
    (here, there)
}

fn steps(ledger: &Ledger, at: At) -> Vec<Step> {
    match at {
        At::Sum(at) => vec![Step::Key("sums"), Step::Item(at)],
        At::Balance(at) => vec![Step::Key("balance"), Step::Item(at)],
        At::Cell(..) if ledger.table.is_some() => vec![Step::Key("table")],
        At::Cell(row, _) => vec![Step::Key("rows"), Step::Item(row)],
    }
}

fn said(ledger: &Ledger, fault: &Fault<'_>) -> Diagnostic {
    match &fault.wrong {
        Wrong::NoColumn(name) => no_column(ledger, name),
        Wrong::Unread(words) => unread(ledger, words),
        Wrong::NoNumber(cell) => no_number(ledger, fault.at, cell),
        Wrong::OtherUnit(unit, first) => other_unit(ledger, fault.at, (unit, first)),
        Wrong::Differs { balance, left, right } => differs(balance, (*left, *right)),
    }
}

fn heads(ledger: &Ledger, between: &str) -> String {
    ledger.columns.join(between)
}

fn no_column(ledger: &Ledger, name: &str) -> Diagnostic {
    let message = Say::new(
        format!("表头里没有 `{name}` 这一列，没有合计"),
        format!("the head has no column `{name}`, so it is not added up"),
    );
    let hint = Say::new(
        format!("表头有：{}", heads(ledger, "、")),
        format!("the head has: {}", heads(ledger, ", ")),
    );
    Diagnostic::warning("ledger-column", message).hint(hint)
}

fn unread(ledger: &Ledger, words: &str) -> Diagnostic {
    let words = if words.trim().is_empty() { "…" } else { words.trim() };
    let message = Say::new(
        format!("看不懂这个关系，从 `{words}` 起；没有核对"),
        format!("this relation is not understood from `{words}` on, and is not checked"),
    );
    let hint = Say::new(
        format!("写成 `总数 = 在借 + 可借`、`逾期 ≤ 在借`，用表头的原话：{}", heads(ledger, "、")),
        format!("write `all = out + in` or `late <= out` with names of the head: {}", heads(ledger, ", ")),
    );
    Diagnostic::warning("ledger-column", message).hint(hint)
}

/// What a column is called.
fn column(ledger: &Ledger, at: At) -> &str {
    match at {
        At::Cell(_, column) => ledger.columns.get(column).map_or("", |name| &**name),
        _ => "",
    }
}

fn no_number(ledger: &Ledger, at: At, cell: &str) -> Diagnostic {
    let column = column(ledger, at);
    let message = if is_nothing(cell) {
        Say::new(
            format!("`{column}` 这一格没有数，这一列不能合计"),
            format!("this row has no number in `{column}`, so the column is not added up"),
        )
    } else {
        Say::new(
            format!("`{column}` 的 `{cell}` 不是数，这一列不能合计，也不能核对"),
            format!("`{cell}` in `{column}` is no number, so the column is neither added up nor checked"),
        )
    };
    let hint = Say::new(
        "写阿拉伯数字，前后可以有 近、约、余、以上 和单位；没有就写 `0`",
        "write digits, with `over`, `near`, `about` and a unit where needed; write `0` for none",
    );
    Diagnostic::warning("ledger-number", message).hint(hint)
}

fn other_unit(ledger: &Ledger, at: At, (unit, first): (&str, &str)) -> Diagnostic {
    let column = column(ledger, at);
    let named = |unit: &str| if unit.is_empty() { "—".to_owned() } else { unit.to_owned() };
    let message = Say::new(
        format!("`{column}` 的单位前面是 `{}`，这里是 `{}`，这一列不能合计", named(first), named(unit)),
        format!(
            "the unit of `{column}` is `{}` above and `{}` here, so it is not added up",
            named(first),
            named(unit)
        ),
    );
    let hint = Say::new("一列只用一个单位，或都不写", "use one unit in a column, or none");
    Diagnostic::warning("ledger-number", message).hint(hint)
}

fn differs(balance: &str, (left, right): (Amount, Amount)) -> Diagnostic {
    let message = Say::new(
        format!("这一行不合 `{balance}`：左边是{}，右边是{}", words(left, true), words(right, true)),
        format!(
            "this row breaks `{balance}`: {} on the left, {} on the right",
            words(left, false),
            words(right, false)
        ),
    );
    let hint = Say::new("看看哪一格记错了", "see which of the cells is wrong");
    Diagnostic::warning("ledger-balance", message).hint(hint)
}

/// An amount in a few words.
fn words(amount: Amount, is_chinese: bool) -> String {
    let text = format!("{:.4}", amount.value);
    let number = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    let number = if number == "-0" { "0".to_owned() } else { number };
    let (chinese, english) = amount.said.names();
    match (amount.said, is_chinese) {
        (Qualifier::Exact, _) => number,
        (Qualifier::Over | Qualifier::Min, true) => format!("{number}{chinese}"),
        (_, true) => format!("{chinese}{number}"),
        (_, false) => format!("{english} {number}"),
    }
}
