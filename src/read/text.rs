//! Bytes that must be text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The greatest size of a file of text: a year of a street's records in one list is under 2 MiB, and what
/// is larger is not text that an editor keeps.
const MAX_TEXT: u64 = 16 * 1024 * 1024;

/// Why a file is not text that can be read.
#[derive(Debug)]
pub enum TextFault {
    /// It is not there any more.
    Gone,
    /// What the disk said.
    Disk(io::Error),
    /// It is larger than 16 MiB.
    TooLarge,
    /// It is text in GBK, the older Chinese encoding.
    Gbk,
    /// It is UTF-16, as Windows' Notepad saves it under the name Unicode.
    Utf16,
    /// It is no text that we know; the first byte that is wrong.
    NotText(usize),
}

/// The text of a file, as it stands there, BOM and line ends included.
pub(super) fn read(path: &Path) -> Result<String, TextFault> {
    let mut file = File::open(path).map_err(TextFault::Disk)?;
    let size = file.metadata().map_err(TextFault::Disk)?.len();
    if size > MAX_TEXT {
        return Err(TextFault::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.by_ref().take(MAX_TEXT + 1).read_to_end(&mut bytes).map_err(TextFault::Disk)?;
    String::from_utf8(bytes).map_err(|error| diagnose(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// Which encoding bytes that are not UTF-8 have.
fn diagnose(bytes: &[u8], wrong_at: usize) -> TextFault {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return TextFault::Utf16;
    }
    let (text, _, had_errors) = encoding_rs::GBK.decode(bytes);
    let han = text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    if !had_errors && han > 0 && !bytes.contains(&0) { TextFault::Gbk } else { TextFault::NotText(wrong_at) }
}
