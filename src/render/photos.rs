//! Published photographs in, what `<picture>` needs out.
//!
//! What surprised us: without inline styles a point of focus has to be a class, so it is rounded to one of
//! nine; cropping by CSS needs no more.

use tera::Value;

use super::press::Press;
use super::values::{address, list, map, text};
use crate::model::picture::{Picture, PictureFile, PictureFormat};
use crate::model::record::Photo;
use crate::resolve::RecordNo;

/// The width in pixels that a browser without `srcset` gets: enough for a column of text.
const PLAIN_WIDTH: u32 = 1000;

/// The photographs of a record, as templates read them.
#[must_use]
pub fn photos(press: &Press<'_>, number: RecordNo) -> Vec<Value> {
    let Some(record) = press.site.record(number) else { return Vec::new() };
    let with_picture = |(at, photo)| Some(value(photo, press.desk.picture(press.site, number, at)?));
    record.photos.iter().enumerate().filter_map(with_picture).collect()
}

/// One photograph of a record, by its place among them.
#[must_use]
pub fn photo(press: &Press<'_>, number: RecordNo, at: usize) -> Option<Value> {
    let photo = press.site.record(number)?.photos.get(at)?;
    Some(value(photo, press.desk.picture(press.site, number, at)?))
}

fn value(photo: &Photo, picture: &Picture) -> Value {
    let format = |format, mime| (mime, of_format(picture, format));
    let sources = [format(PictureFormat::Webp, "image/webp"), format(PictureFormat::Jpeg, "image/jpeg")];
    let plain = plain(picture);
    let caption = photo.caption.as_deref();
    map([
        ("sources", list(sources.into_iter().filter(|(_, files)| !files.is_empty()).map(source))),
        ("src", text(plain.map(|file| address(file.path.as_str())).as_deref())),
        ("small", text(smallest(picture).map(|file| address(file.path.as_str())).as_deref())),
        ("width", Value::from(plain.map_or(picture.width, |file| file.width))),
        ("height", Value::from(plain.map_or(picture.height, |file| file.height))),
        ("shape", Value::from(shape(picture))),
        ("focus", Value::from(focus(photo.focus))),
        ("alt", Value::from(photo.alt.as_deref().or(caption).unwrap_or_default())),
        ("caption", text(caption)),
        ("credit", text(photo.credit.as_deref())),
    ])
}

fn of_format(picture: &Picture, format: PictureFormat) -> Vec<&PictureFile> {
    picture.files.iter().filter(|file| file.format == format).collect()
}

fn source((mime, files): (&'static str, Vec<&PictureFile>)) -> Value {
    let file = |file: &PictureFile| {
        map([("url", Value::from(address(file.path.as_str()))), ("width", Value::from(file.width))])
    };
    map([("type", Value::from(mime)), ("files", list(files.into_iter().map(file)))])
}

/// The JPEG next to [`PLAIN_WIDTH`], for what does not read `srcset`.
fn plain(picture: &Picture) -> Option<&PictureFile> {
    let mut jpegs = of_format(picture, PictureFormat::Jpeg);
    if jpegs.is_empty() {
        jpegs = picture.files.iter().collect();
    }
    jpegs.into_iter().min_by_key(|file| file.width.abs_diff(PLAIN_WIDTH))
}

fn smallest(picture: &Picture) -> Option<&PictureFile> {
    picture.files.iter().min_by_key(|file| (file.width, file.format != PictureFormat::Jpeg))
}

/// `wide`, `square` or `tall`.
fn shape(picture: &Picture) -> &'static str {
    let (width, height) = (u64::from(picture.width), u64::from(picture.height));
    match () {
        () if width * 10 > height * 11 => "wide",
        () if height * 10 > width * 11 => "tall",
        () => "square",
    }
}

/// The class of a point of focus: `focus-` and one of `left middle right`, `-` and one of `top centre bottom`.
fn focus(point: Option<[f32; 2]>) -> &'static str {
    let Some([x, y]) = point else { return "focus-middle-centre" };
    let third = |at: f32| if at < 0.34 { 0 } else { 1 + u8::from(at > 0.66) };
    match (third(x), third(y)) {
        (0, 0) => "focus-left-top",
        (0, 1) => "focus-left-centre",
        (0, _) => "focus-left-bottom",
        (1, 0) => "focus-middle-top",
        (1, 1) => "focus-middle-centre",
        (1, _) => "focus-middle-bottom",
        (_, 0) => "focus-right-top",
        (_, 1) => "focus-right-centre",
        _ => "focus-right-bottom",
    }
}
