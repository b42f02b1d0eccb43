//! The keys of `scoring` in the settings, and of `published` in records.

use super::nested::LEVELS;
use super::{Choice, Key, Shape, choice, key};

/// A record's `published`.
pub(super) const PUBLISHED: &[Key] = &[
    key(
        "level",
        &["级别", "层级"],
        Shape::Choice(LEVELS),
        ("中央、省级、市级、区级、街道级", "of which level"),
    ),
    key("where", &["媒体", "刊物"], Shape::Text, ("哪家媒体", "the paper or station")),
    key("date", &["日期"], Shape::Date, ("哪一天", "the day")),
    key("url", &["网址", "链接"], Shape::Text, ("那篇报道的网址", "where it can be read")),
];

/// A kind, a place on the page or a level, and its points.
const fn points(english: &'static str, chinese: &'static [&'static str]) -> Key {
    key(english, chinese, Shape::Number, ("多少分", "its points"))
}

const BY_KIND: &[Key] = &[
    points("news", &["消息"]),
    points("feature", &["通讯"]),
    points("story", &["故事"]),
    points("brief", &["简讯"]),
    points("photo", &["图片新闻"]),
    points("notice", &["公告"]),
    points("activity", &["活动"]),
];

const BY_PRIORITY: &[Key] = &[
    points("lead", &["头条"]),
    points("major", &["重点", "主要"]),
    points("normal", &["普通", "一般"]),
    points("minor", &["次要"]),
];

const BY_LEVEL: &[Key] = &[
    points("national", &["全国", "国家级", "中央"]),
    points("provincial", &["省级", "省"]),
    points("city", &["市级", "市"]),
    points("district", &["区级", "县级", "区县级", "区"]),
    points("street", &["街道级", "镇级", "街道"]),
];

const LENGTH: &[Key] = &[
    key("each", &["每", "每满"], Shape::Whole, ("每满多少字", "for each full so many characters")),
    key("points", &["分"], Shape::Number, ("加多少分，默认 1", "its points; default 1")),
];

const PROMPT: &[Key] = &[
    key("hours", &["小时"], Shape::Whole, ("几小时之内，默认 24", "within so many hours; default 24")),
    key("days", &["天"], Shape::Whole, ("或几天之内", "or within so many days")),
    key("points", &["分"], Shape::Number, ("在时限内加多少分", "what a story within it earns more")),
    key("only", &["超时不计"], Shape::Flag, ("超过时限的不得分", "a story behind it earns nothing")),
];

const SHARING: &[Choice] = &[choice("divided", &["均分", "平分"]), choice("whole", &["全分", "各得全分"])];

/// `scoring` of the settings.
pub(super) const SCORING: &[Key] = &[
    key("kinds", &["体裁"], Shape::Fields(BY_KIND), ("每种体裁多少分", "the points of each kind")),
    key("priority", &["版位"], Shape::Fields(BY_PRIORITY), ("版位加多少分", "what a strong place adds")),
    key("photo", &["图片"], Shape::Number, ("每张图片多少分", "the points of each photograph")),
    key("characters", &["字数"], Shape::Fields(LENGTH), ("按字数加分", "points by length")),
    key(
        "levels",
        &["转载"],
        Shape::Fields(BY_LEVEL),
        ("上级媒体采用加多少分，只算最高的一级", "for being taken up; only the best level counts"),
    ),
    key("prompt", &["时限"], Shape::Fields(PROMPT), ("报道及时加多少分", "points for news that are new")),
    key(
        "quota",
        &["任务"],
        Shape::Whole,
        ("每个社区每月要几篇", "how many stories a community owes in a month"),
    ),
    key(
        "most",
        &["上限"],
        Shape::Whole,
        ("每个社区每月最多几篇得分", "how many of its stories count in a month"),
    ),
    key(
        "shared",
        &["合写"],
        Shape::Choice(SHARING),
        ("几人合写时怎样分，默认均分", "what each of several writers has; default divided"),
    ),
];

#[cfg(test)]
mod tests {
    use super::{BY_KIND, BY_LEVEL, BY_PRIORITY};
    use crate::model::keys::nested::{LEVELS, PRIORITIES};
    use crate::model::kind::KINDS;

    #[test]
    fn whatever_runs_can_be_scored_under_all_its_names() {
        let keys: Vec<_> = BY_KIND.iter().map(|key| (key.english, key.chinese)).collect();
        let running = KINDS.iter().filter(|row| row.kind.runs());
        assert_eq!(keys, running.map(|row| (row.english, row.chinese)).collect::<Vec<_>>());
        for (keys, choices) in [(BY_LEVEL, LEVELS), (BY_PRIORITY, PRIORITIES)] {
            let keys: Vec<_> = keys.iter().map(|key| (key.english, key.chinese)).collect();
            assert_eq!(keys, choices.iter().map(|one| (one.english, one.chinese)).collect::<Vec<_>>());
        }
    }
}
