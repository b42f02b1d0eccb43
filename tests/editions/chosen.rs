//! `build --issue`, and `build --no-print`: what is printed, and that the site stays right.

use crate::bulletin::Bulletin;

const WEEKS: [&str; 3] = ["2024-W13", "2024-W14", "2024-W15"];

fn three() -> Bulletin {
    Bulletin::new(&["2024-03-28", "2024-04-04", "2024-04-11"])
}

#[test]
fn one_issue_is_printed_and_the_site_is_whole() {
    let bulletin = three();
    bulletin.built(&["--issue", "2024-W14"]);
    assert_eq!(bulletin.printed(), ["2024-W14"]);
    for week in WEEKS {
        let page = bulletin.page(&format!("issues/{week}"));
        assert_eq!(page.contains("paper.pdf"), week == "2024-W14", "{week}");
    }
    bulletin.built(&["--issue", "2024w15"]);
    assert_eq!(bulletin.printed(), ["2024-W14", "2024-W15"], "what was there stays");
    bulletin.built(&[]);
    assert_eq!(bulletin.printed(), WEEKS);
}

#[test]
fn other_issues_of_the_site_stay_and_say_what_their_records_say() {
    let (bulletin, clean) = (three(), three());
    bulletin.built(&[]);
    let before = bulletin.read("public/issues/2024-W13/paper.pdf");
    for each in [&bulletin, &clean] {
        each.record("2024-03-28", "2024-03-28", "正文改过了，名字也删去了。");
        each.record("2024-04-11", "2024-04-11", "这一条也改过。");
    }
    bulletin.built(&["--issue", "2024-W15"]);
    clean.built(&[]);
    assert!(bulletin.read("public/issues/2024-W13/paper.pdf") != before);
    assert!(bulletin.files("public") == clean.files("public"), "as if all had been printed");
}

#[test]
fn an_issue_of_a_long_archive_is_printed_when_it_is_asked_for() {
    let days: Vec<String> = (0..106).map(day).collect();
    let bulletin = Bulletin::new(&days.iter().map(String::as_str).collect::<Vec<_>>());
    bulletin.built(&[]);
    assert_eq!(bulletin.printed().len(), 1, "of a long archive only the newest");
    let newest = bulletin.printed().remove(0);
    bulletin.built(&["--issue", "2015-W08"]);
    assert_eq!(bulletin.printed(), ["2015-W08", &newest]);
    bulletin.write("issues/2015-W08.yaml", "final: true\n");
    bulletin.built(&[]);
    assert_eq!(bulletin.printed(), ["2015-W08", &newest], "what is decided about is always printed");
}

/// The Thursday of a week from the beginning of 2015.
fn day(week: i64) -> String {
    (jiff::civil::date(2015, 1, 1) + jiff::Span::new().weeks(week)).to_string()
}

#[test]
fn without_print_nothing_of_it_is_left() {
    let bulletin = three();
    let notice = "---\nkind: notice\ntitle: 停水通知\ndate: 2024-04-12\nsheet: true\n---\n\n请提前储水。\n";
    bulletin.write("content/notice.md", notice);
    bulletin.built(&[]);
    let of_print = ["paper.pdf", "layout.json", "/sheets/", "/1.webp", "PagePicMap"];
    let traces = |bulletin: &Bulletin| {
        let files = bulletin.files("public");
        let is_trace = |(name, bytes): &(&String, &Vec<u8>)| {
            let text = String::from_utf8_lossy(bytes);
            let is_page = name.ends_with(".html");
            of_print.iter().any(|part| format!("/{name}").contains(part) || is_page && text.contains(part))
        };
        files.iter().filter(is_trace).map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert!(traces(&bulletin).len() > 10, "{:?}", traces(&bulletin));
    bulletin.built(&["--no-print"]);
    assert_eq!(traces(&bulletin), [""; 0]);
    let clean = three();
    clean.write("content/notice.md", notice);
    clean.built(&["--no-print"]);
    assert!(clean.files("public") == bulletin.files("public"));
}

#[test]
fn an_issue_with_nothing_to_print_has_no_pages() {
    let bulletin = three();
    bulletin.write("issues/2024-W14.yaml", "leave_out: [2024-04-04]\n");
    bulletin.write(
        "content/2024-03-28.md",
        "---\ntitle: 只上网\ndate: 2024-03-28\nprint: false\n---\n\n正文。\n",
    );
    let said = bulletin.built(&[]);
    assert!(said.contains("警告 0"), "{said}");
    assert_eq!(bulletin.printed(), ["2024-W15"]);
}
