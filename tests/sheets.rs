//! Sheets for notice boards, by the program itself: how many pages, and whether all of the text is on them.
#![cfg(feature = "fonts")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SETTINGS: &str = "title: 山下社区简报\npublisher: 山下社区居委会\ncontact: 0513-85000000\nbase_url: https://shanxia.example.org/\n";
const SHORT: &str = "---\nkind: notice\ntitle: 停水通知\ndate: 2024-04-11\nexpires_at: 2027-04-30\nsheet: true\n---\n\
    因管道检修，4月13日停水，请提前储水。\n";
const ACTIVITY: &str = "---\nkind: activity\ntitle: 春日便民服务集市 本周六在社区广场举办\nkicker: 家门口的服务\n\
    date: 2024-04-11\nstarts: 2024-04-13 09:00\nends: 2024-04-13 11:30\nvenue: 社区文化广场\naudience: 全体居民\n\
    signup: 不用报名\nrepeats: 每周六\nsheet: true\nphotos: [{file: one.png, caption: 去年的集市, credit: 王记, alt: 集市}]\n---\n\
    请带好小凳。\n\n- 磨刀\n- 理发\n";

/// A photograph of two colours.
fn photo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 900, 600);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..900 * 600_u32).flat_map(|at| [(at / 9000 * 4) as u8, 120, 90]).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// A clause of its own for every number.
fn clause(number: usize) -> String {
    format!(
        "第{number}条，施工期间请按指定位置停放车辆，保持消防通道畅通，不要在楼道堆放物品，有事请找网格员。"
    )
}

fn bulletin(records: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("jianbao.yaml"), SETTINGS).unwrap();
    fs::write(folder.path().join("content/one.png"), photo()).unwrap();
    for (name, text) in records {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn build(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.current_dir(folder).arg("build").args(args).env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL");
    command.env("SOURCE_DATE_EPOCH", "1712793600").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8([&output.stderr[..], &output.stdout].concat()).unwrap()
}

/// The text of each page without its spaces.
fn pages(folder: &Path, id: &str) -> Vec<String> {
    let path = folder.join("public/sheets").join(format!("{id}.pdf"));
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(path).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let page = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    text.trim_end_matches('\u{c}').split('\u{c}').map(page).collect()
}

fn three() -> tempfile::TempDir {
    let body: Vec<String> = (1..=60).map(clause).collect();
    let long =
        "---\nkind: notice\ntitle: 施工期间安全管理通告\ndate: 2024-04-11\nsheet: true\n---\n".to_owned();
    let long = long + &body.join("\n\n");
    let records = [("content/short.md", SHORT), ("content/fair.md", ACTIVITY), ("content/long.md", &long)];
    bulletin(&records)
}

#[test]
fn a_sheet_has_all_of_its_text_on_as_few_pages_as_can_be() {
    let folder = three();
    let output = build(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("单页 3"), "{}", said(&output));
    let (short, fair, long) =
        (pages(folder.path(), "short"), pages(folder.path(), "fair"), pages(folder.path(), "long"));
    assert_eq!((short.len(), fair.len()), (1, 1));
    let foot = ["有效期至2027年4月30日", "联系：0513-85000000", "山下社区居委会2024年4月11日"];
    let rest =
        ["停水通知", "因管道检修，4月13日停水，请提前储水。", "https://shanxia.example.org/2024/short/"];
    for text in foot.iter().chain(&rest) {
        assert!(short[0].contains(text), "{text}: {short:?}");
    }
    let facts =
        ["时间2024年4月13日（星期六）9:00–11:30，每周六", "地点社区文化广场", "对象全体居民", "报名不用报名"];
    for text in facts.iter().chain(&["家门口的服务", "去年的集市", "请带好小凳。", "磨刀", "理发"])
    {
        assert!(fair[0].contains(text), "{text}: {fair:?}");
    }
    assert!((2..=6).contains(&long.len()), "{} pages", long.len());
    let parts = long.iter().enumerate().map(|(at, page)| {
        let folio = format!("施工期间安全管理通告第{}页，共{}页", at + 1, long.len());
        assert!(page.contains(&folio), "{folio}: {page}");
        page.replacen(&folio, "", 1)
    });
    let whole: String = parts.collect();
    (1..=60).for_each(|number| assert!(whole.contains(&clause(number)), "{number}: {whole}"));
}

#[test]
fn the_same_record_gives_the_same_bytes_and_only_another_is_made_again() {
    let (one, two) = (three(), three());
    // A photograph that was written a moment ago is read; later its file's state tells that it is the same.
    std::thread::sleep(std::time::Duration::from_millis(100));
    for folder in [&one, &two] {
        assert_eq!(build(folder.path(), &[]).status.code(), Some(0));
    }
    let file = |folder: &tempfile::TempDir, name: &str| {
        fs::read(folder.path().join("public/sheets").join(name)).unwrap()
    };
    for name in ["short.pdf", "short.png", "fair.pdf", "fair.png", "long.pdf", "long.png"] {
        assert!(file(&one, name) == file(&two, name), "{name}");
    }
    let kept = || {
        let shelves = fs::read_dir(one.path().join(".jianbao-cache/sheets")).unwrap();
        shelves.map(|shelf| shelf.unwrap().file_name()).collect::<Vec<_>>()
    };
    let (fair, before) = (file(&one, "fair.pdf"), kept());
    fs::write(one.path().join("content/short.md"), SHORT.replace("停水通知", "停电通知")).unwrap();
    assert_eq!(build(one.path(), &[]).status.code(), Some(0));
    assert!(pages(one.path(), "short")[0].contains("停电通知"));
    assert!(file(&one, "fair.pdf") == fair);
    assert!(kept().len() <= before.len() + 2, "{:?} {before:?}", kept());
    assert_eq!(build(one.path(), &["--no-print"]).status.code(), Some(0));
    assert!(!one.path().join("public/sheets").exists());
}

#[test]
fn a_sheet_speaks_the_language_of_its_bulletin() {
    let text = "---\nkind: activity\ntitle: Spring market in the square this Saturday\ndate: 2024-04-11\n\
        starts: 2024-04-13 09:00\nvenue: The square\nsheet: true\n---\nBring a stool.\n";
    let folder = bulletin(&[("content/fair.md", text)]);
    fs::write(folder.path().join("jianbao.yaml"), "title: The Hillside\nlang: en\n").unwrap();
    assert_eq!(build(folder.path(), &[]).status.code(), Some(0));
    let page = pages(folder.path(), "fair").concat();
    for said in ["Activities", "When13April2024,Saturday,9:00", "VenueThesquare", "Bringastool."] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn stalls_hours_and_attachments_are_on_the_sheet_in_the_words_of_the_theme() {
    let place = "---\nkind: place\ntitle: 社区书房\naddress: 濠西路12号\nsheet: true\nhours:\n  - {日子: 周一至周五, 开: '9:00', 关: '17:00'}\n\
        \u{20} - {日子: 周六, 开: '14:00', 关: '17:00'}\n---\n存包后入内。\n";
    let fair = "---\nkind: activity\ntitle: 便民集市\ndate: 2024-04-11\nstarts: 2024-04-13 09:00\nvenue: shufang\nsheet: true\n\
        stalls: [磨刀, {名称: 理发, 单位: 城东街道工会}]\nattachments: [{file: form.csv, title: 报名表}, {file: price.csv}]\n---\n请带好小凳。\n";
    let folder = bulletin(&[
        ("content/shufang.md", place),
        ("content/fair.md", fair),
        ("content/form.csv", "姓名,电话\n"),
        ("content/price.csv", "磨刀,1元\n"),
        ("themes/default/texts/zh-CN.yaml", "stalls: 有这些摊\nsheet_scan: 手机扫一扫\n"),
    ]);
    let output = build(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (place, fair) = (pages(folder.path(), "shufang").concat(), pages(folder.path(), "fair").concat());
    for text in ["地址濠西路12号", "开放时间周一至周五9:00–17:00周六14:00–17:00"] {
        assert!(place.contains(text), "{text}: {place}");
    }
    let facts = ["地点社区书房地址濠西路12号", "有这些摊磨刀理发（城东街道工会）"];
    for text in facts.iter().chain(&["附件：报名表、price.csv", "手机扫一扫"]) {
        assert!(fair.contains(text), "{text}: {fair}");
    }
    // What a sheet shows of another record is made again with it.
    let moved = "---\nkind: place\ntitle: 社区书房\naddress: 濠东路3号\n---\n";
    fs::write(folder.path().join("content/shufang.md"), moved).unwrap();
    assert_eq!(build(folder.path(), &[]).status.code(), Some(0));
    assert!(pages(folder.path(), "fair").concat().contains("地址濠东路3号"));
}

#[test]
fn what_cannot_be_printed_is_said_and_nothing_is_written() {
    let rare = SHORT.replace("请提前储水", "请提前储水\u{f0000}");
    let cases: [(&[(&str, &str)], &str); 3] = [
        (
            &[("content/short.md", SHORT), ("themes/default/print/sheet.typ", "#let head(d) = [\n")],
            "unprintable-sheet",
        ),
        (&[("content/short.md", &rare)], "missing-glyph"),
        (&[("content/short.md", SHORT), ("static/sheets/short.pdf", "x")], "equal-paths"),
    ];
    for (records, rule) in cases {
        let folder = bulletin(records);
        let output = build(folder.path(), &[]);
        assert_eq!(output.status.code(), Some(1), "{rule}: {}", said(&output));
        assert!(said(&output).contains(rule), "{rule}: {}", said(&output));
        // Where the theme's sheet is wrong is told, too.
        assert_eq!(said(&output).contains("sheet.typ:1:"), rule == "unprintable-sheet", "{}", said(&output));
        assert!(!folder.path().join("public").exists());
    }
}
