//! `jianbao check --plan`: what an editor looks at on Monday: what is due, what takes place, who is silent, what was a year
//! ago.
//!
//! What surprised us: a plan is no list of mistakes. It is right however much is overdue, so it never fails.

mod gather;
mod text;

use serde::Serialize;

use super::Done;
use super::bulletin::Bulletin;
use super::check::Format;
use super::say::Voice;
use crate::report::stops;

/// A week's plan.
#[derive(Debug, Serialize)]
struct Plan {
    as_of: String,
    week: String,
    from: String,
    to: String,
    promises: Vec<Promised>,
    activities: Vec<Planned>,
    closing: Vec<Closing>,
    days: Vec<Named>,
    silent: Vec<Silent>,
    boards: Vec<Late>,
    coverage: Vec<Lacking>,
    year_before: Vec<Earlier>,
}

/// A promise that is overdue or will be due; `days` are left, less than 0 where it is overdue.
#[derive(Debug, Serialize)]
struct Promised {
    due: String,
    days: i32,
    what: String,
    id: String,
    title: String,
    place: Option<String>,
}

/// What takes place on a day of the week.
#[derive(Debug, Serialize)]
struct Planned {
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    id: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<String>,
    on_duty: Vec<String>,
    campaign: bool,
}

/// An activity for which one can sign up until a day of the week, and how.
#[derive(Debug, Serialize)]
struct Closing {
    date: String,
    id: String,
    title: String,
    signup: String,
}

/// A solar term or an observance.
#[derive(Debug, Serialize)]
struct Named {
    date: String,
    name: String,
}

/// A community of which nothing was in print for long.
#[derive(Debug, Serialize)]
struct Silent {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

/// A project that is late.
#[derive(Debug, Serialize)]
struct Late {
    id: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<String>,
    until: String,
    days: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
}

/// A row of a ledger that lacks something in its period.
#[derive(Debug, Serialize)]
struct Lacking {
    ledger: String,
    who: String,
    lacks: Vec<String>,
    from: String,
    to: String,
}

/// A story of the same week a year before.
#[derive(Debug, Serialize)]
struct Earlier {
    id: String,
    title: String,
    date: Option<String>,
}

/// Says the plan of the bulletin's week.
pub(super) fn run(bulletin: &Bulletin, format: Format, voice: &Voice) -> Done {
    if stops(&bulletin.found) {
        let found = voice.arrange(bulletin.look_over(), &bulletin.sources);
        voice.diagnostics(&voice.without_notes(found), &bulletin.sources);
        return Done::ContentWrong;
    }
    let plan = gather::plan(bulletin, voice);
    match format {
        Format::Json => {
            voice.raw(&serde_json::to_string_pretty(&plan).map(|text| text + "\n").unwrap_or_default());
        }
        Format::Text => voice.raw(&text::text(&plan, voice.lang())),
    }
    Done::Right
}
