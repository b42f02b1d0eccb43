//! What an editor asks for beside the stories: that it says what is so on the day of the issue, in its place on the page.

use std::fs;
use std::path::Path;

use crate::bulletin::{Bulletin, Entry, SETTINGS, build, week};
use crate::copy::{Desk, squeezed};
use crate::measures::{Issue, assert_right};
use crate::poppler::Word;
use crate::prose::{headline, prose};

/// A programme of four projects, a points scheme, a reading room and what takes place there.
const STANDING: &str = "
- {id: xiangmu, kind: programme, title: 巷子里的小项目, statuses: [待认领, 进行中, 已完成], categories: [{name: 小区焕新, total: 3}, 帮困扶弱]}
- {id: liangyi, kind: project, title: 共享晾衣架, programme: xiangmu, category: 小区焕新, status: 待认领, opened: 2023-12-01, claimed_by: 第三网格}
- {id: changyi, kind: project, title: 树下长椅, programme: xiangmu, category: 小区焕新, status: 待认领, opened: 2023-12-01, steps: [{name: 选点, due: 2024-01-20}, 安装]}
- {id: songyao, kind: project, title: 上门送药, programme: xiangmu, category: 帮困扶弱, status: 待认领, opened: 2023-12-01}
- {id: weilai, kind: project, title: 明年再说, programme: xiangmu, category: 帮困扶弱, status: 待认领, opened: 2024-06-01}
- {id: jifen, kind: scheme, title: 花儿积分, units: [{name: 朵, points: 5}], rules: [{name: 参加议事会, 朵: 2}], prices: [{name: 香皂, points: 20}], calendar: [{name: 每周检查, from: 2023-12-01, repeats: FREQ=WEEKLY;BYDAY=FR}]}
- {id: shuwu, kind: place, title: 河畔书屋}
- {id: dushu, kind: activity, title: 读书会, date: 2023-12-20, starts: 2024-01-06 14:30, venue: shuwu, print: false}
- {id: xunluo, kind: activity, title: 晚间巡逻, date: 2023-12-20, starts: 2024-01-01 19:30, repeats: FREQ=DAILY, print: false}
";

const DECISIONS: &str = "modules:
  - {种类: 看板, 编号: xiangmu}
  - {kind: figures, id: shuwu}
  - {kind: scheme, id: jifen}
  - calendar
";

fn entry(seed: u64, front: &str) -> Entry {
    Entry {
        kind: "news",
        title: Some(headline(seed)),
        paragraphs: prose(seed, 300),
        front: front.to_owned(),
        ..Entry::default()
    }
}

fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new(SETTINGS);
    fs::write(bulletin.root().join("content/standing.yaml"), STANDING).unwrap();
    let figure = |value: u32, day: &str| {
        format!(
            "figures: [{{name: 藏书, value: {value}, unit: 册, qualifier: over, as_of: {day}, subject: 河畔书屋}}]\n"
        )
    };
    let mut entries: Vec<Entry> = (0..8).map(|seed| entry(700 + seed, "")).collect();
    entries[0].front = "about: {id: liangyi, status: 已完成}\n".to_owned();
    entries[1].front = figure(2000, "2023-12-01");
    entries[2].front = figure(3000, "2024-01-02");
    bulletin.issue(0, &entries);
    fs::create_dir_all(bulletin.root().join("issues")).unwrap();
    fs::write(bulletin.root().join(format!("issues/{}.yaml", week(0).0)), DECISIONS).unwrap();
    bulletin
}

fn text_of(issue: &Issue, id: &str) -> String {
    assert!(issue.areas.iter().any(|area| area.id == id), "{id} has no place");
    issue.words_of(id).map(|word| squeezed(&word.text)).collect()
}

/// What stands at the end of the line that begins with a label.
fn behind(issue: &Issue, (id, label): (&str, &str)) -> String {
    let words: Vec<_> = issue.words_of(id).collect();
    let label = words.iter().find(|word| squeezed(&word.text) == label).unwrap();
    let in_line = |word: &&&Word| (word.top - label.top).abs() < 2.0 && word.left > label.right;
    words.iter().filter(in_line).map(|word| squeezed(&word.text)).collect()
}

#[test]
fn modules_say_what_is_so_on_the_day_of_their_issue() {
    let bulletin = bulletin();
    let site = bulletin.build();
    let (week, _) = week(0);
    let desk = Desk::open(&bulletin.root());
    let issue = Issue::of_site(&desk, &site, &week);
    let board = text_of(&issue, "xiangmu");
    // Three should be in the one category; the other has one that is open, and one that is not opened yet.
    assert_eq!(behind(&issue, ("xiangmu", "小区焕新")), "1/3");
    assert_eq!(behind(&issue, ("xiangmu", "帮困扶弱")), "0/1");
    for said in ["看板", "共3项，完成1项", "下一步", "树下长椅：选点（1月20日前）"] {
        assert!(board.contains(said), "{said}: {board}");
    }
    assert!(!board.contains("明年再说"), "{board}");
    let figures = text_of(&issue, "shuwu");
    assert!(figures.contains("2000余册") && figures.contains("3000余册"), "{figures}");
    let scheme = text_of(&issue, "jifen");
    for said in ["1朵=5分", "参加议事会：10分，2朵", "香皂：20分，4朵", "每周检查：每周五，下次1月5日"]
    {
        assert!(scheme.contains(said), "{said}: {scheme}");
    }
    let calendar = text_of(&issue, &format!("calendar-{}", week.to_lowercase()));
    // What takes place daily is said once; the sixth of January is the day of the solar term 小寒.
    assert_eq!(calendar.matches("19:30晚间巡逻").count(), 1, "{calendar}");
    assert!(
        calendar.contains("1月6日星期六小寒") && calendar.contains("14:30读书会（河畔书屋）"),
        "{calendar}"
    );
    assert_right(&[issue.measures("modules")]);
    let page = fs::read_to_string(site.join("issues").join(&week).join("index.html")).unwrap();
    for target in ["programmes/xiangmu/", "schemes/jifen/", &format!("calendar/{week}/")] {
        assert!(page.contains(target), "no way to {target}");
    }
}

#[test]
fn one_record_has_one_place_however_often_it_is_asked_for() {
    let bulletin = bulletin();
    let (week, _) = week(0);
    let story = format!("{}-02", week.to_lowercase());
    let modules = format!(
        "modules: [{{kind: figures, id: {story}}}, {{kind: scheme, id: jifen}}, {{kind: calendar, id: shuwu}}, {{kind: figures, id: shuwu}}, {{kind: scheme, id: jifen}}]\n"
    );
    fs::write(bulletin.root().join(format!("issues/{week}.yaml")), modules).unwrap();
    let site = bulletin.build();
    let issue = Issue::of_site(&Desk::open(&bulletin.root()), &site, &week);
    let places = |id: &str| issue.areas.iter().filter(|area| area.id == id).count();
    assert_eq!([&*story, "jifen", "shuwu"].map(places), [1, 1, 1]);
    // The figure of a story stands at the end of its text, and the second sort about a place below the first.
    let text = text_of(&issue, &story);
    let (_, behind) = text.split_once("藏书：3000余册").unwrap_or_else(|| panic!("{text}"));
    // A headline in the corner may be read behind the columns beside it.
    assert!(squeezed(&headline(702)).contains(behind), "{text}");
    let place = text_of(&issue, "shuwu");
    assert!(place.contains("读书会") && place.contains("3000余册"), "{place}");
    assert_right(&[issue.measures("one place")]);
}

#[test]
fn a_bar_stands_below_what_it_is_about() {
    let bulletin = Bulletin::new(SETTINGS);
    let standing = "- {id: zhuang, kind: programme, title: 电动自行车充电桩, statuses: [已选址, 已投用]}\n";
    fs::write(bulletin.root().join("content/standing.yaml"), standing).unwrap();
    let days = ["2022-11-10", "2023-02-10", "2023-05-20", "2023-10-11", "2023-11-16", "2023-12-18"];
    for number in 0..8 {
        let mut entries: Vec<Entry> =
            (0..6 + number).map(|at| entry(900 + 20 * number as u64 + at as u64, "")).collect();
        let values = days.iter().zip(1..).map(|(day, value)| {
            format!(
                "{{name: 充电桩{number}, value: {}, unit: 个, measure: change, as_of: {day}, subject: zhuang}}",
                1000 + 100 * value
            )
        });
        entries[0].front = format!("figures: [{}]\n", values.collect::<Vec<_>>().join(", "));
        bulletin.issue(number, &entries);
        let file = bulletin.root().join(format!("issues/{}.yaml", week(number).0));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "modules: [{kind: figures, id: zhuang}]\n").unwrap();
    }
    let (desk, site) = (Desk::open(&bulletin.root()), bulletin.build());
    let mut labels = 0;
    for number in 0..8 {
        let issue = Issue::of_site(&desk, &site, &week(number).0);
        let words: Vec<&Word> = issue.words_of("zhuang").collect();
        for label in words.iter().filter(|word| ["2022", "2023"].contains(&&*word.text)) {
            let below = |word: &&&Word| {
                let lower = word.top - label.top;
                word.text.ends_with("00")
                    && lower > 4.0
                    && lower < 24.0
                    && word.left > label.left
                    && word.right < label.left + 150.0
            };
            let is_there = words.iter().any(|word| below(&word) && word.page == label.page);
            assert!(is_there, "{}: no bar below {label:?}", week(number).0);
            labels += 1;
        }
    }
    assert!(labels >= 8, "{labels} labels");
}

#[test]
fn what_comes_later_leaves_a_printed_page_alone() {
    let bulletin = bulletin();
    let site = bulletin.build();
    let pdf = |site: &Path| fs::read(site.join("issues").join(week(0).0).join("paper.pdf")).unwrap();
    let before = pdf(&site);
    bulletin.issue(1, &[entry(720, "about: {id: songyao, status: 已完成}\n")]);
    assert_eq!(pdf(&bulletin.build()), before, "a later week has changed a page");
    // But what concerns the day itself does not.
    let mut told = fs::read_to_string(bulletin.root().join("content/standing.yaml")).unwrap();
    told = told.replace("香皂, points: 20", "香皂, points: 25");
    fs::write(bulletin.root().join("content/standing.yaml"), told).unwrap();
    assert_ne!(pdf(&bulletin.build()), before, "the page does not know of the new price");
}

#[test]
fn a_module_that_cannot_be_is_refused_and_an_empty_one_is_said() {
    let refused = |module: &str| {
        let bulletin = bulletin();
        fs::write(
            bulletin.root().join(format!("issues/{}.yaml", week(0).0)),
            format!("modules: [{module}]\n"),
        )
        .unwrap();
        let output = build(&bulletin.root(), &bulletin.root().join("out"));
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (module, rule) in [
        ("{kind: board, id: jifen}", "wrong-module"),
        ("{kind: poster, id: jifen}", "unknown-value"),
        ("{kind: board}", "missing-key"),
        ("scheme", "missing-key"),
        ("{kind: board, id: nobody}", "unknown-reference"),
    ] {
        let (code, said) = refused(module);
        assert!(code == Some(1) && said.contains(rule) && said.contains(".yaml:1:"), "{module}: {said}");
    }
    let (code, said) = refused("{kind: figures, id: xiangmu}");
    assert!(code == Some(0) && said.contains("empty-module") && said.contains("xiangmu"), "{said}");
}

/// What a PDF says of its pictures and charts for whoever cannot see them.
fn alternatives(pdf: &Path) -> Vec<String> {
    let text = String::from_utf8_lossy(&fs::read(pdf).unwrap()).into_owned();
    let of = |part: &str| {
        let hex = part.split('>').next().unwrap_or_default().strip_prefix("FEFF")?.to_owned();
        let four = |at: usize| u16::from_str_radix(hex.get(at..at + 4)?, 16).ok();
        let units: Vec<u16> = (0..hex.len()).step_by(4).filter_map(four).collect();
        String::from_utf16(&units).ok()
    };
    text.split("/Alt<").skip(1).filter_map(of).collect()
}

#[test]
fn a_line_a_share_and_a_funnel_are_drawn_with_the_numbers_of_the_site() {
    let bulletin = bulletin();
    let (week_0, _) = week(0);
    let stock = |value: u32, day: &str| {
        format!("{{name: 充电桩, value: {value}, unit: 个, qualifier: near, as_of: {day}, subject: xiangmu}}")
    };
    let total = |name: &str, value: u32, day: &str| {
        format!("{{name: {name}, value: {value}, unit: 人, measure: total, as_of: {day}, subject: 技能}}")
    };
    let mut entries: Vec<Entry> = (0..6).map(|seed| entry(740 + seed, "")).collect();
    entries[0].front = format!(
        "figures: [{}, {}, {}, {{name: 同意率, value: 90, unit: '%', qualifier: min, as_of: 2023-12-30, subject: xiangmu}}]\n",
        stock(333, "2022-11-10"),
        stock(459, "2023-06-01"),
        stock(529, "2023-12-28")
    );
    // Behind the day of the issue, and few people in a grid.
    entries[1].front = format!(
        "figures: [{}, {{name: 独居, value: 3, unit: 人, subject: 第三网格}}]\nabout: shuwu\n",
        stock(999, "2024-06-01")
    );
    entries[2].front = format!(
        "about: shuwu\nfigures: [{}, {}, {}]\n",
        total("培训", 2000, "2023-12-20"),
        total("比赛", 500, "2023-12-21"),
        total("表彰", 150, "2023-12-22")
    );
    bulletin.issue(0, &entries);
    let modules = "modules: [{kind: figures, id: xiangmu}, {kind: figures, id: shuwu}]\n";
    fs::write(bulletin.root().join(format!("issues/{week_0}.yaml")), modules).unwrap();
    let site = bulletin.build();
    let issue = Issue::of_site(&Desk::open(&bulletin.root()), &site, &week_0);
    let board = text_of(&issue, "xiangmu");
    for said in ["截至", "近333个", "近529个", "2022年11月10日", "2023年12月28日", "同意率90%以上"]
    {
        assert!(board.contains(said), "{said}: {board}");
    }
    assert!(!board.contains("999"), "it is not told yet: {board}");
    let funnel = text_of(&issue, "shuwu");
    let at = |said: &str| funnel.find(said).unwrap_or_else(|| panic!("no {said} in {funnel}"));
    assert!(at("培训2000人") < at("比赛500人") && at("比赛500人") < at("表彰150人"), "{funnel}");
    assert_eq!(funnel.matches("2000人").count(), 1, "a step of a funnel is told once: {funnel}");
    assert!(!funnel.contains("独居"), "a small group is told: {funnel}");
    // A chart is not divided: all of it stands on one page, no wider than a column and no higher than a hand.
    for (id, ends) in [("xiangmu", ["2022", "2023"]), ("shuwu", ["培训", "表彰"])] {
        let words: Vec<&Word> = issue.words_of(id).collect();
        let find = |text: &str| {
            let found = words.iter().rfind(|word| squeezed(&word.text).contains(text));
            found.unwrap_or_else(|| panic!("no {text} in {words:?}"))
        };
        let [one, other] = ends.map(find);
        let is_near = (one.left - other.left).abs() < 200.0 && (one.top - other.top).abs() < 200.0;
        assert!(one.page == other.page && is_near, "{id}: {one:?} {other:?}");
    }
    let said = alternatives(&site.join("issues").join(&week_0).join("paper.pdf"));
    for alt in [
        "充电桩：2022年11月10日 近333个，2023年6月1日 近459个，2023年12月28日 近529个",
        "从多到少：培训 2000人，比赛 500人，表彰 150人",
    ] {
        assert!(said.iter().any(|one| one == alt), "{alt}: {said:?}");
    }
    assert!(said.iter().any(|one| one.starts_with("同意率：90%以上，")), "{said:?}");
    assert_right(&[issue.measures("charts")]);
}

#[test]
fn the_days_of_an_area_are_those_of_all_places_in_it_whatever_it_is_called() {
    let bulletin = bulletin();
    let places = "
- {id: zhen, kind: place, title: 山下镇}
- {id: cun, kind: place, title: 河东村, parents: [zhen]}
- {id: wu, kind: place, title: 村史馆, parents: [cun]}
- {id: bie, kind: place, title: 别的镇}
- {id: kan, kind: activity, title: 看展, date: 2023-12-20, starts: 2024-01-05 09:30, venue: wu, print: false}
- {id: yi, kind: meeting, title: 议修路, starts: 2024-01-04 19:00, place: cun}
- {id: yuan, kind: activity, title: 远处的事, date: 2023-12-20, starts: 2024-01-05 10:00, place: bie, print: false}
";
    fs::write(bulletin.root().join("content/places.yaml"), places).unwrap();
    let file = bulletin.root().join(format!("issues/{}.yaml", week(0).0));
    // An id may be typed as the name that it is made from.
    for id in ["zhen", "Zhen"] {
        fs::write(&file, format!("modules: [{{kind: calendar, id: {id}}}]\n")).unwrap();
        let site = bulletin.build();
        let issue = Issue::of_site(&Desk::open(&bulletin.root()), &site, &week(0).0);
        let said = text_of(&issue, "zhen");
        assert!(said.contains("9:30看展（村史馆）") && said.contains("19:00议修路"), "{id}: {said}");
        assert!(!said.contains("远处的事") && !said.contains("晚间巡逻"), "{id}: {said}");
    }
    for (module, rule) in [("zheng", "unknown-reference"), ("xiangmu", "wrong-module")] {
        fs::write(&file, format!("modules: [{{kind: calendar, id: {module}}}]\n")).unwrap();
        let output = build(&bulletin.root(), &bulletin.root().join("out"));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains(rule), "{module}: {said}");
    }
}
