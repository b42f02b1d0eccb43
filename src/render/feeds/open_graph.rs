//! Open Graph: in, a record or a page's name; out, properties and contents for `<meta property content>`, in a
//! fixed order, not escaped. Without a `base_url` there are none: every card needs a whole address.

use super::entry::summary;
use super::{Base, Bulletin};
use crate::model::settings::Lang;
use crate::model::{Record, SitePath};
use crate::resolve::RecordNo;

/// One property and its content.
pub type Property = (&'static str, String);

/// The card of a record's page.
#[must_use]
pub fn of_record(bulletin: &Bulletin<'_>, number: RecordNo) -> Vec<Property> {
    let (Some(base), Some((record, ties))) = (bulletin.base(), bulletin.record(number)) else {
        return Vec::new();
    };
    let kind = if record.kind.runs() { "article" } else { "website" };
    let mut card = vec![
        ("og:type", kind.to_owned()),
        ("og:title", bulletin.title_of(number, record).into_owned()),
        ("og:url", base.absolute(&ties.page)),
    ];
    let description = summary(record, || bulletin.content.text(number));
    if !description.is_empty() {
        card.push(("og:description", description));
    }
    card.extend(of_bulletin(bulletin));
    card.extend(image(bulletin, number, &base));
    if record.kind.runs() {
        card.extend(article(bulletin, record));
    }
    card
}

/// The card of any other page.
#[must_use]
pub fn of_page(bulletin: &Bulletin<'_>, path: &SitePath, title: &str) -> Vec<Property> {
    let Some(base) = bulletin.base() else { return Vec::new() };
    let mut card = vec![
        ("og:type", "website".to_owned()),
        ("og:title", title.to_owned()),
        ("og:url", base.absolute(path)),
    ];
    card.extend(bulletin.settings().subtitle.as_deref().map(|line| ("og:description", line.to_owned())));
    card.extend(of_bulletin(bulletin));
    card
}

fn of_bulletin(bulletin: &Bulletin<'_>) -> [Property; 2] {
    let locale = match bulletin.settings().lang {
        Lang::ZhCn => "zh_CN",
        Lang::En => "en_GB",
    };
    [("og:site_name", bulletin.name().to_owned()), ("og:locale", locale.to_owned())]
}

/// The first picture, with the text for who cannot see it.
fn image(bulletin: &Bulletin<'_>, number: RecordNo, base: &Base<'_>) -> Vec<Property> {
    let Some(picture) = bulletin.content.pictures(number).into_iter().next() else { return Vec::new() };
    let mut image = vec![
        ("og:image", base.absolute(&picture.path)),
        ("og:image:width", picture.width.to_string()),
        ("og:image:height", picture.height.to_string()),
    ];
    let photo = bulletin.site.record(number).and_then(|record| record.photos.first());
    let alt = photo.and_then(|photo| photo.alt.as_deref().or(photo.caption.as_deref()));
    image.extend(alt.map(|alt| ("og:image:alt", alt.to_owned())));
    image
}

fn article(bulletin: &Bulletin<'_>, record: &Record) -> Vec<Property> {
    let published = bulletin.published(record).map(|date| ("article:published_time", date));
    let section = record.column.as_deref().map(|column| ("article:section", column.to_owned()));
    let tags = record.tags.iter().map(|tag| ("article:tag", tag.to_string()));
    published.into_iter().chain(section).chain(tags).collect()
}
