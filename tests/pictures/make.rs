//! Pictures made for tests: sizes and settings come in, whole files come out, the same on every machine.
//!
//! The motif has a colour of its own in each quarter: a turned picture can be told from an upright one.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use webp::{PixelLayout, WebPConfig};

/// The colours of the motif's quarters: top left, top right, bottom left, bottom right.
pub const QUARTERS: [[u8; 3]; 4] = [[200, 40, 40], [40, 180, 60], [50, 60, 200], [230, 210, 60]];

/// The motif as RGB.
pub fn motif(width: u32, height: u32) -> Vec<u8> {
    let quarter = |x, y| QUARTERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)];
    (0..height).flat_map(|y| (0..width).flat_map(move |x| quarter(x, y))).collect()
}

/// What a camera stores for an upright `pixels` so that turning by `orientation` gives it back.
pub fn stored(pixels: &[u8], (width, height): (u32, u32), orientation: u32) -> (Vec<u8>, u32, u32) {
    let (stored_width, stored_height) = if orientation >= 5 { (height, width) } else { (width, height) };
    let (right, bottom) = (width - 1, height - 1);
    let mut out = Vec::new();
    for y in 0..stored_height {
        for x in 0..stored_width {
            // The upright place of what is stored at x, y, from the text of the EXIF standard.
            let (ux, uy) = match orientation {
                2 => (right - x, y),
                3 => (right - x, bottom - y),
                4 => (x, bottom - y),
                5 => (y, x),
                6 => (right - y, x),
                7 => (right - y, bottom - x),
                8 => (y, bottom - x),
                _ => (x, y),
            };
            let at = ((uy * width + ux) * 3) as usize;
            out.extend_from_slice(&pixels[at..at + 3]);
        }
    }
    (out, stored_width, stored_height)
}

/// How a JPEG is made.
#[derive(Clone, Copy)]
pub struct Jpeg {
    pub color: ColorType,
    pub sampling: SamplingFactor,
    pub progressive: bool,
    pub restart: u16,
}

impl Jpeg {
    /// What a phone makes.
    pub const USUAL: Self =
        Self { color: ColorType::Rgb, sampling: SamplingFactor::F_2_2, progressive: false, restart: 0 };

    pub fn make(self, pixels: &[u8], width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 92);
        encoder.set_sampling_factor(self.sampling);
        encoder.set_progressive(self.progressive);
        encoder.set_restart_interval(self.restart);
        encoder.encode(pixels, width as u16, height as u16, self.color).unwrap();
        bytes
    }
}

/// The JPEG with a segment `marker` behind its beginning.
pub fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, data, &jpeg[2..]].concat()
}

/// A PNG of samples as they are.
pub fn png(
    samples: &[u8],
    (width, height): (u32, u32),
    color: png::ColorType,
    depth: png::BitDepth,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == png::ColorType::Indexed {
        encoder.set_palette(QUARTERS.concat());
        encoder.set_trns([255, 255, 255, 255].as_slice());
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    writer.finish().unwrap();
    bytes
}

/// The PNG with a chunk behind its header, or before its end.
pub fn with_chunk(png: &[u8], at: usize, kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let length = (data.len() as u32).to_be_bytes();
    [&png[..at], &length, &body, &crc(&body).to_be_bytes(), &png[at..]].concat()
}

/// Where the first chunk behind a PNG's header begins.
pub const BEHIND_HEADER: usize = 33;

/// The checksum of PNG's chunks.
pub fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
        )
    })
}

/// The PNG with right checksums, as far as its chunks can be followed.
pub fn mended(mut png: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(length) = png.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().unwrap()) as usize;
        let Some(body) = png.get(at + 4..(at + 8).saturating_add(length)) else { break };
        let sum = crc(body).to_be_bytes();
        let Some(place) = png.get_mut(at + 8 + length..at + 12 + length) else { break };
        place.copy_from_slice(&sum);
        at += 12 + length;
    }
    png
}

/// A WebP, lossless or not.
pub fn webp(pixels: &[u8], width: u32, height: u32, lossless: i32) -> Vec<u8> {
    let mut config = WebPConfig::new().unwrap();
    config.lossless = lossless;
    config.quality = 90.0;
    let layout =
        if pixels.len() == (width * height * 4) as usize { PixelLayout::Rgba } else { PixelLayout::Rgb };
    webp::Encoder::new(pixels, layout, width, height).encode_advanced(&config).unwrap().to_vec()
}

/// The plain WebP of these sides, extended by chunks; `flags` says which.
pub fn extended(
    plain: &[u8],
    (width, height): (u32, u32),
    flags: u8,
    chunks: &[(&[u8; 4], &[u8])],
) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    let mut header = vec![flags, 0, 0, 0];
    header.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
    header.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
    add_chunk(&mut body, b"VP8X", &header);
    body.extend_from_slice(&plain[12..]);
    for (kind, data) in chunks {
        add_chunk(&mut body, kind, data);
    }
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
}

fn add_chunk(body: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    body.extend_from_slice(kind);
    body.extend_from_slice(&(data.len() as u32).to_le_bytes());
    body.extend_from_slice(data);
    body.resize(body.len() + data.len() % 2, 0);
}

/// A block of EXIF that says how to turn the picture and nothing else.
pub fn exif(orientation: u32) -> Vec<u8> {
    block(&[(0x0112, Entry::Short(orientation as u16))])
}

/// A block of EXIF with a position, serial numbers, an owner and a maker's notes.
pub fn private_exif(orientation: u32) -> Vec<u8> {
    let details = vec![
        (0x927c, Entry::Bytes(7, b"Canon notes 0123456789".to_vec())),
        (0xa430, Entry::Text("Zhang San")),
        (0xa431, Entry::Text("SN-0123456789")),
        (0xa435, Entry::Text("LENS-0123456789")),
    ];
    let third = [32_u32, 1, 2, 1, 3, 1].iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let position = vec![
        (0x0000, Entry::Bytes(1, vec![2, 3, 0, 0])),
        (0x0001, Entry::Text("N")),
        (0x0002, Entry::Bytes(5, third.clone())),
        (0x0003, Entry::Text("E")),
        (0x0004, Entry::Bytes(5, third)),
    ];
    block(&[
        (0x010f, Entry::Text("Example Camera Works")),
        (0x0112, Entry::Short(orientation as u16)),
        (0x8769, Entry::Directory(details)),
        (0x8825, Entry::Directory(position)),
    ])
}

/// What a directory of TIFF holds.
#[derive(Clone)]
pub enum Entry {
    Short(u16),
    Text(&'static str),
    /// A type of TIFF and bytes.
    Bytes(u16, Vec<u8>),
    Directory(Vec<(u16, Entry)>),
}

/// A block of tags, little-endian.
pub fn block(entries: &[(u16, Entry)]) -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    directory(&mut out, entries);
    out
}

fn directory(out: &mut Vec<u8>, entries: &[(u16, Entry)]) {
    let start = out.len();
    out.resize(start + 2 + entries.len() * 12 + 4, 0);
    out[start..start + 2].copy_from_slice(&(entries.len() as u16).to_le_bytes());
    for (index, (tag, entry)) in entries.iter().enumerate() {
        let (kind, count, value) = value(out, entry);
        let row = [tag.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat();
        let at = start + 2 + index * 12;
        out[at..at + 12].copy_from_slice(&row);
    }
}

/// Type, count and the four bytes of an entry; what does not fit into them goes behind.
fn value(out: &mut Vec<u8>, entry: &Entry) -> (u16, u32, [u8; 4]) {
    let (kind, bytes) = match entry {
        Entry::Short(number) => (3, number.to_le_bytes().to_vec()),
        Entry::Text(text) => (2, [text.as_bytes(), &[0]].concat()),
        Entry::Bytes(kind, bytes) => (*kind, bytes.clone()),
        Entry::Directory(entries) => {
            let at = (out.len() as u32).to_le_bytes();
            directory(out, entries);
            return (4, 1, at);
        }
    };
    let unit = match kind {
        3 => 2,
        5 => 8,
        _ => 1,
    };
    let count = bytes.len() as u32 / unit;
    if bytes.len() > 4 {
        let at = (out.len() as u32).to_le_bytes();
        out.extend_from_slice(&bytes);
        return (kind, count, at);
    }
    let mut inline = [0; 4];
    inline[..bytes.len()].copy_from_slice(&bytes);
    (kind, count, inline)
}

/// Whole numbers that look random and are the same everywhere (xorshift).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}
