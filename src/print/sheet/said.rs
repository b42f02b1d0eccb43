//! A record in, what its sheet says out, as values for the theme's functions.
//!
//! What surprised us: who stands before a notice board asks when and where before what; so these stand above the text,
//! each in a line of its own.

use serde_json::{Value, json};

use super::Order;
use crate::model::date::{Date, Weekday};
use crate::model::record::{Activity, Moment};
use crate::model::settings::{Lang, Settings};
use crate::model::standing::Standing;
use crate::model::{Kind, Record};
use crate::print::copy::byline;
use crate::print::issue::Works;
use crate::print::words;

/// Most characters of a stall that shares its line with others.
const LONG: usize = 8;

/// What a sheet says, but for its headline and its photograph.
pub struct Said {
    /// The bulletin's name, the standing head, kicker, deck and by-line.
    pub head: Value,
    /// When, where, for whom, how to sign up, and what there will be: pairs of label and text.
    pub facts: Vec<[String; 2]>,
    /// The parts of the text.
    pub parts: Vec<Value>,
    /// Until when it holds, what its page has for download, whom to ask, who publishes it.
    pub foot: Value,
}

impl Said {
    /// What the sheet of a record says.
    #[must_use]
    pub fn of(works: &Works<'_>, order: &Order<'_>) -> Self {
        let (settings, record) = (&works.site.settings, order.record);
        let head = json!({
            "name": &*settings.title, "badge": badge(record, settings.lang), "kicker": record.kicker,
            "deck": record.deck, "byline": byline(&record.bylines), "mark": order.mark,
        });
        Self { head, facts: facts(works, order), parts: text(works, record), foot: foot(settings, order) }
    }
}

/// The standing head, or what kind of record it is.
fn badge(record: &Record, lang: Lang) -> &str {
    let row = record.kind.row();
    let kind = lang.pick(row.chinese.first().copied().unwrap_or_default(), row.label);
    record.column.as_deref().unwrap_or(kind)
}

/// The parts of the text; of a photo without any, its caption.
fn text(works: &Works<'_>, record: &Record) -> Vec<Value> {
    let parts = words::body(works.sources, record, works.site.settings.lang);
    let caption = record.photos.first().and_then(|photo| photo.caption.as_deref());
    match caption.filter(|_| parts.is_empty() && record.kind == Kind::Photo) {
        Some(caption) => vec![json!({"kind": "text", "runs": [{"text": caption}]})],
        None => parts,
    }
}

/// What is asked first.
fn facts(works: &Works<'_>, order: &Order<'_>) -> Vec<[String; 2]> {
    let (settings, record) = (&works.site.settings, order.record);
    let mut facts = Facts { order, said: Vec::new() };
    if let Some(activity) = record.activity() {
        facts.say("when", when(settings.lang, activity, order.rhythm.as_deref()));
        let venue = activity.venue.as_deref();
        let known = venue.and_then(|typed| works.site.named(typed));
        facts.say("venue", known.map_or(venue, |known| Some(known.headline())));
        facts.say("fact_address", known.and_then(address));
        facts.say("audience", activity.audience.as_deref());
        facts.say("signup", activity.signup.as_deref());
        match order.stalls.iter().any(|stall| stall.chars().count() > LONG) {
            true => facts.lines("stalls", &order.stalls),
            false => facts.say("stalls", listed(settings.lang, &order.stalls)),
        }
    }
    facts.say("fact_address", address(record));
    facts.lines("fact_hours", &order.hours);
    facts.said
}

/// Pairs of label and text.
struct Facts<'a> {
    order: &'a Order<'a>,
    said: Vec<[String; 2]>,
}

impl Facts<'_> {
    /// Adds a text under the theme's label of that name, where there is one.
    fn say(&mut self, label: &str, text: Option<impl Into<String>>) {
        self.said.extend(text.map(|text| [(self.order.word)(label), text.into()]));
    }

    /// The same with several lines, of which the first has the label.
    fn lines(&mut self, label: &str, lines: &[String]) {
        self.say(label, lines.first().cloned());
        self.said.extend(lines.iter().skip(1).map(|line| [String::new(), line.clone()]));
    }
}

/// The address of a place.
fn address(record: &Record) -> Option<&str> {
    match record.standing() {
        Some(Standing::Place(place)) => place.address.as_deref(),
        _ => None,
    }
}

/// Names in one line; none where there are none.
fn listed(lang: Lang, names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(lang.pick("、", ", ")))
}

/// The titles of what the page has for download, or the names of the files.
fn attached(record: &Record) -> Vec<String> {
    let all = record.rest.as_deref().map_or(&[][..], |rest| &rest.attachments);
    let file = |file: &str| file.rsplit('/').next().unwrap_or(file).to_owned();
    all.iter().map(|one| one.title.as_deref().map_or_else(|| file(&one.file), str::to_owned)).collect()
}

fn when(lang: Lang, activity: &Activity, rhythm: Option<&str>) -> Option<String> {
    let times = activity.starts.map(|starts| match activity.ends {
        None => moment(lang, starts),
        Some(ends) if ends.date == starts.date => match ends.time {
            Some(_) => format!("{}–{}", moment(lang, starts), clock(ends)),
            None => moment(lang, starts),
        },
        Some(ends) => format!("{} – {}", moment(lang, starts), moment(lang, ends)),
    });
    let said: Vec<&str> = times.as_deref().into_iter().chain(rhythm).collect();
    (!said.is_empty()).then(|| said.join(lang.pick("，", ", ")))
}

fn moment(lang: Lang, moment: Moment) -> String {
    let weekday = weekday(lang, moment.date.weekday());
    let day = lang.pick("（", ", ").to_owned() + weekday + lang.pick("）", "");
    let space = if lang == Lang::En && moment.time.is_some() { ", " } else { "" };
    format!("{}{day}{space}{}", date(lang, moment.date), clock(moment))
}

/// `9:00`; nothing where only a day was given.
fn clock(moment: Moment) -> String {
    moment.time.map(|time| format!("{}:{:02}", time.hour(), time.minute())).unwrap_or_default()
}

/// A day: 2024年4月11日, 11 April 2024.
fn date(lang: Lang, date: Date) -> String {
    match lang {
        Lang::ZhCn => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => date.strftime("%-d %B %Y").to_string(),
    }
}

fn weekday(lang: Lang, day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => lang.pick("星期一", "Monday"),
        Weekday::Tuesday => lang.pick("星期二", "Tuesday"),
        Weekday::Wednesday => lang.pick("星期三", "Wednesday"),
        Weekday::Thursday => lang.pick("星期四", "Thursday"),
        Weekday::Friday => lang.pick("星期五", "Friday"),
        Weekday::Saturday => lang.pick("星期六", "Saturday"),
        Weekday::Sunday => lang.pick("星期日", "Sunday"),
    }
}

/// What stands at the foot, but for the code.
fn foot(settings: &Settings, order: &Order<'_>) -> Value {
    let (lang, word) = (settings.lang, order.word);
    let day = |day: Option<Date>| day.map(|day| date(lang, day));
    let expiry = day(order.record.expires_at).map(|day| word("sheet_valid").replace("{n}", &day));
    let contact = settings.contact.as_deref().map(|contact| labelled(&word("contact"), contact));
    let who = settings.publisher.as_deref().map(str::to_owned);
    let published: Vec<String> = who.into_iter().chain(day(order.record.date)).collect();
    let published = Some(published.join(lang.pick("　", " · "))).filter(|line| !line.is_empty());
    let attached = listed(lang, &attached(order.record));
    let attached = attached.map(|titles| word("sheet_attached").replace("{n}", &titles));
    let lines: Vec<String> = attached.into_iter().chain(contact).chain(published).collect();
    json!({
        "expiry": expiry, "lines": lines, "url": order.address, "code": null,
        "code_alt": word("sheet_code"), "code_note": word("sheet_scan"),
    })
}

/// A text behind its label, which ends in a colon of its own width.
fn labelled(label: &str, text: &str) -> String {
    let space = if label.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
    format!("{label}{space}{text}")
}

#[cfg(test)]
mod tests {
    use super::{Activity, Lang, Moment, when};
    use crate::model::date::{Date, Time};

    fn moment(day: i8, time: Option<(i8, i8)>) -> Option<Moment> {
        let time = time.map(|(hour, minute)| Time::new(hour, minute, 0, 0).unwrap());
        Some(Moment { date: Date::new(2024, 4, day).unwrap(), time })
    }

    #[test]
    fn times_are_said_as_short_as_can_be() {
        let said = |starts, ends, rhythm, lang| {
            let activity = Activity { starts, ends, ..Activity::default() };
            when(lang, &activity, rhythm)
        };
        let morning = moment(13, Some((9, 0)));
        for (starts, ends, rhythm, chinese, english) in [
            (
                morning,
                moment(13, Some((11, 30))),
                None,
                "2024年4月13日（星期六）9:00–11:30",
                "13 April 2024, Saturday, 9:00–11:30",
            ),
            (
                moment(13, None),
                moment(14, None),
                None,
                "2024年4月13日（星期六） – 2024年4月14日（星期日）",
                "13 April 2024, Saturday – 14 April 2024, Sunday",
            ),
            (morning, None, Some("x"), "2024年4月13日（星期六）9:00，x", "13 April 2024, Saturday, 9:00, x"),
        ] {
            assert_eq!(said(starts, ends, rhythm, Lang::ZhCn).as_deref(), Some(chinese));
            assert_eq!(said(starts, ends, rhythm, Lang::En).as_deref(), Some(english));
        }
        assert_eq!(said(None, None, None, Lang::En), None);
    }
}
