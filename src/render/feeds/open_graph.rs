//! Open Graph: in, a record or a page's name; out, properties and contents for `<meta property content>`, in a
//! fixed order, not escaped. Without a `base_url` there are none: every card needs a whole address.

use std::borrow::Cow;

use super::entry::summary;
use super::{Base, Bulletin};
use crate::model::settings::Lang;
use crate::model::{Record, SitePath};
use crate::resolve::RecordNo;

/// One property and its content.
pub type Property<'a> = (&'static str, Cow<'a, str>);

/// The card of a record's page.
#[must_use]
pub fn of_record<'a>(bulletin: &Bulletin<'a>, number: RecordNo) -> Vec<Property<'a>> {
    let (Some(base), Some((record, ties))) = (bulletin.base(), bulletin.record(number)) else {
        return Vec::new();
    };
    let kind = if record.kind.runs() { "article" } else { "website" };
    let mut card = vec![
        ("og:type", kind.into()),
        ("og:title", bulletin.title_of(number, record)),
        ("og:url", base.absolute(&ties.page).into()),
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
pub fn of_page<'a>(bulletin: &Bulletin<'a>, path: &SitePath, title: &'a str) -> Vec<Property<'a>> {
    let Some(base) = bulletin.base() else { return Vec::new() };
    let mut card = vec![
        ("og:type", "website".into()),
        ("og:title", title.into()),
        ("og:url", base.absolute(path).into()),
    ];
    card.extend(bulletin.settings().subtitle.as_deref().map(|line| ("og:description", line.into())));
    card.extend(of_bulletin(bulletin));
    card
}

fn of_bulletin<'a>(bulletin: &Bulletin<'a>) -> [Property<'a>; 2] {
    let locale = match bulletin.settings().lang {
        Lang::ZhCn => "zh_CN",
        Lang::En => "en_GB",
    };
    [("og:site_name", bulletin.name().into()), ("og:locale", locale.into())]
}

/// The first picture, with the text for who cannot see it.
fn image<'a>(bulletin: &Bulletin<'a>, number: RecordNo, base: &Base<'_>) -> Vec<Property<'a>> {
    let Some(picture) = bulletin.content.pictures(number).into_iter().next() else { return Vec::new() };
    let mut image = vec![
        ("og:image", base.absolute(&picture.path).into()),
        ("og:image:width", picture.width.to_string().into()),
        ("og:image:height", picture.height.to_string().into()),
    ];
    let photo = bulletin.site.record(number).and_then(|record| record.photos.first());
    let alt = photo.and_then(|photo| photo.alt.as_deref().or(photo.caption.as_deref()));
    image.extend(alt.map(|alt| ("og:image:alt", alt.into())));
    image
}

fn article<'a>(bulletin: &Bulletin<'a>, record: &'a Record) -> Vec<Property<'a>> {
    let published = bulletin.published(record).map(|date| ("article:published_time", date.into()));
    let section = record.column.as_deref().map(|column| ("article:section", column.into()));
    let tags = record.tags.iter().map(|tag| ("article:tag", Cow::Borrowed(&**tag)));
    published.into_iter().chain(section).chain(tags).collect()
}
