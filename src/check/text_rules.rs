//! **The editor's own rules hold.** What `privacy` (隐私) finds must not be published: numbers of telephones and
//! identity cards, doors. What `wording` (用语) finds is said in another way. Build and check warn.

use regex_lite::Regex;

use super::Remark;
use crate::model::settings::{Settings, TextRule};
use crate::report::{Diagnostic, Say};

/// The rules of a bulletin, ready to look with.
#[derive(Clone, Debug, Default)]
pub(super) struct TextRules {
    privacy: Vec<(Regex, TextRule)>,
    wording: Vec<TextRule>,
}

impl TextRules {
    pub(super) fn of(settings: &Settings) -> Self {
        let ready = |rule: &TextRule| Some((Regex::new(&rule.find).ok()?, rule.clone()));
        Self {
            privacy: settings.privacy.iter().filter_map(ready).collect(),
            wording: settings.wording.clone(),
        }
    }

    pub(super) fn look(&self, text: &str) -> Vec<Remark> {
        let mut found = Vec::new();
        for (pattern, rule) in &self.privacy {
            found.extend(pattern.find_iter(text).map(|part| (part.range(), private(part.as_str(), rule))));
        }
        for rule in &self.wording {
            found.extend(text.find(&*rule.find).map(|at| (at..at + rule.find.len(), worded(rule))));
        }
        found
    }
}

fn why(rule: &TextRule) -> String {
    rule.why.as_deref().map(|why| format!("：{why}")).unwrap_or_default()
}

fn private(part: &str, rule: &TextRule) -> Diagnostic {
    let message = Say::new(
        format!("`{part}` 不该出现在稿件里{}", why(rule)),
        format!("`{part}` should not stand in a text{}", why(rule)),
    );
    let hint = Say::new("删去或改写", "delete it or say it in another way");
    Diagnostic::warning("privacy", message).hint(hint)
}

fn worded(rule: &TextRule) -> Diagnostic {
    let message = Say::new(
        format!("不用“{}”{}", rule.find, why(rule)),
        format!("`{}` is a word to avoid{}", rule.find, why(rule)),
    );
    let hint = match &rule.instead {
        Some(instead) => Say::new(format!("改为“{instead}”"), format!("say `{instead}`")),
        None => Say::new("换一个说法", "say it in another way"),
    };
    Diagnostic::warning("wording", message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::TextRules;
    use crate::model::settings::{Settings, TextRule};

    fn rule(find: &str) -> TextRule {
        TextRule { find: find.into(), instead: Some("乙".into()), why: Some("丙".into()) }
    }

    #[test]
    fn finds_patterns_and_words() {
        let (privacy, wording) = (vec![rule(r"1[3-9]\d{9}")], vec![rule("甲")]);
        let rules = TextRules::of(&Settings { privacy, wording, ..Settings::default() });
        let said =
            |text: &str| rules.look(text).into_iter().map(|(_, found)| found.message.zh).collect::<Vec<_>>();
        assert_eq!(said("电话13900000000，甲。"), ["`13900000000` 不该出现在稿件里：丙", "不用“甲”：丙"]);
        assert!(said("电话0513-12345678").is_empty());
    }
}
