//! A record in, what an editor types of it out: front matter in English or Chinese keys, or an item of a list.

use super::Record;

/// Keys in English and Chinese.
const KEYS: [(&str, &str); 14] = [
    ("kind", "体裁"),
    ("title", "标题"),
    ("kicker", "引题"),
    ("deck", "副题"),
    ("column", "栏目"),
    ("date", "日期"),
    ("place", "地点"),
    ("bylines", "作者"),
    ("orgs", "单位"),
    ("tags", "标签"),
    ("photos", "图片"),
    ("starts", "开始"),
    ("ends", "结束"),
    ("venue", "场地"),
];

impl Record {
    /// The Markdown file of the record.
    pub fn markdown(&self) -> String {
        let lines = self.lines().into_iter().map(|(key, value)| format!("{key}: {value}\n"));
        format!("---\n{}---\n\n{}", lines.collect::<String>(), self.linked("../", ".md"))
    }

    /// The record as an item of a YAML list.
    pub fn item(&self) -> String {
        let mut item = format!("- id: {}\n", self.id);
        for (key, value) in self.lines() {
            item.push_str(&format!("  {key}: {value}\n"));
        }
        item.push_str("  body: |\n");
        for line in self.linked("../", ".md").lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            item.push_str(&format!("{indent}{line}\n"));
        }
        item
    }

    /// The body with links that begin and end so.
    pub fn linked(&self, before: &str, after: &str) -> String {
        self.body.replace("(to:", &format!("({before}")).replace(":)", &format!("{after})"))
    }

    /// Keys and values as they are typed. Two of five editors type Chinese keys.
    fn lines(&self) -> Vec<(&'static str, String)> {
        let chinese = self.number % 5 < 2;
        let mut lines = Vec::new();
        let mut line = |key: &str, value: String| {
            if let Some((english, han)) = KEYS.iter().find(|(english, _)| *english == key) {
                lines.push((if chinese { *han } else { *english }, value));
            }
        };
        line("kind", if chinese { self.kind.1 } else { self.kind.0 }.to_owned());
        line("title", self.title.clone());
        if let Some(kicker) = &self.kicker {
            line("kicker", kicker.clone());
        }
        if let Some(deck) = &self.deck {
            line("deck", deck.clone());
        }
        line("column", self.column.to_owned());
        line("date", self.date.to_string());
        line("place", self.place.join("/"));
        line("bylines", self.bylines());
        if !self.orgs.is_empty() {
            line("orgs", format!("[{}]", self.orgs.join(", ")));
        }
        line("tags", format!("[{}]", self.tags.join(", ")));
        if let Some(photo) = &self.photo {
            line(
                "photos",
                format!("[{{file: {photo}, caption: {}, credit: {}, alt: 现场}}]", self.title, self.names[0]),
            );
        }
        if self.kind.0 == "activity" {
            line("starts", format!("{}T09:00", self.date.tomorrow().unwrap_or(self.date)));
            line("ends", format!("{}T11:30", self.date.tomorrow().unwrap_or(self.date)));
            line("venue", format!("{}活动室", self.place[2]));
        }
        lines
    }

    /// Most by-lines are one text; a few name what each one is.
    fn bylines(&self) -> String {
        if self.number % 10 == 7 {
            let one = |name: &String| format!("{{name: {name}, role: 通讯员, org: {}}}", self.place[2]);
            return format!("[{}]", self.names.iter().map(one).collect::<Vec<_>>().join(", "));
        }
        format!("通讯员 {}", self.names.join(" "))
    }
}
