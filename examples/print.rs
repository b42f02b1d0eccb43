use std::path::Path;
use std::time::Instant;
use jianbao::{parse, read, resolve, print};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let root = Path::new(&args[1]);
    let out = Path::new(&args[2]);
    let (sources, _) = read::Sources::scan(root);
    let (settings, _) = parse::settings(&sources);
    let (records, _) = parse::records(&sources, &settings);
    let (decisions, _) = parse::issues(&sources, &settings);
    let material = resolve::Material { sources: &sources, settings, records, decisions, now: jianbao::model::date::Date::constant(2030,1,1), show: resolve::Show::Out };
    let (site, found) = resolve::site(material);
    eprintln!("{} records, {} found", site.records.len(), found.len());
    let t = Instant::now();
    let (fonts, _) = print::fonts::Fonts::load(&sources, &site.settings.print); let fonts = std::sync::Arc::new(fonts);
    eprintln!("fonts {:?}", t.elapsed());
    let sheet = std::fs::read_to_string("themes/default/print/paper.typ").unwrap();
    let sheets = vec![("paper.typ".to_owned(), sheet)];
    let store = jianbao::write::DiskStore::open(&root.join(".jianbao-cache"), Default::default());
    let works = print::issue::Works { site: &site, sources: &sources, sheets: &sheets, fonts: &fonts, store: &store };
    for issue in &site.issues {
        let week = issue.week.to_string();
        if args.len() > 3 && !args[3..].contains(&week) { continue; }
        let t = Instant::now();
        match print::issue::print(&works, issue) {
            Ok(printed) => {
                eprintln!("{week}: {} records {} pages {:?}", issue.records.len(), printed.edition.pages.len(), t.elapsed());
                let dir = out.join(&week); std::fs::create_dir_all(&dir).unwrap();
                for (name, bytes) in printed.files { std::fs::write(dir.join(name), bytes).unwrap(); }
            }
            Err(fault) => eprintln!("{week}: {fault:?}"),
        }
    }
}
