//! Set pages in, PDFs out: the whole issue's, and one for each page.
//!
//! What surprised us: a link to another page makes the PDF of a page alone impossible, so it is taken out there.

use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, DocumentInfo};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::model::date::Date;

/// What a PDF says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// The day of the issue.
    pub date: Date,
    /// Its language, such as `zh`.
    pub lang: &'static str,
}

/// The frames of pages as a document.
#[must_use]
pub fn document(frames: Vec<Frame>, about: &About) -> PagedDocument {
    let pages = (1..).zip(frames).map(|(number, frame)| Page {
        frame,
        bleed: Default::default(),
        fill: Smart::Auto,
        numbering: None,
        supplement: Default::default(),
        number,
    });
    let lang = about.lang.parse().unwrap_or(typst::text::Lang::CHINESE);
    let info = DocumentInfo {
        title: Some(about.title.as_str().into()),
        author: vec![about.author.as_str().into()],
        date: Smart::Custom(day(about.date)),
        locale: Smart::Custom(typst::text::Locale::new(lang, None)),
        ..DocumentInfo::default()
    };
    PagedDocument::new(pages.collect(), info)
}

/// A page for a document of its own, where nothing can lead to another page.
#[must_use]
pub fn alone(frame: &Frame) -> Frame {
    if !leads_away(frame) {
        return frame.clone();
    }
    let mut alone = frame.clone();
    alone.retain(|item| {
        if let FrameItem::Group(group) = item {
            group.frame = self::alone(&group.frame);
        }
        !is_way(item)
    });
    alone
}

/// Whether anything on a page leads to a place of the document, which another page may be.
#[must_use]
pub fn leads_away(frame: &Frame) -> bool {
    any(frame, &is_way)
}

fn is_way(item: &FrameItem) -> bool {
    matches!(item, FrameItem::Link(Destination::Position(_), _))
}

/// Whether an item of the frame, however deep, is such a one.
fn any(frame: &Frame, is_one: &impl Fn(&FrameItem) -> bool) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => any(&group.frame, is_one),
        item => is_one(item),
    })
}

fn day(date: Date) -> Option<Datetime> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    Datetime::from_ymd(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// What a PDF is held to: the first that it can be. Without tags none is.
const STANDARDS: [&[PdfStandard]; 3] = [&[PdfStandard::Ua_1, PdfStandard::A_2a], &[PdfStandard::Ua_1], &[]];

/// The PDF of pages: PDF/UA-1 and PDF/A-2a where it can be, tagged, the same bytes each time.
///
/// # Errors
/// What the typesetter would not export.
pub fn pdf(document: &PagedDocument, about: &About) -> Result<Vec<u8>, String> {
    let mut said = String::new();
    for standards in STANDARDS {
        match held_to(standards, document, about) {
            Ok(pdf) => return Ok(pdf),
            Err(wrong) => said = wrong,
        }
    }
    Err(said)
}

fn held_to(standards: &[PdfStandard], document: &PagedDocument, about: &About) -> Result<Vec<u8>, String> {
    let tagged = !standards.is_empty();
    let standards = PdfStandards::new(standards).map_err(|wrong| wrong.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}|{}|{}", about.title, about.date, document.pages().len())),
        creator: Smart::Custom(Some("jianbao".to_owned())),
        timestamp: day(about.date).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged,
        pretty: false,
    };
    typst_pdf::pdf(document, &options)
        .map_err(|wrong| wrong.iter().map(|wrong| wrong.message.to_string()).collect::<Vec<_>>().join("; "))
}
