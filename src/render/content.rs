//! What feeds, calendars and structured data ask of records, answered from the desk.
//!
//! What surprised us: a feed's reader has no page to be relative to, so the same body is read once more with
//! the bulletin's address for its root.

use std::borrow::Cow;

use super::desk::{Body, Desk};
use super::feeds::Content;
use super::gather::Gather;
use super::graph::View;
use super::names::first_clause;
use super::record::caption_as_body;
use crate::model::html::Markup;
use crate::model::picture::{Picture, PictureFile, PictureFormat};
use crate::model::{BulletinPath, SafeHtml, Url};
use crate::resolve::RecordNo;

/// What the desk tells of the records of a site, read by somebody whose reading is noted.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The desk.
    pub desk: &'a Desk<'a>,
    /// The site as he reads it.
    pub site: View<'a>,
    /// Who is given what bodies say.
    pub gather: Option<&'a Gather<'a>>,
}

impl Told<'_> {
    /// The body of a record, for a page from which `root` leads to the site's root.
    #[must_use]
    pub fn body(&self, number: RecordNo, root: &str) -> Body {
        let body = self.desk.body(self.site, number, root);
        if let Some(gather) = self.gather {
            gather.take(number, &body.text);
        }
        body
    }
}

impl Content for Told<'_> {
    fn source(&self, number: RecordNo) -> Option<BulletinPath> {
        self.desk.file_of(self.site, number).cloned()
    }

    fn html(&self, number: RecordNo) -> Option<SafeHtml> {
        let root = self.site.settings().base_url.as_ref().map_or("", Url::as_str);
        let body = self.body(number, root);
        if let Some(caption) = self.site.record(number).and_then(|record| caption_as_body(record, &body)) {
            return Some(Markup::with_capacity(caption.len()).raw("<p>").text(caption).raw("</p>").finish());
        }
        (!body.html.as_str().is_empty()).then_some(body.html)
    }

    fn text(&self, number: RecordNo) -> Cow<'_, str> {
        let body = self.body(number, "");
        let caption = self.site.record(number).and_then(|record| caption_as_body(record, &body));
        Cow::Owned(caption.map(str::to_owned).unwrap_or(body.text))
    }

    fn first_clause(&self, number: RecordNo) -> String {
        let said = self.body(number, "").text;
        let record = self.site.record(number);
        let caption =
            record.and_then(|record| record.photos.first()).and_then(|photo| photo.caption.as_deref());
        let said = if said.trim().is_empty() { caption.unwrap_or_default() } else { said.trim() };
        first_clause(said).to_owned()
    }

    fn pictures(&self, number: RecordNo) -> Vec<PictureFile> {
        let photos = self.site.record(number).map_or(0, |record| record.photos.len());
        (0..photos)
            .filter_map(|photo| self.desk.picture(self.site, number, photo).and_then(largest).cloned())
            .collect()
    }
}

/// The largest JPEG, which every reader understands.
fn largest(picture: &Picture) -> Option<&PictureFile> {
    picture.files.iter().filter(|file| file.format == PictureFormat::Jpeg).max_by_key(|file| file.width)
}
