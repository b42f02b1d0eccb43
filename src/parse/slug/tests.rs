//! What slugs are, word by word.

use std::collections::{BTreeMap, BTreeSet};

use super::{LONGEST, LONGEST_PHRASE, PHRASES, free, slug};
use crate::model::Id;

fn plain(text: &str) -> String {
    slug(text, &BTreeMap::new())
}

#[test]
fn words_of_community_news_are_read_as_people_read_them() {
    for (text, wanted) in [
        ("崇川区狼山镇街道曹公祠社区", "chong-chuan-qu-lang-shan-zhen-jie-dao-cao-gong-ci-she-qu"),
        ("校西村 和平桥 长岸 陈桥", "xiao-xi-cun-he-ping-qiao-chang-an-chen-qiao"),
        ("啬园 濠河 唐闸 如皋 张謇", "se-yuan-hao-he-tang-zha-ru-gao-zhang-jian"),
        ("沙家圩 任港 启秀 紫琅", "sha-jia-wei-ren-gang-qi-xiu-zi-lang"),
        (
            "长江 长期 长者 成长 校长 河长制",
            "chang-jiang-chang-qi-zhang-zhe-cheng-zhang-xiao-zhang-he-zhang-zhi",
        ),
        ("重庆 重阳 重点 重建 重修 重要", "chong-qing-chong-yang-zhong-dian-chong-jian-chong-xiu-zhong-yao"),
        ("银行 行动 行业 出行 各行各业", "yin-hang-xing-dong-hang-ye-chu-xing-ge-hang-ge-ye"),
        ("音乐 快乐 乐龄 声乐 安居乐业", "yin-yue-kuai-le-le-ling-sheng-yue-an-ju-le-ye"),
        ("调解 调查 调研 协调 曲调", "tiao-jie-diao-cha-diao-yan-xie-tiao-qu-diao"),
        ("朝阳 朝气 今朝 朝晖", "chao-yang-zhao-qi-jin-zhao-zhao-hui"),
        ("会计 会议 单位 便宜 便民", "kuai-ji-hui-yi-dan-wei-pian-yi-bian-min"),
        ("角色 角落 参与 参差 人参加", "jue-se-jiao-luo-can-yu-cen-ci-ren-can-jia"),
        ("首都 都是 厦门 大厦", "shou-du-dou-shi-xia-men-da-sha"),
        ("了解 除了 了不起 不了解", "liao-jie-chu-le-liao-bu-qi-bu-liao-jie"),
        ("曾老师 曾经", "zeng-lao-shi-ceng-jing"),
        ("佛山 仿佛 相似 番茄 仔细", "fo-shan-fang-fu-xiang-si-fan-qie-zi-xi"),
        ("扎染 扎实 弹琴 曝光台 点赞台", "za-ran-zha-shi-tan-qin-bao-guang-tai-dian-zan-tai"),
        ("率先 效率 表率", "shuai-xian-xiao-lv-biao-shuai"),
        ("漂流书包 藏书 西藏", "piao-liu-shu-bao-cang-shu-xi-zang"),
        ("还书 还有 归还 供给 给力", "huan-shu-hai-you-gui-huan-gong-ji-gei-li"),
        ("校对 薄弱 停车泊位", "jiao-dui-bo-ruo-ting-che-bo-wei"),
        ("盛夏 充电桩 适老化", "sheng-xia-chong-dian-zhuang-shi-lao-hua"),
    ] {
        assert_eq!(plain(text), wanted, "{text}");
    }
}

#[test]
fn a_phrase_does_not_reach_across_two_words() {
    for (text, wanted) in [
        ("步行长廊 举行长跑", "bu-xing-chang-lang-ju-xing-chang-pao"),
        ("社会计划 学校正在", "she-hui-ji-hua-xue-xiao-zheng-zai"),
        ("余人参观 上海参展", "yu-ren-can-guan-shang-hai-can-zhan"),
        ("注重新人 宣传记者", "zhu-zhong-xin-ren-xuan-chuan-ji-zhe"),
        ("志愿服务工行动 天下调研", "zhi-yuan-fu-wu-gong-xing-dong-tian-xia-diao-yan"),
        ("校长期盼 关系好", "xiao-zhang-qi-pan-guan-xi-hao"),
    ] {
        assert_eq!(plain(text), wanted, "{text}");
    }
}

#[test]
fn umlauts_of_pinyin_become_v_and_other_accents_go() {
    assert_eq!(plain("吕四 女儿 绿书签 虐"), "lv-si-nv-er-lv-shu-qian-nve");
    assert_eq!(plain("Zürich Łódź Straße cafe\u{301} ﬁ"), "zurich-lodz-strasse-cafe-fi");
}

#[test]
fn runs_of_letters_and_digits_stay_whole() {
    assert_eq!(plain("5680“壹圆”集市"), "5680-yi-yuan-ji-shi");
    assert_eq!(plain("AED进社区 WiFi6"), "aed-jin-she-qu-wifi6");
    assert_eq!(plain("１＋２＋Ｘ don't"), "1-2-x-dont");
    assert_eq!(plain("2024-W15 头条"), "2024-w15-tou-tiao");
}

#[test]
fn overrides_come_first_and_the_longest_of_them_wins() {
    let overrides: BTreeMap<Box<str>, Box<str>> = [
        ("长", "zhǎng"),
        ("长江", "chang jiang"),
        ("长江大", "CHANG-jiang da"),
        ("区", "ou"),
        ("绿营", "lǜ'yíng"),
    ]
    .map(|(text, reading)| (text.into(), reading.into()))
    .into();
    assert_eq!(slug("长江大桥", &overrides), "chang-jiang-da-qiao");
    assert_eq!(slug("长岸区", &overrides), "zhang-an-ou");
    assert_eq!(slug("绿营", &overrides), "lv-ying");
}

#[test]
fn nothing_left_becomes_a_hash_that_stays_the_same() {
    for text in ["", "。。。", "🎉", "Привет", "\u{0}", "／"] {
        let made = plain(text);
        assert!(made.starts_with("r-") && made.len() == 10, "{text:?}: {made}");
        assert_eq!(made, plain(text));
    }
    assert_ne!(plain("🎉"), plain("🎈"));
}

#[test]
fn every_slug_is_an_id_cut_at_a_syllable() {
    let long = plain(&"社区传真".repeat(40));
    assert!(
        long.len() <= LONGEST
            && long.ends_with("-zhen")
                | long.ends_with("-chuan")
                | long.ends_with("-qu")
                | long.ends_with("-she"),
        "{long}"
    );
    assert_eq!(plain(&"a".repeat(200)).len(), LONGEST);
    for text in [
        "-a-",
        "--",
        "İstanbul",
        "ǅ",
        "⅓杯",
        "㍿",
        "\u{1F1E8}\u{1F1F3}",
        "a\u{301}\u{302}",
        &"汉".repeat(999),
    ] {
        assert!(Id::new(&plain(text)).is_some(), "{text:?}: {}", plain(text));
    }
}

#[test]
fn a_taken_name_gets_the_next_number() {
    let taken: BTreeSet<String> = ["a", "a-2"].map(str::to_owned).into();
    assert_eq!((free("a", &taken).as_str(), free("b", &taken).as_str()), ("a-3", "b"));
}

#[test]
fn every_phrase_is_short_enough_to_be_found_and_holds_its_character() {
    assert!(PHRASES.len() > 500);
    for (phrase, readings) in PHRASES.iter() {
        assert!(phrase.chars().count() <= LONGEST_PHRASE, "{phrase}");
        for (character, reading) in readings {
            assert!(phrase.contains(*character), "{phrase} has no {character}");
            assert!(reading.bytes().all(|b| b.is_ascii_lowercase()), "{reading}");
        }
        let characters: BTreeSet<char> = readings.iter().map(|(character, _)| *character).collect();
        assert_eq!(characters.len(), readings.len(), "{phrase} has two readings of one character");
    }
}

#[test]
fn a_device_of_windows_is_no_slug() {
    let slugs: Vec<String> =
        ["CON", "nul", "ＡＵＸ", "com1", "con-x"].iter().map(|text| slug(text, &BTreeMap::new())).collect();
    assert_eq!(slugs, ["r-con", "r-nul", "r-aux", "r-com1", "con-x"]);
}
