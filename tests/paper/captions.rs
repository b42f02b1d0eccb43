//! Captions: no last line of a single character.

use std::fs;

use crate::bulletin::{Bulletin, Entry, SETTINGS, Shot, week};
use crate::copy::Desk;
use crate::measures::Issue;
use crate::pictures::photograph;
use crate::prose::{headline, prose};

/// A story of one column under a photograph whose caption has so many characters before its last two.
fn story(number: usize, characters: usize) -> Entry {
    let caption = format!("{}湖边。", "字".repeat(characters));
    let front = format!("photos:\n  - {{file: shot.jpg, caption: {caption}, credit: 闻人湛摄, alt: 湖}}\n");
    let (title, paragraphs) = (Some(headline(number as u64)), prose(number as u64, 160));
    Entry { kind: "news", title, front, paragraphs, ..Entry::default() }
}

#[test]
fn no_caption_ends_with_a_line_of_one_character() {
    let bulletin = Bulletin::new(SETTINGS);
    // In a column of some fifteen characters every place at which a caption may be turned.
    let entries: Vec<Entry> = (8..32).map(|characters| story(700 + characters, characters)).collect();
    bulletin.issue(0, &entries);
    let folder = bulletin.root().join("content").join(week(0).0.to_lowercase());
    fs::write(folder.join("shot.jpg"), photograph(&Shot { width: 1600, height: 1067 }, 0)).unwrap();
    let (desk, site) = (Desk::open(&bulletin.root()), bulletin.build());
    let issue = Issue::of_site(&desk, &site, &week(0).0);
    let begin = |start: &str| issue.words.iter().filter(|word| word.text.starts_with(start)).count();
    assert_eq!(issue.words.iter().filter(|word| word.text.contains("湖边。")).count(), entries.len());
    assert_eq!(begin("边。"), 0);
    assert!(begin("湖边。") > 0, "no caption was turned where its last character would have stood alone");
}
