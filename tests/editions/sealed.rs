//! Issues that have been printed, and what later builds do with them.

use crate::bulletin::{Bulletin, Files};

const SEALED: &str = "issues/2024-W15";
const PUBLISHED: &str = "public/issues/2024-W15";

/// A bulletin with an issue of two records, which was built and sealed.
fn sealed() -> Bulletin {
    let bulletin = Bulletin::new(&["2024-04-10", "2024-04-11"]);
    bulletin.write("issues/2024-W15.yaml", "final: true\n");
    bulletin.built(&[]);
    bulletin
}

/// The printed files of the issue as they are published.
fn published(bulletin: &Bulletin) -> Files {
    let mut files = bulletin.files(PUBLISHED);
    files.remove("index.html");
    files
}

#[test]
fn the_first_build_keeps_what_it_printed_and_every_later_one_publishes_it() {
    let bulletin = sealed();
    let mut kept = bulletin.files(SEALED);
    let first = published(&bulletin);
    assert!(kept.remove("records.json").is_some());
    let names: Vec<&String> = kept.keys().collect();
    assert_eq!(names, ["1.pdf", "1.webp", "1@2x.webp", "layout.json", "paper.pdf"]);
    assert!(kept == first, "what is kept is what was published");
    let site = bulletin.files("public");
    for gone in [".jianbao-cache", "public"] {
        bulletin.remove(gone);
    }
    let said = bulletin.built(&[]);
    assert!(said.contains("警告 0"), "{said}");
    assert!(bulletin.files("public") == site, "the whole site is as it was");
    assert!(!bulletin.path(".jianbao-cache/paper").exists(), "nothing was printed");
}

#[test]
fn a_change_is_told_with_the_correction_to_print_and_stays_out_of_print() {
    let bulletin = sealed();
    let first = published(&bulletin);
    bulletin.record("2024-04-11", "2024-04-11", "正文改过了。");
    for _ in 0..2 {
        let said = bulletin.built(&[]);
        let told = ["content/2024-04-11.md:2:8: ", "changed-after-print", "`更正: 2024-04-11`", "警告 1"];
        assert!(told.iter().all(|part| said.contains(part)), "{said}");
        assert!(published(&bulletin) == first);
        assert!(bulletin.page("2024/2024-04-11").contains("正文改过了。"));
    }
    assert_eq!(bulletin.build(&["--strict"]).exit, Some(1));
    let correction = "---\ntitle: 更正\ndate: 2024-04-18\ncorrects: 2024-04-11\n---\n\n本报上期有误。\n";
    bulletin.write("content/correction.md", correction);
    let said = bulletin.built(&["--strict"]);
    assert!(said.contains("警告 0"), "once it is corrected there is nothing to say: {said}");
    assert!(published(&bulletin) == first);
}

#[test]
fn a_record_that_goes_is_missed_and_its_pages_stay() {
    let bulletin = sealed();
    let first = published(&bulletin);
    bulletin.remove("content/2024-04-11.md");
    let said = bulletin.built(&[]);
    for part in ["issues/2024-W15.yaml: ", "changed-after-print", "`2024-04-11` 印在 2024-W15 的报纸上"]
    {
        assert!(said.contains(part), "{said}");
    }
    assert!(published(&bulletin) == first);
    let page = bulletin.page("issues/2024-W15");
    assert!(page.contains("2024/2024-04-10/") && !page.contains("2024/2024-04-11/"), "no link leads nowhere");
}

#[test]
fn an_issue_that_is_not_final_any_more_is_made_up_again() {
    let bulletin = sealed();
    let first = published(&bulletin);
    bulletin.record("2024-04-11", "2024-04-11", "正文改过了。");
    bulletin.write("issues/2024-W15.yaml", "final: false\n");
    let said = bulletin.built(&[]);
    assert!(said.contains("seal-left-over") && said.contains("issues/2024-W15"), "{said}");
    let again = published(&bulletin);
    assert!(again["paper.pdf"] != first["paper.pdf"]);
    bulletin.remove(SEALED);
    assert!(bulletin.built(&[]).contains("警告 0"));
    bulletin.write("issues/2024-W15.yaml", "final: true\n");
    bulletin.built(&[]);
    assert!(bulletin.files(SEALED)["paper.pdf"] == again["paper.pdf"], "it is sealed as it is now");
}

#[test]
fn only_a_build_that_prints_what_is_out_seals() {
    let bulletin = Bulletin::new(&["2024-04-11"]);
    bulletin.write("issues/2024-W15.yaml", "final: true\n");
    bulletin.built(&["--drafts"]);
    bulletin.built(&["--no-print"]);
    bulletin.watch_until("issues/2024-W15/paper.pdf");
    assert!(!bulletin.path(SEALED).exists());
    bulletin.built(&[]);
    let kept = bulletin.files(SEALED);
    bulletin.built(&["--no-print"]);
    assert!(bulletin.printed().is_empty());
    assert!(bulletin.files(SEALED) == kept);
    bulletin.built(&[]);
    assert_eq!(bulletin.printed(), ["2024-W15"]);
}

#[test]
fn an_issue_whose_sealing_was_broken_off_is_sealed_again() {
    let bulletin = sealed();
    let kept = bulletin.files(SEALED);
    for gone in [&["layout.json"][..], &["layout.json", "1.webp", "records.json"]] {
        gone.iter().for_each(|name| bulletin.remove(&format!("{SEALED}/{name}")));
        bulletin.write(&format!("{SEALED}/paper.pdf"), "%PDF-1.7 half of it");
        bulletin.write(&format!("{SEALED}/9.pdf"), "of an issue that was longer");
        bulletin.built(&[]);
        assert!(!published(&bulletin).contains_key("9.pdf"));
        bulletin.remove(&format!("{SEALED}/9.pdf"));
        assert!(bulletin.files(SEALED) == kept);
    }
}

#[test]
fn what_is_damaged_is_named_and_the_site_stays_as_it_was() {
    let bulletin = sealed();
    let (kept, site) = (bulletin.files(SEALED), bulletin.files("public"));
    for (name, bytes) in &kept {
        let half = bytes[..bytes.len() / 2].to_vec();
        for damaged in [Vec::new(), half, b"\xff\xfe<html>".to_vec()] {
            std::fs::write(bulletin.path(SEALED).join(name), damaged).unwrap();
            let said = bulletin.build(&[]);
            assert_eq!(said.exit, Some(1), "{name}: {}", said.text);
            let told = said.text.contains("damaged-seal") && said.text.contains(&format!("`{name}`"));
            assert!(told, "{name}: {}", said.text);
            assert!(bulletin.files("public") == site, "{name}");
        }
        std::fs::write(bulletin.path(SEALED).join(name), bytes).unwrap();
    }
    assert!(bulletin.built(&[]).contains("警告 0"));
    bulletin.remove(&format!("{SEALED}/1.webp"));
    assert_eq!(bulletin.build(&[]).exit, Some(1));
    bulletin.remove(SEALED);
    bulletin.built(&[]);
    assert!(bulletin.files(SEALED) == kept, "without the folder it is made up and sealed again");
}

#[test]
fn pages_that_an_editor_puts_in_their_place_are_published() {
    let bulletin = sealed();
    let printed =
        [&bulletin.read(&format!("{SEALED}/paper.pdf"))[..], b"\n% from the press\n%%EOF\n"].concat();
    std::fs::write(bulletin.path(SEALED).join("paper.pdf"), &printed).unwrap();
    bulletin.built(&[]);
    assert!(published(&bulletin)["paper.pdf"] == printed);
}
