//! A case's files to the disk.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::Path;

use jianbao::write::Lock;

use super::case::{File, Way};

/// Nobody's number on the usual systems.
const NOBODY: u32 = 65534;

/// Puts a file below `root`; what is returned must live until the command has ended.
pub fn put(root: &Path, file: &File) -> Result<Option<Lock>, String> {
    let path = root.join(&file.name);
    let said = |error: std::io::Error| format!("{}: {error}", file.name);
    if file.ways.contains(&Way::Absent) {
        return fs::remove_file(&path).map(|()| None).map_err(said);
    }
    if file.ways.contains(&Way::Held) {
        return Lock::take(&path).map(Some).map_err(|fault| format!("{fault:?}"));
    }
    fs::create_dir_all(path.parent().unwrap_or(root)).map_err(said)?;
    if file.ways.contains(&Way::Link) {
        return symlink(file.text.trim_end(), &path).map(|()| None).map_err(said);
    }
    if file.ways.contains(&Way::Fifo) {
        return make_fifo(&path).map(|()| None);
    }
    let mut bytes = file.text.clone().into_bytes();
    for way in &file.ways {
        bytes = made(bytes, way).map_err(|wrong| format!("{}: {wrong}", file.name))?;
    }
    fs::write(&path, bytes).map_err(said)?;
    if file.ways.contains(&Way::Locked) {
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).map_err(said)?;
    }
    Ok(None)
}

fn make_fifo(path: &Path) -> Result<(), String> {
    let made = std::process::Command::new("mkfifo").arg(path).status().map_err(|error| error.to_string())?;
    if made.success() { Ok(()) } else { Err("mkfifo failed".to_owned()) }
}

/// The bytes made in one way of other bytes; a way that changes nothing is a slip in the case.
fn made(bytes: Vec<u8>, way: &Way) -> Result<Vec<u8>, String> {
    let text = || String::from_utf8(bytes.clone()).map_err(|error| error.to_string());
    let new = match way {
        Way::Bom => [b"\xef\xbb\xbf".as_slice(), &bytes].concat(),
        Way::CrLf => text()?.replace('\n', "\r\n").into_bytes(),
        Way::Gbk => encoding_rs::GBK.encode(&text()?).0.into_owned(),
        Way::Utf16 => utf16(&text()?),
        Way::Hex => hex(&text()?)?,
        Way::NoEnd => text()?.trim_end().as_bytes().to_vec(),
        Way::Times(count) => bytes.repeat(*count),
        Way::Png(width, height) => png(*width, *height),
        Way::PngLie(width, height) => lie(*width, *height),
        Way::Jpeg(width, height) => jpeg(*width, *height),
        Way::JpegCut(width, height) => {
            let whole = jpeg(*width, *height);
            whole[..whole.len() * 2 / 3].to_vec()
        }
        Way::Locked => return Ok(bytes),
        Way::Link | Way::Fifo | Way::Absent | Way::Held => return Err(format!("{way:?} stands alone")),
    };
    if new == bytes { Err(format!("{way:?} changes nothing")) } else { Ok(new) }
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn hex(text: &str) -> Result<Vec<u8>, String> {
    let digits: String = text.split_whitespace().collect();
    let pairs = (0..digits.len()).step_by(2).map(|at| digits.get(at..at + 2).unwrap_or("?"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).map_err(|_| format!("`{pair}` is not hex"))).collect()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let pixels = vec![200; (width * height * 3) as usize];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// A small PNG whose header says that it is of another size. The checksum is made right again.
fn lie(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(4, 4);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let count = usize::from(width) * usize::from(height);
    let pixels: Vec<u8> = (0..count * 3).map(|at| (at * 37 % 251) as u8).collect();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

/// Gives everything below `top` to nobody, so that a command can run without the rights of root.
pub fn give_away(top: &Path) {
    let _ = chown(top, Some(NOBODY), Some(NOBODY));
    for entry in fs::read_dir(top).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            give_away(&path);
        } else {
            let _ = chown(&path, Some(NOBODY), Some(NOBODY));
        }
    }
}

/// Nobody's number, for the command.
pub const fn nobody() -> u32 {
    NOBODY
}
