//! Bytes that must be text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::state::state_of;

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
    /// It is no text that we know; the first line that is wrong, from 1.
    NotText(usize),
}

/// The text of a file, as it stands there, BOM and line ends included, and the file's state before it was read.
pub(super) fn read(path: &Path) -> Result<(Arc<str>, Option<u64>), TextFault> {
    let mut file = File::open(path).map_err(TextFault::Disk)?;
    let data = file.metadata().map_err(TextFault::Disk)?;
    let (size, state) = (data.len(), state_of(&data, SystemTime::now()));
    if size > MAX_TEXT {
        return Err(TextFault::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.by_ref().take(MAX_TEXT + 1).read_to_end(&mut bytes).map_err(TextFault::Disk)?;
    match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => Ok((text.into(), state)),
        Err(error) => Err(diagnose(&bytes, error.valid_up_to())),
    }
}

/// Which encoding bytes that are not UTF-8 have.
fn diagnose(bytes: &[u8], wrong_at: usize) -> TextFault {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return TextFault::Utf16;
    }
    let is_gbk = !encoding_rs::GBK.decode(bytes).2 && !bytes.contains(&0) && common_pairs(bytes) > 0.8;
    let before = bytes.get(..wrong_at).unwrap_or_default();
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    if is_gbk { TextFault::Gbk } else { TextFault::NotText(line) }
}

/// Which part of the pairs that GBK would see are of its common half (GB 2312): nearly all of them in Chinese,
/// few in Western text, where an accented letter stands before one of ASCII.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
fn common_pairs(bytes: &[u8]) -> f64 {
    let (mut all, mut common, mut rest) = (0_usize, 0_usize, bytes);
    while let [first, second, behind @ ..] = rest {
        let is_pair = *first >= 0x81;
        all += usize::from(is_pair);
        common += usize::from(*first >= 0xa1 && *second >= 0xa1);
        rest = if is_pair { behind } else { rest.get(1..).unwrap_or_default() };
    }
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::{TextFault, diagnose};

    #[test]
    fn an_encoding_is_told_by_its_bytes() {
        let gbk = encoding_rs::GBK.encode("标题: 狼山镇“壹圆”集市").0;
        assert!(matches!(diagnose(&gbk, 0), TextFault::Gbk));
        let latin = encoding_rs::WINDOWS_1252.encode("title: café à la crème\n").0;
        assert!(matches!(diagnose(&latin, 10), TextFault::NotText(1)));
        assert!(matches!(diagnose(&[0xff, 0xfe, b'a', 0], 0), TextFault::Utf16));
        assert!(matches!(diagnose(b"a\nb\n\x80\0", 4), TextFault::NotText(3)));
    }
}
