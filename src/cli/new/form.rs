//! The text of a new record: in, its kind and title; out, front matter with what the kind needs filled in and every
//! other key behind a `#`, in the bulletin's language.

use super::Setting;
use crate::model::Kind;
use crate::model::keys::{COMMON, Key, find, own};
use crate::model::kind::KindRow;
use crate::model::settings::Lang;

/// Keys that nobody types into a new record: its file gives the id, the text below the body, time the others.
const LEFT_OUT: [&str; 4] = ["id", "body", "aliases", "corrects"];
/// Keys that mean nothing on a record that does not run in an issue.
const RUNNING: [&str; 8] = ["kicker", "deck", "column", "date", "issue", "dateline", "priority", "print"];

/// The whole file.
pub(super) fn text(kind: Kind, title: &str, setting: &Setting<'_>) -> String {
    let form = Form { kind, lang: setting.settings.lang };
    let mut lines = vec!["---".to_owned()];
    let filled = form.filled(title, setting);
    for (name, value) in &filled {
        lines.extend(find(kind, name).map(|key| format!("{}:{value}", form.name(key))));
    }
    let open =
        own(kind).iter().chain(COMMON).filter(|key| !filled.iter().any(|(name, _)| *name == key.english));
    for key in open.filter(|key| form.offers(key)) {
        let hint = form.lang.pick(key.zh, key.en);
        lines.push(format!("# {}:  # {hint}", form.name(key)));
    }
    lines.extend(["---".to_owned(), String::new(), String::new()]);
    lines.join("\n")
}

struct Form {
    kind: Kind,
    lang: Lang,
}

impl Form {
    fn name(&self, key: &Key) -> &'static str {
        self.lang.pick(key.chinese.first().copied().unwrap_or(key.english), key.english)
    }

    fn offers(&self, key: &Key) -> bool {
        let runs_only =
            RUNNING.contains(&key.english) && own(self.kind).iter().all(|o| o.english != key.english);
        !LEFT_OUT.contains(&key.english) && (self.kind.runs() || !runs_only)
    }

    /// The keys that a record of this kind needs or is made for, with a space or a line end before the value.
    fn filled(&self, title: &str, setting: &Setting<'_>) -> Vec<(&'static str, String)> {
        let row: &KindRow = self.kind.row();
        let kind = self.lang.pick(row.chinese.first().copied().unwrap_or(row.english), row.english);
        let mut filled = vec![("kind", format!(" {kind}"))];
        if !title.is_empty() {
            filled.push(("title", format!(" {}", scalar(title))));
        }
        let today = setting.today;
        if self.kind.runs() {
            filled.push(("date", format!(" {today}")));
        }
        match self.kind {
            Kind::Notice => filled.push(("sheet", format!(" {}", self.lang.pick("是", "true")))),
            Kind::Photo => filled.push(("photos", self.photo())),
            Kind::Activity => {
                filled.push(("starts", format!(" {today} 09:00")));
                filled.push(("ends", format!(" {today} 11:00")));
                filled.push(("venue", format!(" {}", self.lang.pick("待定", "to be announced"))));
            }
            _ => {}
        }
        filled
    }

    fn photo(&self) -> String {
        self.lang
            .pick(
                "\n  - 文件: 图片.jpg  # 换成放在旁边的图片\n    图注: \n    摄影: \n    替代文字: ",
                "\n  - file: photo.jpg  # the picture beside this file\n    caption: \n    credit: \n    alt: ",
            )
            .lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// `title` as a YAML text: as it is where nothing in it means anything to YAML, else in double quotes.
fn scalar(title: &str) -> String {
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '\u{3000}' | '，' | '。' | '“' | '”' | '、' | '！' | '？')
    };
    let begins_as_word = title.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    let is_word = matches!(title, "是" | "否");
    if begins_as_word && !is_word && title.chars().all(plain) {
        return title.to_owned();
    }
    serde_json::Value::from(title)
        .to_string()
        .replace('\u{7f}', "\\x7f")
        .replace('\u{85}', "\\N")
        .replace(['\u{2028}', '\u{2029}', '\u{feff}'], " ")
}
