//! The page of the map and the files beside it.

use std::path::Path;

use super::{Built, build, sample, sample::put};
use crate::model::date::Date;
use crate::read::Sources;
use crate::report::{Diagnostic, Severity};
use crate::resolve::{Material, Show, site};

/// The bulletin of these records, which has nothing wrong with it.
fn bulletin(yaml: &str) -> Built {
    let built = build(folder_of(yaml).path(), Show::Out, &[]);
    let errors: Vec<_> = built.found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    built
}

fn folder_of(yaml: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"");
    put(folder.path(), "content/a.yaml", yaml.as_bytes());
    folder
}

/// What is wrong between these records.
fn found_in(yaml: &str) -> Vec<Diagnostic> {
    let folder = folder_of(yaml);
    let (sources, _) = Sources::scan(folder.path());
    let (settings, _) = crate::parse::settings(&sources);
    let (records, _) = crate::parse::records(&sources, &settings);
    let (now, decisions) = (Date::constant(2024, 4, 12), Vec::new());
    site(Material { sources: &sources, settings, records, decisions, now, show: Show::Out }).1
}

#[test]
fn the_map_of_the_sample_has_what_lies_somewhere_and_lists_the_rest() {
    let built = sample();
    let page = built.page("map/index.html");
    let link = "href=\"../places/shan-xia-qu/chang-qiao-jie-dao/nanyuan/\"";
    assert!(page.contains(&format!("id=\"at-nanyuan\" {link} aria-label=\"南园社区：")), "{page}");
    assert!(page.contains("data-map-scale=") && page.contains("不在图上"), "{page}");
    assert!(page.contains(">山下区/长桥街道</a>"), "{page}");
    // Whoever reads of a place finds it on the map, and the map among the places and at every foot.
    let place = built.page("places/shan-xia-qu/chang-qiao-jie-dao/nanyuan/index.html");
    assert!(place.contains("href=\"../../../../map/#at-nanyuan\">31.98000, 120.89000</a>"), "{place}");
    assert!(built.page("places/index.html").contains("<a class=\"map-link\" href=\"../map/\">"));
    assert!(!built.page("tags/index.html").contains("class=\"map-link\""));
    assert!(built.page("2024/b/index.html").contains("<li><a href=\"../../map/\">地图</a></li>"));
    assert!(built.page("sitemap.xml").contains("<loc>https://example.org/jb/map/</loc>"));
    for path in ["map/index.html", "map/places.geojson", "map/places.csv"] {
        assert!(built.claims.has(&crate::model::SitePath::new(path).unwrap()), "{path}");
    }
}

#[test]
fn the_files_beside_the_map_have_every_place() {
    let built = sample();
    let json: serde_json::Value = serde_json::from_str(built.page("map/places.geojson")).unwrap();
    assert_eq!(json["type"], "FeatureCollection");
    let places = json["features"].as_array().unwrap();
    assert_eq!(places.len(), 1);
    assert_eq!(places[0]["geometry"], serde_json::json!({"type": "Point", "coordinates": [120.89, 31.98]}));
    let said = &places[0]["properties"];
    assert_eq!(said["belongs_to"], "山下区/长桥街道");
    assert_eq!(said["type"], "venue");
    assert_eq!(said["url"], "/places/shan-xia-qu/chang-qiao-jie-dao/nanyuan/");
    let mut table = csv::Reader::from_reader(built.page("map/places.csv").as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let names: Vec<&str> = rows.iter().map(|row| &row[1]).collect();
    assert_eq!(names, ["山下区", "长桥街道", "南园社区", "书吧"]);
    assert_eq!([&rows[2][3], &rows[2][4], &rows[2][5]], ["阵地", "31.98", "120.89"]);
    assert_eq!([&rows[0][3], &rows[0][4]], ["区域", ""]);
    assert_eq!(rows[2][6], said["stories"].to_string());
}

/// A street with three communities and a library, of which one community says nothing.
const STREET: &str = "- {id: qu, kind: place, title: 城东区}\n\
    - {id: jie, kind: place, title: 南街道, parents: [qu], geo: [31.985, 120.87]}\n\
    - {id: nan, kind: place, title: 南园社区, parents: [jie], geo: [31.99, 120.86]}\n\
    - {id: xi, kind: place, title: 西园社区, parents: [jie], geo: [31.98, 120.88]}\n\
    - {id: bei, kind: place, title: 北园社区, parents: [jie]}\n\
    - {id: shu, kind: place, title: '书屋<b>', parents: [nan], geo: [31.991, 120.861], hours: 9:00–17:00}\n\
    - {id: yuan, kind: place, title: 山乡, parents: [jie], geo: [33.0, 97.0]}\n\
    - {id: a, title: a, date: 2024-04-11, place: 西区/西街}\n";

/// The drawing of where a place lies, and what is said of it.
fn whereabouts<'a>(built: &'a Built, place: &str) -> (&'a str, &'a str) {
    let page = built.page(&format!("places/{place}/index.html"));
    let figure =
        page.split("<figure class=\"whereabouts\">").nth(1).and_then(|rest| rest.split("</figure>").next());
    figure.unwrap_or_default().split_once("<figcaption>").unwrap_or_default()
}

#[test]
fn a_place_is_drawn_among_its_neighbours_and_an_area_by_what_lies_in_it() {
    let built = bulletin(STREET);
    let (drawing, said) = whereabouts(&built, "qu/jie/xi");
    assert!(drawing.starts_with("\n<svg class=\"map-place\" role=\"img\""), "{drawing}");
    assert!(drawing.contains(
        "aria-labelledby=\"place-title place-text\">\n<title id=\"place-title\">西园社区的位置</title>"
    ));
    let desc = "<desc id=\"place-text\">周围的地点：南街道、书屋&lt;b&gt;、南园社区。比例尺：";
    assert!(drawing.contains(desc), "{drawing}");
    // Itself once, its neighbours hollow, the library as a square; nothing of what lies in another province.
    assert_eq!(drawing.matches("class=\"here\"/>").count(), 1, "{drawing}");
    assert_eq!([drawing.matches("<circle").count(), drawing.matches("<rect x").count()], [3, 1], "{drawing}");
    assert!(!drawing.contains("山乡") && drawing.contains(">西园社区</text>"), "{drawing}");
    assert!(
        said.starts_with(
            "属于城东区/南街道。 周围的地点：<a href=\"../../../../places/qu/jie/\">南街道</a>、"
        ),
        "{said}"
    );
    assert!(said.contains("href=\"../../../../map/#at-xi\">在全图上看</a>"), "{said}");
    // The street among its communities; the district, which says nothing itself, is where they are.
    let (drawing, said) = whereabouts(&built, "qu/jie");
    assert_eq!(
        [drawing.matches("class=\"here\"/>").count(), drawing.matches("class=\"near\"/>").count()],
        [1, 3]
    );
    assert!(
        said.contains("图上的地点：<a href=\"../../../places/qu/jie/nan/shu/\">书屋&lt;b&gt;</a>、"),
        "{said}"
    );
    let (drawing, _) = whereabouts(&built, "qu");
    assert_eq!(drawing.matches("class=\"here\"/>").count(), 4, "{drawing}");
}

#[test]
fn of_what_nobody_says_where_it_lies_it_is_said_what_it_belongs_to() {
    let built = bulletin(STREET);
    let (drawing, said) = whereabouts(&built, "qu/jie/bei");
    assert!(drawing.trim().is_empty() && said.starts_with("属于城东区/南街道。"), "{drawing} {said}");
    assert!(said.contains("map/#at-bei\""), "{said}");
    // It has no record, so there is nothing on the map to go to.
    assert_eq!(whereabouts(&built, "xi-qu/xi-jie"), ("\n", "属于西区。</figcaption>\n"));
    assert_eq!(whereabouts(&built, "xi-qu"), ("", ""));
}

const STORY: &str = "- {id: a, title: a, date: 2024-04-11, place: 东区/南街}\n";

#[test]
fn without_records_of_places_there_is_no_map() {
    let built = bulletin(STORY);
    assert!(!built.paths.iter().any(|path| path.starts_with("map/")), "{:?}", built.paths);
    assert!(!built.page("places/index.html").contains("map/"));
    // And its address is free.
    let built = bulletin(&format!("{STORY}- {{id: map, kind: page, title: 怎么来}}\n"));
    assert!(built.page("map/index.html").contains("怎么来"));
}

#[test]
fn nothing_else_is_at_the_address_of_the_map() {
    let place = "- {id: b, kind: place, title: 东区}\n";
    for (clash, is_wrong) in [
        ("- {id: map, kind: page, title: 怎么来}\n", true),
        ("- {id: c, title: c, date: 2024-04-11, aliases: [/map/]}\n", true),
        ("- {id: c, title: c, date: 2024-04-11, aliases: [/map/places.csv/]}\n", true),
        ("- {id: maps, kind: page, title: 怎么来}\n", false),
        ("- {id: map, kind: news, title: 一张图, date: 2024-04-11}\n", false),
    ] {
        let found = found_in(&format!("{place}{clash}"));
        let clashes = found.iter().filter(|found| found.rule == "equal-paths").count();
        assert_eq!(clashes, usize::from(is_wrong), "{clash}: {found:#?}");
    }
}

#[test]
fn places_without_coordinates_make_a_scheme() {
    let built = bulletin(&format!("{STORY}- {{id: b, kind: place, title: 南街, parents: [东区]}}\n"));
    let page = built.page("map/index.html");
    assert!(page.contains("class=\"cell\"") && !page.contains("data-map-scale"), "{page}");
    assert!(page.contains("没有坐标") && !page.contains("不在图上"), "{page}");
}

#[test]
fn what_a_preview_alone_shows_is_in_no_file_for_others() {
    let yaml = "- {id: b, kind: place, title: 东区, geo: [32, 120]}\n- {id: c, kind: place, title: 密室, geo: [32, 121], draft: true}\n";
    let folder = folder_of(yaml);
    let built = build(folder.path(), Show::All, &[]);
    assert!(built.page("map/index.html").contains("密室"));
    for path in ["map/places.geojson", "map/places.csv"] {
        assert!(built.page(path).contains("东区") && !built.page(path).contains("密室"), "{path}");
    }
    let built = build(folder.path(), Show::Out, &[]);
    assert!(!built.page("map/index.html").contains("密室"));
}

#[test]
fn the_example_of_the_manual_is_as_the_manual_says() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/MAP.md")).unwrap();
    let yaml = text.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let built = bulletin(yaml);
    let page = built.page("map/index.html");
    for said in [
        "南园社区：2篇报道，1个项目",
        "江畔书屋：1篇报道，0个项目",
        "class=\"spot area\" id=\"at-nanyuan\"",
        "class=\"spot venue\" id=\"at-shuwu\"",
        "class=\"spot region\" id=\"at-nanjie\"",
        ">城东区/南街道/北园社区</a>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(built.page("map/places.geojson").contains("\"coordinates\":[120.86,31.99]"));
}
