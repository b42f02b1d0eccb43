//! Words and the days that they mean, case by case and for every day of ten years.

mod proof;

use super::{Precision, dates_in};
use crate::model::date::{Date, Week};

const BASE: Date = Date::constant(2024, 4, 11);

/// The words found in `text` with their intervals, `words=first..last` or `words=day`.
fn found(text: &str) -> Vec<String> {
    let show = |spotted: &super::Spotted| {
        let words = spotted.words(text);
        let time =
            spotted.time.map_or_else(String::new, |time| format!("T{:02}:{:02}", time.hour(), time.minute()));
        match spotted.first == spotted.last {
            true => format!("{words}={}{time}", spotted.first),
            false => format!("{words}={}..{}", spotted.first, spotted.last),
        }
    };
    dates_in(text, BASE).iter().map(show).collect()
}

#[test]
fn words_that_are_dates() {
    for (text, expected) in [
        ("昨天下午", "昨天下午=2024-04-10"),
        ("今晚7时半", "今晚7时半=2024-04-11T19:30"),
        ("今晨6点", "今晨6点=2024-04-11T06:00"),
        ("前天", "前天=2024-04-09"),
        ("9日上午", "9日上午=2024-04-09"),
        ("12日", "12日=2024-03-12"),
        ("31日", "31日=2024-03-31"),
        ("计划15日启动", "15日=2024-04-15"),
        ("将于12日植树节当天开展", "12日植树节当天=2024-04-12"),
        ("请于20日前到居委会登记", "20日=2024-04-20"),
        ("五处车棚须在20日前腾空", "20日=2024-04-20"),
        ("下一步，20日前贴出来", "20日=2024-04-20"),
        ("各网格25日之前完成排查", "25日=2024-04-25"),
        ("整改方案5日前上报", "5日=2024-05-05"),
        ("4月20日前", "4月20日=2024-04-20"),
        ("7月21日下午4时", "7月21日下午4时=2024-07-21T16:00"),
        ("12月28日", "12月28日=2023-12-28"),
        ("2024年4月11日", "2024年4月11日=2024-04-11"),
        ("2024年4月11日（周四）9:30", "2024年4月11日（周四）9:30=2024-04-11T09:30"),
        ("3月12日中午12时30分", "3月12日中午12时30分=2024-03-12T12:30"),
        ("时间:3月20日", "3月20日=2024-03-20"),
        ("日期：9日", "9日=2024-04-09"),
        ("1月1日-3日", "1月1日-3日=2024-01-01..2024-01-03"),
        ("4月初", "4月初=2024-04-01..2024-04-10"),
        ("7月下旬", "7月下旬=2024-07-21..2024-07-31"),
        ("2月底", "2月底=2024-02-21..2024-02-29"),
        ("3月份", "3月份=2024-03-01..2024-03-31"),
        ("4月中国", "4月=2024-04-01..2024-04-30"),
        ("去年5月", "去年5月=2023-05-01..2023-05-31"),
        ("去年5月3日", "去年5月3日=2023-05-03"),
        ("去年底", "去年底=2023-12-01..2023-12-31"),
        ("2023年", "2023年=2023-01-01..2023-12-31"),
        ("今年上半年", "今年上半年=2024-01-01..2024-06-30"),
        ("3月12日至15日", "3月12日至15日=2024-03-12..2024-03-15"),
        ("3月12日—4月2日", "3月12日—4月2日=2024-03-12..2024-04-02"),
        ("3月12至15日", "3月12至15日=2024-03-12..2024-03-15"),
        ("12月30日至2日", "12月30日至2日=2023-12-30..2024-01-02"),
        ("3月至5月", "3月至5月=2024-03-01..2024-05-31"),
        ("本周三", "本周三=2024-04-10"),
        ("上周末", "上周末=2024-04-06..2024-04-07"),
        ("下周一上午", "下周一上午=2024-04-15"),
        ("本周", "本周=2024-04-08..2024-04-14"),
        ("本月9日", "本月9日=2024-04-09"),
        ("上月底", "上月底=2024-03-21..2024-03-31"),
        ("近日", "近日=2024-04-01..2024-04-11"),
        ("记者日前获悉", "日前=2024-04-01..2024-04-11"),
        ("连日来", "连日来=2024-04-01..2024-04-11"),
        ("今年以来", "今年以来=2024-01-01..2024-04-11"),
        ("3月以来", "3月以来=2024-03-01..2024-04-11"),
        ("截至目前", "截至目前=2024-04-11"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn words_that_only_look_like_dates() {
    for text in [
        "5680",
        "2024年第3期",
        "1日游",
        "三日",
        "生日",
        "节假日",
        "每日",
        "每月5日、20日",
        "每月5日和20日",
        "近3日",
        "3日前，有居民反映漏水",
        "早在3日前提出申请",
        "已于3日前完成",
        "3日前完成了安装",
        "20日前后完成",
        "3日前往现场登记",
        "3日内",
        "连续5日",
        "第9日",
        "11.5日",
        "50日",
        "13月",
        "2月30日",
        "3个月",
        "3月龄",
        "1990年代",
        "98年",
        "20年",
        "2024年度",
        "提前天数",
        "目前天气",
        "文明天地",
        "清明天气",
        "如今天气",
        "本周边",
        "成本周转",
        "晚上周围",
        "本周期",
        "基本月薪",
        "天上月亮",
        "过去年份",
        "之前年龄",
        "最近的一处",
        "附近日常",
        "节日前夕",
        "生日前",
        "当日前往",
        "9点多",
        "A4月",
        "12345年6月",
        "后天性",
        "先天后天",
        "说明天",
    ] {
        let vague = |words: &String| words.starts_with("目前=") || words.starts_with("最近=");
        let found: Vec<_> = found(text).into_iter().filter(|words| !vague(words)).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn several_in_one_text() {
    assert_eq!(
        found("近日，社区从3月起登记，9日上午完成，12日将公示5680户。"),
        [
            "近日=2024-04-01..2024-04-11",
            "3月=2024-03-01..2024-03-31",
            "9日上午=2024-04-09",
            "12日=2024-03-12"
        ]
    );
    assert_eq!(found("本周一次").first().map(String::as_str), Some("本周=2024-04-08..2024-04-14"));
}

/// Every way to say `truth` in an issue of `base`.
fn phrases(truth: Date, base: Date) -> Vec<String> {
    let (year, month, day) = (truth.year(), truth.month(), truth.day());
    let back = truth.until(base).unwrap().get_days();
    let mut all = vec![
        format!("{year}年{month}月{day}日"),
        format!("{month}月{day}日"),
        format!("{month}月{day}日上午9时"),
        format!("{month}月{day}日至{day}日前后").replace(&format!("至{day}日前后"), ""),
        format!("{month}月"),
        format!("{year}年{month}月"),
        format!(
            "{month}月{}",
            if day <= 10 {
                "上旬"
            } else if day <= 20 {
                "中旬"
            } else {
                "下旬"
            }
        ),
    ];
    if back < 28 {
        all.extend([format!("{day}日"), format!("{day}日下午"), format!("{day}日植树节当天")]);
    }
    all.extend(["今天", "昨天", "前天"].get(usize::try_from(back).unwrap()).map(|word| (*word).to_owned()));
    if year == base.year() {
        all.extend(["今年", "今年以来"].map(str::to_owned));
        all.push(format!("今年{month}月{day}日"));
    }
    if year == base.year() - 1 {
        all.extend([format!("去年{month}月"), "去年".to_owned()]);
    }
    let day_name = "一二三四五六日"
        .chars()
        .nth(usize::try_from(truth.weekday().to_monday_zero_offset()).unwrap())
        .unwrap();
    match Week::of(truth).monday().until(Week::of(base).monday()).unwrap().get_days() {
        0 => all.extend([format!("本周{day_name}"), "本周".to_owned()]),
        7 => all.extend([format!("上周{day_name}"), "上周".to_owned()]),
        _ => {}
    }
    if back <= 10 {
        all.extend(["近日", "日前", "连日来", "近期"].map(str::to_owned));
    }
    all
}

#[test]
fn every_phrase_on_every_day_of_ten_years_holds_the_truth() {
    let mut base = Date::constant(2019, 1, 1);
    while base.year() < 2029 {
        for back in [0, 1, 2, 3, 6, 7, 9, 13, 27, 60, 150, 200] {
            let truth = base.checked_sub(jiff::Span::new().days(back)).unwrap();
            for phrase in phrases(truth, base) {
                let text = format!("据悉，{phrase}，居民议事。");
                let all = dates_in(&text, base);
                assert_eq!(all.len(), 1, "{text} on {base}: {all:?}");
                assert_eq!(all[0].words(&text), phrase, "{base}");
                assert!(all[0].first <= truth && truth <= all[0].last, "{text} on {base}: {:?}", all[0]);
            }
        }
        base = base.tomorrow().unwrap();
    }
}

#[test]
fn what_is_to_come_is_not_looked_for_in_the_past() {
    let mut base = Date::constant(2019, 1, 1);
    while base.year() < 2029 {
        for on in [0, 1, 5, 27, 100, 300] {
            let truth = base.checked_add(jiff::Span::new().days(on)).unwrap();
            let (month, day) = (truth.month(), truth.day());
            let mut phrases = vec![format!("将于{month}月{day}日"), format!("计划{month}月")];
            if on < 28 {
                phrases.push(format!("定于{day}日"));
            }
            for phrase in phrases {
                let all = dates_in(&phrase, base);
                assert!(
                    all.len() == 1 && all[0].first <= truth && truth <= all[0].last,
                    "{phrase} on {base}: {all:?}"
                );
            }
        }
        base = base.tomorrow().unwrap();
    }
}

#[test]
fn exactness_is_told() {
    for (text, precision) in [
        ("9日16:00", Precision::Time),
        ("9日早", Precision::PartOfDay),
        ("9日", Precision::Day),
        ("上周末", Precision::Days),
        ("上周", Precision::Week),
        ("4月上旬", Precision::TenDays),
        ("4月", Precision::Month),
        ("今年", Precision::Year),
        ("近日", Precision::Vague),
    ] {
        assert_eq!(dates_in(text, BASE)[0].precision, precision, "{text}");
    }
}
