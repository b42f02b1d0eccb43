//! What is kept of a picture between builds: encoded files come in, one framed entry goes to the store, and
//! back.
//!
//! A store may be cut off, copied about or edited by hand, so an entry proves itself: 32 bytes of BLAKE3 over
//! everything behind them, then whole numbers (little-endian `u32`) and files. What does not prove itself is
//! not there, and the picture is made again; it is never an error and never another picture.

use super::encode::{Encoded, EncodedFile, RECIPE};
use crate::model::picture::PictureFormat;

/// The length of the checksum in bytes.
const SUM: usize = 32;
/// The most files of one picture; more is no entry of ours.
const MAX_FILES: u32 = 16;

/// The key of what is made of these bytes by the present recipe.
pub fn key(bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(blake3::hash(RECIPE.as_bytes()).as_bytes()).update(bytes);
    format!("picture-{}", hasher.finalize().to_hex())
}

/// The entry that holds `encoded`.
pub fn seal(encoded: &Encoded) -> Vec<u8> {
    let mut body = Vec::new();
    let number = |body: &mut Vec<u8>, number: u32| body.extend_from_slice(&number.to_le_bytes());
    number(&mut body, encoded.width);
    number(&mut body, encoded.height);
    number(&mut body, u32::try_from(encoded.files.len()).unwrap_or(u32::MAX));
    for file in &encoded.files {
        let format = match file.format {
            PictureFormat::Webp => 0,
            PictureFormat::Jpeg => 1,
        };
        number(&mut body, format);
        number(&mut body, file.width);
        number(&mut body, file.height);
        number(&mut body, u32::try_from(file.bytes.len()).unwrap_or(u32::MAX));
        body.extend_from_slice(&file.bytes);
    }
    let mut entry = blake3::hash(&body).as_bytes().to_vec();
    entry.append(&mut body);
    entry
}

/// What the entry holds, if it is whole.
pub fn open(entry: &[u8]) -> Option<Encoded> {
    let (sum, body) = entry.split_at_checked(SUM)?;
    if blake3::hash(body).as_bytes().as_slice() != sum {
        return None;
    }
    let mut rest = body;
    let (width, height) = (number(&mut rest)?, number(&mut rest)?);
    let count = number(&mut rest).filter(|count| (1..=MAX_FILES).contains(count))?;
    let mut files = Vec::new();
    for _ in 0..count {
        files.push(file(&mut rest)?);
    }
    rest.is_empty().then_some(Encoded { width, height, files })
}

fn file(rest: &mut &[u8]) -> Option<EncodedFile> {
    let format = match number(rest)? {
        0 => PictureFormat::Webp,
        1 => PictureFormat::Jpeg,
        _ => return None,
    };
    let (width, height) = (number(rest)?, number(rest)?);
    let length = usize::try_from(number(rest)?).ok()?;
    let (bytes, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(EncodedFile { format, width, height, bytes: bytes.to_vec() })
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, behind) = rest.split_first_chunk::<4>()?;
    *rest = behind;
    Some(u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::{Encoded, EncodedFile, PictureFormat, open, seal};

    #[test]
    fn an_entry_is_whole_or_not_there() {
        let file = |format, width| EncodedFile { format, width, height: 3, bytes: vec![7; width as usize] };
        let files = vec![file(PictureFormat::Webp, 4), file(PictureFormat::Jpeg, 9)];
        let encoded = Encoded { width: 40, height: 30, files };
        let entry = seal(&encoded);
        assert_eq!(open(&entry), Some(encoded));
        for at in 0..entry.len() {
            assert_eq!(open(&entry[..at]), None, "cut at {at}");
            let mut flipped = entry.clone();
            flipped[at] ^= 1;
            assert_eq!(open(&flipped), None, "flipped at {at}");
        }
        let longer = [entry.as_slice(), &[0]].concat();
        assert_eq!(open(&longer), None);
    }
}
