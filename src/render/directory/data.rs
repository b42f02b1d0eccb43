//! The directory of venues in, `directory.csv` and `directory.json` beside the index of places out.
//!
//! Rows are in the order of the page. Several values of one cell are divided by `；`, in English by `; `. Addresses lead from the
//! site's root, as in the catalogue.

use std::io;

use serde::Serialize;

use super::super::data;
use super::super::feeds::rooted;
use super::super::nodes::open_hours;
use super::super::press::Press;
use super::super::standing::held_words;
use super::{Venue, venues};
use crate::model::SitePath;
use crate::model::settings::Lang;
use crate::resolve::directory::FILES;

/// The heads of the columns, in both languages.
const HEADS: [(&str, &str); 11] = [
    ("编号", "id"),
    ("名称", "title"),
    ("类别", "types"),
    ("所在", "area"),
    ("地址", "address"),
    ("联系", "contact"),
    ("开放时间", "hours"),
    ("馆藏与设施", "holdings"),
    ("纬度", "latitude"),
    ("经度", "longitude"),
    ("网址", "url"),
];

/// A venue as programs read it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    types: Vec<&'a str>,
    area: Vec<&'a str>,
    address: Option<&'a str>,
    contact: Option<&'a str>,
    hours: Vec<String>,
    holdings: Vec<String>,
    /// Latitude and longitude in degrees.
    geo: Option<[f64; 2]>,
    url: String,
}

#[derive(Serialize)]
struct Document<'a> {
    venues: Vec<Row<'a>>,
}

/// Puts the files, in a bulletin that has venues.
///
/// # Errors
/// What the disk said.
pub fn put(press: &Press<'_>) -> io::Result<()> {
    let areas = press.site.areas();
    let all = areas.iter().flat_map(|area| venues(press, area));
    let document = Document { venues: all.map(|venue| row(press, &venue)).collect() };
    if document.venues.is_empty() {
        return Ok(());
    }
    let files = [csv(press.site.settings().lang, &document.venues)?, data::json(&document)?];
    FILES.iter().zip(files).try_for_each(|(name, bytes)| {
        let path = SitePath::new(name).map_err(|fault| io::Error::other(format!("{name}: {fault:?}")))?;
        press.output.put(&path, &bytes)
    })
}

fn row<'a>(press: &Press<'_>, venue: &Venue<'a>) -> Row<'a> {
    let Venue { record, place, .. } = venue;
    Row {
        id: record.id.as_str(),
        title: record.headline(),
        types: record.tags.iter().map(|tag| &**tag).collect(),
        area: venue.area.clone(),
        address: place.address.as_deref(),
        contact: place.contact.as_deref(),
        hours: place.hours.iter().map(open_hours).collect(),
        holdings: place.holdings.iter().map(|held| held_words(press, held)).collect(),
        geo: place.geo,
        url: rooted(venue.page),
    }
}

/// The rows as a table.
fn csv(lang: Lang, rows: &[Row<'_>]) -> io::Result<Vec<u8>> {
    let heads = HEADS.map(|(chinese, english)| lang.pick(chinese, english).to_owned());
    let between = lang.pick("；", "; ");
    let cells = |row: &Row<'_>| {
        let degrees = |at: usize| row.geo.and_then(|geo| geo.get(at).map(f64::to_string)).unwrap_or_default();
        vec![
            row.id.to_owned(),
            data::plain(row.title),
            data::plain(&row.types.join(between)),
            data::plain(&row.area.join("/")),
            data::plain(row.address.unwrap_or_default()),
            data::plain(row.contact.unwrap_or_default()),
            data::plain(&row.hours.join(between)),
            data::plain(&row.holdings.join(between)),
            degrees(0),
            degrees(1),
            row.url.clone(),
        ]
    };
    data::csv(&heads, rows.iter().map(cells))
}

#[cfg(test)]
mod tests {
    use super::{HEADS, Row, csv};
    use crate::model::settings::Lang;

    #[test]
    fn a_table_reads_back_and_holds_no_formula() {
        let row = Row {
            id: "shufang",
            title: "=书房,\"甲\"",
            types: vec!["城市书房", "书"],
            area: vec!["崇川区", "南社区"],
            address: Some("南路\n1号"),
            contact: None,
            hours: vec!["周一 9:00–17:00".to_owned(), "周二 9:00–12:00".to_owned()],
            holdings: Vec::new(),
            geo: Some([31.5, -0.25]),
            url: "/places/shufang/".to_owned(),
        };
        let bytes = csv(Lang::ZhCn, &[row]).unwrap();
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), HEADS.map(|(chinese, _)| chinese));
        let read = table.records().next().unwrap().unwrap();
        assert_eq!(
            read.iter().collect::<Vec<_>>(),
            [
                "shufang",
                "'=书房,\"甲\"",
                "城市书房；书",
                "崇川区/南社区",
                "南路\n1号",
                "",
                "周一 9:00–17:00；周二 9:00–12:00",
                "",
                "31.5",
                "-0.25",
                "/places/shufang/"
            ]
        );
    }
}
