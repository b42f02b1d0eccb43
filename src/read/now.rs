//! The day for which a bulletin is built, read once.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::date::{Date, Zone};

/// Where the day came from when nobody named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Seconds since 1970 in UTC, from `SOURCE_DATE_EPOCH` or the machine's clock.
    Seconds(i64),
    /// `SOURCE_DATE_EPOCH` is set to something that is not a number of seconds.
    WrongEpoch,
}

impl Clock {
    /// `SOURCE_DATE_EPOCH`, else the machine's clock.
    #[must_use]
    pub fn read() -> Self {
        match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(text) if !text.trim().is_empty() => {
                text.trim().parse().map_or(Self::WrongEpoch, Self::Seconds)
            }
            _ => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Self::Seconds(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
            }
        }
    }
}

/// The civil day in `zone`: the one that was named, else the clock's.
#[must_use]
pub fn today(named: Option<Date>, clock: Clock, zone: &Zone) -> Option<Date> {
    if named.is_some() {
        return named;
    }
    match clock {
        Clock::Seconds(seconds) => zone.civil(seconds).map(|moment| moment.date()),
        Clock::WrongEpoch => None,
    }
}
