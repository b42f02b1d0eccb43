//! One issue of a site in, its printed pages out.
//!
//! What surprised us: what takes time is not making up the page but opening its photographs.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::code::code;
use super::copy::{self, Brief, Rank, Story, Unit};
use super::export::{self, About};
use super::fonts::{Fonts, Style, missing_glyphs};
use super::geometry::Grid;
use super::headline::Headline;
use super::makeup::{MakeUp, Plan};
use super::page::{Compositor, Margins, SetPage};
use super::picture::{self, Photograph};
use super::rows::{Row, cut};
use super::setter::{Setter, SheetFault};
use super::widths::Widths;
use super::words;
use super::world::Room;
use crate::model::edition::{Absence, Area, Continued, Edition, LeftOut, PrintedPage};
use crate::model::output::Store;
use crate::model::record::Print;
use crate::model::settings::{Lang, Settings};
use crate::model::{Id, Kind, Record};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say};
use crate::resolve::{Site, site::Issue};

/// Rows that are kept for the headline of a story that fills a page.
const LONGEST_ZONE: usize = 14;
/// Most briefs of one rail.
const IN_RAIL: usize = 6;
/// Most pages of an issue.
const MOST_PAGES: usize = 16;
/// Pixels to a point of a page's picture, at the lesser density.
const DENSITY: f64 = 1.0;

/// What issues are printed with.
pub struct Works<'a> {
    /// The site.
    pub site: &'a Site,
    /// The files.
    pub sources: &'a Sources,
    /// The sheets of the theme, by name.
    pub sheets: &'a [(String, String)],
    /// The fonts.
    pub fonts: &'a Arc<Fonts>,
    /// Encoded pictures.
    pub store: &'a dyn Store,
}

/// A printed issue.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// What stands where.
    pub edition: Edition,
    /// Its files by name: `paper.pdf`, `1.pdf`, `1.webp`, `1@2x.webp` …
    pub files: Vec<(String, Vec<u8>)>,
}

/// Why an issue could not be printed.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The theme's sheets are wrong.
    Sheet(SheetFault),
    /// The PDF could not be written.
    Pdf(String),
    /// Characters that no font has.
    Glyphs(Vec<Diagnostic>),
    /// The stories do not fit.
    Full,
}

impl Fault {
    /// What is said of it.
    #[must_use]
    pub fn diagnostics(self, issue: &Issue) -> Vec<Diagnostic> {
        let week = issue.week;
        let (message, hint) = match self {
            Self::Glyphs(found) => return found,
            Self::Sheet(fault) => (
                Say::new(
                    format!("{week} 排不了版：主题的版式文件有错：{}", fault.message),
                    format!("{week} cannot be set: the theme's sheets are wrong: {}", fault.message),
                ),
                Say::new(
                    "改正主题文件夹 `print/` 里的文件，或删去它",
                    "mend or delete the files in the theme's folder `print/`",
                ),
            ),
            Self::Pdf(said) => (
                Say::new(
                    format!("{week} 的 PDF 写不出来：{said}"),
                    format!("the PDF of {week} cannot be written: {said}"),
                ),
                Say::new("请把这一期的稿件发给我们", "please send us this issue's records"),
            ),
            Self::Full => (
                Say::new(
                    format!("{week} 的稿件排不进允许的版数"),
                    format!("{week} does not fit the pages allowed"),
                ),
                Say::new(
                    "在 `print.pages` 里多给几版，或用 `leave_out` 撤下几条",
                    "allow more pages in `print.pages`, or leave records out with `leave_out`",
                ),
            ),
        };
        vec![Diagnostic::error("unprintable-issue", message).hint(hint)]
    }
}

impl From<SheetFault> for Fault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}

/// Prints one issue.
///
/// # Errors
/// Why it could not be.
pub fn print(works: &Works<'_>, issue: &Issue) -> Result<Printed, Fault> {
    let room = Room::new(Arc::clone(works.fonts)).ok_or(Fault::Full)?;
    for (name, text) in works.sheets {
        room.put_sheet(name, text);
    }
    let settings = &works.site.settings;
    let widths = Widths::new(works.fonts);
    let mut best: Option<Attempt> = None;
    // With too little copy the type grows, for the whole issue.
    for size in SIZES {
        let grid = Grid::new(&settings.print, size);
        let setter = Setter::new(&room, &style(&grid, settings.lang, works.fonts));
        let desk = Desk { works, issue, setter: &setter, grid: &grid, widths: &widths };
        let attempt = desk.attempt()?;
        let is_full = attempt.plan.cost <= GOOD * attempt.plan.pages as f32;
        if best.as_ref().is_none_or(|best| attempt.plan.cost + DEARER < best.plan.cost) {
            best = Some(attempt);
        }
        if is_full || best.as_ref().is_some_and(|best| best.plan.pages > 2) {
            break;
        }
    }
    let Attempt { pages, left_out, plan, grid } = best.ok_or(Fault::Full)?;
    let _ = plan;
    finish(works, issue, (pages, left_out), &grid)
}

/// Sizes of the body's type, in points.
const SIZES: [f64; 3] = [9.0, 9.5, 10.5];
/// What a page may cost before larger type is tried, and by how much that has to be better.
const GOOD: f32 = 16.0;
const DEARER: f32 = 6.0;
/// How often a make-up is corrected by what was seen when it was set.
const CORRECTIONS: usize = 4;

/// An issue made up and set.
struct Attempt {
    pages: Vec<SetPage>,
    left_out: Vec<LeftOut>,
    plan: Plan,
    grid: Grid,
}

/// Rows of the running head of the pages behind the first, and of the first page's foot.
const RUNNING: usize = 2;
const FOOT: usize = 4;

fn masthead_rows(grid: &Grid) -> usize {
    if grid.columns >= 4 { 8 } else { 6 }
}

fn style(grid: &Grid, lang: Lang, fonts: &Fonts) -> Value {
    let (serif, sans) = (fonts.families(Style::Serif), fonts.families(Style::Sans));
    let (lang, region) = if lang == Lang::En { ("en", "us") } else { ("zh", "cn") };
    json!({"size": grid.size, "pitch": grid.pitch, "serif": serif, "sans": sans, "lang": lang, "region": region})
}

/// What copy of one issue is made at.
struct Desk<'a> {
    works: &'a Works<'a>,
    issue: &'a Issue,
    setter: &'a Setter<'a>,
    grid: &'a Grid,
    widths: &'a Widths,
}

impl Desk<'_> {
    /// Makes the issue up and sets it; where a headline turns out to be higher than was reckoned, again.
    fn attempt(&self) -> Result<Attempt, Fault> {
        let (grid, head) = (self.grid, masthead_rows(self.grid));
        let rooms = (grid.rows - head - 1 - FOOT, grid.rows - RUNNING - 1);
        let (mut units, left_out) = self.units()?;
        self.divide(&mut units, rooms)?;
        let asked = self.works.site.settings.print.pages.and_then(|pages| usize::try_from(pages).ok());
        for _ in 0..CORRECTIONS {
            let plan =
                MakeUp::new(&units, grid, rooms).plan(asked.unwrap_or(MOST_PAGES)).ok_or(Fault::Full)?;
            self.say_jumps(&mut units, &plan)?;
            let compositor = Compositor { setter: self.setter, grid, units: &units };
            let mut pages = Vec::new();
            for page in 0..plan.pages {
                pages.push(compositor.page(&plan, page, self.margins(page, plan.pages, head)?)?);
            }
            let tight: Vec<usize> = pages.iter().flat_map(|page| page.tight.iter().copied()).collect();
            if tight.is_empty() {
                return Ok(Attempt { pages, left_out, plan, grid: *grid });
            }
            for unit in tight {
                if let Some(Unit::Story(story)) = units.get_mut(unit) {
                    story.more += 1;
                }
            }
        }
        Err(Fault::Full)
    }

    /// Divides stories that no page can hold.
    fn divide(&self, units: &mut Vec<Unit>, (first, other): (usize, usize)) -> Result<(), Fault> {
        let mut at = 0;
        while at < units.len() {
            let room = (if at == 0 { first } else { other }).saturating_sub(LONGEST_ZONE) * self.grid.columns;
            let rest = match units.get_mut(at) {
                Some(Unit::Story(story)) if story.rows.len() > room => {
                    let rows = story.rows.split_off(room - 1);
                    story.rows.extend(self.note(&story.id)?);
                    story.goes_on = true;
                    let mut rest = Story::clone(story);
                    (rest.rows, rest.photo, rest.kicker, rest.deck) = (rows, None, None, None);
                    (rest.byline, rest.rank, rest.goes_on, rest.comes_from) =
                        (None, Rank::Normal, false, true);
                    Some(rest)
                }
                _ => None,
            };
            at += 1;
            if let Some(rest) = rest {
                units.insert(at, Unit::Story(Box::new(rest)));
            }
        }
        Ok(())
    }

    /// The row at the end of a part that goes on elsewhere.
    fn note(&self, _: &Id) -> Result<Vec<Row>, Fault> {
        let text = self.say("（下转下一版）", "(continued on the next page)");
        let frame = self.set("note", json!({"text": text, "page": null}), self.grid.measure)?;
        Ok(cut(&frame, self.grid.pitch))
    }

    /// Says over a part where it comes from.
    fn say_jumps(&self, units: &mut [Unit], plan: &Plan) -> Result<(), Fault> {
        let page_of = |unit: usize| {
            plan.placed.iter().find(|placed| placed.unit == unit).map_or(0, |placed| placed.page)
        };
        for number in 1..units.len() {
            let (from, to) = (page_of(number - 1) + 1, page_of(number) + 1);
            let english = self.is_english();
            if let Some(Unit::Story(story)) = units.get_mut(number).filter(|unit| unit.comes_from_before()) {
                let said = if english { format!("from page {from}") } else { format!("上接第{from}版") };
                story.badge = Some(said);
            } else {
                continue;
            }
            let said =
                if english { format!("(continued on page {to})") } else { format!("（下转第{to}版）") };
            let frame = self.set("note", json!({"text": said, "page": null}), self.grid.measure)?;
            if let Some(Unit::Story(story)) = units.get_mut(number - 1) {
                story.rows.pop();
                story.rows.extend(cut(&frame, self.grid.pitch));
            }
        }
        Ok(())
    }

    /// The units of the issue in their order, and what is left out.
    fn units(&self) -> Result<(Vec<Unit>, Vec<LeftOut>), Fault> {
        let (mut units, mut left_out) = (Vec::new(), Vec::new());
        let mut rails: BTreeMap<String, Vec<Brief>> = BTreeMap::new();
        let records = self.issue.records.iter().filter_map(|number| self.works.site.record(*number));
        let mut leads = true;
        let mut unknown = Vec::new();
        for record in records {
            if let Some(reason) = self.absence(record) {
                left_out.push(LeftOut { id: record.id.clone(), reason });
                continue;
            }
            unknown.extend(self.missing(record));
            if copy::is_brief(record, leads) {
                let name = record.column.as_deref().unwrap_or(self.say("简讯", "Briefs")).to_owned();
                rails.entry(name).or_default().push(self.brief(record)?);
            } else {
                units.push(Unit::Story(Box::new(self.story(record, leads)?)));
                leads = false;
            }
        }
        if !unknown.is_empty() {
            return Err(Fault::Glyphs(unknown));
        }
        units.sort_by_key(|unit| std::cmp::Reverse(unit.rank()));
        for (name, briefs) in rails {
            let parts = briefs.len().div_ceil(IN_RAIL);
            let size = briefs.len().div_ceil(parts);
            let rails =
                briefs.chunks(size).map(|briefs| Unit::Rail { name: name.clone(), briefs: briefs.to_vec() });
            units.extend(rails);
        }
        Ok((units, left_out))
    }

    fn say<'t>(&self, chinese: &'t str, english: &'t str) -> &'t str {
        if self.works.site.settings.lang == Lang::En { english } else { chinese }
    }

    fn absence(&self, record: &Record) -> Option<Absence> {
        let print = record.rest.as_deref().map(|rest| &rest.print);
        let is_left_out = self.issue.decisions.leave_out.iter().any(|id| **id == *record.id.as_str());
        match print {
            Some(Print::Not) => Some(Absence::Unprinted),
            _ if is_left_out => Some(Absence::LeftOut),
            _ => None,
        }
    }

    /// What is said of characters of a record that no font has.
    fn missing(&self, record: &Record) -> Option<Diagnostic> {
        let photo = record.photos.first();
        let own = [&record.title, &record.kicker, &record.deck, &record.column, &record.dateline];
        let caption = photo.map(|photo| [&photo.caption, &photo.credit]);
        let mut text: String =
            own.into_iter().chain(caption.into_iter().flatten()).flatten().map(|text| &**text).collect();
        text.extend(copy::byline(&record.bylines));
        text.push_str(&Value::from(self.parts(record)).to_string());
        let missing = self.works.fonts.missing(&text);
        let file = self.works.sources.path(record.source.file)?;
        (!missing.is_empty()).then(|| missing_glyphs(Place::file(file), &missing))
    }

    /// The parts of a record's text, or of the shorter text that is printed instead.
    fn parts(&self, record: &Record) -> Vec<Value> {
        let lang = self.works.site.settings.lang;
        match record.rest.as_deref().map(|rest| &rest.print) {
            Some(Print::Instead(text)) => words::read(text, lang),
            _ => words::body(self.works.sources, record, lang),
        }
    }

    fn set(&self, function: &str, values: Value, width: f64) -> Result<typst::layout::Frame, SheetFault> {
        self.setter.set(function, values, width)
    }

    fn brief(&self, record: &Record) -> Result<Brief, Fault> {
        let parts = copy::text(self.parts(record), None, copy::byline(&record.bylines).as_deref());
        let title = record.title.as_deref().map(spaced);
        let values = json!({"items": [{"title": title, "parts": parts, "gap": 0}]});
        let frame = self.set("briefs", values, self.grid.measure)?;
        Ok(Brief { id: record.id.clone(), rows: cut(&frame, self.grid.pitch) })
    }

    fn story(&self, record: &Record, leads: bool) -> Result<Story, Fault> {
        let rank = Rank::of(record, leads);
        let byline = copy::byline(&record.bylines);
        let is_signed = matches!(record.kind, Kind::Feature | Kind::Story);
        let (inside, outside) = if is_signed { (None, byline) } else { (byline, None) };
        let dateline = record.dateline.as_deref().or_else(|| self.column_dateline(record));
        let photo = record.photos.first().and_then(|photo| self.photo(record, photo));
        let parts = copy::text(self.parts(record), dateline.filter(|_| !is_signed), inside.as_deref());
        let frame = self.set("body", json!({"parts": parts}), self.grid.measure)?;
        let title = record.title.as_deref().unwrap_or_default();
        let wish = self.issue.decisions.breaks.iter().find(|(id, _)| **id == *record.id.as_str());
        Ok(Story {
            id: record.id.clone(),
            rank,
            headline: Headline::new(title, wish.map(|(_, wish)| &**wish), self.widths),
            title: title.to_owned(),
            kicker: record.kicker.as_deref().map(spaced),
            deck: record.deck.as_deref().map(spaced),
            byline: outside,
            badge: record.column.as_deref().map(str::to_owned),
            rows: cut(&frame, self.grid.pitch),
            photo,
            more: 0,
            goes_on: false,
            comes_from: false,
        })
    }

    fn column_dateline(&self, record: &Record) -> Option<&str> {
        let columns = &self.works.site.settings.columns;
        columns.iter().find(|column| Some(&column.name) == record.column.as_ref())?.dateline.as_deref()
    }

    fn photo(&self, record: &Record, photo: &crate::model::record::Photo) -> Option<Photograph> {
        let file = self.works.sources.path(record.source.file)?.beside(&photo.file).ok()?;
        let bytes = self.works.sources.bytes(&file).ok()?;
        let width = self.grid.width(self.grid.columns.min(3));
        let (jpeg, pixels) = picture::load(&bytes, file.as_str(), (self.works.store, width))?;
        let name = format!("photo-{}.jpg", record.id);
        self.setter.room().put(&name, jpeg);
        let caption = photo.caption.as_deref().unwrap_or_default().to_owned();
        let line = self.widths.of_text(&caption) * 8.0
            + photo.credit.as_deref().map_or(0.0, |credit| self.widths.of_text(credit) * 7.0 + 8.0);
        let [x, y] = photo.focus.unwrap_or([0.5, 0.4]);
        let crop = self.issue.decisions.crops.iter().find(|(id, _)| **id == *record.id.as_str());
        Some(Photograph {
            name,
            pixels: (f64::from(pixels.0), f64::from(pixels.1)),
            focus: (f64::from(x), f64::from(y)),
            crop: crop.map(|(_, crop)| crop.map(f64::from)),
            alt: photo.alt.as_deref().or(photo.caption.as_deref()).unwrap_or(record.headline()).to_owned(),
            caption,
            credit: photo.credit.as_deref().map(str::to_owned),
            line,
        })
    }

    /// What stands above and below the stories of a page.
    fn margins(&self, page: usize, pages: usize, head: usize) -> Result<Margins, Fault> {
        let (site, grid) = (self.works.site, self.grid);
        let width = grid.width(grid.columns);
        if page > 0 {
            let values = json!({
                "rows": RUNNING, "left": self.page_name(page), "middle": self.day(), "right": &*site.settings.title,
            });
            return Ok(Margins { head: (self.set("running", values, width)?, RUNNING), foot: None });
        }
        let strong = |text: String| json!({"text": text, "strong": true});
        let plain = |text: String| json!({"text": text, "strong": false});
        let mut lines = Vec::new();
        if let Some(number) = self.issue.number {
            let pages =
                if self.is_english() { format!(" · {pages} pages") } else { format!("　今日{pages}版") };
            let number = if self.is_english() { format!("No. {number}") } else { format!("第{number}期") };
            lines.push(strong(number + &pages));
        } else {
            lines.push(strong(if self.is_english() {
                format!("{pages} pages")
            } else {
                format!("今日{pages}版")
            }));
        }
        lines.push(plain(self.day()));
        lines.extend(lunar(self.issue.date).filter(|_| !self.is_english()).map(plain));
        if let Some(publisher) = &site.settings.publisher {
            lines.push(plain(if self.is_english() {
                publisher.to_string()
            } else {
                format!("{publisher}　主办")
            }));
        }
        lines.extend(site.settings.filings.permit.as_ref().map(|permit| plain(permit.to_string())));
        let length = self.widths.of_headline(&site.settings.title).max(1.0);
        let name_size = (width * 0.6 / (length * 1.1)).min(head as f64 * grid.pitch * 0.56);
        let subtitle = site.settings.subtitle.as_deref();
        let values = json!({
            "rows": head, "name": &*site.settings.title, "name_size": name_size, "subtitle": subtitle, "lines": lines,
        });
        let foot = self.foot()?;
        Ok(Margins { head: (self.set("masthead", values, width)?, head), foot: Some((foot, FOOT)) })
    }

    fn is_english(&self) -> bool {
        self.works.site.settings.lang == Lang::En
    }

    fn page_name(&self, page: usize) -> String {
        if self.is_english() { format!("Page {}", page + 1) } else { format!("第{}版", page + 1) }
    }

    fn day(&self) -> String {
        let date = self.issue.date;
        const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        if self.is_english() {
            return date.strftime("%A, %-d %B %Y").to_string();
        }
        let weekday = DAYS.get(weekday).copied().unwrap_or_default();
        format!("{}年{}月{}日　星期{weekday}", date.year(), date.month(), date.day())
    }

    fn foot(&self) -> Result<typst::layout::Frame, Fault> {
        let settings = &self.works.site.settings;
        let credits: Vec<String> =
            self.issue.credits.iter().map(|credit| format!("{} {}", credit.role, credit.names)).collect();
        let mut lines = Vec::new();
        if !credits.is_empty() {
            lines.push(credits.join("　"));
        }
        lines.extend(settings.contact.as_ref().map(ToString::to_string));
        let address =
            settings.base_url.as_ref().map(|base| format!("{}issues/{}/", base.as_str(), self.issue.week));
        let code = address.as_deref().and_then(code);
        if let (Some(address), Some(_)) = (&address, &code) {
            lines.push(format!("{} {address}", self.say("扫码看电子版", "Read online:")));
        }
        let qr = code.map(|svg| {
            self.setter.room().put("code.svg", svg.into_bytes());
            "code.svg"
        });
        let alt = self.say("本期电子版的二维码", "Code with this issue's address");
        let width = self.grid.width(self.grid.columns);
        Ok(self.set("foot", json!({"rows": FOOT, "lines": lines, "qr": qr, "qr_alt": alt}), width)?)
    }
}

/// The day in the farmers' calendar, with its solar term where it begins one.
fn lunar(date: crate::model::date::Date) -> Option<String> {
    use tyme4rs::tyme::Culture;
    use tyme4rs::tyme::solar::SolarDay;
    let (year, month, day) =
        (isize::from(date.year()), usize::try_from(date.month()).ok()?, usize::try_from(date.day()).ok()?);
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let solar = SolarDay::from_ymd(year, month, day);
    let term = solar.get_term_day();
    let name = if term.get_day_index() == 0 {
        format!("　{}", term.get_solar_term().get_name())
    } else {
        String::new()
    };
    Some(format!("{}{name}", solar.get_lunar_day()))
}

/// Text in one line: a gap that asks for a line break stays a space.
fn spaced(text: &str) -> String {
    text.trim().to_owned()
}

fn finish(
    works: &Works<'_>,
    issue: &Issue,
    (pages, left_out): (Vec<SetPage>, Vec<LeftOut>),
    grid: &Grid,
) -> Result<Printed, Fault> {
    let settings: &Settings = &works.site.settings;
    let number = issue.number.map(|number| format!(" {number}")).unwrap_or_default();
    let about = About {
        title: format!("{}{number} {}", settings.title, issue.week),
        author: settings.publisher.as_deref().unwrap_or(&settings.title).to_owned(),
        date: issue.date,
        lang: if settings.lang == Lang::En { "en" } else { "zh" },
    };
    let mut parts: BTreeMap<&Id, u32> = BTreeMap::new();
    for (id, _) in pages.iter().flat_map(|page| &page.areas) {
        *parts.entry(id).or_default() += 1;
    }
    let mut seen: BTreeMap<&Id, u32> = BTreeMap::new();
    let mut printed = Vec::new();
    let document = export::document(pages.iter().map(|page| page.frame.clone()).collect(), &about);
    let mut files = vec![("paper.pdf".to_owned(), export::pdf(&document, &about).map_err(Fault::Pdf)?)];
    for ((number, page), set) in (1_u32..).zip(&pages).zip(document.pages()) {
        let areas = page.areas.iter().map(|(id, [left, top, width, height])| {
            let part = seen.entry(id).or_default();
            *part += 1;
            let place =
                [left / grid.sheet.0, top / grid.sheet.1, width / grid.sheet.0, height / grid.sheet.1];
            Area { id: id.clone(), part: *part, parts: parts.get(id).copied().unwrap_or(1), place }
        });
        let areas = areas.collect();
        let (webp, picture) = export::picture(set, DENSITY).map_err(Fault::Pdf)?;
        let (dense, _) = export::picture(set, DENSITY * 2.0).map_err(Fault::Pdf)?;
        files.push((format!("{number}.webp"), webp));
        files.push((format!("{number}@2x.webp"), dense));
        let alone = export::document(vec![page.frame.clone()], &about);
        files.push((format!("{number}.pdf"), export::pdf(&alone, &about).map_err(Fault::Pdf)?));
        printed.push(PrintedPage { number, picture, areas });
    }
    let millimetres = |points: f64| points * 25.4 / 72.0;
    let paper = (millimetres(grid.sheet.0), millimetres(grid.sheet.1));
    let continued = continued(&printed);
    let edition = Edition { paper, pages: printed, continued, left_out };
    Ok(Printed { edition, files })
}

/// Stories that leave one page for another.
fn continued(pages: &[PrintedPage]) -> Vec<Continued> {
    let mut last: BTreeMap<&Id, u32> = BTreeMap::new();
    let mut continued = Vec::new();
    for page in pages {
        for area in &page.areas {
            if let Some(from) = last.insert(&area.id, page.number).filter(|from| *from != page.number) {
                continued.push(Continued { id: area.id.clone(), from, to: page.number });
            }
        }
    }
    continued
}
