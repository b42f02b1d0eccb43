//! Renders a bulletin's pages into a folder: `pages BULLETIN OUT`.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, clippy::print_stderr)]
use std::path::Path;
use std::time::Instant;
use jianbao::model::SitePath;
use jianbao::model::output::Output;
use jianbao::read::Sources;
use jianbao::render::{desk::Desk, pictures::Pictures, theme::Theme};
use jianbao::resolve::{Material, Show, site};
use jianbao::write::{DiskStore, Limits};
struct Plain(std::path::PathBuf);
impl Output for Plain {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> std::io::Result<()> {
        let to = path.below(&self.0);
        std::fs::create_dir_all(to.parent().unwrap())?;
        std::fs::write(to, bytes)
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let root = Path::new(&args[1]);
    let t = Instant::now();
    let (sources, mut found) = Sources::scan(root);
    let (settings, more) = jianbao::parse::settings(&sources); found.extend(more);
    let (records, more) = jianbao::parse::records(&sources, &settings); found.extend(more);
    let (decisions, more) = jianbao::parse::issues(&sources, &settings); found.extend(more);
    let now = "2024-04-12".parse().unwrap();
    println!("parse {:?}", t.elapsed());
    let (site, more) = site(Material { sources: &sources, settings, records, decisions, now, show: if args.len() > 3 { Show::All } else { Show::Out } });
    found.extend(more);
    println!("resolve {:?}", t.elapsed());
    let theme = match Theme::load(&site.settings, &[]) { Ok(t) => t, Err(e) => { println!("{e:#?}"); return; } };
    let plain = Plain(args[2].clone().into());
    let nowhere = jianbao::write::Nowhere;
    let output: &dyn Output = if args[2] == "-" { &nowhere } else { &plain };
    let store = DiskStore::open(Path::new("/tmp/render-store"), Limits::default());
    let desk = Desk::new(&site, &sources, Pictures::new(&sources, output, &store));
    println!("theme {:?}", t.elapsed());
    let rendered = jianbao::render::render(&site, &theme, &desk, output).unwrap();
    println!("render {:?} pages {}", t.elapsed(), rendered.pages);
    found.extend(rendered.diagnostics);
    found.extend(desk.finish().unwrap());
    for d in found.iter().take(40) { println!("{:?} {} {:?}", d.severity, d.message.en, d.place); }
}
