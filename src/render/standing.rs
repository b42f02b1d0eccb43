//! A standing record in, its dossier out: its own keys as facts, tables, a board and a timeline.
//!
//! What surprised us: ten kinds need no ten templates. Whatever an arrangement is called, what it has to show
//! is a fact, a table, a board or a timeline.

use std::io;

use tera::Value;

use super::board::Board;
use super::course::{self, Progress};
use super::data::{self, Files};
use super::extras::name_or_record;
use super::figures::words::{qualifier, qualifier_named};
use super::meeting::meeting;
use super::nodes::{plain, said, table};
use super::press::{Own, Press};
use super::values::{list, map, text};
use crate::model::SitePath;
use crate::model::node::Value as Yaml;
use crate::model::record::Record;
use crate::model::standing::{Dated, Place, Project, Scheme, Standing};
use crate::model::{Node, date::Date};
use crate::resolve::RecordNo;
use crate::resolve::dossiers::versions::{Version, versions};

/// How many stories of a version are named in the timeline.
const MOST_NAMED: usize = 6;

/// What a standing record shows besides its body.
#[derive(Default)]
struct Dossier {
    facts: Vec<Value>,
    tables: Vec<Value>,
    timeline: Vec<Value>,
    board: Option<Value>,
    opening: Option<Value>,
    meeting: Option<Value>,
    coverage: Option<Value>,
    files: Option<Files>,
}

/// The values `facts`, `tables`, `timeline`, `board`, `opening`, `meeting`, `coverage` and `files`.
///
/// # Errors
/// What the writers of its files said.
pub fn dossier(press: &Press<'_>, number: RecordNo) -> io::Result<Told> {
    let mut dossier = Dossier::default();
    if let Some(record) = press.site.record(number) {
        dossier.fill(press, number, record)?;
    }
    let page = press.site.tied(number).map(|ties| &ties.page);
    let links = dossier.files.as_ref().zip(page).map(|(files, page)| data::links(page, files.names));
    let has_board = dossier.board.is_some();
    let own = vec![
        ("facts", Value::from(dossier.facts)),
        ("tables", Value::from(dossier.tables)),
        ("timeline", Value::from(dossier.timeline)),
        ("board", dossier.board.unwrap_or_else(Value::none)),
        ("meeting", dossier.meeting.unwrap_or_else(Value::none)),
        ("coverage", dossier.coverage.unwrap_or_else(Value::none)),
        ("files", links.unwrap_or_else(Value::none)),
        ("opening", dossier.opening.unwrap_or_else(Value::none)),
    ];
    Ok(Told { own, has_board, files: dossier.files })
}

/// What the page of a standing record says, and the files beside it.
pub struct Told {
    /// The values of the template.
    pub own: Own,
    /// Whether a board is among them.
    pub has_board: bool,
    files: Option<Files>,
}

impl Told {
    /// Puts the rows of a board or a ledger beside the page at `page`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn put(&self, press: &Press<'_>, page: &SitePath) -> io::Result<()> {
        self.files.as_ref().map_or(Ok(()), |files| files.put(press, page))
    }
}

impl Dossier {
    fn fill(&mut self, press: &Press<'_>, number: RecordNo, record: &Record) -> io::Result<()> {
        match record.standing() {
            Some(Standing::Programme(programme)) => {
                if let Some(board) = Board::of(press, number, programme) {
                    self.board = Some(board.value(press));
                    self.files = Some(board.files(press)?);
                }
                self.versions(press, number, record);
            }
            Some(Standing::Project(project)) => self.project(press, number, project),
            Some(Standing::Place(place)) => self.place(press, record.id.as_str(), place),
            Some(Standing::Scheme(scheme)) => self.scheme(press, scheme),
            Some(Standing::Ledger(ledger)) => {
                self.tables.extend(super::ledger::table(press, ledger));
                self.coverage = Some(super::ledger::covered(press, ledger));
                self.files = super::ledger::files(press, ledger)?;
            }
            Some(Standing::Meeting(said)) => self.meeting = Some(meeting(press, number, said)),
            Some(Standing::Brand(_)) => self.versions(press, number, record),
            Some(Standing::Named(named)) => self.dated(press, "fact_names", &named.names),
            Some(Standing::Page(_)) | None => {}
        }
        Ok(())
    }

    fn fact(&mut self, press: &Press<'_>, label: &str, value: Option<Value>) {
        let Some(value) = value else { return };
        self.facts.push(map([("label", Value::from(press.word(label))), ("values", list([value]))]));
    }

    fn say(&mut self, press: &Press<'_>, label: &str, said: Option<&str>) {
        self.fact(press, label, said.map(unlinked));
    }

    fn day(&mut self, press: &Press<'_>, label: &str, date: Option<Date>) {
        let lang = press.site.settings().lang;
        self.fact(press, label, date.map(|date| unlinked(&super::dates::day(lang, date))));
    }

    fn table(&mut self, press: &Press<'_>, caption: &str, nodes: &[Node]) {
        self.tables.extend(table(press, press.word(caption), nodes));
    }

    fn project(&mut self, press: &Press<'_>, number: RecordNo, project: &Project) {
        let programme = project.programme.as_ref().map(|id| name_or_record(press, id.as_str()));
        self.fact(press, "fact_programme", programme);
        self.say(press, "fact_category", project.category.as_deref());
        let progress = Progress::of(press.site, number);
        let status = progress.as_ref().and_then(|progress| progress.course.status());
        self.say(press, "fact_status", status);
        self.say(press, "fact_owner", project.owner.as_deref());
        self.say(press, "fact_claimed_by", project.claimed_by.as_deref());
        self.day(press, "fact_opened", project.opened);
        self.day(press, "fact_due", project.due);
        if let Some(progress) = progress {
            self.say(press, "fact_next", progress.course.next().map(|step| step.name));
            let late = progress.late(press.site);
            let days = late.first().and_then(|late| usize::try_from(late.days).ok());
            let late = days.map(|days| press.theme.texts.count("late_by", days));
            self.say(press, "fact_late", late.as_deref());
            self.table(press, "table_steps", &course::steps(press, &progress));
        }
        self.history(press, number);
    }

    /// The statuses and steps that stories reported, oldest first.
    fn history(&mut self, press: &Press<'_>, number: RecordNo) {
        let Some(record) = press.site.record(number) else { return };
        for report in press.site.reports(number).iter().rev() {
            let Some(story) = press.site.record(*report) else { continue };
            let said = story.about().iter().find(|about| *about.id == *record.id.as_str());
            let Some(said) = said.filter(|about| about.status.is_some() || about.step.is_some()) else {
                continue;
            };
            self.timeline.push(map([
                ("from", press.links.dates.maybe(story.date)),
                ("to", Value::none()),
                ("name", text(said.status.as_deref().or(said.step.as_deref()))),
                ("note", text(said.note.as_deref())),
                ("link", press.links.record(*report)),
                ("stories", list([])),
                ("count", Value::from(0)),
            ]));
        }
    }

    fn place(&mut self, press: &Press<'_>, id: &str, place: &Place) {
        self.opening = super::opening::value(press, &place.hours);
        self.say(press, "fact_address", place.address.as_deref());
        self.say(press, "fact_contact", place.contact.as_deref());
        let one_line = place.hours.iter().all(|node| !matches!(node.value, Yaml::Map(_)));
        if one_line {
            for hours in &place.hours {
                self.say(press, "fact_hours", Some(&plain(hours)));
            }
        } else {
            self.table(press, "fact_hours", &place.hours);
        }
        self.fact(press, "fact_geo", place.geo.map(|geo| on_the_map(id, geo)));
        self.holdings(press, &place.holdings);
        self.dated(press, "fact_names", &place.names);
        self.dated(press, "fact_parents", &place.parents);
    }

    /// What a place holds: `藏书 3000余册`.
    fn holdings(&mut self, press: &Press<'_>, holdings: &[Node]) {
        if holdings.is_empty() {
            return;
        }
        let values = list(holdings.iter().map(|held| unlinked(&held_words(press, held))));
        self.facts.push(map([("label", Value::from(press.word("fact_holdings"))), ("values", values)]));
    }

    /// Values by time. One that always held says nothing that the page does not.
    fn dated(&mut self, press: &Press<'_>, label: &str, values: &[Dated]) {
        let mut dated: Vec<&Dated> =
            values.iter().filter(|dated| dated.from.is_some() || dated.to.is_some()).collect();
        dated.sort_by_key(|dated| dated.from);
        for dated in dated {
            let is_place = label == "fact_parents";
            let record = is_place.then(|| press.site.by_id(&dated.value)).flatten();
            let name = Value::from(&*dated.value);
            self.timeline.push(map([
                ("from", press.links.dates.maybe(dated.from)),
                ("to", press.links.dates.maybe(dated.to)),
                ("name", if record.is_some() { Value::none() } else { name }),
                ("note", Value::from(press.word(label))),
                ("link", record.map_or_else(Value::none, |record| press.links.record(record))),
                ("stories", list([])),
                ("count", Value::from(0)),
            ]));
        }
    }

    fn scheme(&mut self, press: &Press<'_>, scheme: &Scheme) {
        self.tables.extend(super::scheme::tables(press, scheme));
    }

    /// The versions of a brand, term or programme, each with the newest of the stories that belong to it.
    fn versions(&mut self, press: &Press<'_>, number: RecordNo, record: &Record) {
        if record.versions().is_empty() {
            return;
        }
        let versions = versions(record);
        let mut told: Vec<Vec<RecordNo>> = vec![Vec::new(); versions.len()];
        for story in press.site.reports(number) {
            let at = press.site.version_of((number, &versions), *story);
            if let Some(stories) = at.and_then(|at| told.get_mut(at)) {
                stories.push(*story);
            }
        }
        for (version, stories) in versions.iter().zip(&told) {
            let mut newest: Vec<RecordNo> = stories.iter().take(MOST_NAMED).copied().collect();
            newest.reverse();
            self.timeline.push(map([
                ("from", from(press, version)),
                ("to", press.links.dates.maybe(version.to)),
                ("name", Value::from(&*version.name)),
                ("note", text(version.note().map(plain).as_deref())),
                ("link", Value::none()),
                ("stories", press.records(&newest)),
                ("count", Value::from(stories.len())),
            ]));
        }
    }
}

/// When a version began: a day where it is one, else the words.
fn from(press: &Press<'_>, version: &Version<'_>) -> Value {
    let Some(typed) = version.typed_from().map(plain) else { return Value::none() };
    match typed.parse::<Date>() {
        Ok(date) => press.links.dates.value(date),
        Err(_) => map([
            ("iso", Value::none()),
            ("text", Value::from(typed.as_str())),
            ("short", Value::from(typed.as_str())),
            ("weekday", Value::none()),
        ]),
    }
}

/// What one holding is, with its number as newspapers print it.
#[must_use]
pub fn held_words(press: &Press<'_>, held: &Node) -> String {
    let (Some(name), Some(value)) = (said(held, &["name", "名称"]), said(held, &["value", "数值", "值"]))
    else {
        return plain(held);
    };
    let pattern = said(held, &["qualifier", "限定"]).and_then(|typed| qualifier_named(&typed));
    let amount = press.word(qualifier(pattern.unwrap_or_default())).replace("{n}", &value);
    format!("{name} {amount}{}", said(held, &["unit", "单位"]).unwrap_or_default())
}

/// Coordinates, with the link to the place on the map.
fn on_the_map(id: &str, [latitude, longitude]: [f64; 2]) -> Value {
    let url = [super::map::SECTION, "#", &super::map::anchor(id)].concat();
    map([("name", Value::from(format!("{latitude:.5}, {longitude:.5}"))), ("url", Value::from(url))])
}

fn unlinked(said: &str) -> Value {
    map([("name", Value::from(said)), ("url", Value::none())])
}
