//! An output and a store in memory, and the readers that tests look at outputs with.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use jianbao::model::SitePath;
use jianbao::model::output::{Output, Store};
use jianbao::picture::{Fault, Published, publish};
use jianbao::report::Diagnostic;

/// Takes what is published and keeps what is kept.
#[derive(Default)]
pub struct Desk {
    pub files: Mutex<BTreeMap<String, Vec<u8>>>,
    pub kept: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Output for Desk {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.files.lock().unwrap().insert(path.to_string(), bytes.to_vec());
        Ok(())
    }
}

impl Store for Desk {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        assert!(key.len() <= 100 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        self.kept.lock().unwrap().get(key).cloned()
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        self.kept.lock().unwrap().insert(key.to_owned(), bytes.to_vec());
    }
}

impl Desk {
    pub fn publish(&self, bytes: &[u8], name: &str) -> Result<Published, Fault> {
        publish(bytes, name, self, self)
    }

    /// All that was published, by path.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        self.files.lock().unwrap().clone()
    }
}

/// The diagnostic of a picture that must not be published.
pub fn refusal(bytes: &[u8], name: &str) -> Diagnostic {
    let desk = Desk::default();
    match desk.publish(bytes, name) {
        Err(Fault::Picture(diagnostic)) => {
            assert!(desk.published().is_empty() && desk.kept.lock().unwrap().is_empty(), "{name}");
            let hint = diagnostic.hint.as_ref().expect("a mending");
            assert!(
                !hint.zh.is_empty() && !hint.en.is_empty() && diagnostic.message.zh.contains(name),
                "{name}"
            );
            *diagnostic
        }
        other => panic!("{name}: published or failed otherwise: {other:?}"),
    }
}

/// A published file as RGB or RGBA: width, height, bytes of a pixel, pixels.
pub fn decoded(path: &str, bytes: &[u8]) -> (u32, u32, usize, Vec<u8>) {
    if path.ends_with(".webp") {
        let mut decoder = image_webp::WebPDecoder::new(io::Cursor::new(bytes)).unwrap();
        let (width, height) = decoder.dimensions();
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut pixels).unwrap();
        return (width, height, if decoder.has_alpha() { 4 } else { 3 }, pixels);
    }
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(bytes));
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    (info.width.into(), info.height.into(), 3, pixels)
}

/// The pixel in the middle of each quarter of a published file.
pub fn quarters(path: &str, bytes: &[u8]) -> [[u8; 3]; 4] {
    let (width, height, count, pixels) = decoded(path, bytes);
    let pixel = |x: u32, y: u32| {
        let at = (y * width + x) as usize * count;
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    };
    let (left, right, top, bottom) = (width / 4, width * 3 / 4, height / 4, height * 3 / 4);
    [pixel(left, top), pixel(right, top), pixel(left, bottom), pixel(right, bottom)]
}

/// Whether two colours look the same.
pub fn near(a: [u8; 3], b: [u8; 3], tolerance: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= tolerance)
}
