//! Made-up records for the tests of search, and where their index goes. A seed in, the same records out.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use jianbao::model::SitePath;
use jianbao::model::date::Date;
use jianbao::model::output::Output;
use jianbao::render::search::{Index, Meta};
use rayon::prelude::*;

/// Files in memory.
#[derive(Default)]
pub struct Files(pub Mutex<BTreeMap<String, Vec<u8>>>);

impl Output for Files {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        let former = self.0.lock().unwrap().insert(path.as_str().to_owned(), bytes.to_vec());
        assert!(former.is_none(), "{path} was given twice");
        Ok(())
    }
}

/// A made-up record.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub title: String,
    pub text: String,
    pub url: String,
    pub date: Option<Date>,
    pub kind: &'static str,
    pub place: String,
}

impl Record {
    pub fn meta(&self) -> Meta<'_> {
        Meta { url: &self.url, date: self.date, kind: self.kind, kind_label: self.kind, place: &self.place }
    }
}

/// Numbers that look random: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }

    pub fn pick<'a>(&mut self, words: &'a [&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const WORDS: &[&str] = &[
    "社区",
    "志愿者",
    "服务",
    "居民",
    "网格员",
    "老人",
    "楼道",
    "加装电梯",
    "议事会",
    "垃圾分类",
    "充电桩",
    "消防",
    "安全",
    "演练",
    "街道",
    "活动",
    "组织",
    "开展",
    "举办",
    "完成",
    "改造",
    "项目",
    "春联",
    "义写",
    "的",
    "和",
    "在",
    "了",
    "一",
    "我们",
    "䶮公祠",
    "㛃园",
    "𠮷野家",
    "〇八",
    "“三单制”",
    "《公约》",
    "3D打印",
    "5680壹圆",
    "90%",
    "9:30",
    "9：30",
    "Café",
    "ＡＢＣ",
    "July",
    "Open Day",
    "２０２４年",
    "2024",
    "wi-fi",
    "，",
    "。",
    "、",
    " ",
    "　",
    "！",
    "——",
    "（试行）",
    "communities",
];
const PLACES: &[&str] = &[
    "",
    "江北区",
    "江北区/柳湾街道",
    "江北区/柳湾街道/石桥社区",
    "江南区/柳湾街道/东门社区",
    "江南区/石桥社区",
];
const KINDS: &[&str] = &["news", "notice", "activity"];

fn line(dice: &mut Dice, words: usize) -> String {
    let mut line = String::new();
    for _ in 0..words {
        match dice.below(12) {
            0 => line.push(char::from_u32(0x4e00 + dice.below(0x51a5) as u32).unwrap()),
            1 => line += &dice.below(400).to_string(),
            _ => line += dice.pick(WORDS),
        }
    }
    line
}

/// `many` records in the order of their numbers.
pub fn records(many: usize, seed: u64) -> Vec<Record> {
    let mut dice = Dice(seed);
    let mut records: Vec<Record> = (0..many)
        .map(|at| {
            let blocks = 1 + dice.below(6);
            let text: Vec<String> = (0..blocks).map(|_| line(&mut dice, 20)).collect();
            let day =
                Date::constant(2022, 1, 1).saturating_add(jiff::Span::new().days(dice.below(900) as i64));
            Record {
                title: line(&mut dice, 5),
                text: text.join("\n"),
                url: format!("2024/r{at}/"),
                date: (dice.below(20) > 0).then_some(day),
                kind: KINDS[dice.below(KINDS.len())],
                place: dice.pick(PLACES).to_owned(),
            }
        })
        .collect();
    records.sort_by_key(|record| record.date);
    records
}

/// The index of `records`, fed in the order of `numbers`.
pub fn index(records: &[Record], numbers: &[usize]) -> BTreeMap<String, Vec<u8>> {
    let metas: Vec<Meta<'_>> = records.iter().map(Record::meta).collect();
    let files = Files::default();
    let index = Index::new(&metas, &files).unwrap();
    let add = |&at: &usize| index.add(at as u32, &records[at].title, &records[at].text);
    numbers.par_iter().try_for_each(add).unwrap();
    index.finish().unwrap();
    files.0.into_inner().unwrap()
}

/// The index of `records`, fed in their order.
pub fn index_in_order(records: &[Record]) -> BTreeMap<String, Vec<u8>> {
    index(records, &(0..records.len()).collect::<Vec<_>>())
}
