//! The texts that an issue has to show: a bulletin's folder in, its records' paragraphs out.
//!
//! They are read by the program's own parser and never by its room of print, which has another reader of markup.

use std::path::Path;

use jianbao::model::module::{Block, Line, Mark};
use jianbao::model::record::{Photo, Print, Priority};
use jianbao::model::settings::Lang;
use jianbao::model::{Kind, Record, Settings};
use jianbao::parse;
use jianbao::parse::markdown::{self, LinkFault, Links, Shown};
use jianbao::read::Sources;
use jianbao::render::modules;
use jianbao::render::theme::Theme;
use jianbao::resolve::{self, Material, Show, Site};

use crate::bulletin::DAY;

/// A bulletin, read and resolved.
pub struct Desk {
    pub sources: Sources,
    pub site: Site,
    pub theme: Theme,
}

/// One record's texts.
#[derive(Clone, Debug)]
pub struct Copy {
    pub id: String,
    pub priority: Priority,
    /// Whether the issue's pages have to show it.
    pub is_printed: bool,
    pub title: String,
    /// All that stands around the text: kicker, deck, by-line, column.
    pub around: Vec<String>,
    /// The record's dateline and that of its column, of which the first is printed.
    pub datelines: Vec<String>,
    pub paragraphs: Vec<String>,
    /// Caption and credit of each photograph; the first is printed.
    pub photos: Vec<(String, String)>,
}

/// A text without white space, and without the hyphens that a line's end may have.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{ad}')).collect()
}

impl Desk {
    /// Reads the bulletin at `root`.
    pub fn open(root: &Path) -> Self {
        let (sources, _) = Sources::scan(root);
        let (settings, _) = parse::settings(&sources);
        let (records, _) = parse::records(&sources, &settings);
        let (decisions, _) = parse::issues(&sources, &settings);
        let theme = Theme::load(&settings, &[]).unwrap();
        let now = DAY.parse().unwrap();
        let material = Material { sources: &sources, settings, records, decisions, now, show: Show::Out };
        let (site, _) = resolve::site(material);
        Self { sources, site, theme }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.site.settings
    }

    /// The weeks that have an issue.
    pub fn weeks(&self) -> Vec<String> {
        self.site.issues.iter().map(|issue| issue.week.to_string()).collect()
    }

    /// The records of a week's issue, in its order.
    pub fn issue(&self, week: &str) -> Vec<Copy> {
        let issue = self.site.issues.iter().find(|issue| issue.week.to_string() == week).unwrap();
        let left_out =
            |record: &Record| issue.decisions.leave_out.iter().any(|id| **id == *record.id.as_str());
        let records = issue.records.iter().filter_map(|number| self.site.record(*number));
        let copies = records.map(|record| self.copy(record, left_out(record)));
        let (blocks, _) = modules::blocks((&self.site, &self.theme.texts), issue);
        let mut copies: Vec<Copy> = copies.collect();
        for block in blocks.iter().map(of_block) {
            // What is about a record of the issue stands at its end.
            match copies.iter_mut().find(|copy| copy.id == block.id && copy.is_printed) {
                Some(own) => own.paragraphs.extend(block.paragraphs),
                None => copies.push(block),
            }
        }
        copies
    }

    /// All terms, of which some may be fillers.
    pub fn terms(&self) -> Vec<Copy> {
        let terms = self.site.records.iter().filter(|record| record.kind == Kind::Term);
        terms.map(|record| self.copy(record, false)).collect()
    }

    fn copy(&self, record: &Record, is_left_out: bool) -> Copy {
        let text = |text: &Option<Box<str>>| text.as_deref().map(squeezed);
        let print = record.rest.as_deref().map(|rest| &rest.print);
        let byline: String = record
            .bylines
            .iter()
            .flat_map(|byline| [&*byline.before, &*byline.name, &*byline.after])
            .collect();
        let around =
            [text(&record.kicker), text(&record.deck), Some(squeezed(&byline)), text(&record.column)];
        let column =
            self.settings().columns.iter().find(|column| Some(&column.name) == record.column.as_ref());
        let datelines = [text(&record.dateline), column.and_then(|column| text(&column.dateline))];
        let photos = record.photos.iter().map(|Photo { caption, credit, .. }| {
            (text(caption).unwrap_or_default(), text(credit).unwrap_or_default())
        });
        Copy {
            id: record.id.to_string(),
            priority: record.priority,
            is_printed: !is_left_out && print != Some(&Print::Not),
            title: squeezed(record.title.as_deref().unwrap_or_default()),
            around: around.into_iter().flatten().filter(|text| !text.is_empty()).collect(),
            datelines: datelines.into_iter().flatten().collect(),
            paragraphs: self.paragraphs(record),
            photos: photos.collect(),
        }
    }

    fn paragraphs(&self, record: &Record) -> Vec<String> {
        let setting = markdown::Setting { links: &Nowhere, date: None, lang: Lang::ZhCn };
        let read = |source: &str| blocks(markdown::render(source, setting).html.as_str());
        let rest = record.rest.as_deref();
        if let Some(Print::Instead(text)) = rest.map(|rest| &rest.print) {
            return read(text);
        }
        if let Some(body) = rest.and_then(|rest| rest.body.as_deref()) {
            return read(body);
        }
        let range = record.source.body.start as usize..record.source.body.end as usize;
        self.sources.with_text(record.source.file, |text| read(&text[range])).unwrap()
    }
}

/// What an editor asked for beside the stories, as a story.
fn of_block(block: &Block) -> Copy {
    let line = |line: &Line| match line {
        Line::Head(text) | Line::Label(text) | Line::Text(text) | Line::Item(text) => vec![squeezed(text)],
        // The bar stands between the two.
        Line::Bar { label, said, .. } => vec![squeezed(label), squeezed(said)],
        // Each of its texts stands by itself.
        Line::Chart(plot) => {
            let said = plot.marks.iter().filter_map(|mark| match mark {
                Mark::Text(.., text) => Some(squeezed(text)),
                _ => None,
            });
            said.collect()
        }
    };
    Copy {
        id: block.id.to_string(),
        priority: Priority::Minor,
        is_printed: true,
        title: squeezed(&block.title),
        around: [Some(&block.head), block.deck.as_ref()]
            .into_iter()
            .flatten()
            .map(|text| squeezed(text))
            .collect(),
        datelines: Vec::new(),
        paragraphs: block.lines.iter().flat_map(line).collect(),
        photos: Vec::new(),
    }
}

/// Elements that stand in a line; all others begin a new one.
const IN_LINE: [&str; 14] =
    ["a", "strong", "em", "del", "code", "kbd", "sup", "sub", "span", "abbr", "ruby", "rt", "rp", "time"];

/// The text of markup, one piece a block.
fn blocks(html: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !name.is_empty() && name != "br" && !IN_LINE.contains(&name) {
            blocks.push(String::new());
        }
        blocks.last_mut().unwrap().push_str(text);
    }
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let plain = |text: String| marks.iter().fold(text, |text, (mark, sign)| text.replace(mark, sign));
    blocks.into_iter().map(|text| squeezed(&plain(text))).filter(|text| !text.is_empty()).collect()
}

/// Links of bodies, which are not followed here.
struct Nowhere;

impl Links for Nowhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        Ok(Shown::File { address: destination.to_owned(), size: None })
    }
}
