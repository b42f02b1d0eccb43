//! Words and the numbers that they state, case by case.

use super::{Sort, numbers_in};
use crate::model::date::Date;
use crate::model::figure::Qualifier;

const BASE: Date = Date::constant(2024, 4, 11);

/// The numbers found in `text`: the words, `=`, the mark of the qualifier, the value, the unit, `#` or `/` for its sort.
fn found(text: &str) -> Vec<String> {
    let show = |number: &super::Number<'_>| {
        let mark = match number.qualifier {
            Qualifier::Exact => "",
            Qualifier::Over => "+",
            Qualifier::Near => "-",
            Qualifier::About => "~",
            Qualifier::Min => ">=",
            Qualifier::Max => "<",
        };
        let sort = match number.sort {
            Sort::Count => "",
            Sort::Ordinal => "#",
            Sort::Share => "/",
        };
        let unit = number.unit.unwrap_or_default();
        format!("{}={mark}{}{unit}{sort}", number.words(text), number.value)
    };
    numbers_in(text, BASE).iter().map(show).collect()
}

/// Words, and what is found in them; nothing where that is nothing.
const STATED: &[(&str, &str)] = &[
    ("藏书3000余", "3000余=+3000"),
    ("藏书3000余册", "3000余册=+3000册"),
    ("有2000多人", "2000多人=+2000人"),
    ("近2000", "近2000=-2000"),
    ("近2000人学", "近2000人=-2000人"),
    ("面积约300平方米", "约300平方米=~300平方米"),
    ("预约300人", "300人=300人"),
    ("附近200米", "200米=200米"),
    ("90%以上的业主", "90%以上=>=90%/"),
    ("增长12.5％", "12.5％=12.5％/"),
    ("超过百分之九十", "超过百分之九十=+90%/"),
    ("专项资金六成", "六成=6成/"),
    ("不到10天", "不到10天=<10天"),
    ("60余人", "60余人=+60人"),
    ("六大类", "六大类=6大类"),
    ("首届", "首届=1届#"),
    ("首次", "首次=1次#"),
    ("第三次", "第三次=3次#"),
    ("第十一趟", "第十一趟=11趟#"),
    ("第2届", "第2届=2届#"),
    ("二十余场", "二十余场=+20场"),
    ("1.2万", ""),
    ("约1.2万", "约1.2万=~12000"),
    ("1.2万人次", "1.2万人次=12000人次"),
    ("1,500份", "1,500份=1500份"),
    ("300余万元", "300余万元=+3000000元"),
    ("3万余元", "3万余元=+30000元"),
    ("2亿多元", "2亿多元=+200000000元"),
    ("超200张", "超200张=+200张"),
    ("逾50场", "逾50场=+50场"),
    ("上百人", "上百人=>=100人"),
    ("上千盏灯", "上千盏=>=1000盏"),
    ("数十名", "数十名=+10名"),
    ("数百", "数百=+100"),
    ("几十年", "几十年=+10年"),
    ("几百户", "几百户=+100户"),
    ("十几户", "十几户=+10户"),
    ("百余名", "百余名=+100名"),
    ("千余人次", "千余人次=+1000人次"),
    ("二十来人", "二十来人=~20人"),
    ("十来平方米", "十来平方米=~10平方米"),
    ("七十多位", "七十多位=+70位"),
    ("二百多只", "二百多只=+200只"),
    ("一百二十平方米", "一百二十平方米=120平方米"),
    ("一百二十八户", "一百二十八户=128户"),
    ("一百零八级台阶中的一百零八个", "一百零八个=108个"),
    ("两千零五人", "两千零五人=2005人"),
    ("三万五千人", "三万五千人=35000人"),
    ("一百二", ""),
    ("约三百米", "约三百米=~300米"),
    ("不到两米", "不到两米=<2米"),
    ("至少3次", "至少3次=>=3次"),
    ("不超过30天", "不超过30天=<30天"),
    ("不少于5名", "不少于5名=>=5名"),
    ("五十人左右", "五十人左右=~50人"),
    ("10天以内", "10天以内=<10天"),
    ("一天之内", "一天之内=<1天"),
    ("理发一元", "一元=1元"),
    ("三年多", "三年多=+3年"),
    ("三年半", "三年半=3.5年"),
    ("一个半小时", "一个半小时=1.5小时"),
    ("3个小时", "3个小时=3小时"),
    ("3个月", "3个月=3个月"),
    ("两个多月", "两个多月=+2月"),
    ("5个百分点", "5个百分点=5百分点"),
    ("60千瓦", "60千瓦=60千瓦"),
    ("120㎡", "120㎡=120㎡"),
    ("5km", "5km=5km"),
    ("共 300 余人", "300 余人=+300人"),
    ("五辆没人认领的旧车", "五辆=5辆"),
    ("四十分钟后", "四十分钟=40分钟"),
    ("十分钟", "十分钟=10分钟"),
    ("充电桩529个", "529个=529个"),
    ("三个人坐着听", "三个=3个"),
    ("用了十六年的电风扇", "十六年=16年"),
];

#[test]
fn words_that_state_a_number() {
    let mut wrong = Vec::new();
    for &(text, expected) in STATED {
        let expected: Vec<&str> =
            Some(expected).filter(|expected| !expected.is_empty()).into_iter().collect();
        if found(text) != expected {
            wrong.push((text, found(text)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words in which no number is found.
#[rustfmt::skip]
const NOT_STATED: &[&str] = &[
    "2024年", "2024年4月11日", "9日上午", "7月21日下午4时", "3月至5月", "本周三", "1990年代", "1998年出生", "二〇二四年",
    "电话13900000000", "0513-00000412", "12345热线", "拨打110", "本月的5680“壹圆”集市", "3号楼2单元", "18弄", "17号",
    "3幢、5幢", "7幢一个楼道", "六楼", "二楼半", "302室", "52路公交", "1号线", "编号001的单子", "2024年第3期",
    "总第412期", "第2页", "第三网格", "第一书记", "第一时间", "第三小学", "一起", "一些", "一下", "一方面", "一面听",
    "一会儿", "一位老人", "一次", "一家", "一样", "一边", "一天", "万一", "十分热闹", "万分", "千万别", "三三两两",
    "千家万户", "四面八方", "四处张望", "三天两头", "三番五次", "百姓", "百年", "万里", "一一", "统一", "唯一",
    "三五个", "二三十人", "七八岁", "“三单制”", "“红网一件事”", "“15分钟生活圈”", "15分钟生活圈",
    "24小时自助", "三步法", "三官一律", "9:30", "17:30", "六点不到", "早上八点半", "九点半", "二年级", "初三个",
    "周三次", "近3年", "近两年", "近10天", "A4", "5G", "3D打印", "GB2312", "2.0版", "1—15", "20至", "三分之一", "四分之三",
    "18块五", "1分50秒", "两室一厅", "三支部", "三轮车", "两口子", "三家村", "首都", "首先", "首要", "榜首个", "人数百",
    "参数十", "一百二", "5680", "约9:30", "50元素",
];

#[test]
fn words_that_only_look_like_numbers() {
    let mut wrong = Vec::new();
    for text in NOT_STATED {
        wrong.extend(found(text));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn several_in_one_text() {
    assert_eq!(
        found(
            "12日植树节当天，120余名居民把60棵香樟栽进一段长约三百米的空地，3月12日至15日补种二十多棵，首批成活率90%以上。"
        ),
        ["120余名=+120名", "60棵=60棵", "约三百米=~300米", "二十多棵=+20棵", "首批=1批#", "90%以上=>=90%/"]
    );
    assert_eq!(found("近2000人学，500余人比，150余人受表彰").len(), 3);
    assert_eq!(found("每场20至30人，共3天至5天"), ["3天=3天", "5天=5天"]);
}

/// Every numeral below a million that Han characters can say, read again.
#[test]
fn han_numerals_are_read_as_they_are_said() {
    for value in (2..12_000_u32).chain((12_000..1_000_000).step_by(997)) {
        let text = format!("{}户", said(value));
        let expected = format!("{text}={value}户");
        assert_eq!(found(&text), [expected], "{value}");
    }
}

/// A number as it is said, in Han characters.
fn said(value: u32) -> String {
    if value >= 10_000 {
        let rest = value % 10_000;
        let zero = if rest > 0 && rest < 1_000 { "零" } else { "" };
        let low = if rest == 0 { String::new() } else { below(rest) };
        return format!("{}万{zero}{low}", below(value / 10_000));
    }
    below(value)
}

fn below(value: u32) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut text = String::new();
    let mut open = false;
    for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / power % 10;
        if digit == 0 {
            open |= !text.is_empty();
            continue;
        }
        if open {
            text.push('零');
            open = false;
        }
        if !(power == 10 && digit == 1 && text.is_empty()) {
            text.push(digits[digit as usize]);
        }
        text.push_str(name);
    }
    text
}

#[test]
fn ranges_lie_in_the_text_and_do_not_overlap() {
    let pieces = [
        "3000余",
        "册",
        "近",
        "两",
        "第",
        "首届",
        "％",
        "百分之",
        "，",
        " ",
        "半",
        "个",
        "“",
        "”",
        "万",
        "2024年",
        "9日",
        "-",
        "A",
        "多",
        "上",
        "百",
    ];
    let mut seed: u64 = 7;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..6 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let mut end = 0;
        for number in numbers_in(&text, BASE) {
            assert!(
                number.range.start >= end && text.get(number.range.clone()).is_some(),
                "{text}: {number:?}"
            );
            end = number.range.end;
        }
    }
}
