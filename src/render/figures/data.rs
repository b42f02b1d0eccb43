//! Figures in, `figures.csv` and `figures.json` beside their page out.
//!
//! Rows are in the order of the page, each figure once; CSV as RFC 4180 has it, without a mark of byte order. Addresses
//! lead from the site's root, as in the catalogue.
//!
//! What surprised us: a table program takes a name that begins with `=` for a formula. Such text gets a `'` in front in
//! the CSV, and none in the JSON.

use std::collections::BTreeSet;
use std::io;

use serde::Serialize;

use super::super::feeds::rooted;
use super::super::press::Press;
use super::counted::{Account, Said, Whose};
use super::told_by;
use super::words::number;
use crate::model::SitePath;
use crate::model::record::{Measure, Qualifier};
use crate::model::settings::Lang;
use crate::resolve::figures::Weight;

/// The heads of the columns, in both languages.
const HEADS: [(&str, &str); 11] = [
    ("主体", "subject"),
    ("名称", "name"),
    ("数值", "value"),
    ("限定", "qualifier"),
    ("单位", "unit"),
    ("性质", "measure"),
    ("截至", "as_of"),
    ("状态", "state"),
    ("报道编号", "story"),
    ("报道", "title"),
    ("网址", "url"),
];

/// A figure as programs read it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    subject: Option<&'a str>,
    name: &'a str,
    value: f64,
    qualifier: &'static str,
    unit: Option<&'a str>,
    measure: &'static str,
    as_of: Option<String>,
    state: &'static str,
    story: &'a str,
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Document<'a> {
    figures: Vec<Row<'a>>,
}

/// Puts the figures of `accounts` beside the page at `page`.
///
/// # Errors
/// What the disk said.
pub fn put(press: &Press<'_>, page: &SitePath, accounts: &[&Account<'_>]) -> io::Result<()> {
    let document = Document { figures: rows(press, accounts) };
    let [table, data] = paths(page).map_err(|fault| io::Error::other(format!("{page}: {fault:?}")))?;
    press.output.put(&table, &csv(press.site.settings().lang, &document.figures)?)?;
    let mut json = serde_json::to_vec(&document).map_err(io::Error::other)?;
    json.push(b'\n');
    press.output.put(&data, &json)
}

/// Where the table and the data beside a page are.
fn paths(page: &SitePath) -> Result<[SitePath; 2], crate::model::PathFault> {
    let [table, data] = crate::resolve::figures::FILES.map(|name| [page.address(), name].concat());
    Ok([SitePath::new(&table)?, SitePath::new(&data)?])
}

fn rows<'a>(press: &Press<'a>, accounts: &[&Account<'a>]) -> Vec<Row<'a>> {
    let mut seen = BTreeSet::new();
    let all = accounts.iter().flat_map(|account| &account.counted).flat_map(|counted| &counted.said);
    all.filter(|said| seen.insert(said.mark)).filter_map(|said| row(press, said)).collect()
}

fn row<'a>(press: &Press<'a>, said: &Said<'a>) -> Option<Row<'a>> {
    let (title, page, id) = told_by(press, said.mark.record)?;
    let figure = said.figure;
    Some(Row {
        subject: match said.whose {
            Whose::Record(number) => told_by(press, number).map(|(name, ..)| name),
            Whose::Place(number) => press.site.listing(number).map(|place| place.name),
            Whose::Words(words) => Some(words),
            Whose::Nobody => None,
        },
        name: &figure.name,
        value: figure.value,
        qualifier: figure.qualifier.names().1,
        unit: figure.unit.as_deref(),
        measure: measure(figure.measure),
        as_of: said.day.map(|day| day.to_string()),
        state: state(said.weight),
        story: id,
        title,
        url: rooted(page),
    })
}

/// The rows as a table.
fn csv(lang: Lang, rows: &[Row<'_>]) -> io::Result<Vec<u8>> {
    let terminator = csv::Terminator::CRLF;
    let mut table = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    table.write_record(HEADS.map(|(chinese, english)| lang.pick(chinese, english)))?;
    for row in rows {
        table.write_record([
            &*plain(row.subject.unwrap_or_default()),
            &*plain(row.name),
            &number(row.value),
            said(lang, row.qualifier),
            &*plain(row.unit.unwrap_or_default()),
            said(lang, row.measure),
            row.as_of.as_deref().unwrap_or_default(),
            said(lang, row.state),
            row.story,
            &*plain(row.title),
            &row.url,
        ])?;
    }
    table.into_inner().map_err(|error| error.into_error())
}

/// Text that no table program takes for a formula.
pub fn plain(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Stock => "stock",
        Measure::Change => "change",
        Measure::Total => "total",
        Measure::Flow => "flow",
    }
}

fn state(weight: Weight) -> &'static str {
    match weight {
        Weight::Counts => "counts",
        Weight::Repeats => "repeats",
        Weight::Corrected => "corrected",
    }
}

/// A word of the data in the language of the bulletin.
fn said(lang: Lang, word: &'static str) -> &'static str {
    let is_said = |one: &Qualifier| *one != Qualifier::Exact && one.names().1 == word;
    if let Some(qualifier) = Qualifier::ALL.iter().find(|one| is_said(one)) {
        return lang.pick(qualifier.names().0, word);
    }
    let chinese = match word {
        "exact" => "",
        "stock" => "存量",
        "change" => "增量",
        "total" => "累计",
        "flow" => "期间",
        "counts" => "",
        "repeats" => "同一个数",
        "corrected" => "已更正",
        word => word,
    };
    lang.pick(chinese, word)
}

#[cfg(test)]
mod tests {
    use super::{HEADS, Row, csv, number};
    use crate::model::settings::Lang;

    fn row<'a>(name: &'a str, value: f64) -> Row<'a> {
        Row {
            subject: Some(name),
            name,
            value,
            qualifier: "over",
            unit: Some("个"),
            measure: "stock",
            as_of: Some("2024-04-18".to_owned()),
            state: "counts",
            story: "a",
            title: name,
            url: "/2024/a/".to_owned(),
        }
    }

    #[test]
    fn a_table_reads_back_as_what_it_was_made_of() {
        let names = ["充电桩", "两行\r\n字", "逗号，和,引号\"“”", " 空 ", "", "a;b\tc"];
        let rows: Vec<Row<'_>> =
            names.iter().zip(0..).map(|(name, at)| row(name, f64::from(at) * 1.5 - 3.0)).collect();
        let bytes = csv(Lang::ZhCn, &rows).unwrap();
        assert!(!bytes.starts_with("\u{feff}".as_bytes()));
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), HEADS.map(|(chinese, _)| chinese));
        let read: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(read.len(), rows.len());
        for (read, row) in read.iter().zip(&rows) {
            assert_eq!([&read[0], &read[1], &read[9]], [row.name; 3]);
            assert_eq!(&read[2], number(row.value));
            assert_eq!(
                [&read[3], &read[4], &read[5], &read[6], &read[7]],
                ["余", "个", "存量", "2024-04-18", ""]
            );
            assert_eq!([&read[8], &read[10]], ["a", "/2024/a/"]);
        }
    }

    #[test]
    fn no_text_is_a_formula() {
        let bytes = csv(Lang::En, &[row("=1+1", -2.0)]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text.lines().nth(1),
            Some("'=1+1,'=1+1,-2,over,个,stock,2024-04-18,counts,a,'=1+1,/2024/a/")
        );
    }
}
