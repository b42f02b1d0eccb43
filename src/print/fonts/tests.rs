//! What a bulletin's own fonts and the system's do, and what is said of them; what those of the binary have is in
//! `tests/built_in.rs`.

#[cfg(feature = "fonts")]
mod built_in;

use std::path::Path;

use super::{Fonts, Style, missing_glyphs};
use crate::model::BulletinPath;
use crate::model::settings::PrintSettings;
use crate::read::Sources;
use crate::report::{Diagnostic, Place};

/// The fonts of a bulletin with these files in `fonts/`.
fn load(files: &[(&str, &[u8])], settings: &PrintSettings) -> (Fonts, Vec<Diagnostic>) {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("fonts")).unwrap();
    for (name, bytes) in files {
        std::fs::write(root.path().join("fonts").join(name), bytes).unwrap();
    }
    let (sources, found) = Sources::scan(root.path());
    assert!(found.is_empty(), "{found:?}");
    Fonts::load(&sources, settings)
}

fn plain() -> Fonts {
    Fonts::load(&Sources::scan(Path::new("/nowhere")).0, &PrintSettings::default()).0
}

fn naming(name: &str) -> PrintSettings {
    PrintSettings { fonts: vec![name.into()], ..PrintSettings::default() }
}

#[test]
fn a_file_that_is_no_font_and_a_font_that_is_not_there_are_errors() {
    let (fonts, found) = load(&[("page.ttf", b"<html>"), ("empty.otf", b"")], &naming("pgae.ttf"));
    let rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["missing-font", "unreadable-font", "unreadable-font"]);
    assert!(found[0].hint.as_ref().unwrap().en.contains("`page.ttf`"));
    assert_eq!(fonts.own.named.len() + fonts.own.others.len(), 0);
}

#[test]
fn fonts_of_the_system_fill_in_only_when_asked() {
    let settings = PrintSettings { system_fonts: true, ..PrintSettings::default() };
    let (fonts, found) = load(&[], &settings);
    assert!(found.is_empty());
    let lent = crate::read::system_fonts().len();
    let built_in = super::embedded::FILES.len();
    assert!(lent == 0 || fonts.font(built_in).is_some(), "{lent} files");
    assert_eq!(fonts.families(Style::Serif), plain().families(Style::Serif), "none sets the page");
}

#[test]
fn what_cannot_be_printed_is_named_with_its_remedy() {
    let place = Place::file(&BulletinPath::new("content/a.md").unwrap());
    let said = missing_glyphs(place.clone(), &['𰻞']);
    assert_eq!(said.rule, "missing-glyph");
    assert_eq!(said.message.zh, "印不出来，没有一种字体有 `𰻞`（U+30EDE）");
    assert_eq!(said.message.en, "cannot be printed, for no font has `𰻞` (U+30EDE)");
    assert!(said.hint.unwrap().zh.contains("fonts 文件夹"));
    let many: Vec<char> = ('\u{20000}'..'\u{20020}').collect();
    assert!(missing_glyphs(place, &many).message.en.ends_with(" and 20 more"));
}
