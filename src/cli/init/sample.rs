//! The files of a new bulletin: in, a language and today; out, names and texts, in the order in which they are
//! listed. The texts stand in `zh/` and `en/` beside this file, with `{date}` and the like where a day belongs.

use crate::cli::schema::{What, schema};
use crate::model::Week;
use crate::model::date::{Date, Weekday};
use crate::model::settings::Lang;

type File = (&'static str, &'static str);

const ZH: [File; 11] = [
    ("jianbao.yaml", include_str!("zh/jianbao.yaml")),
    ("README.md", include_str!("zh/README.md")),
    ("{issue}/jian-bao-kai-zhang.md", include_str!("zh/news.md")),
    ("{issue}/ting-shui-tong-zhi.md", include_str!("zh/notice.md")),
    ("{issue}/zhou-mo-du-shu-hui.md", include_str!("zh/activity.md")),
    ("{issue}/lou-dao-xin-deng.md", include_str!("zh/brief.md")),
    ("content/places/yang-guang-shu-fang.md", include_str!("zh/place.md")),
    ("content/pages/guan-yu.md", include_str!("zh/page.md")),
    ("预览.bat", include_str!("preview.bat")),
    ("预览.sh", include_str!("preview.sh")),
    ("预览.desktop", include_str!("zh/preview.desktop")),
];

const EN: [File; 11] = [
    ("jianbao.yaml", include_str!("en/jianbao.yaml")),
    ("README.md", include_str!("en/README.md")),
    ("{issue}/a-bulletin-begins.md", include_str!("en/news.md")),
    ("{issue}/water-cut.md", include_str!("en/notice.md")),
    ("{issue}/weekend-reading.md", include_str!("en/activity.md")),
    ("{issue}/new-lamps.md", include_str!("en/brief.md")),
    ("content/places/sunny-reading-room.md", include_str!("en/place.md")),
    ("content/pages/about.md", include_str!("en/page.md")),
    ("preview.bat", include_str!("preview.bat")),
    ("preview.sh", include_str!("preview.sh")),
    ("preview.desktop", include_str!("en/preview.desktop")),
];

const COMMON: [File; 4] = [
    (".gitignore", "/public/\n/.jianbao-cache/\n"),
    ("static/.gitkeep", ""),
    (".vscode/extensions.json", include_str!("vscode/extensions.json")),
    (".vscode/settings.json", include_str!("vscode/settings.json")),
];

/// All files, with days filled in and schemas made.
pub(super) fn files(lang: Lang, today: Date) -> Vec<(String, String)> {
    let own = match lang {
        Lang::ZhCn => &ZH,
        Lang::En => &EN,
    };
    let mut files: Vec<(String, String)> = own
        .iter()
        .chain(&COMMON)
        .map(|(name, text)| (filled(name, today), endings(name, filled(text, today))))
        .collect();
    for (name, what) in [("records", What::List), ("settings", What::Settings), ("issue", What::Issue)] {
        files.push((format!(".vscode/jianbao/{name}.schema.json"), format!("{:#}\n", schema(what))));
    }
    files
}

fn filled(text: &str, today: Date) -> String {
    let week = Week::of(today);
    let issue = format!("content/{}/w{:02}", week.year(), week.number());
    // The next Saturday, today excepted: an activity to come.
    let saturday = today.nth_weekday(1, Weekday::Saturday).unwrap_or(today);
    text.replace("{issue}", &issue)
        .replace("{date}", &today.to_string())
        .replace("{saturday}", &saturday.to_string())
}

/// Windows reads batch files by their own line ends.
fn endings(name: &str, text: String) -> String {
    if name.ends_with(".bat") { text.replace('\n', "\r\n") } else { text }
}
