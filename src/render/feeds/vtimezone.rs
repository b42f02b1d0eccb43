//! The bulletin's zone for calendars: in, the years of its events; out, a `VTIMEZONE`.
//!
//! What surprised us: a weekly event cannot be told in UTC. At 7:00 on Saturdays in Nantong it is Friday there,
//! and `BYDAY=SA` then means Sunday.

use super::ics::Lines;
use crate::model::Zone;
use crate::model::date::{Date, Offset};

/// Years behind the last event for which changes of the clock are told.
const AHEAD: i16 = 5;

/// Adds the zone with every change of its offset from the year of `first` to some years after `last`.
pub(super) fn add(lines: &mut Lines, zone: &Zone, (first, last): (Date, Date)) {
    let from = Date::new(first.year(), 1, 1).unwrap_or(first);
    let to = Date::new(last.year().saturating_add(AHEAD), 12, 31).unwrap_or(last);
    lines.component("VTIMEZONE", |lines| {
        lines.raw("TZID", zone.name());
        for offset in zone.offsets(from, to) {
            let kind = if offset.after > offset.before { "DAYLIGHT" } else { "STANDARD" };
            lines.component(kind, |lines| observance(lines, &offset));
        }
    });
}

fn observance(lines: &mut Lines, offset: &Offset) {
    lines.raw("DTSTART", &offset.starts.strftime("%Y%m%dT%H%M%S").to_string());
    lines.raw("TZOFFSETFROM", &written(offset.before));
    lines.raw("TZOFFSETTO", &written(offset.after));
    lines.text("TZNAME", &offset.name);
}

/// `+0800`
fn written(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
