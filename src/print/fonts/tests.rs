//! What the fonts of the binary have, and in which order fonts are asked.

use std::path::Path;

use typst::text::{FontStretch, FontStyle, FontVariant, FontWeight};

use super::{Fonts, Style, missing_glyphs};
use crate::model::BulletinPath;
use crate::model::settings::PrintSettings;
use crate::read::Sources;
use crate::report::{Diagnostic, Place};

/// One of the fonts of the binary, for bulletins to have as their own.
#[cfg(feature = "fonts")]
const SANS: &[u8] = include_bytes!(concat!(env!("JIANBAO_FONTS"), "/NotoSansSC-Bold.ttf"));

/// 通用规范汉字表, as the fonts were cut by it.
const LISTED: &str = include_str!("../../../tools/fonts/tongyong.txt");

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

/// The characters that are missing, as one text.
#[cfg(feature = "fonts")]
fn lacking(fonts: &Fonts, text: &str) -> String {
    fonts.missing(text).into_iter().collect()
}

/// What the serif fonts give for a weight: family and weight.
#[cfg(feature = "fonts")]
fn chosen(fonts: &Fonts, style: Style, weight: FontWeight) -> (String, u16) {
    let variant = FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL);
    let family = fonts.families(style).first().unwrap().to_lowercase();
    let font = fonts.font(fonts.book().select(&family, variant).unwrap()).unwrap();
    (font.info().family.clone(), font.info().variant.weight.to_number())
}

#[cfg(feature = "fonts")]
#[test]
fn every_character_of_the_standard_list_and_of_gb2312_can_be_printed() {
    let fonts = plain();
    assert_eq!(LISTED.split_whitespace().flat_map(str::chars).count(), 8105);
    assert_eq!(lacking(&fonts, LISTED), "");
    let rows = (0xA1..=0xF7_u8).flat_map(|row| (0xA1..=0xFE_u8).map(move |cell| [row, cell]));
    // Cells that GB2312 leaves empty hold forms for vertical setting today, which nobody prints.
    let is_vertical = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FE10}'..='\u{FE19}');
    let decoded = rows.filter_map(|pair| {
        Some(encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&pair)?.into_owned())
    });
    let gb: String = decoded.collect::<String>().chars().filter(|c| !is_vertical(c)).collect();
    assert!(gb.chars().count() >= 7445, "{}", gb.chars().count());
    assert_eq!(lacking(&fonts, &gb), "");
    assert!(fonts.shelf().covered.count() > 10_000);
}

#[cfg(feature = "fonts")]
#[test]
fn names_and_signs_of_community_briefs_can_be_printed() {
    let fonts = plain();
    for text in [
        "喆堃䶮㛃",
        "晧珮濛囍",
        "“壹圆”——……·《》〔〕",
        "①⑳㈠㈩⑴⒈Ⅳ",
        "●■▲◆★☆○□△◇→←↑↓",
        "m² 37.5℃ ㎡㎏№℡‰½",
        "nǐ hǎo lǜ ḿ ē",
    ] {
        assert_eq!(lacking(&fonts, text), "");
    }
    assert_eq!(fonts.missing("在𰻞𰻞面馆，\u{200D}\u{FE0F}\n 🎉"), ['🎉', '𰻞']);
}

#[cfg(feature = "fonts")]
#[test]
fn the_body_and_the_headlines_find_their_weights() {
    let fonts = plain();
    assert_eq!(fonts.families(Style::Serif), ["Noto Serif SC", "Noto Sans SC"]);
    assert_eq!(fonts.families(Style::Sans), ["Noto Sans SC", "Noto Serif SC"]);
    assert_eq!(chosen(&fonts, Style::Serif, FontWeight::REGULAR), ("Noto Serif SC".into(), 400));
    assert_eq!(chosen(&fonts, Style::Serif, FontWeight::BLACK), ("Noto Serif SC".into(), 900));
    assert_eq!(chosen(&fonts, Style::Sans, FontWeight::BOLD), ("Noto Sans SC".into(), 700));
    assert!(fonts.font(3).is_none());
}

#[cfg(feature = "fonts")]
#[test]
fn a_font_that_is_named_comes_first_and_another_last() {
    let (named, found) = load(&[("own.ttf", SANS), ("licence.txt", b"")], &naming("own.ttf"));
    assert!(found.is_empty(), "{found:?}");
    let (filling, _) = load(&[("own.ttf", SANS)], &PrintSettings::default());
    let first = |fonts: &Fonts| fonts.font(0).unwrap().info().family.clone();
    assert_eq!((first(&named), first(&filling)), ("Noto Sans SC".into(), "Noto Serif SC".into()));
    assert_eq!(named.families(Style::Serif).first().unwrap(), "Noto Serif SC", "a sans is no body");
}

#[cfg(feature = "fonts")]
#[test]
fn the_same_fonts_are_known_again_and_no_others() {
    let of = |files: &[(&str, &[u8])], settings: &PrintSettings| load(files, settings).0.fingerprint();
    let none = PrintSettings::default();
    assert_eq!(plain().fingerprint(), of(&[], &none));
    assert_eq!(of(&[("a.ttf", SANS)], &none), of(&[("b.ttf", SANS)], &none));
    let all = [
        plain().fingerprint(),
        of(&[("a.ttf", SANS)], &none),
        of(&[("a.ttf", SANS)], &naming("fonts/a.ttf")),
    ];
    assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
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
