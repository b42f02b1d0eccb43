//! What pages need besides the site, made when asked for: bodies, pictures, attachments.
//!
//! What surprised us: a body is HTML for one page only (its links are relative), so it is made when its page
//! is made and forgotten with it.

use crate::model::picture::Picture;
use crate::model::{SafeHtml, SitePath};
use crate::resolve::RecordNo;

/// A body, read for the page that it stands on.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Its markup.
    pub html: SafeHtml,
    /// What the markup shows; blocks end in a line feed.
    pub text: String,
}

/// A file for download.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Where it is served.
    pub path: SitePath,
    /// How big it is.
    pub bytes: u64,
}

/// Bodies, pictures and attachments by the numbers of records. Asked from many threads.
pub trait Desk: Sync {
    /// The body of a record, for a page from which `root` leads to the site's root.
    fn body(&self, record: RecordNo, root: &str) -> Body;

    /// The photograph that is item `photo` of [`Record::photos`](crate::model::Record::photos).
    fn picture(&self, record: RecordNo, photo: usize) -> Option<Picture>;

    /// The attachment that is item `item` of [`Rest::attachments`](crate::model::record::Rest).
    fn attachment(&self, record: RecordNo, item: usize) -> Option<Attached>;
}
