//! Ledgers by hand, and relations of every shape.

use super::{At, Balance, Fault, Verdict, Wrong, faults, kept, total};
use crate::model::record::Qualifier;
use crate::model::standing::Ledger;

fn ledger(columns: &[&str], rows: &[&[&str]]) -> Ledger {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).into()).collect::<Vec<Box<str>>>();
    Ledger { columns: texts(columns), rows: rows.iter().map(|row| texts(row)).collect(), ..Ledger::default() }
}

/// Satchels: all, out, late among them, back and available, week by week.
fn satchels() -> Ledger {
    let columns = ["截至", "总数", "借出", "归还", "在借", "逾期", "可借"];
    let rows: &[&[&str]] = &[
        &["2024-03-29", "50", "32", "0", "32", "0", "18"],
        &["2024-04-05", "50", "9", "6", "35", "0", "15"],
        &["2024-04-12", "50", "11", "13", "33", "0", "17"],
    ];
    let balance =
        ["总数 = 在借 + 可借", "逾期≤在借", "在借 = 上次在借 + 借出 - 归还", "总数 = 50"].map(Into::into);
    Ledger {
        balance: balance.to_vec(), sums: vec!["借出".into(), "归还".into()], ..ledger(&columns, rows)
    }
}

#[test]
fn what_goes_out_and_comes_back_is_checked_row_by_row() {
    let mut satchels = satchels();
    assert_eq!(faults(&satchels), []);
    assert_eq!(kept(&satchels), satchels.balance.iter().map(|typed| &**typed).collect::<Vec<_>>());
    assert_eq!(total(&satchels, 2).unwrap().amount.value, 52.0);
    assert_eq!(total(&satchels, 4), None, "nobody asked for it");
    satchels.rows[1][6] = "16".into();
    let found = faults(&satchels);
    let [Fault { at: At::Cell(1, 0), wrong: Wrong::Differs { balance, left, right } }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((*balance, left.value, right.value), ("总数 = 在借 + 可借", 50.0, 51.0));
    assert_eq!(kept(&satchels).len(), 3);
}

#[test]
fn a_total_is_as_exact_as_its_cells_and_leaves_none_out() {
    let one = |cells: &[&str]| {
        let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec!["甲", *cell]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        Ledger { sums: vec![" 册数 ".into()], ..ledger(&["点", "册数"], &rows) }
    };
    let said = |cells: &[&str]| {
        total(&one(cells), 1).map(|total| (total.amount.value, total.amount.said, total.unit.to_owned()))
    };
    let volumes = || "册".to_owned();
    assert_eq!(said(&["3000余册", "30册"]), Some((3030.0, Qualifier::Over, volumes())));
    assert_eq!(said(&["2000余册", "近2000册"]), Some((4000.0, Qualifier::About, volumes())));
    assert_eq!(said(&["5册", "7册"]), Some((12.0, Qualifier::Exact, volumes())));
    for (cells, wrong) in [
        (&["5册", "—"][..], Wrong::NoNumber("—")),
        (&["5册", "很多"], Wrong::NoNumber("很多")),
        (&["5册", "5"], Wrong::OtherUnit("", "册")),
    ] {
        assert_eq!(said(cells), None);
        assert_eq!(faults(&one(cells)), [Fault { at: At::Cell(1, 1), wrong }]);
    }
    assert_eq!(said(&[]), None);
}

#[test]
fn a_relation_says_where_it_is_not_understood() {
    let columns: Vec<Box<str>> = ["A-B", "A", "B", "上次", "在借", ""].map(Into::into).to_vec();
    for typed in [
        "A-B = A - B",
        "A＝B＋2.5",
        "−A <= -B",
        "上次 = 上次在借",
        "A 不超过 B",
        "在借等于上一行在借",
        "0 = A",
    ] {
        assert!(Balance::parse(typed, &columns).is_ok(), "{typed}");
    }
    for (typed, from) in [
        ("A", "A"),
        ("A = ", ""),
        ("A = C", "C"),
        ("A = B + ", ""),
        ("A = B B", "B"),
        ("= A", "= A"),
        ("", ""),
        ("A = B = A", "= A"),
        ("A ~ B", "~ B"),
    ] {
        assert_eq!(Balance::parse(typed, &columns), Err(from), "{typed}");
    }
    let long = "A + ".repeat(20_000);
    assert_eq!(Balance::parse(&long, &columns), Err(""));
}

#[test]
fn a_row_that_says_nothing_is_not_wrong_and_a_loose_number_only_where_no_reading_fits() {
    let cases: &[(&[&str], Verdict)] = &[
        (&["50", "30", "20"], Verdict::Holds),
        (&["50", "—", "20"], Verdict::Silent),
        (&["50", "30余", "近20"], Verdict::Holds),
        (&["50余", "30", "25"], Verdict::Holds),
        (&["50", "三十", "20"], Verdict::NoNumber(1)),
        (&["50", "", "很多"], Verdict::NoNumber(2)),
        (&["50"], Verdict::Silent),
    ];
    for (row, wanted) in cases {
        let ledger = ledger(&["总", "出", "在"], &[row]);
        let balance = Balance::parse("总 = 出 + 在", &ledger.columns).unwrap();
        assert_eq!(balance.of_row(&ledger, 0), *wanted, "{row:?}");
    }
    let ledger = ledger(&["总", "出", "在"], &[&["50", "30余", "30"]]);
    let balance = Balance::parse("总 = 出 + 在", &ledger.columns).unwrap();
    assert!(matches!(balance.of_row(&ledger, 0), Verdict::Differs(..)), "30余 and 30 are more than 60");
}
