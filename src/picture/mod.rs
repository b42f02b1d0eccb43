//! 5 · Photographs to what may be published: the bytes of a file come in, encoded sizes go to the output.
//!
//! The recipe: [`sniff`] the bytes, ask the store, else decode *apart*, turn upright, scale, bring to sRGB,
//! encode, keep. No byte of an original is ever published, so nothing that a camera wrote about itself or
//! about the place can be. Chunks and segments of an output are written by the encoders alone.
//!
//! What surprised us: most of the time goes into encoding WebP. Of 310 ms for a photograph of 12 megapixels
//! (one core, three widths in both formats), decoding takes 51, scaling 22, WebP 207 and JPEG 30. Decoding
//! to half the size inside the JPEG (`jpeg-decoder`) would save 12 and cost a second decoder; WebP at method
//! 2 would save 80 at the largest width and cost 8 % in size. Neither is worth it.

mod cache;
mod color;
mod decode;
mod encode;
mod fault;
mod gate;
mod ink;
mod limits;
mod private;
mod raster;
mod scale;
mod sniff;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use fault::Fault;
pub use private::private_tags;
pub use raster::{Channels, Raster};
pub use scale::resized;
pub use sniff::{Sniffed, sniff};

use crate::model::output::{Output, Store};
use crate::model::picture::{Picture, PictureFile, PictureFormat};
use crate::model::{PathFault, SitePath};
use encode::{Encoded, EncodedFile};
use fault::Flaw;

/// A picture whose files the output has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its size and its files.
    pub picture: Picture,
    /// How many files were encoded for it: 0 where the store still had them.
    pub encoded: usize,
}

/// Publishes the photograph `bytes` under `/assets/pictures/`, in up to three widths, as WebP and as JPEG.
/// `name` is the file's name, or its path: it stands in messages, its ending must be that of its content,
/// and its stem becomes part of the files' names. The same bytes under the same stem give the same paths and
/// files, so the caller publishes each of them once and shares the [`Picture`].
///
/// # Errors
/// [`Fault::Picture`] for a file that is no JPEG, PNG or WebP, that is not what its ending says, that is
/// damaged, cut short, moving or beyond a limit; [`Fault::Output`] for what the output said.
pub fn publish(bytes: &[u8], name: &str, output: &dyn Output, store: &dyn Store) -> Result<Published, Fault> {
    limits::FILE_BYTES.hold(bytes.len() as u64).map_err(|flaw| flaw.of(name))?;
    let kind = sniff::accept(bytes, name)?;
    let key = cache::key(bytes);
    if let Some(kept) = store.get(&key).and_then(|entry| cache::open(&entry)) {
        return Ok(Published { picture: put(&kept, name, output)?, encoded: 0 });
    }
    let made = apart(|| make(bytes, kind)).map_err(|flaw| flaw.of(name))?;
    store.keep(&key, &cache::seal(&made));
    Ok(Published { picture: put(&made, name, output)?, encoded: made.files.len() })
}

/// From bytes to every size in every format.
fn make(bytes: &[u8], kind: Sniffed) -> Result<Encoded, Flaw> {
    let header = decode::header(bytes, kind)?;
    let _permit = gate::enter(header.memory()?);
    let decoded = decode::pixels(bytes, kind)?;
    let (width, height) = decoded.orientation.upright(decoded.raster.width, decoded.raster.height);
    let widths = scale::widths(width, height);
    let mut sizes = scale::cascade(decoded, (width, height), &widths)?;
    sizes.sort_by_key(|raster| raster.width);
    Ok(Encoded { width, height, files: encode::all(&sizes)? })
}

/// Runs the work on a foreign file so that a fault in a decoder stays a fault of this file. The decoders are
/// memory-safe Rust: the worst that they can do is panic or ask for memory, and memory is limited before
/// they start. So catching the panic is enough, and no process of their own is needed (a profile with
/// `panic = "abort"` would undo this). libwebp, which is C, only ever encodes our own pixels.
fn apart<T>(work: impl FnOnce() -> Result<T, Flaw>) -> Result<T, Flaw> {
    // Nothing that outlives a panic is shared: bytes go in by reference, the result comes out by value.
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Flaw::Broken("the decoder gave up on its structure".to_owned())))
}

/// Gives the files to the output, WebP first, each format by width.
fn put(encoded: &Encoded, name: &str, output: &dyn Output) -> Result<Picture, Fault> {
    let slug = slug(name);
    let mut files = Vec::with_capacity(encoded.files.len());
    for file in &encoded.files {
        let path = asset_path(&slug, file)
            .map_err(|fault| Fault::Output(std::io::Error::other(format!("{fault:?}"))))?;
        output.put(&path, &file.bytes).map_err(Fault::Output)?;
        files.push(PictureFile { path, format: file.format, width: file.width, height: file.height });
    }
    Ok(Picture { width: encoded.width, height: encoded.height, files })
}

fn asset_path(slug: &str, file: &EncodedFile) -> Result<SitePath, PathFault> {
    let hash = blake3::hash(&file.bytes).to_hex();
    let short = hash.get(..16).unwrap_or(&hash);
    let ending = match file.format {
        PictureFormat::Webp => "webp",
        PictureFormat::Jpeg => "jpg",
    };
    SitePath::new(&format!("assets/pictures/{slug}-{short}-{}.{ending}", file.width))
}

/// The longest slug, in bytes.
const MAX_SLUG: usize = 40;

/// What of a file's name can stand in an address: its stem's ASCII letters and digits, in lower case, with
/// single hyphens between them; `picture` where there are none.
fn slug(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut slug = String::new();
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(MAX_SLUG);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "picture".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Flaw, apart, slug};

    #[test]
    fn a_slug_is_what_an_address_can_carry() {
        for (name, expected) in [
            ("content/w15/IMG_2024 (1).JPG", "img-2024-1"),
            ("曹公祠.jpg", "picture"),
            ("狼山镇-A3.jpg", "a3"),
            ("..jpg", "picture"),
            ("no-ending", "no-ending"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert_eq!(slug(&"x".repeat(300)).len(), 40);
    }

    #[test]
    fn a_panic_in_a_decoder_is_a_flaw_of_the_file() {
        assert!(matches!(apart::<()>(|| panic!("index out of bounds")), Err(Flaw::Broken(_))));
    }
}
