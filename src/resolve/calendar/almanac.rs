//! A day in, what the almanac says of it out: its day in the farmers' calendar, the solar term that it begins, and what
//! is observed on it.
//!
//! What surprised us: the term that a day belongs to is no news, only its first day is.

use tyme4rs::tyme::Culture;
use tyme4rs::tyme::solar::SolarDay;

use crate::model::Settings;
use crate::model::date::Date;
use crate::model::observance::{Observance, On};
use crate::model::settings::Lang;

/// The years for which the farmers' calendar is known well enough to print it.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// The solar terms, from the beginning of the year, in both languages.
const TERMS: [(&str, &str); 24] = [
    ("小寒", "Minor Cold"),
    ("大寒", "Major Cold"),
    ("立春", "Start of Spring"),
    ("雨水", "Rain Water"),
    ("惊蛰", "Awakening of Insects"),
    ("春分", "Spring Equinox"),
    ("清明", "Qingming"),
    ("谷雨", "Grain Rain"),
    ("立夏", "Start of Summer"),
    ("小满", "Grain Buds"),
    ("芒种", "Grain in Ear"),
    ("夏至", "Summer Solstice"),
    ("小暑", "Minor Heat"),
    ("大暑", "Major Heat"),
    ("立秋", "Start of Autumn"),
    ("处暑", "End of Heat"),
    ("白露", "White Dew"),
    ("秋分", "Autumn Equinox"),
    ("寒露", "Cold Dew"),
    ("霜降", "Frost's Descent"),
    ("立冬", "Start of Winter"),
    ("小雪", "Minor Snow"),
    ("大雪", "Major Snow"),
    ("冬至", "Winter Solstice"),
];

/// The days that every calendar names: public observances and the feasts of the farmers' year.
const OBSERVANCES: [(On, &str, &str); 41] = [
    (On::Solar(1, 1), "元旦", "New Year's Day"),
    (On::Solar(1, 10), "中国人民警察节", "Police Day"),
    (On::Solar(2, 2), "世界湿地日", "World Wetlands Day"),
    (On::Solar(3, 3), "全国爱耳日", "Ear Care Day"),
    (On::Solar(3, 5), "学雷锋纪念日", "Lei Feng Day"),
    (On::Solar(3, 8), "国际妇女节", "Women's Day"),
    (On::Solar(3, 12), "植树节", "Arbor Day"),
    (On::Solar(3, 15), "消费者权益日", "Consumer Rights Day"),
    (On::Solar(3, 22), "世界水日", "World Water Day"),
    (On::Solar(4, 7), "世界卫生日", "World Health Day"),
    (On::Solar(4, 15), "全民国家安全教育日", "National Security Education Day"),
    (On::Solar(4, 23), "世界读书日", "World Book Day"),
    (On::Solar(5, 1), "劳动节", "Labour Day"),
    (On::Solar(5, 4), "青年节", "Youth Day"),
    (On::Solar(5, 12), "全国防灾减灾日", "Disaster Prevention Day"),
    (On::Solar(6, 1), "儿童节", "Children's Day"),
    (On::Solar(6, 5), "环境日", "Environment Day"),
    (On::Solar(6, 6), "全国爱眼日", "Eye Care Day"),
    (On::Solar(6, 26), "国际禁毒日", "Day Against Drug Abuse"),
    (On::Solar(7, 1), "建党节", "Party Founding Day"),
    (On::Solar(8, 1), "建军节", "Army Day"),
    (On::Solar(8, 15), "全国生态日", "Ecology Day"),
    (On::Solar(8, 19), "中国医师节", "Physicians' Day"),
    (On::Solar(9, 10), "教师节", "Teachers' Day"),
    (On::Solar(9, 30), "烈士纪念日", "Martyrs' Day"),
    (On::Solar(10, 1), "国庆节", "National Day"),
    (On::Solar(10, 16), "世界粮食日", "World Food Day"),
    (On::Solar(11, 9), "全国消防日", "Fire Safety Day"),
    (On::Solar(12, 2), "全国交通安全日", "Traffic Safety Day"),
    (On::Solar(12, 4), "国家宪法日", "Constitution Day"),
    (On::Solar(12, 5), "国际志愿者日", "Volunteer Day"),
    (On::Lunar(1, 1), "春节", "Spring Festival"),
    (On::Lunar(1, 15), "元宵节", "Lantern Festival"),
    (On::Lunar(2, 2), "龙抬头", "Dragon Raises Its Head"),
    (On::Lunar(5, 5), "端午节", "Dragon Boat Festival"),
    (On::Lunar(7, 7), "七夕", "Qixi"),
    (On::Lunar(7, 15), "中元节", "Zhongyuan"),
    (On::Lunar(8, 15), "中秋节", "Mid-Autumn Festival"),
    (On::Lunar(9, 9), "重阳节", "Chongyang"),
    (On::Lunar(12, 8), "腊八节", "Laba"),
    (On::LunarEve, "除夕", "New Year's Eve of the farmers' calendar"),
];

/// A day in the farmers' calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lunar {
    /// The whole: 农历甲辰年三月初三.
    pub whole: String,
    /// The day, or on the first of a month the month: 初三, 四月.
    pub short: String,
    /// The month; less than 0 in a leap month.
    month: i8,
    day: i8,
    /// The next day begins a year.
    is_eve: bool,
}

fn solar_day(date: Date) -> Option<SolarDay> {
    let (month, day) = (usize::try_from(date.month()).ok()?, usize::try_from(date.day()).ok()?);
    YEARS.contains(&date.year()).then(|| SolarDay::from_ymd(date.year().into(), month, day))
}

/// The day in the farmers' calendar; none before 1900 and after 2100.
#[must_use]
pub fn lunar(date: Date) -> Option<Lunar> {
    let day = solar_day(date)?.get_lunar_day();
    let month = day.get_lunar_month();
    let short = if day.get_day() == 1 { month.get_name() } else { day.get_name() };
    let number = i8::try_from(month.get_month_with_leap()).ok()?;
    Some(Lunar {
        whole: day.to_string(),
        short,
        month: number,
        day: i8::try_from(day.get_day()).ok()?,
        is_eve: number == 12 && day.get_day() == month.get_day_count(),
    })
}

/// The solar term that begins on the day, in both languages.
#[must_use]
pub fn term(date: Date) -> Option<(&'static str, &'static str)> {
    let day = solar_day(date)?.get_term_day();
    let name = (day.get_day_index() == 0).then(|| day.get_solar_term().get_name())?;
    TERMS.iter().find(|(chinese, _)| **chinese == *name).copied()
}

/// What is observed on the day, by name in the bulletin's language: first what the settings add, then the public
/// observances. Where both have a name, the settings say when it is.
#[must_use]
pub fn observed(date: Date, lunar: Option<&Lunar>, settings: &Settings) -> Vec<String> {
    let own = &settings.observances;
    let is_on = |on: On| is_on(on, date, lunar);
    let named = |name: &str| own.iter().any(|observance| *observance.name == *name);
    let public = OBSERVANCES.iter().filter(|(on, chinese, english)| {
        is_on(*on) && !named(chinese) && (settings.lang == Lang::ZhCn || !named(english))
    });
    let public = public.map(|(_, chinese, english)| settings.lang.pick(chinese, english).to_owned());
    own.iter()
        .filter(|own| is_on(own.on))
        .map(|own: &Observance| own.name.to_string())
        .chain(public)
        .collect()
}

/// What an almanac has for the day, by name in the bulletin's language: the solar term, then what is observed.
#[must_use]
pub fn names(date: Date, settings: &Settings) -> Vec<String> {
    let term = term(date).map(|(chinese, english)| settings.lang.pick(chinese, english).to_owned());
    term.into_iter().chain(observed(date, lunar(date).as_ref(), settings)).collect()
}

fn is_on(on: On, date: Date, lunar: Option<&Lunar>) -> bool {
    match on {
        On::Solar(month, day) => (date.month(), date.day()) == (month, day),
        On::Lunar(month, day) => lunar.is_some_and(|lunar| (lunar.month, lunar.day) == (month, day)),
        On::LunarEve => lunar.is_some_and(|lunar| lunar.is_eve),
        On::Nth(month, which, weekday) => {
            date.month() == month && date.weekday() == weekday && (date.day() - 1) / 7 + 1 == which
        }
        On::Once(day) => date == day,
    }
}

#[cfg(test)]
mod tests {
    use super::{TERMS, lunar, observed, term};
    use crate::model::Settings;
    use crate::model::date::Date;
    use crate::model::observance::{Observance, On};

    fn names(year: i16, month: i8, day: i8) -> Vec<String> {
        let date = Date::constant(year, month, day);
        observed(date, lunar(date).as_ref(), &Settings::default())
    }

    #[test]
    fn feasts_of_the_farmers_year_are_where_almanacs_have_them() {
        for (year, month, day, name) in [
            (2023, 1, 21, "除夕"),
            (2023, 1, 22, "春节"),
            (2024, 2, 9, "除夕"),
            (2024, 2, 10, "春节"),
            (2024, 2, 24, "元宵节"),
            (2024, 6, 10, "端午节"),
            (2024, 9, 17, "中秋节"),
            (2024, 10, 11, "重阳节"),
            (2025, 1, 28, "除夕"),
            (2025, 10, 6, "中秋节"),
            (2025, 10, 29, "重阳节"),
            (2026, 10, 18, "重阳节"),
        ] {
            assert_eq!(names(year, month, day), [name], "{year}-{month}-{day}");
        }
        // 2025 had a second sixth month, and one seventh day of the seventh.
        let sevenths = (1..=31).filter(|day| names(2025, 8, *day).contains(&"七夕".to_owned())).count();
        assert_eq!(sevenths, 1);
    }

    #[test]
    fn every_year_has_every_solar_term_once_and_in_order() {
        for year in [1900, 1984, 2023, 2024, 2025, 2100] {
            let mut day = Date::constant(year, 1, 1);
            let mut found = Vec::new();
            while day.year() == year {
                found.extend(term(day));
                day = day.tomorrow().unwrap();
            }
            assert_eq!(found, TERMS, "{year}");
        }
        assert_eq!(term(Date::constant(2024, 3, 20)), Some(("春分", "Spring Equinox")));
        assert_eq!(term(Date::constant(2024, 4, 4)), Some(("清明", "Qingming")));
        assert_eq!(term(Date::constant(2024, 4, 5)), None);
        assert_eq!(lunar(Date::constant(1899, 12, 31)), None);
    }

    #[test]
    fn a_bulletin_adds_days_and_moves_them() {
        let own = |name: &str, on| Observance { name: name.into(), on };
        let observances = vec![
            own("邻居节", On::Nth(5, 2, crate::model::date::Weekday::Sunday)),
            own("植树节", On::Solar(3, 10)),
        ];
        let settings = Settings { observances, ..Settings::default() };
        let named = |month, day| {
            let date = Date::constant(2024, month, day);
            observed(date, lunar(date).as_ref(), &settings)
        };
        assert_eq!(named(5, 12), ["邻居节", "全国防灾减灾日"]);
        assert_eq!(named(3, 10), ["植树节"]);
        assert!(named(3, 12).is_empty());
    }
}
