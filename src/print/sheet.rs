//! One record in, its sheet for a notice board out: A4 pages as PDF, and a picture of the first.
//!
//! What surprised us: a short notice is the hard one. Set like a long one it is a few lines at the top of an empty page;
//! so the type begins larger than most texts allow, and shrinks until all of it fits.

mod blocks;
mod said;

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};
use typst::layout::{Abs, Frame, Point, Size};

use super::code::code;
use super::cut::cut;
use super::export::{self, About};
use super::fonts::{Style, missing_glyphs};
use super::headline::Headline;
use super::issue::Works;
use super::picture::{self, Album};
use super::rows::column;
use super::setter::{Setter, SheetFault};
use super::view::View;
use super::widths::Widths;
use super::world::Room;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::record::Photo;
use crate::model::settings::Lang;
use crate::report::{Diagnostic, Place, Say};
use blocks::{Blocks, LEADING, beside, height, width};
use said::Said;

/// What a sheet is made of.
pub struct Order<'a> {
    /// The record.
    pub record: &'a Record,
    /// The whole address of its page, where the site has one.
    pub address: Option<String>,
    /// How often an activity takes place, in words.
    pub rhythm: Option<String>,
    /// The stalls of an activity, in words.
    pub stalls: Vec<String>,
    /// When a place is open, a line each.
    pub hours: Vec<String>,
    /// What is said of a record that is not out.
    pub mark: Option<String>,
    /// The day that the files are of.
    pub day: Date,
    /// The theme's words.
    pub word: &'a Word<'a>,
}

/// The text of the theme that has a name, such as `when`.
pub type Word<'a> = dyn Fn(&str) -> String + Sync + 'a;

/// Why there is no sheet.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The theme's sheets are wrong.
    Theme(SheetFault),
    /// The files could not be written.
    File(String),
    /// Characters that no font has.
    Glyphs(Vec<char>),
    /// The text does not fit so many pages.
    Full,
}

/// How large things are on a sheet.
struct Scale {
    /// The body's type, in points.
    size: f64,
    /// The largest type of its headline.
    headline: f64,
    /// The part of the page's height that a photograph may take.
    photo: f64,
}

/// From the largest, for a few lines that are read across a yard, to the least that is read at two metres.
const SCALES: [Scale; 8] = [
    Scale { size: 36.0, headline: 60.0, photo: 0.33 },
    Scale { size: 32.0, headline: 60.0, photo: 0.33 },
    Scale { size: 28.0, headline: 60.0, photo: 0.33 },
    Scale { size: 24.0, headline: 60.0, photo: 0.33 },
    Scale { size: 20.0, headline: 60.0, photo: 0.33 },
    Scale { size: 18.0, headline: 52.0, photo: 0.28 },
    Scale { size: 16.0, headline: 46.0, photo: 0.23 },
    Scale { size: 15.0, headline: 40.0, photo: 0.18 },
];
/// The least type of a headline; a longer one takes more lines.
const LEAST_HEADLINE: f64 = 34.0;
/// Most pages; a text that needs more is no notice.
const MOST_PAGES: usize = 20;
/// A4, in points.
const PAPER: (f64, f64) = (595.276, 841.89);
/// What stays white at the sides, and above and below.
const MARGINS: (f64, f64) = (50.0, 44.0);
/// Most characters of the headline beside that number.
const FOLIO_TITLE: usize = 24;
/// Pixels to a point of the picture: 150 to the inch.
const DENSITY: f64 = 150.0 / 72.0;
/// The part of the width that an upright photograph takes beside the facts, and the space between them in points.
const BESIDE: (f64, f64) = (0.33, 16.0);
/// The part of a photograph that may be cut off to let it stand across the page.
const MOST_CROPPED: f64 = 0.25;

/// The files of a record's sheet by name, `<id>.pdf` and `<id>.png`.
///
/// # Errors
/// Why there are none.
pub fn print(works: &Works<'_>, order: &Order<'_>) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let said = Said::of(works, order);
    let missing = missing(works, order, &said);
    if !missing.is_empty() {
        return Err(Fault::Glyphs(missing));
    }
    let room = Room::new(Arc::clone(works.fonts)).ok_or(Fault::Full)?;
    for (name, text) in works.sheets {
        room.put_sheet(name, text);
    }
    let widths = Widths::new(works.fonts);
    let desk =
        Desk { works, order, said: &said, room: &room, widths: &widths, shown: shown(works, order, &room) };
    export(works, order, desk.pages()?)
}

/// What is said of a fault.
#[must_use]
pub fn diagnostic(fault: Fault, order: &Order<'_>, place: Place) -> Diagnostic {
    let id = &order.record.id;
    let (zh, en, hint) = match fault {
        Fault::Glyphs(missing) => return missing_glyphs(place, &missing),
        Fault::Theme(fault) => (
            format!("主题的版式文件有错：{}", fault.message),
            format!("the theme's sheets are wrong: {}", fault.message),
            Say::new(
                "改正主题文件夹 `print/` 里的文件，或删去它",
                "mend or delete the files in the theme's folder `print/`",
            ),
        ),
        Fault::File(said) => {
            (said.clone(), said, Say::new("请把这篇稿件发给我们", "please send us this record"))
        }
        Fault::Full => (
            format!("正文超过 {MOST_PAGES} 页"),
            format!("its text takes more than {MOST_PAGES} pages"),
            Say::new("缩短正文，或删去 `张贴`", "shorten the text, or delete `sheet`"),
        ),
    };
    let message = Say::new(
        format!("`{id}` 的张贴单做不出来：{zh}"),
        format!("the sheet of `{id}` cannot be made: {en}"),
    );
    Diagnostic::error("unprintable-sheet", message).hint(hint).at(place)
}

/// The characters that no font has.
fn missing(works: &Works<'_>, order: &Order<'_>, said: &Said) -> Vec<char> {
    let photo = order.record.photos.first();
    let caption = photo.into_iter().flat_map(|photo| [&photo.caption, &photo.credit]).flatten();
    let mut text: String = caption.chain(&order.record.title).map(|text| &**text).collect();
    text.extend(said.facts.iter().flatten().map(String::as_str));
    for value in said.parts.iter().chain([&said.head, &said.foot]) {
        text.push_str(&value.to_string());
    }
    works.fonts.missing(&text)
}

/// A photograph that is shown.
struct Shown<'a> {
    photo: &'a Photo,
    picture: picture::Photograph,
}

fn shown<'a>(works: &Works<'_>, order: &Order<'a>, room: &Room) -> Option<Shown<'a>> {
    let record = order.record;
    let photo = record.photos.first()?;
    let file = works.sources.path(record.source.file)?.beside(&photo.file).ok()?;
    let album = Album::open((room, works.pictures), works.sources, std::slice::from_ref(&file));
    let sizes = album.sizes(&file).to_vec();
    let pixels = sizes.last()?.1;
    let [x, y] = photo.focus.unwrap_or([0.5, 0.4]);
    let picture = picture::Photograph {
        sizes,
        pixels: (f64::from(pixels.0), f64::from(pixels.1)),
        focus: (f64::from(x), f64::from(y)),
        crop: None,
        alt: photo.alt.as_deref().or(photo.caption.as_deref()).unwrap_or(record.headline()).to_owned(),
        caption: String::new(),
        credit: None,
        line: 0.0,
    };
    Some(Shown { photo, picture })
}

/// What a sheet is made at.
struct Desk<'a> {
    works: &'a Works<'a>,
    order: &'a Order<'a>,
    said: &'a Said,
    room: &'a Room,
    widths: &'a Widths,
    shown: Option<Shown<'a>>,
}

impl Desk<'_> {
    /// The pages: as few as can be, and of these the ones with the largest type.
    fn pages(&self) -> Result<Vec<Frame>, Fault> {
        let mut tried = Vec::new();
        for scale in &SCALES {
            let blocks = self.blocks(scale).map_err(Fault::Theme)?;
            if let Some(columns) = blocks.columns(1) {
                return self.put(&blocks, &columns).map_err(Fault::Theme);
            }
            tried.push(blocks);
        }
        let on = |count| tried.iter().find_map(|blocks| Some((blocks, blocks.columns(count)?)));
        let (blocks, columns) = (2..=MOST_PAGES).find_map(on).ok_or(Fault::Full)?;
        self.put(blocks, &columns).map_err(Fault::Theme)
    }

    /// All that stands on the sheet, set.
    fn blocks(&self, scale: &Scale) -> Result<Blocks<'_>, SheetFault> {
        let setter = Setter::of(self.room, "sheet.typ", &self.style(scale));
        let set = |function: &str, values: Value| setter.set(function, values, width());
        let mut top = vec![set("head", self.head(scale))?];
        top.extend(self.display(scale, &setter)?);
        let rows = match self.said.parts.is_empty() {
            true => Vec::new(),
            false => cut(&set("body", json!({"parts": self.said.parts}))?, scale.size * LEADING),
        };
        let foot = set("foot", self.foot())?;
        Ok(Blocks { top, rows, foot, size: scale.size, setter })
    }

    /// Facts and photograph: one below the other, or side by side where the photograph is upright.
    fn display(&self, scale: &Scale, setter: &Setter<'_>) -> Result<Vec<Frame>, SheetFault> {
        let facts = (!self.said.facts.is_empty()).then(|| json!({"facts": self.said.facts}));
        let shown = self.shown.as_ref().map(|shown| {
            let is_beside = facts.is_some() && shown.picture.ratio() < 1.0;
            (shown, if is_beside { width() * BESIDE.0 } else { width() })
        });
        let narrow = shown.map_or(width(), |(_, across)| width() - across - BESIDE.1);
        let is_beside = narrow > 0.0 && narrow < width();
        let over = if is_beside { narrow } else { width() };
        let facts = facts.map(|facts| setter.set("facts", facts, over)).transpose()?;
        let photo = shown.map(|(shown, across)| setter.set("photo", photo(shown, scale, across), across));
        let photo = photo.transpose()?;
        Ok(match (facts, photo) {
            (Some(facts), Some(photo)) if is_beside => vec![beside(facts, photo)],
            (facts, photo) => facts.into_iter().chain(photo).collect(),
        })
    }

    fn style(&self, scale: &Scale) -> Value {
        let fonts = self.works.fonts;
        let (serif, sans) = (fonts.families(Style::Serif), fonts.families(Style::Sans));
        let is_english = self.works.site.settings.lang == Lang::En;
        let (lang, region) = if is_english { ("en", "us") } else { ("zh", "cn") };
        json!({
            "size": scale.size, "pitch": scale.size * LEADING, "serif": serif, "sans": sans,
            "lang": lang, "region": region,
        })
    }

    fn head(&self, scale: &Scale) -> Value {
        let title = self.order.record.title.as_deref().unwrap_or_default();
        let headline = Headline::new(title, (None, &[]), self.widths);
        let settings = headline.settings(width(), (LEAST_HEADLINE, scale.headline));
        let largest =
            settings.into_iter().reduce(|best, other| if other.size > best.size { other } else { best });
        let (lines, size) = match largest {
            Some(setting) => (setting.lines, setting.size),
            None => {
                (title.is_empty().then(Vec::new).unwrap_or_else(|| vec![title.to_owned()]), LEAST_HEADLINE)
            }
        };
        let head = self.said.head.clone();
        with(head, [("lines", Value::from(lines)), ("main_size", Value::from(size))])
    }

    fn foot(&self) -> Value {
        let foot = self.said.foot.clone();
        let Some(drawing) = self.order.address.as_deref().and_then(code) else { return foot };
        self.room.put("code.svg", drawing.into_bytes());
        with(foot, [("code", Value::from("code.svg"))])
    }

    /// Puts everything in its place.
    fn put(&self, blocks: &Blocks<'_>, columns: &[Range<usize>]) -> Result<Vec<Frame>, SheetFault> {
        let mut pages = Vec::new();
        for (number, range) in columns.iter().enumerate() {
            let mut page = Frame::hard(Size::new(Abs::pt(PAPER.0), Abs::pt(PAPER.1)));
            let mut put = |y: f64, frame: Frame| {
                page.push_frame(Point::new(Abs::pt(MARGINS.0), Abs::pt(MARGINS.1 + y)), frame);
            };
            let mut y = 0.0;
            for frame in blocks.top.iter().filter(|_| number == 0) {
                put(y, frame.clone());
                y += frame.height().to_pt() + blocks.gap();
            }
            put(y, column(&blocks.rows, range.clone(), (width(), blocks.pitch())));
            if number + 1 == columns.len() {
                put(height() - blocks.below(columns.len()), blocks.foot.clone());
            }
            if columns.len() > 1 {
                let folio = blocks.setter.set("folio", self.folio(number + 1, columns.len()), width())?;
                put(height() - folio.height().to_pt(), folio);
            }
            pages.push(page);
        }
        Ok(pages)
    }

    fn folio(&self, page: usize, pages: usize) -> Value {
        let said = (self.order.word)("sheet_folio");
        let said = said.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string());
        let headline = self.order.record.headline();
        let mut title: String = headline.chars().take(FOLIO_TITLE).collect();
        title.push_str(if title.len() < headline.len() { "……" } else { "" });
        json!({"title": title, "page": said})
    }
}

/// The values with some more, or with others for them.
fn with<const N: usize>(mut values: Value, more: [(&str, Value); N]) -> Value {
    if let Some(values) = values.as_object_mut() {
        values.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    values
}

/// What a photograph is shown as: across the page where that cuts off little of it, else whole.
fn photo(shown: &Shown<'_>, scale: &Scale, across: f64) -> Value {
    let Shown { photo, picture } = shown;
    // A pixel to a point at most: what is shown larger is a blur.
    let most = (across.min(picture.pixels.0), PAPER.1 * scale.photo);
    let wide = (most.0, (most.0 / picture.ratio()).min(most.1));
    let (width, height) = match picture.cropped(wide) <= MOST_CROPPED {
        true => wide,
        false => (most.1 * picture.ratio(), most.1),
    };
    json!({
        "file": picture.file((width, height)).map(|(name, _)| name), "alt": picture.alt, "width": width, "height": height,
        "crop": picture.behind((width, height)), "caption": photo.caption, "credit": photo.credit,
    })
}

fn export(works: &Works<'_>, order: &Order<'_>, pages: Vec<Frame>) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let (settings, record) = (&works.site.settings, order.record);
    let titles = [record.headline(), &settings.title];
    let titles: Vec<&str> = titles.into_iter().filter(|title| !title.is_empty()).collect();
    let about = About {
        title: if titles.is_empty() { record.id.to_string() } else { titles.join(" · ") },
        author: settings.publisher.as_deref().unwrap_or(&settings.title).to_owned(),
        date: order.day,
        lang: if settings.lang == Lang::En { "en" } else { "zh" },
    };
    let document = export::document(pages, &about);
    let first = document.pages().first().ok_or(Fault::Full)?;
    let png = View::new(first, DENSITY).png().map_err(Fault::File)?;
    let pdf = export::pdf(&document, &about).map_err(Fault::File)?;
    Ok(vec![(format!("{}.pdf", record.id), pdf), (format!("{}.png", record.id), png)])
}
