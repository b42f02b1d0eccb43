//! Kinds of record, in both languages.

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 消息: what happened.
    News,
    /// 通讯: a longer report.
    Feature,
    /// 故事: people and their story.
    Story,
    /// 简讯: a few lines.
    Brief,
    /// 图片新闻: a photograph whose caption is the text.
    Photo,
    /// 公告: what residents must know.
    Notice,
    /// 活动: what residents may come to.
    Activity,
    /// 行动: a programme, and the board of its projects.
    Programme,
    /// 项目: one project, wish, need or order.
    Project,
    /// 地名 or 阵地: a place or a venue.
    Place,
    /// 单位 or 队伍: an organisation or a team.
    Org,
    /// 榜样 or 通讯员: a person who wishes to be named.
    Person,
    /// 积分制: a points scheme.
    Scheme,
    /// 台账: a table that is kept up.
    Ledger,
    /// 品牌 or 工作法: a brand or method with versions.
    Brand,
    /// 术语: a term explained.
    Term,
    /// 议事: a meeting that decides.
    Meeting,
    /// 页面: a plain page.
    Page,
}

/// One row of the table of kinds.
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// As typed in English and written in addresses and data.
    pub english: &'static str,
    /// Chinese names; the first is shown, all are understood.
    pub chinese: &'static [&'static str],
    /// The folder of addresses that standing records of this kind live in; for kinds that run in an issue,
    /// empty (they live under their year).
    pub folder: &'static str,
    /// Shown in the English interface.
    pub label: &'static str,
}

const fn row(
    kind: Kind,
    english: &'static str,
    chinese: &'static [&'static str],
    shown: (&'static str, &'static str),
) -> KindRow {
    KindRow { kind, english, chinese, folder: shown.0, label: shown.1 }
}

/// All kinds, in the order in which menus show them.
pub const KINDS: [KindRow; 18] = [
    row(Kind::News, "news", &["消息"], ("", "News")),
    row(Kind::Feature, "feature", &["通讯"], ("", "Features")),
    row(Kind::Story, "story", &["故事"], ("", "Stories")),
    row(Kind::Brief, "brief", &["简讯"], ("", "Briefs")),
    row(Kind::Photo, "photo", &["图片新闻"], ("", "Photo news")),
    row(Kind::Notice, "notice", &["公告"], ("", "Notices")),
    row(Kind::Activity, "activity", &["活动"], ("", "Activities")),
    row(Kind::Programme, "programme", &["行动"], ("programmes", "Programmes")),
    row(Kind::Project, "project", &["项目"], ("projects", "Projects")),
    row(Kind::Place, "place", &["地名", "阵地"], ("places", "Places")),
    row(Kind::Org, "org", &["单位", "队伍"], ("orgs", "Organisations")),
    row(Kind::Person, "person", &["榜样", "通讯员"], ("people", "People")),
    row(Kind::Scheme, "scheme", &["积分制"], ("schemes", "Points schemes")),
    row(Kind::Ledger, "ledger", &["台账"], ("ledgers", "Ledgers")),
    row(Kind::Brand, "brand", &["品牌", "工作法"], ("brands", "Brands and methods")),
    row(Kind::Term, "term", &["术语"], ("terms", "Terms")),
    row(Kind::Meeting, "meeting", &["议事"], ("meetings", "Meetings")),
    row(Kind::Page, "page", &["页面"], ("", "Pages")),
];

impl Kind {
    /// The kind's row.
    #[must_use]
    pub fn row(self) -> &'static KindRow {
        let [first, ..] = &KINDS;
        KINDS.iter().find(|row| row.kind == self).unwrap_or(first)
    }

    /// The kind named `text` in either language.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.english == text || row.chinese.contains(&text)).map(|row| row.kind)
    }

    /// Its English name, as in addresses and data.
    #[must_use]
    pub fn english(self) -> &'static str {
        self.row().english
    }

    /// Whether records of this kind take place at a time: they have `starts`, `ends` and `venue`.
    #[must_use]
    pub fn takes_place(self) -> bool {
        matches!(self, Self::Activity | Self::Meeting)
    }

    /// Whether records of this kind run in an issue and therefore need a date.
    #[must_use]
    pub fn runs(self) -> bool {
        self <= Self::Activity
    }

    /// Whether records of this kind stand, with a page that gathers what is reported on them.
    #[must_use]
    pub fn stands(self) -> bool {
        !self.runs() && self != Self::Page
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};

    #[test]
    fn every_kind_has_one_row_and_no_name_means_two() {
        let mut names: Vec<&str> =
            KINDS.iter().flat_map(|r| r.chinese.iter().copied().chain([r.english])).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for row in &KINDS {
            assert_eq!(Kind::parse(row.english), Some(row.kind));
            assert_eq!(row.kind.row().english, row.english);
            assert_eq!(row.kind.stands(), !row.folder.is_empty());
        }
    }
}
