//! A cell of a ledger in, the amount that it states out: 50, 2000余册, 近20, 1,200.5元.
//!
//! What surprised us: in a table a number needs no measure word, which in running text it does. So a cell is read whole:
//! words of qualification, digits, a unit, and nothing else.

use crate::model::record::Qualifier;
use crate::resolve::figures::Amount;

/// What a cell states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity<'a> {
    /// How much.
    pub amount: Amount,
    /// In what; empty where the cell has digits alone.
    pub unit: &'a str,
}

/// What may stand before the digits.
const BEFORE: [(&str, Qualifier); 16] = [
    ("将近", Qualifier::Near),
    ("接近", Qualifier::Near),
    ("近", Qualifier::Near),
    ("大约", Qualifier::About),
    ("约", Qualifier::About),
    ("不到", Qualifier::Max),
    ("不足", Qualifier::Max),
    ("至少", Qualifier::Min),
    ("超过", Qualifier::Over),
    ("超", Qualifier::Over),
    ("over ", Qualifier::Over),
    ("near ", Qualifier::Near),
    ("about ", Qualifier::About),
    ("at least ", Qualifier::Min),
    ("under ", Qualifier::Max),
    ("nearly ", Qualifier::Near),
];
/// What may stand right behind the digits.
const BEHIND: [(&str, Qualifier); 2] = [("余", Qualifier::Over), ("多", Qualifier::Over)];
/// What may stand at the end.
const LAST: [(&str, Qualifier); 3] =
    [("以上", Qualifier::Min), ("左右", Qualifier::About), ("以下", Qualifier::Max)];
/// What stands in a cell that has nothing to say.
const NOTHING: [&str; 8] = ["", "-", "–", "—", "——", "/", "无", "待报"];
/// The longest unit, in characters: what is longer is a sentence.
const LONGEST_UNIT: usize = 6;

/// Whether a cell says that there is nothing to say.
#[must_use]
pub fn is_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.trim())
}

/// What a cell states; none where it is no number.
#[must_use]
pub fn read(cell: &str) -> Option<Quantity<'_>> {
    let (before, rest) = taken(cell.trim(), &BEFORE, |rest, word| rest.strip_prefix(word));
    let digits = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-' | '+' | '−'));
    let (digits, rest) = rest.split_at(digits.unwrap_or(rest.len()));
    let value = number(digits)?;
    let (behind, rest) = taken(rest, &BEHIND, |rest, word| rest.strip_prefix(word));
    let (last, rest) = taken(rest, &LAST, |rest, word| rest.strip_suffix(word));
    let unit = rest.trim();
    let is_unit = unit.chars().count() <= LONGEST_UNIT
        && !unit.chars().any(|c| c.is_ascii_digit() || "，。；、：（）-/~～至".contains(c));
    let said = before.or(behind).or(last).unwrap_or_default();
    is_unit.then_some(Quantity { amount: Amount::of(value, said), unit })
}

/// The first word that `cut` takes off, and what is left.
fn taken<'a>(
    text: &'a str,
    words: &[(&str, Qualifier)],
    cut: impl Fn(&'a str, &str) -> Option<&'a str>,
) -> (Option<Qualifier>, &'a str) {
    let found = words.iter().find_map(|(word, said)| Some((Some(*said), cut(text, word)?)));
    found.unwrap_or((None, text))
}

/// Digits with a sign, a point, and commas between thousands.
fn number(digits: &str) -> Option<f64> {
    let plain = digits.replace('−', "-");
    let bare = plain.trim_start_matches(['-', '+']);
    let whole = bare.split('.').next()?;
    let mut groups = whole.split(',');
    let first = groups.next()?.len();
    let is_grouped = !whole.contains(',') || (1..=3).contains(&first) && groups.all(|group| group.len() == 3);
    let value: f64 = plain.replace(',', "").parse().ok()?;
    (is_grouped && bare.starts_with(|c: char| c.is_ascii_digit()) && value.is_finite()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{is_nothing, read};
    use crate::model::record::Qualifier::{self, *};

    #[test]
    fn a_cell_is_a_number_as_a_whole_or_none() {
        let said = |cell: &str| -> Option<(f64, Qualifier, String)> {
            read(cell).map(|read| (read.amount.value, read.amount.said, read.unit.to_owned()))
        };
        for (cell, value, qualifier, unit) in [
            ("50", 50.0, Exact, ""),
            (" 2000余册 ", 2000.0, Over, "册"),
            ("近20", 20.0, Near, ""),
            ("约300平方米", 300.0, About, "平方米"),
            ("90%以上", 90.0, Min, "%"),
            ("不到10天", 10.0, Max, "天"),
            ("1,200.5元", 1200.5, Exact, "元"),
            ("-3", -3.0, Exact, ""),
            ("−3 户", -3.0, Exact, "户"),
            ("over 50 people", 50.0, Over, "people"),
            ("30多人", 30.0, Over, "人"),
        ] {
            assert_eq!(said(cell), Some((value, qualifier, unit.to_owned())), "{cell}");
        }
        for cell in [
            "",
            "—",
            "三十",
            "2024-04-11",
            "3至5户",
            "1,20",
            "12345热线办理中心答复",
            "3.4.5",
            "约",
            "<b>5</b>x7",
        ] {
            assert_eq!(said(cell), None, "{cell}");
        }
        assert_eq!(said(&"9".repeat(10_000)), None, "a number that is not finite");
        assert!(is_nothing(" — ") && is_nothing("") && !is_nothing("0"));
    }
}
