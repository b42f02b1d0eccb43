//! Photographs: what may be published is, upright and without a word about its maker; all else is refused.
//!
//! All pictures are made here, in memory, from fixed seeds. `JIANBAO_PROVE=1` runs ten times the mutations.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    missing_docs,
    reason = "a test says what went wrong by panicking"
)]

#[path = "pictures/desk.rs"]
mod desk;
#[path = "pictures/hostile.rs"]
mod hostile;
#[path = "pictures/make.rs"]
mod make;
#[path = "pictures/privacy.rs"]
mod privacy;

use desk::{Desk, decoded, near, quarters, refusal};
use jianbao::model::picture::PictureFormat;
use jpeg_encoder::{ColorType, SamplingFactor};
use make::{BEHIND_HEADER, Jpeg, QUARTERS, extended, motif, png, stored, webp, with_chunk, with_segment};

const WIDTH: u32 = 48;
const HEIGHT: u32 = 32;

/// The motif as a camera stores it for `orientation`, in each format.
fn in_each_format(orientation: u32) -> [(&'static str, Vec<u8>); 4] {
    let (pixels, width, height) = stored(&motif(WIDTH, HEIGHT), (WIDTH, HEIGHT), orientation);
    let exif = make::exif(orientation);
    let marked = [b"Exif\0\0".as_slice(), &exif].concat();
    let plain_png = png(&pixels, (width, height), png::ColorType::Rgb, png::BitDepth::Eight);
    let end = plain_png.len() - 12;
    let plain_webp = webp(&pixels, width, height, 0);
    [
        ("a.jpg", with_segment(&Jpeg::USUAL.make(&pixels, width, height), 0xe1, &marked)),
        ("b.png", with_chunk(&plain_png, BEHIND_HEADER, b"eXIf", &exif)),
        ("c.png", with_chunk(&plain_png, end, b"eXIf", &exif)),
        ("d.webp", extended(&plain_webp, (width, height), 8, &[(b"EXIF", &exif)])),
    ]
}

#[test]
fn every_orientation_in_every_format_is_published_upright() {
    for orientation in 1..=8 {
        for (name, bytes) in in_each_format(orientation) {
            let desk = Desk::default();
            let published = desk.publish(&bytes, name).unwrap();
            assert_eq!((published.picture.width, published.picture.height), (WIDTH, HEIGHT), "{name}");
            for (path, bytes) in desk.published() {
                let found = quarters(&path, &bytes);
                let right = found.iter().zip(QUARTERS).all(|(found, color)| near(*found, color, 12));
                assert!(right, "{name} {orientation} {path}: {found:?}");
            }
        }
    }
}

/// The motif in every colour type and depth: name, file, and how far its colours may be off.
fn in_every_color() -> Vec<(String, Vec<u8>, u8)> {
    use png::{BitDepth, ColorType as Color};
    let rgb = motif(WIDTH, HEIGHT);
    let size = (WIDTH, HEIGHT);
    let rgba: Vec<u8> = rgb.chunks(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    let wide = |samples: &[u8]| samples.iter().flat_map(|sample| [*sample, *sample]).collect::<Vec<u8>>();
    let mut all = vec![
        ("rgb8.png".to_owned(), png(&rgb, size, Color::Rgb, BitDepth::Eight), 12),
        ("rgb16.png".to_owned(), png(&wide(&rgb), size, Color::Rgb, BitDepth::Sixteen), 12),
        ("rgba8.png".to_owned(), png(&rgba, size, Color::Rgba, BitDepth::Eight), 12),
        ("rgba16.png".to_owned(), png(&wide(&rgba), size, Color::Rgba, BitDepth::Sixteen), 12),
        ("lossy.webp".to_owned(), webp(&rgb, WIDTH, HEIGHT, 0), 14),
        ("lossless.webp".to_owned(), webp(&rgb, WIDTH, HEIGHT, 1), 12),
        ("opaque.webp".to_owned(), webp(&rgba, WIDTH, HEIGHT, 1), 12),
    ];
    for (depth, bits) in [(BitDepth::Two, 2), (BitDepth::Four, 4), (BitDepth::Eight, 8)] {
        let indices = packed(&rgb, bits);
        all.push((format!("palette{bits}.png"), png(&indices, size, Color::Indexed, depth), 12));
    }
    let samplings = [
        SamplingFactor::F_1_1,
        SamplingFactor::F_2_1,
        SamplingFactor::F_1_2,
        SamplingFactor::F_2_2,
        SamplingFactor::F_4_1,
    ];
    for sampling in samplings {
        for (progressive, restart) in [(false, 0), (true, 0), (false, 2)] {
            let jpeg = Jpeg { sampling, progressive, restart, ..Jpeg::USUAL };
            let name = format!("{sampling:?}-{progressive}-{restart}.jpeg");
            all.push((name, jpeg.make(&rgb, WIDTH, HEIGHT), 14));
        }
    }
    all
}

/// The motif as indices into its own palette, `bits` each.
fn packed(rgb: &[u8], bits: usize) -> Vec<u8> {
    let index = |pixel: &[u8]| QUARTERS.iter().position(|color| color == pixel).unwrap() as u8;
    let indices: Vec<u8> = rgb.chunks(3).map(index).collect();
    indices
        .chunks(8 / bits)
        .map(|group| group.iter().fold(0, |byte, index| byte << (bits % 8) | index))
        .collect()
}

#[test]
fn every_colour_type_and_depth_is_published() {
    for (name, bytes, tolerance) in in_every_color() {
        let desk = Desk::default();
        desk.publish(&bytes, &name).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        for (path, bytes) in desk.published() {
            let found = quarters(&path, &bytes);
            let right = found.iter().zip(QUARTERS).all(|(found, color)| near(*found, color, tolerance));
            assert!(right, "{name} {path}: {found:?}");
        }
    }
}

#[test]
fn grey_is_published_as_grey() {
    use png::{BitDepth, ColorType as Color};
    let size = (16_u32, 16_u32);
    let line = |bytes: usize, fill: u8| vec![fill; bytes * 16];
    let jpeg = Jpeg { color: ColorType::Luma, sampling: SamplingFactor::F_1_1, ..Jpeg::USUAL };
    for (name, bytes, grey) in [
        ("1.png", png(&line(2, 0xff), size, Color::Grayscale, BitDepth::One), 255),
        ("2.png", png(&line(4, 0x55), size, Color::Grayscale, BitDepth::Two), 85),
        ("4.png", png(&line(8, 0x88), size, Color::Grayscale, BitDepth::Four), 136),
        ("8.png", png(&line(16, 90), size, Color::Grayscale, BitDepth::Eight), 90),
        ("16.png", png(&line(32, 90), size, Color::Grayscale, BitDepth::Sixteen), 90),
        ("alpha.png", png(&[90, 255].repeat(256), size, Color::GrayscaleAlpha, BitDepth::Eight), 90),
        ("luma.jpg", jpeg.make(&line(16, 90), 16, 16), 90),
    ] {
        let desk = Desk::default();
        desk.publish(&bytes, name).unwrap();
        for (path, bytes) in desk.published() {
            assert!(near(quarters(&path, &bytes)[0], [grey; 3], 2), "{name} {path}");
        }
    }
}

#[test]
fn inks_are_published_as_they_print() {
    for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        for progressive in [false, true] {
            let jpeg = Jpeg { color, progressive, sampling: SamplingFactor::F_1_1, restart: 0 };
            let desk = Desk::default();
            desk.publish(&jpeg.make(&[0, 255, 255, 0].repeat(256), 16, 16), "inks.jpg").unwrap();
            for (path, bytes) in desk.published() {
                let found = quarters(&path, &bytes)[0];
                assert!(near(found, [237, 28, 36], 8), "{color:?} {path}: {found:?}");
            }
        }
    }
}

#[test]
fn colours_that_are_stored_one_after_the_other_are_right_or_refused() {
    let mut refused = Vec::new();
    for sampling in [
        SamplingFactor::F_1_1,
        SamplingFactor::F_2_1,
        SamplingFactor::F_1_2,
        SamplingFactor::F_2_2,
        SamplingFactor::F_4_1,
        SamplingFactor::F_1_4,
    ] {
        for (width, height) in [(64, 64), (200, 130), (333, 257)] {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
            encoder.set_sampling_factor(sampling);
            // With tables of its own this encoder writes one colour behind the other.
            encoder.set_optimized_huffman_tables(true);
            let pixels = motif(width, height);
            encoder.encode(&pixels, width as u16, height as u16, ColorType::Rgb).unwrap();
            let desk = Desk::default();
            if desk.publish(&bytes, "a.jpg").is_err() {
                assert_eq!(refusal(&bytes, "a.jpg").rule, "picture-broken");
                refused.push(sampling);
                continue;
            }
            for (path, bytes) in desk.published() {
                let seen = quarters(&path, &bytes);
                let is_right = seen.iter().zip(QUARTERS).all(|(seen, right)| near(*seen, right, 24));
                assert!(is_right, "{sampling:?} {width}: {seen:?}");
            }
        }
    }
    refused.dedup();
    assert_eq!(refused, [SamplingFactor::F_1_2, SamplingFactor::F_2_2, SamplingFactor::F_1_4]);
}

#[test]
fn a_wide_gamut_comes_out_as_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let pixels = [234, 51, 35].repeat(256);
    let jpeg = Jpeg { sampling: SamplingFactor::F_1_1, ..Jpeg::USUAL }.make(&pixels, 16, 16);
    let icc = [b"p3\0\0".as_slice(), &fdeflate::compress_to_vec(&profile)].concat();
    let plain = png(&pixels, (16, 16), png::ColorType::Rgb, png::BitDepth::Eight);
    let webp = extended(&webp(&pixels, 16, 16, 1), (16, 16), 32, &[(b"ICCP", &profile)]);
    for (name, bytes) in [
        ("p3.jpg", with_segment(&jpeg, 0xe2, &segment)),
        ("p3.png", with_chunk(&plain, BEHIND_HEADER, b"iCCP", &icc)),
        ("p3.webp", webp),
    ] {
        let desk = Desk::default();
        desk.publish(&bytes, name).unwrap();
        for (path, bytes) in desk.published() {
            let found = quarters(&path, &bytes)[0];
            assert!(near(found, [255, 0, 0], 8), "{name} {path}: {found:?}");
        }
    }
}

#[test]
fn alpha_stays_in_webp_and_is_white_paper_in_jpeg() {
    let rgba: Vec<u8> =
        (0..32 * 32).flat_map(|at| if at % 32 < 16 { [200, 0, 0, 0] } else { [0, 0, 200, 255] }).collect();
    for (name, bytes) in [
        ("a.png", png(&rgba, (32, 32), png::ColorType::Rgba, png::BitDepth::Eight)),
        ("b.webp", webp(&rgba, 32, 32, 1)),
        ("c.webp", webp(&rgba, 32, 32, 0)),
    ] {
        let desk = Desk::default();
        desk.publish(&bytes, name).unwrap();
        for (path, bytes) in desk.published() {
            let (_, _, count, pixels) = decoded(&path, &bytes);
            if path.ends_with(".webp") {
                assert_eq!((count, pixels[3], pixels[31 * 4 + 3]), (4, 0, 255), "{name}");
            } else {
                assert!(near(quarters(&path, &bytes)[0], [255; 3], 8), "{name}");
            }
        }
    }
}

#[test]
fn three_widths_in_both_formats_never_wider_than_the_original() {
    for (width, height, widths) in
        [(1700, 20, &[480, 960, 1600][..]), (700, 10, &[480, 700]), (30, 40, &[30])]
    {
        let desk = Desk::default();
        let bytes = Jpeg::USUAL.make(&motif(width, height), width, height);
        let picture = desk.publish(&bytes, "content/w15/狼山 Photo.JPG").unwrap().picture;
        assert_eq!((picture.width, picture.height), (width, height));
        let of = |format| -> Vec<u32> {
            picture.files.iter().filter(|file| file.format == format).map(|file| file.width).collect()
        };
        assert_eq!(of(PictureFormat::Webp), widths);
        assert_eq!(of(PictureFormat::Jpeg), widths);
        let published = desk.published();
        for file in &picture.files {
            let bytes = &published[file.path.as_str()];
            let (width, height, ..) = decoded(file.path.as_str(), bytes);
            assert_eq!((width, height), (file.width, file.height));
            let hash = blake3::hash(bytes).to_hex();
            let start = format!("assets/pictures/photo-{}-{width}.", &hash[..16]);
            assert!(file.path.as_str().starts_with(&start), "{}", file.path);
        }
    }
}

/// A picture that uses all of the arithmetic: decoding, turning, colour, scaling, both encoders.
fn known_picture() -> Vec<u8> {
    let mut dice = make::Dice(7);
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut pixels = motif(1100, 800);
    pixels.iter_mut().for_each(|sample| *sample = sample.wrapping_add(dice.below(24) as u8));
    let plain = png(&pixels, (1100, 800), png::ColorType::Rgb, png::BitDepth::Eight);
    let icc = [b"p3\0\0".as_slice(), &fdeflate::compress_to_vec(&profile)].concat();
    let colored = with_chunk(&plain, BEHIND_HEADER, b"iCCP", &icc);
    with_chunk(&colored, BEHIND_HEADER, b"eXIf", &make::exif(6))
}

#[test]
fn the_same_picture_gives_the_same_bytes_on_every_machine() {
    // Names carry the hash of the bytes. Another processor must give these names too; where a new version of
    // an encoder does not, `RECIPE` in `src/picture/encode.rs` gets its next number together with this list.
    let desk = Desk::default();
    desk.publish(&known_picture(), "known.png").unwrap();
    let names: Vec<String> = desk.published().into_keys().collect();
    assert_eq!(names, KNOWN, "{names:#?}");
}

const KNOWN: [&str; 4] = [
    "assets/pictures/known-0af9d54067aa7be4-480.jpg",
    "assets/pictures/known-4d97fd71c3402a84-480.webp",
    "assets/pictures/known-a8223ce029f18973-800.jpg",
    "assets/pictures/known-d1a30fc980567257-800.webp",
];

#[test]
fn a_second_run_encodes_nothing_and_gives_the_same() {
    let desk = Desk::default();
    let bytes = Jpeg::USUAL.make(&motif(600, 400), 600, 400);
    let first = desk.publish(&bytes, "a.jpg").unwrap();
    let files = desk.published();
    assert_eq!(first.encoded, 4);
    desk.files.lock().unwrap().clear();
    let second = desk.publish(&bytes, "a.jpg").unwrap();
    assert_eq!((second.encoded, second.picture), (0, first.picture));
    assert_eq!(desk.published(), files);
}

#[test]
fn a_damaged_entry_is_made_again() {
    let bytes = Jpeg::USUAL.make(&motif(60, 40), 60, 40);
    let desk = Desk::default();
    desk.publish(&bytes, "a.jpg").unwrap();
    let files = desk.published();
    let (key, entry) = desk.kept.lock().unwrap().pop_first().unwrap();
    let mut dice = make::Dice(11);
    for round in 0..40 {
        let mut damaged = entry.clone();
        if round % 2 == 0 {
            damaged.truncate(dice.below(entry.len()));
        } else {
            damaged[dice.below(entry.len())] ^= 1 << dice.below(8);
        }
        let desk = Desk::default();
        desk.kept.lock().unwrap().insert(key.clone(), damaged);
        assert_eq!(desk.publish(&bytes, "a.jpg").unwrap().encoded, 2);
        assert_eq!((desk.published(), &desk.kept.lock().unwrap()[&key]), (files.clone(), &entry));
    }
}

#[test]
fn what_is_not_a_photograph_is_refused_by_its_bytes() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    for (name, bytes, rule, part) in [
        ("a.heic", heic.clone(), "picture-kind", "兼容性最佳"),
        ("a.jpg", heic, "picture-kind", "兼容性最佳"),
        ("a.avif", b"\0\0\0\x14ftypavif\0\0\0\0avif".to_vec(), "picture-kind", "JPEG"),
        ("a.gif", b"GIF89a\x01\0\x01\0".to_vec(), "picture-kind", "PNG"),
        ("a.tiff", b"II*\0\x08\0\0\0".to_vec(), "picture-kind", "JPEG"),
        ("a.bmp", b"BM\0\0\0\0".to_vec(), "picture-kind", "JPEG"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "picture-kind", "PNG"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "picture-kind", "附件"),
        ("a.zip", b"PK\x03\x04".to_vec(), "picture-kind", "解压"),
        ("a.mp4", b"\0\0\0\x14ftypisom\0\0\0\0mp42".to_vec(), "picture-kind", "一帧"),
        ("a.jpg", b"<!doctype html><title>404".to_vec(), "picture-kind", "网页"),
        ("a.jpg", Vec::new(), "picture-kind", "下载"),
        ("a.jpg", b"\xff\xd8".to_vec(), "picture-kind", "JPEG"),
        ("a.psd", b"8BPS\0\x01".to_vec(), "picture-kind", "JPEG"),
        ("a.jxl", b"\xff\x0a\0".to_vec(), "picture-kind", "JPEG"),
    ] {
        let diagnostic = refusal(&bytes, name);
        let hint = diagnostic.hint.unwrap().zh;
        assert!(diagnostic.rule == rule && hint.contains(part), "{name}: {} {hint}", diagnostic.rule);
    }
}

#[test]
fn a_file_that_is_not_what_its_ending_says_is_refused() {
    for (made, bytes) in in_each_format(1) {
        for ending in ["jpg", "JPEG", "png", "webp", "gif", "heic", ""] {
            let right = made.rsplit('.').next().unwrap();
            if ending.to_lowercase().replace("jpeg", "jpg") == right {
                assert!(Desk::default().publish(&bytes, &format!("x.{ending}")).is_ok());
            } else {
                let name = format!("x.{ending}");
                assert_eq!(
                    refusal(&bytes, name.trim_end_matches('.')).rule,
                    "picture-ending",
                    "{made} as {name}"
                );
            }
        }
    }
}
