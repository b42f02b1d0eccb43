//! What the fonts of the binary have, and how a bulletin's own stand among them.

use typst::text::{FontStretch, FontStyle, FontVariant, FontWeight};

use super::{load, naming, plain};
use crate::model::settings::PrintSettings;
use crate::print::fonts::{Fonts, Style};

/// One of the fonts of the binary, for bulletins to have as their own.
const SANS: &[u8] = include_bytes!(concat!(env!("JIANBAO_FONTS"), "/NotoSansSC-Bold.ttf"));

/// 通用规范汉字表, as the fonts were cut by it.
const LISTED: &str = include_str!("../../../../tools/fonts/tongyong.txt");

/// The characters that are missing, as one text.
fn lacking(fonts: &Fonts, text: &str) -> String {
    fonts.missing(text).into_iter().collect()
}

/// What the serif fonts give for a weight: family and weight.
fn chosen(fonts: &Fonts, style: Style, weight: FontWeight) -> (String, u16) {
    let variant = FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL);
    let family = fonts.families(style).first().unwrap().to_lowercase();
    let font = fonts.font(fonts.book().select(&family, variant).unwrap()).unwrap();
    (font.info().family.clone(), font.info().variant.weight.to_number())
}

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

#[test]
fn names_and_signs_of_community_briefs_can_be_printed() {
    let fonts = plain();
    let (listed, added) = ("喆堃䶮㛃", "晧珮濛囍");
    assert!(listed.chars().all(|c| LISTED.contains(c)) && !added.chars().any(|c| LISTED.contains(c)));
    for text in [
        listed,
        added,
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

#[test]
fn a_font_that_is_named_comes_first_and_another_last() {
    let (named, found) = load(&[("own.ttf", SANS), ("licence.txt", b"")], &naming("own.ttf"));
    assert!(found.is_empty(), "{found:?}");
    let (filling, _) = load(&[("own.ttf", SANS)], &PrintSettings::default());
    let first = |fonts: &Fonts| fonts.font(0).unwrap().info().family.clone();
    assert_eq!((first(&named), first(&filling)), ("Noto Sans SC".into(), "Noto Serif SC".into()));
    assert_eq!(named.families(Style::Serif).first().unwrap(), "Noto Serif SC", "a sans is no body");
}

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
