//! A picture in the text in, `<img>`, `<picture>` or `<figure>` out.
//!
//! What surprised us: alternative text is itself Markdown, with links and emphasis that must fall away, so its
//! events are collected until the picture ends.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::Event;

use super::link::{absolute, address_into};
use super::writer::Writer;
use super::{LinkFault, Shown, Wrong, raw};
use crate::model::html::escape_into;
use crate::model::picture::{Picture, PictureFile, PictureFormat};

/// How wide the text is, for the browser's choice among sizes.
const SIZES: &str = "(min-width: 48em) 44em, 100vw";

/// A picture whose alternative text is being read.
pub(super) struct Pictured {
    destination: String,
    title: String,
    alternative: String,
    range: Range<usize>,
    depth: usize,
}

/// A picture that is all that its paragraph holds.
pub(super) struct Lone {
    markup: String,
    title: String,
    pub end: usize,
}

impl Pictured {
    pub(super) fn new(destination: String, title: String, range: Range<usize>) -> Self {
        Self { destination, title, alternative: String::new(), range, depth: 0 }
    }
}

impl Writer<'_> {
    /// Reads an event of the alternative text.
    pub(super) fn take_alternative(&mut self, event: Event<'_>, range: Range<usize>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) => image.alternative.push_str(&text),
            Event::InlineHtml(html) if raw::parse(&html).is_none() => {
                image.alternative.push_str(&html);
                self.fault(range, Wrong::RawHtml);
            }
            Event::SoftBreak | Event::HardBreak => image.alternative.push('\n'),
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                if let Some(image) = self.image.take() {
                    self.picture(image);
                }
            }
            _ => {}
        }
    }

    fn picture(&mut self, image: Pictured) {
        match self.shown(&image) {
            Ok(markup) => self.place(markup, image),
            Err(fault) => {
                self.show(&image.alternative);
                self.fault(image.range, Wrong::Picture { destination: image.destination, fault });
            }
        }
    }

    fn shown(&self, image: &Pictured) -> Result<String, LinkFault> {
        if absolute(&image.destination)?.is_some() {
            return Err(LinkFault::Remote);
        }
        let mut markup = String::new();
        match self.setting.links.picture(&image.destination)? {
            Shown::Sizes { picture, root } => {
                sizes_into(&mut markup, picture, root, &image.alternative);
            }
            Shown::File { address, size } => {
                absolute(&address)?;
                let source = Source { address: &address, size, sizes: None };
                image_into(&mut markup, &source, &image.alternative);
            }
        }
        Ok(markup)
    }

    /// Writes the picture, and remembers it where nothing stands before it in its paragraph.
    fn place(&mut self, markup: String, image: Pictured) {
        if image.alternative.trim().is_empty() {
            self.fault(image.range, Wrong::NoAlternative);
        }
        let first = self.html.len() == self.paragraph + "<p>".len() && self.html.ends_with("<p>");
        match markup.rfind("<img").filter(|_| !image.title.is_empty()) {
            None => self.html.push_str(&markup),
            Some(at) => {
                let (before, rest) = markup.split_at(at + "<img".len());
                self.html.push_str(before);
                self.title_attribute(&image.title);
                self.html.push_str(rest);
            }
        }
        if first {
            self.lone = Some(Lone { markup, title: image.title, end: self.html.len() });
        }
    }

    /// Writes the paragraph that holds only a picture again, as a figure; the picture's title is its caption.
    pub(super) fn figure(&mut self, lone: &Lone) {
        self.html.truncate(self.paragraph);
        self.html.push_str("<figure>");
        self.html.push_str(&lone.markup);
        if !lone.title.is_empty() {
            self.html.push_str("<figcaption>");
            self.show(&lone.title);
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>\n");
    }
}

/// What an `<img>` shows.
struct Source<'s> {
    address: &'s str,
    size: Option<(u32, u32)>,
    /// The value of `srcset`.
    sizes: Option<&'s str>,
}

fn image_into(html: &mut String, source: &Source<'_>, alternative: &str) {
    html.push_str("<img src=\"");
    address_into(html, source.address);
    if let Some(sizes) = source.sizes {
        html.push_str("\" srcset=\"");
        html.push_str(sizes);
        html.push_str("\" sizes=\"");
        html.push_str(SIZES);
    }
    html.push_str("\" alt=\"");
    escape_into(html, alternative);
    if let Some((width, height)) = source.size {
        // Writing to a string cannot fail.
        let _ = write!(html, "\" width=\"{width}\" height=\"{height}");
    }
    html.push_str("\" loading=\"lazy\">");
}

/// A photograph: WebP for what reads it, JPEG for the rest; the width and height keep its place while it loads.
fn sizes_into(html: &mut String, picture: &Picture, root: &str, alternative: &str) {
    let of = |format| picture.files.iter().filter(move |file| file.format == format);
    let (webp, jpeg) = (srcset(of(PictureFormat::Webp), root), srcset(of(PictureFormat::Jpeg), root));
    let fallback = of(PictureFormat::Jpeg).next_back().or(picture.files.last());
    let address = fallback.map_or_else(String::new, |file| format!("{root}{}", file.path));
    let size = fallback.map_or((picture.width, picture.height), |file| (file.width, file.height));
    let wrapped = !webp.is_empty() && !jpeg.is_empty();
    if wrapped {
        html.push_str("<picture><source type=\"image/webp\" srcset=\"");
        html.push_str(&webp);
        html.push_str("\" sizes=\"");
        html.push_str(SIZES);
        html.push_str("\">");
    }
    let sizes = if jpeg.is_empty() { &webp } else { &jpeg };
    let sizes = Some(sizes.as_str()).filter(|sizes| !sizes.is_empty());
    image_into(html, &Source { address: &address, size: Some(size), sizes }, alternative);
    if wrapped {
        html.push_str("</picture>");
    }
}

fn srcset<'f>(files: impl Iterator<Item = &'f PictureFile>, root: &str) -> String {
    let mut set = String::new();
    for file in files {
        if !set.is_empty() {
            set.push_str(", ");
        }
        address_into(&mut set, root);
        address_into(&mut set, file.path.as_str());
        let _ = write!(set, " {}w", file.width);
    }
    set
}
