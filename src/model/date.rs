//! Civil dates, ISO weeks and the bulletin's time zone.

use std::fmt;

use jiff::civil::ISOWeekDate;
pub use jiff::civil::{Date, DateTime, Time, Weekday};

/// An ISO 8601 week, the name of an issue: `2024-W15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i16,
    week: i8,
}

impl Week {
    /// The week that `text` names as `2024-W15` (`2024-w5` and `2024W15` are taken too).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once(['W', 'w'])?;
        let year = year.strip_suffix('-').unwrap_or(year);
        let digits = |part: &str, most: usize| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || !digits(year, 4) || !digits(week, 2) {
            return None;
        }
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        Some(Self { year, week })
    }

    /// The week that `date` falls in.
    #[must_use]
    pub fn of(date: Date) -> Self {
        let iso = date.iso_week_date();
        Self { year: iso.year(), week: iso.week() }
    }

    /// The ISO year, which differs from the calendar's around New Year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the week in its ISO year, 1 to 53.
    #[must_use]
    pub fn number(self) -> i8 {
        self.week
    }

    /// The Monday that the week begins with.
    #[must_use]
    pub fn monday(self) -> Date {
        ISOWeekDate::new(self.year, self.week, Weekday::Monday).map_or(Date::MIN, Date::from)
    }
}

impl Week {
    /// The week of the same number a year before; the last one of that year where it has no such number.
    #[must_use]
    pub fn year_before(self) -> Self {
        let year = self.year - 1;
        let right = ISOWeekDate::new(year, self.week, Weekday::Monday).is_ok();
        Self { year, week: if right { self.week } else { 52 } }
    }

    /// How many weeks it is behind the one of 5 January 1970: neighbours differ by one, at New Year too.
    #[must_use]
    pub fn ordinal(self) -> i32 {
        (self.monday() - Date::constant(1970, 1, 5)).get_days() / 7
    }

    /// Its days, from Monday.
    pub fn days(self) -> impl Iterator<Item = Date> {
        self.monday().series(jiff::Span::new().days(1)).take(7)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-W{:02}", self.year, self.week)
    }
}

/// The bulletin's time zone, by its IANA name; the table is inside the binary, so machines agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// The zone named `name`, such as `Asia/Shanghai`.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        jiff::tz::TimeZoneDatabase::bundled().get(name).ok().map(Self)
    }

    /// The civil date and time here at `seconds` since 1970 in UTC.
    #[must_use]
    pub fn civil(&self, seconds: i64) -> Option<DateTime> {
        let stamp = jiff::Timestamp::from_second(seconds).ok()?;
        Some(self.0.to_datetime(stamp))
    }

    /// The civil date and time as RFC 3339 with this zone's offset, for feeds and structured data.
    #[must_use]
    pub fn rfc3339(&self, moment: DateTime) -> String {
        let zoned = self.0.to_ambiguous_zoned(moment).compatible();
        zoned
            .map_or_else(|_| format!("{moment}Z"), |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    /// The same moment as UTC in iCalendar's form, `20240411T013000Z`.
    #[must_use]
    pub fn ical_utc(&self, moment: DateTime) -> String {
        let zoned = self.0.to_ambiguous_zoned(moment).compatible();
        zoned.map_or_else(
            |_| moment.strftime("%Y%m%dT%H%M%SZ").to_string(),
            |zoned| zoned.with_time_zone(jiff::tz::TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string(),
        )
    }
}

impl Zone {
    /// The civil date and time here when it is `moment` in UTC.
    #[must_use]
    pub fn from_utc(&self, moment: DateTime) -> DateTime {
        let stamp = jiff::tz::TimeZone::UTC.to_timestamp(moment);
        stamp.map_or(moment, |stamp| self.0.to_datetime(stamp))
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The offsets from UTC that hold from `from` to `to`, for calendars: first the one in force at the
    /// beginning, then one for every change.
    #[must_use]
    pub fn offsets(&self, from: Date, to: Date) -> Vec<Offset> {
        let stamp = |day: Date| self.0.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or_default();
        let info = self.0.to_offset_info(stamp(from));
        let mut before = info.offset();
        let name = info.abbreviation().to_owned();
        let mut offsets = vec![Offset {
            starts: from.at(0, 0, 0, 0),
            before: before.seconds(),
            after: before.seconds(),
            name,
        }];
        for change in self.0.following(stamp(from)).take_while(|change| change.timestamp() <= stamp(to)) {
            offsets.push(Offset {
                starts: before.to_datetime(change.timestamp()),
                before: before.seconds(),
                after: change.offset().seconds(),
                name: change.abbreviation().to_owned(),
            });
            before = change.offset();
        }
        offsets
    }
}

/// An offset from UTC and when it began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// The civil time, by the offset before, at which it begins.
    pub starts: DateTime,
    /// The offset before, in seconds east of UTC.
    pub before: i32,
    /// The offset from then on.
    pub after: i32,
    /// What it is called, such as `CST`.
    pub name: String,
}

impl Default for Zone {
    fn default() -> Self {
        Self::new("Asia/Shanghai").unwrap_or(Self(jiff::tz::TimeZone::UTC))
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Week, Zone};

    #[test]
    fn weeks_are_iso_weeks() {
        assert_eq!(Week::of(Date::constant(2024, 12, 30)).to_string(), "2025-W01");
        assert_eq!(Week::parse("2024-W15").unwrap().monday(), Date::constant(2024, 4, 8));
        assert_eq!(Week::parse("2024w5").unwrap().to_string(), "2024-W05");
        for wrong in ["2024-W54", "2023-W53", "2024-15", "24-W15", "2024-W", "2024-W+5"] {
            assert_eq!(Week::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_zone_is_the_bulletins_not_the_machines() {
        let zone = Zone::default();
        assert_eq!(zone.civil(1_712_793_600).unwrap().date(), Date::constant(2024, 4, 11));
        assert_eq!(zone.rfc3339(Date::constant(2024, 4, 11).at(9, 30, 0, 0)), "2024-04-11T09:30:00+08:00");
        assert_eq!(zone.ical_utc(Date::constant(2024, 4, 11).at(9, 30, 0, 0)), "20240411T013000Z");
        assert!(Zone::new("Asia/Nowhere").is_none());
    }

    #[test]
    fn offsets_are_told_with_every_change() {
        let all = |zone: &str| {
            let offsets =
                Zone::new(zone).unwrap().offsets(Date::constant(2024, 1, 1), Date::constant(2024, 12, 31));
            offsets.iter().map(|o| (o.starts.to_string(), o.after / 3600)).collect::<Vec<_>>()
        };
        assert_eq!(all("Asia/Shanghai"), [("2024-01-01T00:00:00".to_owned(), 8)]);
        assert_eq!(
            all("Europe/Berlin").get(1..),
            Some(&[("2024-03-31T02:00:00".to_owned(), 2), ("2024-10-27T03:00:00".to_owned(), 1)][..])
        );
    }
}
