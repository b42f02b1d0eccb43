//! What is understood of opening hours, what is not, and that nothing makes it stumble.

use super::read_text;
use crate::model::Value;
use crate::model::hours::{Holidays, Hours, Interval};
use crate::parse::yaml::fast;

/// Hours in one line: `Mo-Fr` as the days that are alike, times, seasons, remarks.
fn said(text: &str) -> Option<String> {
    read_text(text).map(|hours| line(&hours))
}

fn line(hours: &Hours) -> String {
    const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    let interval = |one: &Interval| format!("{}-{}", clock(one.opens), clock(one.closes));
    let mut parts = Vec::new();
    for season in &hours.seasons {
        if let Some([(month, day), (last, end)]) = season.days {
            parts.push(format!("[{month}/{day}-{last}/{end}]"));
        }
        let mut alike: Vec<(Vec<&str>, &Vec<Interval>)> = Vec::new();
        for (name, day) in DAYS.into_iter().zip(&season.week).filter(|(_, day)| !day.is_empty()) {
            match alike.iter_mut().find(|(_, known)| *known == day) {
                Some((names, _)) => names.push(name),
                None => alike.push((vec![name], day)),
            }
        }
        for (names, day) in alike {
            let names = if names.len() == 7 { "daily".to_owned() } else { names.concat() };
            parts.push(format!("{names} {}", day.iter().map(interval).collect::<Vec<_>>().join(",")));
        }
    }
    match hours.holidays {
        Holidays::Unsaid => {}
        Holidays::Otherwise => parts.push("PH?".to_owned()),
        Holidays::AsEver => parts.push("PH".to_owned()),
    }
    if hours.by_working_days {
        parts.push("working".to_owned());
    }
    parts.join(" ")
}

#[test]
fn hours_are_read_as_editors_type_them() {
    for (text, wanted) in [
        ("9:30–17:30", "daily 9:30-17:30"),
        ("９：３０－１７：３０", "daily 9:30-17:30"),
        ("周一至周日 9:30–17:30", "daily 9:30-17:30"),
        ("每天9:30-17:30", "daily 9:30-17:30"),
        ("9:30–17:30；周一闭馆", "TuWeThFrSaSu 9:30-17:30"),
        ("9:30–20:00，周一闭馆", "TuWeThFrSaSu 9:30-20:00"),
        ("开放时间：周二至周日 9:00–20:00", "TuWeThFrSaSu 9:00-20:00"),
        ("周二至周日开放，9:00–20:00", "TuWeThFrSaSu 9:00-20:00"),
        ("每天9:00—17:00（周一除外）", "TuWeThFrSaSu 9:00-17:00"),
        ("除周一外，每天9:00～17:00", "TuWeThFrSaSu 9:00-17:00"),
        ("周一至周五 8:30—11:30、14:00-17:30", "MoTuWeThFr 8:30-11:30,14:00-17:30"),
        ("周一至周五 8:30—11:30；14:00-17:30", "MoTuWeThFr 8:30-11:30,14:00-17:30"),
        ("周一至周五 8:30—11:30，周一至周五 14:00-17:30", "MoTuWeThFr 8:30-11:30,14:00-17:30"),
        ("周一至周五8:30-17:30；节假日除外", "MoTuWeThFr 8:30-17:30 PH?"),
        ("周一到五上午8点半到11点半，下午2点到5点半", "MoTuWeThFr 8:30-11:30,14:00-17:30"),
        ("上午九点至下午五点", "daily 9:00-17:00"),
        ("工作日8:30-18:00，周末9:00-17:00", "MoTuWeThFr 8:30-18:00 SaSu 9:00-17:00 working"),
        ("工作日 9:00–17:00（节假日休息）", "MoTuWeThFr 9:00-17:00 PH? working"),
        ("周一、三、五 9:00–11:00", "MoWeFr 9:00-11:00"),
        ("周六日 9点至17点", "SaSu 9:00-17:00"),
        ("周六、周日及节假日 9:00–16:00；周一至周五 8:00–18:00", "MoTuWeThFr 8:00-18:00 SaSu 9:00-16:00 PH?"),
        ("9:00–17:00（周一至周五）", "MoTuWeThFr 9:00-17:00"),
        ("9:00–17:00，周六、周日 9:00–12:00", "MoTuWeThFr 9:00-17:00 SaSu 9:00-12:00"),
        ("每天 9:00–17:00；周六 9:00–12:00", "MoTuWeThFrSu 9:00-17:00 Sa 9:00-12:00"),
        ("24小时", "daily 0:00-24:00"),
        ("24小时开放，全年无休", "daily 0:00-24:00 PH"),
        ("全天", "daily 0:00-24:00"),
        ("周五至周一 18:00–2:00", "MoFrSaSu 18:00-26:00"),
        ("18:00–次日8:00", "daily 18:00-32:00"),
        ("8:00–24:00", "daily 8:00-24:00"),
        ("晚上7点—9点", "daily 19:00-21:00"),
        ("每天 9:00–17:00，节假日照常开放", "daily 9:00-17:00 PH"),
        ("每天 9:00–17:00，节假日开放时间另行通知", "daily 9:00-17:00 PH?"),
        ("周一闭馆（节假日除外），其他", ""),
        ("周二至周日 9:00–17:00，周一闭馆（节假日除外）", "TuWeThFrSaSu 9:00-17:00 PH?"),
        (
            "Mon–Fri 9am–5pm; Sat 10:00–14:00; closed on public holidays",
            "MoTuWeThFr 9:00-17:00 Sa 10:00-14:00 PH?",
        ),
        ("Open daily from 9 am to 12 pm, closed Mondays", "TuWeThFrSaSu 9:00-12:00"),
        ("24 hours", "daily 0:00-24:00"),
        (
            "夏季（5月1日至9月30日）8:30–18:00；冬季（10月1日至次年4月30日）9:00–17:00",
            "[5/1-9/30] daily 8:30-18:00 [10/1-4/30] daily 9:00-17:00",
        ),
        (
            "周一闭馆；5-10月 8:30–18:00；11月至次年4月 9:00–17:00",
            "[5/1-10/31] TuWeThFrSaSu 8:30-18:00 [11/1-4/30] TuWeThFrSaSu 9:00-17:00",
        ),
        ("3月—11月 8:00–18:00，12月至2月闭馆", "[3/1-11/30] daily 8:00-18:00 [12/1-2/29]"),
    ] {
        let wanted = Some(wanted.to_owned()).filter(|wanted| !wanted.is_empty());
        assert_eq!(said(text), wanted, "{text}");
    }
}

#[test]
fn what_is_half_understood_claims_nothing() {
    for text in [
        "",
        "：",
        "预约开放",
        "9:30–17:30（17:00停止入馆）",
        "每月15日 9:00–11:00",
        "周一至周五 9:00–17:00，每月最后一个周五闭馆",
        "夏季 8:30–18:00；冬季 9:00–17:00",
        "夏季（5月1日至9月30日）8:30–18:00；冬季（9月1日至4月30日）9:00–17:00",
        "夏季（5月1日至9月30日）8:30–18:00；冬季（10月1日至4月30日）9:00–17:00，周一闭馆",
        "2月30日至3月5日 9:00–17:00",
        "周一至周五 9:00–5:00",
        "周一至周五 8:30–11:30，2:00–5:30",
        "25:00–26:00",
        "9:60–17:00",
        "24:00–25:00",
        "上午14:00–16:00",
        "周一",
        "周一闭馆",
        "全天闭馆",
        "每天闭馆",
        "周一 9:00–12:00，周一闭馆",
        "周一至周五 9:00–17:00；周五 9:00–12:00",
        "9:00–17:00 周一至周五，周六 9:00–12:00",
        "9:00–12:00；周二 9:00–11:00；14:00–17:00 周五",
        "寒暑假 9:00–17:00",
        "暂停开放",
        "9:00–17:00开放，中午休息",
        "9–17",
        "9:00",
        "周八 9:00–17:00",
        "节假日 9:00–17:00",
        "律师坐班 周三 14:00–17:00",
        "节假日照常，节假日除外，9:00–17:00",
    ] {
        assert_eq!(said(text), None, "{text}");
    }
}

#[test]
fn maps_and_lists_are_read_too() {
    let read = |yaml: &str| {
        let Value::List(nodes) = fast(yaml).unwrap().value else { panic!("{yaml} is no list") };
        super::read(&nodes).map(|hours| line(&hours))
    };
    let weekly = "- {days: 周一至周五, open: '8:30', close: '18:00'}\n- {日子: 周六, 开: '9:00', 关: '17:00', 说明: 节假日除外}";
    assert_eq!(read(weekly).as_deref(), Some("MoTuWeThFr 8:30-18:00 Sa 9:00-17:00 PH?"));
    assert_eq!(
        read("- 周一至周五 8:30–18:00\n- 周六 9:00–17:00").as_deref(),
        Some("MoTuWeThFr 8:30-18:00 Sa 9:00-17:00")
    );
    assert_eq!(read("- {days: 周一, open: '8:30', close: '18:00', who: 律师}"), None);
    assert_eq!(read("- 周一至周五 8:30–18:00\n- 9"), None);
    assert_eq!(read("[]"), None);
}

/// Numbers by a fixed seed (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

const PIECES: &[&str] = &[
    "周一",
    "周",
    "至",
    "、",
    "三",
    "五",
    "日",
    "每天",
    "工作日",
    "周末",
    "节假日",
    "除外",
    "除",
    "外",
    "闭馆",
    "照常",
    "开放",
    "9:30",
    "9",
    ":",
    "30",
    "17:30",
    "–",
    "~",
    " ",
    "上午",
    "下午",
    "晚",
    "2点",
    "半",
    "次日",
    "24小时",
    "全天",
    "，",
    "；",
    "。",
    "\n",
    "（",
    "）",
    "夏季",
    "5月1日",
    "9月",
    "月",
    "10",
    "Mon",
    "mondays",
    "daily",
    "am",
    "pm",
    "closed",
    "except",
    "和",
    "全年无休",
    "é",
    "😀",
    "\u{feff}",
    "另行通知",
    "9:00–17:00",
    "18:00–2:00",
    "周二至周日",
    "停",
];

#[test]
fn whatever_is_typed_is_read_without_a_stumble_and_says_what_can_be() {
    let mut dice = Dice(7);
    let mut understood = 0;
    for _ in 0..60_000 {
        let count = dice.below(14);
        let text: String = (0..count).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        let Some(hours) = read_text(&text) else { continue };
        understood += 1;
        assert!(!hours.seasons.is_empty(), "{text}");
        for season in &hours.seasons {
            for day in &season.week {
                assert!(
                    day.iter().all(|one| one.opens < 1440 && one.opens < one.closes),
                    "{text}: {hours:?}"
                );
                assert!(day.iter().all(|one| one.closes - one.opens <= 1440), "{text}: {hours:?}");
                assert!(day.windows(2).all(|two| two[0].closes <= two[1].opens), "{text}: {hours:?}");
            }
        }
        // What nothing is known of spoils the rest.
        assert_eq!(read_text(&format!("{text}停")), None, "{text}");
        assert_eq!(read_text(&format!("预约{text}")), None, "{text}");
        // A stop at its end, and the width of its characters, say nothing.
        assert_eq!(read_text(&format!("{text}。")).as_ref(), Some(&hours), "{text}");
        let wide: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { (c as u32 + 0xFEE0).try_into().unwrap() } else { c })
            .collect();
        assert_eq!(read_text(&wide).as_ref(), Some(&hours), "{text}");
    }
    assert!(understood > 300, "{understood} were understood");
}

#[test]
fn a_text_of_any_length_takes_no_time() {
    let begun = std::time::Instant::now();
    for piece in PIECES {
        for text in [piece.repeat(40), piece.repeat(100_000), " ".repeat(900) + piece] {
            let _ = read_text(&text);
        }
    }
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}
