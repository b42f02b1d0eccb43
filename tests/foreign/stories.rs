//! What stands on the page of each record, once and as it was typed.

use serde_json::Value;

use crate::bulletin::built;
use crate::pieces::{Piece, by_id};

/// Datelines that columns give.
const DATELINES: [(&str, &str); 2] = [("社区传真", "晚报讯"), ("党旗在基层", "晚报讯")];

/// By-lines that were typed as lists, as they are printed.
const BYLINES: [(&str, &str); 5] = [
    ("yi-shi-ting", "通讯员 陆知遥（校东村社区） 本报记者 闵书成"),
    ("nongshi", "记者 曾小满 通讯员 欧阳晴"),
    ("mianfei-peiyao", "通讯员 单雪"),
    ("yugang-heliu", "通讯员 仇思远"),
    ("lajia", "通讯员 解冬（双井社区）"),
];

/// Each record with its entry in the catalogue.
fn each(check: impl Fn(&str, &Piece, &Value)) {
    let entries: Vec<&Value> = built().entries().collect();
    let pieces = by_id(&entries);
    assert_eq!(pieces.len(), entries.len(), "every record is in the catalogue");
    assert!(pieces.len() >= 60);
    for entry in entries {
        let id = entry["id"].as_str().unwrap();
        check(id, pieces.get(id).unwrap_or_else(|| panic!("nobody wrote {id}")), entry);
    }
}

#[test]
fn nothing_is_said_but_what_is_deserved() {
    let said = &built().said;
    let warnings: Vec<&str> = said.lines().filter(|line| line.contains("警告[")).collect();
    assert_eq!(warnings.len(), 1, "{said}");
    assert!(warnings[0].contains("unknown-place") && warnings[0].contains("柳浪社区"), "{said}");
}

#[test]
fn headlines_stand_as_typed() {
    each(|id, piece, entry| {
        let page = built().page(entry);
        assert_eq!(page.hook("record").as_deref(), Some(id));
        for hook in ["kicker", "title", "deck"] {
            assert_eq!(page.hook(hook).as_deref(), piece.text(hook), "{id}: {hook}");
        }
        assert_eq!(entry["source"], piece.source.as_str(), "{id}");
    });
}

#[test]
fn datelines_are_their_own_or_their_columns() {
    each(|id, piece, entry| {
        let of_column = |column| DATELINES.iter().find(|(name, _)| *name == column).map(|(_, line)| *line);
        let wanted = piece.text("dateline").or_else(|| piece.text("column").and_then(of_column));
        assert_eq!(built().page(entry).hook("dateline").as_deref(), wanted, "{id}");
    });
}

#[test]
fn bylines_stand_as_typed() {
    each(|id, piece, entry| {
        let printed = BYLINES.iter().find(|(list, _)| *list == id).map(|(_, printed)| *printed);
        let wanted = printed.or_else(|| piece.text("bylines"));
        assert_eq!(built().page(entry).hook("byline").as_deref(), wanted, "{id}");
    });
}

#[test]
fn the_body_stands_whole_in_order_and_once() {
    each(|id, piece, entry| {
        let page = built().page(entry);
        let shown = page.hook("body").unwrap_or_default();
        assert_eq!(shown, piece.shown(id).join("\n"), "{id}");
    });
}

#[test]
fn no_other_page_has_hooks() {
    let urls: Vec<String> = built()
        .entries()
        .map(|entry| format!("{}index.html", entry["url"].as_str().unwrap().trim_start_matches('/')))
        .collect();
    for (path, page) in &built().pages {
        assert!(page.hooks.is_empty() || urls.contains(path), "{path}: {:?}", page.hooks.keys());
        assert!(page.hooks.values().all(|found| found.len() == 1), "{path}");
    }
}

#[test]
fn a_caption_that_is_the_body_is_said_once() {
    for (id, words) in [("yanmian", "重新刷了漆"), ("kan-ya", "鸟叫声"), ("zhao-pian", "各有各的")]
    {
        let path = built().site.join(format!("2025/{id}/index.html"));
        let page = std::fs::read_to_string(path).unwrap();
        let main = page.split("<article ").nth(1).unwrap().split("</article>").next().unwrap();
        assert_eq!(main.matches(words).count(), 1, "{id}");
    }
}
