//! Structured data of pages (schema.org as JSON-LD): in, a record, a listing or the front page; out, the text of a
//! `<script type="application/ld+json">`, escaped so that nothing in it can close the element.
//!
//! What is absent: people. Only names of by-lines stand here, and `person` records; nobody else, and no one whom
//! the record marks as pseudonym, minor or without consent.

use std::borrow::Cow;

use super::calendar::location;
use super::entry::{authors, summary};
use super::opening;
use super::thing::{Data, document, named, thing};
use super::{Base, Bulletin};
use crate::model::record::{Activity, Moment, OrgRole};
use crate::model::standing::{Place, Standing};
use crate::model::{Kind, Node, Record, node};
use crate::render::directory::phone;
use crate::render::graph::Face;
use crate::resolve::calendar::Rule;
use crate::resolve::{ListingNo, RecordNo, Ties};

/// The structured data of a record's page; nothing for a number that no record has.
#[must_use]
pub fn of_record(bulletin: &Bulletin<'_>, number: RecordNo) -> Option<String> {
    let (record, ties) = bulletin.record(number)?;
    let page =
        Page { bulletin, number, record, ties, url: bulletin.base().map(|base| base.absolute(&ties.page)) };
    let mut things =
        if record.kind.runs() { vec![page.article()] } else { page.standing().into_iter().collect() };
    things.extend(page.event());
    things.extend(page.way());
    Some(document(things))
}

/// The structured data of a listing's page: where it stands.
#[must_use]
pub fn of_listing(bulletin: &Bulletin<'_>, number: ListingNo) -> Option<String> {
    let listing = bulletin.site.listing(number)?;
    let base = bulletin.base()?;
    let mut steps = vec![(Cow::Borrowed(bulletin.name()), base.front())];
    let chain = chain(bulletin, listing);
    steps.extend(chain.iter().map(|one| (Cow::Borrowed(one.name), base.page(one.address))));
    Some(document(vec![way(steps)]))
}

/// The structured data of the front page.
#[must_use]
pub fn of_front(bulletin: &Bulletin<'_>) -> String {
    let site = thing(
        "WebSite",
        [
            ("name", bulletin.name().into()),
            ("alternateName", bulletin.settings().subtitle.as_deref().into()),
            ("url", bulletin.base().map(|base| base.front()).into()),
            ("inLanguage", bulletin.settings().lang.tag().into()),
            ("publisher", named("Organization", bulletin.publisher())),
        ],
    );
    document(vec![site])
}

/// `listing` and what it belongs to, from the widest.
fn chain<'a>(bulletin: &Bulletin<'a>, listing: Face<'a>) -> Vec<Face<'a>> {
    let parent = |one: &Face<'a>| one.parent.and_then(|number| bulletin.site.listing(number));
    // As many steps as a place can have levels: a wrong parent cannot keep us here.
    let mut chain: Vec<Face<'a>> = std::iter::successors(Some(listing), parent).take(12).collect();
    chain.reverse();
    chain
}

/// A `BreadcrumbList` of names and whole addresses.
fn way(steps: Vec<(Cow<'_, str>, String)>) -> Data<'_> {
    let step = |(position, (name, url)): (u32, (_, String))| {
        thing("ListItem", [("position", position.into()), ("name", Data::Text(name)), ("item", url.into())])
    };
    let steps: Vec<Data<'_>> = (1..).zip(steps).map(step).collect();
    thing("BreadcrumbList", [("itemListElement", steps.into())])
}

/// A record whose structured data is being made.
struct Page<'a> {
    bulletin: &'a Bulletin<'a>,
    number: RecordNo,
    record: &'a Record,
    ties: &'a Ties,
    url: Option<String>,
}

impl<'a> Page<'a> {
    fn title(&self) -> Data<'a> {
        self.bulletin.title_of(self.number, self.record).into()
    }

    fn description(&self) -> Data<'a> {
        summary(self.record, || self.bulletin.content.text(self.number)).into()
    }

    fn images(&self) -> Vec<Data<'a>> {
        let Some(base) = self.bulletin.base() else { return Vec::new() };
        let pictures = self.bulletin.content.pictures(self.number);
        pictures.iter().map(|picture| base.absolute(&picture.path).into()).collect()
    }

    fn article(&self) -> Data<'_> {
        let authors = authors(self.record).into_iter().map(|name| named("Person", name));
        let tags: Vec<Data<'_>> = self.record.tags.iter().map(|tag| tag.as_ref().into()).collect();
        thing(
            "NewsArticle",
            [
                ("headline", self.title()),
                ("description", self.description()),
                ("datePublished", self.bulletin.published(self.record).into()),
                ("inLanguage", self.bulletin.settings().lang.tag().into()),
                ("articleSection", self.record.column.as_deref().into()),
                ("keywords", tags.into()),
                ("author", authors.collect::<Vec<_>>().into()),
                ("publisher", named("Organization", self.bulletin.publisher())),
                ("contentLocation", self.content_location()),
                ("image", self.images().into()),
                ("url", self.url.clone().into()),
                ("mainEntityOfPage", self.url.clone().into()),
            ],
        )
    }

    /// The record's place inside what it belonged to on the record's day.
    fn content_location(&self) -> Data<'_> {
        let places = self.ties.places.iter().filter_map(|place| self.bulletin.site.listing(*place));
        places.fold(Data::Nothing, |outer, place| {
            thing("Place", [("name", place.name.into()), ("containedInPlace", outer)])
        })
    }

    fn event(&self) -> Option<Data<'_>> {
        let activity = self.record.activity()?;
        let starts = activity.starts?;
        let moment = |moment: Moment| Data::from(self.moment(moment));
        Some(thing(
            "Event",
            [
                ("name", self.title()),
                ("startDate", moment(starts)),
                ("endDate", activity.ends.filter(|ends| *ends >= starts).map(moment).into()),
                ("eventAttendanceMode", "https://schema.org/OfflineEventAttendanceMode".into()),
                ("eventStatus", "https://schema.org/EventScheduled".into()),
                ("location", self.venue()),
                ("organizer", self.hosts().into()),
                ("description", self.description()),
                ("eventSchedule", self.schedule(activity, starts).into()),
                ("image", self.images().into()),
                ("url", self.url.clone().into()),
            ],
        ))
    }

    fn moment(&self, moment: Moment) -> String {
        match moment.time {
            None => moment.date.to_string(),
            Some(_) => self.bulletin.settings().zone.rfc3339(moment.start()),
        }
    }

    fn venue(&self) -> Data<'_> {
        let found = location(self.bulletin, self.record, self.ties);
        match found.name {
            None => Data::Nothing,
            Some(name) => thing(
                "Place",
                [("name", name.into()), ("address", found.address.into()), ("geo", geo(found.geo))],
            ),
        }
    }

    fn hosts(&self) -> Vec<Data<'_>> {
        let orgs = self.record.orgs().iter().zip(&self.ties.orgs);
        let hosts = orgs.filter(|(org, _)| org.role == Some(OrgRole::Host));
        let names = hosts.map(|(org, number)| {
            self.bulletin.site.listing(*number).map_or(org.name.as_ref(), |listing| listing.name)
        });
        names.map(|name| named("Organization", name)).collect()
    }

    fn schedule(&self, activity: &Activity, starts: Moment) -> Option<Data<'_>> {
        let rule = Rule::parse(activity.repeats.as_deref()?).ok()?;
        let days = rule.days().into_iter().filter_map(day_name);
        let days: Vec<Data<'_>> = days.map(|day| format!("https://schema.org/{day}").into()).collect();
        let time = |moment: Option<Moment>| {
            moment.and_then(|moment| moment.time).map(|time| time.strftime("%H:%M:%S").to_string())
        };
        Some(thing(
            "Schedule",
            [
                ("startDate", starts.date.to_string().into()),
                ("endDate", rule.last_day().map(|day| day.to_string()).into()),
                ("startTime", time(Some(starts)).into()),
                ("endTime", time(activity.ends).into()),
                ("repeatFrequency", rule.period().into()),
                ("repeatCount", rule.count().into()),
                ("byDay", days.into()),
                ("scheduleTimezone", self.bulletin.settings().zone.name().into()),
            ],
        ))
    }

    fn standing(&self) -> Option<Data<'a>> {
        let (name, url) = (self.title(), Data::from(self.url.clone()));
        let described = ("description", self.description());
        let kind = match (self.record.kind, self.record.standing()) {
            (Kind::Place, Some(Standing::Place(place))) => return Some(self.place(place)),
            (Kind::Place, _) => "Place",
            (Kind::Org, _) => "Organization",
            (Kind::Person, _) if self.record.may_name(self.record.headline()) => "Person",
            (Kind::Person, _) => return None,
            (Kind::Term, _) => "DefinedTerm",
            _ => "WebPage",
        };
        Some(thing(kind, [("name", name), described, ("url", url)]))
    }

    fn place(&self, place: &'a Place) -> Data<'a> {
        let hours: Vec<Data<'_>> = place.hours.iter().map(|node| words(node).into()).collect();
        thing(
            "Place",
            [
                ("name", self.title()),
                ("description", self.description()),
                ("address", place.address.as_deref().into()),
                ("telephone", place.contact.as_deref().and_then(phone).into()),
                ("geo", geo(place.geo)),
                ("openingHours", hours.into()),
                ("openingHoursSpecification", opening::specification(&place.hours).into()),
                ("image", self.images().into()),
                ("url", self.url.clone().into()),
            ],
        )
    }

    fn way(&self) -> Option<Data<'_>> {
        let base = self.bulletin.base()?;
        let mut steps = vec![(Cow::Borrowed(self.bulletin.name()), base.front())];
        steps.extend(self.above(&base));
        let title = self.bulletin.title_of(self.number, self.record);
        steps.push((title, base.absolute(&self.ties.page)));
        Some(way(steps))
    }

    /// The listing above the record: its column, else its year.
    fn above(&self, base: &Base<'_>) -> Option<(Cow<'a, str>, String)> {
        if let Some(column) = self.ties.column.and_then(|number| self.bulletin.site.listing(number)) {
            return Some((Cow::Borrowed(column.name), base.page(column.address)));
        }
        let year = self.record.date.filter(|_| self.record.kind.runs())?.year().to_string();
        let address = base.page(&year);
        Some((Cow::Owned(year), address))
    }
}

fn geo(point: Option<[f64; 2]>) -> Data<'static> {
    point.map_or(Data::Nothing, |[latitude, longitude]| {
        thing("GeoCoordinates", [("latitude", latitude.into()), ("longitude", longitude.into())])
    })
}

fn day_name(day: &str) -> Option<&'static str> {
    Some(match day {
        "MO" => "Monday",
        "TU" => "Tuesday",
        "WE" => "Wednesday",
        "TH" => "Thursday",
        "FR" => "Friday",
        "SA" => "Saturday",
        "SU" => "Sunday",
        _ => return None,
    })
}

/// Opening hours as they were typed, in one line.
fn words(node: &Node) -> String {
    match &node.value {
        node::Value::Null => String::new(),
        node::Value::Bool(value) => value.to_string(),
        node::Value::Int(value) => value.to_string(),
        node::Value::Float(value) => value.to_string(),
        node::Value::Text(text) => text.to_string(),
        node::Value::List(items) => joined(items.iter()),
        node::Value::Map(pairs) => joined(pairs.iter().map(|(_, value)| value)),
    }
}

fn joined<'a>(nodes: impl Iterator<Item = &'a Node>) -> String {
    let words: Vec<String> = nodes.map(words).filter(|text| !text.is_empty()).collect();
    words.join(" ")
}
