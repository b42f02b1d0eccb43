//! Edits of a bulletin at random, by a fixed seed: right ones and wrong ones.

use std::fs;
use std::path::Path;

use super::super::sample;
use crate::model::date::Date;

/// Numbers by a fixed seed (Knuth's MMIX).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Lines that may come into a record, for any key.
const LINES: &[&str] = &[
    "deck: 又一行副题",
    "kicker: 引题——",
    "tags: [充电, 夜班]",
    "place: 山下区/长桥街道/北园社区",
    "place: nanyuan",
    "place: shuba",
    "place: 山下区/长桥街道/南园村",
    "column: 社区故事会",
    "column: 社区传真",
    "priority: lead",
    "kind: brief",
    "date: 2024-04-08",
    "date: 2023-12-30",
    "issue: 2024-W14",
    "corrects: c",
    "about: zhuang-a",
    "about: [{id: zhuang-b, status: 已完成}]",
    "about: [{id: zhuang-a, status: 已完成}, {id: talk, note: 又一次}]",
    "about: talk",
    "about: [{id: way, status: 一版}]",
    "about: [wuye, lixie, word]",
    "about: [nanyuan, hongwang]",
    "bylines: 通讯员 李写 周记",
    "orgs: [南园老物业, 城建公司]",
    "people: [{name: 李写, consent: true}]",
    "orgs: [南园物业, 新单位]",
    "photos: one.png",
    "draft: true",
    "publish_at: 2024-05-01",
    "expires_at: 2024-04-20",
    "aliases: [/old/2.html]",
    "figures: [{name: 桩, value: 3}]",
    "figures: [{name: 充电桩, value: 560, unit: 个, subject: nanyuan}, {name: 充电桩, value: 31, unit: 个, measure: change, subject: nanyuan}]",
    "figures: [{name: 充电桩, value: 460, unit: 个, as_of: 2024-01-01, subject: zhuang-a}, {name: 书, value: 9, measure: flow, subject: word}]",
    "figures: [{name: 独居, value: 4, unit: 人, subject: 第三网格}, {name: 独居, value: 9, unit: 人, measure: total, subject: 第三网格}]",
    "figures: [{name: 灯, value: 2, unit: 盏, measure: flow, subject: 北园社区}, {name: 椅, value: 2, unit: 把, subject: 技能行动}]",
    "starts: 2024-04-18 19:00",
    "starts: 2024-06-18",
    "ends: 2024-04-28",
    "repeats: 每月15日",
    "repeats: 每天",
    "roster: [甲组, {name: 乙组, date: 2024-04-19}, {name: wuye, repeats: 每周五}]",
    "follow_up: [{closes: w15-lead}]",
    "follow_up: [{closes: w15-lead, what: 别的事}, {what: 再装一批, due: 2024-06-01}]",
    "dateline: 早报讯",
    "people: [{name: 李写, consent: false}]",
    "attachments: [{file: list.pdf}]",
    "attachments: [{file: a/list.pdf}]",
];

/// Lines that may come into a body.
const WORDS: &[&str] = &[
    "又说了一句。",
    "见[北门的事](b.md)。",
    "见[那件事](c.md)和[表](a/list.pdf)。",
    "见[搜索](/search/)、[南园](/places/shan-xia-qu/)。",
    "见[集市](more.yaml#fair)。",
    "![图](tall.png)",
    "![图](one.png)",
    "## 又一节",
    "4月20日见。",
];

fn records(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> =
        fs::read_dir(folder.join("content")).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.extend(fs::read_dir(folder.join("content/a")).unwrap().map(|entry| entry.unwrap().path()));
    all.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    all.sort();
    all
}

/// Makes an edit at random.
pub fn edit(folder: &Path, now: &mut Date, dice: &mut Dice) -> String {
    let all = records(folder);
    let record = all[dice.below(all.len())].clone();
    let text = fs::read_to_string(&record).unwrap();
    let name = record.strip_prefix(folder).unwrap().display().to_string();
    let change = |text: String| fs::write(&record, text).unwrap();
    match dice.below(16) {
        0..=3 => {
            let (line, key) = {
                let line = dice.one(LINES);
                (line, line.split(':').next().unwrap())
            };
            let kept = text.lines().filter(|known| !known.starts_with(&format!("{key}:")));
            let kept: Vec<&str> = kept.skip(1).collect();
            change(format!("---\n{line}\n{}\n", kept.join("\n")));
            format!("{name}: {line}")
        }
        4 | 5 => {
            let line = dice.one(WORDS);
            change(format!("{text}\n{line}\n"));
            format!("{name}: {line}")
        }
        6 => {
            let number = dice.below(100);
            change(text.replacen("title: ", &format!("title: 新{number}"), 1));
            format!("{name}: title")
        }
        7 => {
            let lines: Vec<&str> = text.lines().collect();
            let gone = 1 + dice.below(lines.len() - 1);
            let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, line)| *line);
            change(kept.collect::<Vec<_>>().join("\n") + "\n");
            format!("{name}: without line {gone}")
        }
        8 if all.len() > 2 => {
            fs::remove_file(&record).unwrap();
            format!("{name}: gone")
        }
        8 | 9 => {
            let (number, day) = (dice.below(30), 1 + dice.below(28));
            let text = format!(
                "---\ntitle: 新闻{number}\ndate: 2024-04-{day:02}\ncolumn: 社区传真\n---\n新的一件。\n"
            );
            sample::put(folder, &format!("content/x{number}.md"), text.as_bytes());
            format!("x{number}: new")
        }
        10 => {
            let to = record.with_file_name(format!("m{}.md", dice.below(20)));
            fs::rename(&record, &to).unwrap();
            format!("{name}: now {}", to.display())
        }
        11..=13 => edit_theme_or_settings(folder, dice),
        _ => edit_beside(folder, now, dice),
    }
}

/// What may stand for what in the standing records.
const IN_STANDING: &[(&str, &str)] = &[
    ("title: 李写", "title: 周记"),
    ("title: 周记", "title: 李写"),
    ("status: 待认领", "status: 已认领"),
    ("南园在山下。", "南园不在山下。"),
    ("title: 南园物业", "title: 新单位"),
    ("[在馆, 20]", "[在馆, 20余]"),
    ("急救], rows", "急救], sums: 消防, rows"),
    ("fate: refused", "fate: deferred"),
    ("starts: 2024-04-08 19:00", "starts: 2024-05-08"),
    ("decision: 划线", "decision: 收费"),
    ("file: tall.png, alt: 新架", "file: one.png, alt: 新架"),
    ("programme: hongwang, category: 邻里", "category: 邻里"),
    ("name: 南园老物业, to: 2023-12-31", "name: 南园老物业, to: 2022-12-31"),
    ("{place: nanyuan, to: 2024-04-10}", "{place: nanyuan, to: 2024-04-08}"),
    ("from: 2024-04-11}", "from: 2024-04-09}"),
    ("name: 南园村, to: 2020", "name: 南园老村, to: 2020"),
    ("name: 一版, from: 2022", "name: 一版, from: 2021"),
    ("year: 2022}, 优胜", "year: 2021}"),
    ("about: zhuang-a, steps", "steps"),
    ("about: hongwang, names", "about: way, names"),
    ("title: 三二一工作法, place: nanyuan", "title: 三二一工作法"),
    ("geo: [31.98", "geo: [31.97"),
    ("hours: 9:00–17:00", "hours: 周一至周五 8:30–11:30；节假日除外"),
    ("hours: 周一至周五 8:30–11:30；节假日除外", "hours: 预约"),
    ("hours: 预约", "hours: 9:00–17:00"),
    ("contact: 0513-5550000", "contact: 到居委会"),
    ("tags: [书屋, 议事]", "tags: [议事]"),
    ("geo: [31.98, 120.89], ", ""),
    (
        "- {id: wuye",
        "- {id: guan, kind: place, title: 北园馆, parents: [nanyuan], hours: 周六, geo: [32, 120.9]}\n- {id: wuye",
    ),
    ("title: 晾衣架,", "title: 晾衣架, place: nanyuan,"),
    ("值日, points: 5", "值日, points: 6"),
    ("- {id: word", "- {id: words"),
    ("categories: [环境, 邻里], total: 60", "categories: [环境, 邻里], total: 70"),
];

/// Edits a template, a setting or a standing record.
fn edit_theme_or_settings(folder: &Path, dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => {
            let (file, text) = dice.one(&[
                ("templates/card.html", "<p>{{ story.title }} {{ story.excerpt }}</p>"),
                ("templates/line.html", "<i>{{ record.title }}</i>"),
                ("templates/footer.html", "<footer>{{ site.title }}</footer>"),
                ("styles/z.css", "p { margin: 0 }"),
                ("texts/zh-CN.yaml", "issues: 各期\n"),
            ]);
            let path = folder.join("themes/default").join(file);
            if path.exists() {
                fs::remove_file(path).unwrap();
            } else {
                sample::put(folder, &format!("themes/default/{file}"), text.as_bytes());
            }
            file.to_owned()
        }
        1 => {
            let path = folder.join("jianbao.yaml");
            let text = fs::read_to_string(&path).unwrap();
            let (from, to) = dice.one(&[
                ("title: 山下简报", "title: 山上简报"),
                ("title: 山上简报", "title: 山下简报"),
                ("columns:\n", "observances: [{name: 街坊节, day: 4月12日}]\ncolumns:\n"),
                ("badge: 传真", "badge: 真"),
                ("dateline: 本报讯", "dateline: 晚报讯"),
                ("base_url: https://example.org/jb/\n", ""),
                ("columns:\n", "base_url: https://example.org/\ncolumns:\n"),
            ]);
            fs::write(path, text.replacen(from, to, 1)).unwrap();
            format!("setting: {to}")
        }
        _ => {
            let standing = folder.join("content/standing.yaml");
            let text = fs::read_to_string(&standing).unwrap();
            let (from, to) = dice.one(IN_STANDING);
            fs::write(standing, text.replacen(from, to, 1)).unwrap();
            format!("standing: {to}")
        }
    }
}

/// Replaces a picture, lets days pass, or decides about an issue.
fn edit_beside(folder: &Path, now: &mut Date, dice: &mut Dice) -> String {
    match dice.below(2) {
        0 => {
            let file = dice.one(&["content/one.png", "content/a/one.png", "content/tall.png"]);
            let (width, height) = dice.one(&[(400, 400), (900, 600), (500, 700)]);
            sample::put(folder, file, &sample::picture(width, height));
            format!("{file}: {width}x{height}")
        }
        _ => {
            if dice.below(2) == 0 {
                *now = now.checked_add(jiff::Span::new().days(5)).unwrap();
                format!("on {now}")
            } else {
                let week = dice.one(&["2024-W15", "2024-W14"]);
                let text =
                    dice.one(&["number: 7\n", "lead: b\n", "date: 2024-04-12\n", "credits: {责编: 丙}\n"]);
                sample::put(folder, &format!("issues/{week}.yaml"), text.as_bytes());
                format!("issue {week}: {text}")
            }
        }
    }
}
