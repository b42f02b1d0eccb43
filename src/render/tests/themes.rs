//! Texts, and themes of a bulletin's own.

use std::collections::BTreeSet;

use super::super::bundled::FILES;
use super::super::texts::Texts;
use super::super::theme::Theme;
use super::{build, sample};
use crate::model::Settings;
use crate::report::Spot;
use crate::resolve::Show;

fn texts(path: &str) -> Texts {
    let mut texts = Texts::default();
    texts.take(FILES.iter().find(|(name, _)| *name == path).unwrap().1).unwrap();
    texts
}

#[test]
fn both_languages_have_the_same_texts() {
    let (zh, en) = (texts("texts/zh-CN.yaml"), texts("texts/en.yaml"));
    assert_eq!(zh.names().collect::<Vec<_>>(), en.names().collect::<Vec<_>>());
    for name in zh.names() {
        let holes = |texts: &Texts| texts.get(name).contains("{n}");
        assert_eq!(holes(&zh), holes(&en), "{name}");
    }
}

#[test]
fn every_text_is_used_and_every_used_text_is_there() {
    let texts = texts("texts/en.yaml");
    let known: BTreeSet<&str> = texts.names().collect();
    let templates: String =
        FILES.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, text)| *text).collect();
    for used in templates.split(" t.").chain(templates.split("{t.")).skip(1) {
        let name: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        assert!(
            known.contains(name.as_str())
                || !used.starts_with(&name)
                || name == "doctype"
                || templates.starts_with(used),
            "{name}"
        );
    }
    let of_sorts = ["columns", "places", "kinds", "tags", "orgs", "people"];
    for name in known.iter().filter(|name| !name.starts_with("field_") && !of_sorts.contains(name)) {
        let folders = [
            "src/render",
            "src/render/board",
            "src/render/days",
            "src/render/figures",
            "src/render/history",
            "src/render/map",
            "src/render/modules",
            "src/print",
            "src/print/sheet",
            "src/cli",
        ];
        let in_code = folders
            .into_iter()
            .flat_map(|folder| std::fs::read_dir(folder).unwrap())
            .filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
        let quoted = format!("\"{name}\"");
        let used = templates.contains(&format!("t.{name}"))
            || in_code.into_iter().any(|code| code.contains(&quoted));
        assert!(used, "`{name}` is used by nothing");
    }
}

fn own(path: &str, text: &str) -> Vec<(String, Vec<u8>)> {
    vec![(path.to_owned(), text.as_bytes().to_vec())]
}

fn built_with(path: &str, text: &str) -> super::Built {
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    build(folder.path(), Show::Out, &own(path, text))
}

#[test]
fn one_file_of_a_theme_replaces_one_file() {
    let built = built_with("templates/footer.html", "<footer>自家的页脚</footer>");
    assert!(
        built.page("2024/b/index.html").contains("自家的页脚")
            && built.page("2024/b/index.html").contains("data-body")
    );
    let built = built_with("texts/zh-CN.yaml", "front: 头版\n");
    assert!(built.page("index.html").contains(">头版</a>") && built.page("index.html").contains(">往期</a>"));
    let built = built_with(
        "templates/record.html",
        "{% extends \"bundled/record.html\" %}{% block look %}own{% endblock look %}",
    );
    assert!(built.page("2024/b/index.html").contains("class=\"own\""));
    let built = built_with("styles/8-own.css", "body{color:red}");
    let style = built.pages.iter().find(|(path, _)| path.starts_with("assets/style-")).unwrap().1;
    assert!(style.ends_with("body{color:red}"));
}

#[test]
fn a_wrong_template_is_named_with_its_place_once() {
    let found = Theme::load(&Settings::default(), &own("templates/card.html", "汉字{% if %}")).err().unwrap();
    let place = found[0].place.clone().unwrap();
    assert_eq!(place.file.as_str(), "themes/default/templates/card.html");
    let built = built_with("templates/card.html", "汉字 {{ story.nothing }}");
    let wrong: Vec<_> = built.found.iter().filter(|found| found.rule == "template").collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    let Spot::Bytes(span) = wrong[0].place.as_ref().unwrap().spot else { panic!() };
    assert!(span.start >= 10 && span.end <= 25, "{span:?}: behind the Han characters, in bytes");
}
