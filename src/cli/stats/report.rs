//! What was counted in, tables of words out: the terminal, the CSV and the sheet all show them.
//!
//! What surprised us: a column of points stands in line only where all of them have as many decimals.

use crate::model::scoring::{Points, Scoring};
use crate::model::settings::{Lang, Settings};
use crate::resolve::contributors::{Contributions, Contributor, Period, Quota, Silent};

/// What was counted, to be said.
pub(super) struct Report<'a> {
    pub(super) counted: &'a Contributions,
    pub(super) period: &'a Period,
    /// Whether the same days of the year before stand beside.
    pub(super) compares: bool,
    pub(super) scoring: Scoring,
    pub(super) lang: Lang,
}

/// Names at the left, numbers at the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl<'a> Report<'a> {
    /// To be said in `lang`, by the settings' rules.
    pub(super) fn new(
        counted: &'a Contributions,
        (period, compares): (&'a Period, bool),
        (settings, lang): (&Settings, Lang),
    ) -> Self {
        let scoring = settings.scoring.as_deref().cloned().unwrap_or_default();
        Self { counted, period, compares, scoring, lang }
    }

    /// The one of two texts that is in the report's language.
    pub(super) fn say(&self, chinese: &str, english: &str) -> String {
        self.lang.pick(chinese, english).to_owned()
    }

    /// A table of these, whose first column is called `head`: numbers, then points, what is owed, the year before.
    pub(super) fn table(&self, head: String, all: &[&Contributor]) -> Table {
        let mut heads =
            vec![head, self.say("篇", "Pieces"), self.say("字", "Characters"), self.say("图", "Photos")];
        let scores = self.scoring.gives_points();
        // All communities owe the same.
        let wanted = all.iter().find_map(|one| one.quota).map(|quota| quota.wanted);
        heads.extend(scores.then(|| self.say("得分", "Points")));
        heads.extend(wanted.map(|wanted| match self.lang {
            Lang::ZhCn => format!("任务{wanted}篇"),
            Lang::En => format!("{wanted} owed"),
        }));
        heads.extend(self.compares.then(|| self.say("去年同期", "Year before")));
        let decimals = all.iter().map(|one| one.work.points.decimals()).max().unwrap_or(0);
        let row = |one: &&Contributor| {
            let work = one.work;
            let mut cells = vec![one.name.clone()];
            cells.extend([work.pieces, work.characters, work.photos].map(|count| count.to_string()));
            cells.extend(scores.then(|| work.points.with(decimals)));
            cells.extend(one.quota.map(|quota| self.owed(quota)));
            cells.extend(self.compares.then(|| one.before.to_string()));
            cells
        };
        Table { heads, rows: all.iter().map(row).collect() }
    }

    /// Whether what was owed is there.
    fn owed(&self, quota: Quota) -> String {
        match (quota.missing, self.lang) {
            (0, _) => self.say("完成", "met"),
            (missing, Lang::ZhCn) => format!("缺{missing}"),
            (missing, Lang::En) => format!("{missing} short"),
        }
    }

    /// Those that published nothing, in one line, each with its pieces of a year before.
    pub(super) fn names(&self, silent: &[Silent]) -> String {
        let said = |one: &Silent| match (self.compares && one.before > 0, self.lang) {
            (false, _) => one.name.clone(),
            (true, Lang::ZhCn) => format!("{}（去年同期{}篇）", one.name, one.before),
            (true, Lang::En) => format!("{} ({} a year before)", one.name, one.before),
        };
        silent.iter().map(said).collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    /// What has to be known to read the points, one remark each; `called` says what a place is called.
    pub(super) fn remarks(&self, called: impl Fn(&str) -> String) -> Vec<String> {
        let Contributions { all, unnamed, places, .. } = self.counted;
        let mut remarks = Vec::new();
        if let (true, Some(prompt)) = (all.late > 0, self.scoring.prompt) {
            let (count, hours) = (all.late, prompt.hours);
            let (zh, en) =
                if prompt.only { ("不得分", "earn nothing") } else { ("不加时限分", "earn no more") };
            remarks.push(match self.lang {
                Lang::ZhCn => format!("超过{hours}小时才见报的有{count}篇，{zh}。"),
                Lang::En => format!("{count} came later than {hours} hours and {en}."),
            });
        }
        if let Some(most) = self.scoring.most {
            for one in places.iter().filter(|one| one.beyond > 0) {
                let (name, beyond) = (called(&one.name), one.beyond);
                remarks.push(match self.lang {
                    Lang::ZhCn => format!("{name}每月最多{most}篇得分，{beyond}篇没有算。"),
                    Lang::En => format!("{name}: {most} a month count, {beyond} do not."),
                });
            }
        }
        if *unnamed > Points::default() {
            remarks.push(match self.lang {
                Lang::ZhCn => format!("没有署名的和不公开姓名的，另有{unnamed}分。"),
                Lang::En => format!("{unnamed} points more have no name, or one that is kept back."),
            });
        }
        remarks
    }
}
