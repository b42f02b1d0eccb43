//! Files that lie, end too early or were changed at random: an error or a right picture, never a panic.

use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};

use jianbao::picture::{Fault, private_tags};
use jpeg_encoder::SamplingFactor;

use crate::desk::{Desk, decoded, refusal};
use crate::make::{
    BEHIND_HEADER, Dice, Jpeg, exif, extended, mended, motif, png, private_exif, webp, with_chunk,
    with_segment,
};

/// One small picture of each format, with everything in it that is parsed.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let (width, height) = (37, 29);
    let rgb = motif(width, height);
    let rgba: Vec<u8> = rgb.chunks(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[0]]).collect();
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let icc = [b"p3\0\0".as_slice(), &fdeflate::compress_to_vec(&profile)].concat();
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let marked = [b"Exif\0\0".as_slice(), &private_exif(6)].concat();
    let progressive = Jpeg { progressive: true, sampling: SamplingFactor::F_2_1, ..Jpeg::USUAL };
    let restarting = Jpeg { restart: 2, ..Jpeg::USUAL };
    let plain = png(&rgb, (width, height), png::ColorType::Rgb, png::BitDepth::Eight);
    vec![
        (
            "a.jpg",
            with_segment(
                &with_segment(&Jpeg::USUAL.make(&rgb, width, height), 0xe2, &segment),
                0xe1,
                &marked,
            ),
        ),
        ("b.jpg", progressive.make(&rgb, width, height)),
        ("c.jpg", restarting.make(&rgb, width, height)),
        (
            "d.png",
            with_chunk(&with_chunk(&plain, BEHIND_HEADER, b"iCCP", &icc), BEHIND_HEADER, b"eXIf", &exif(5)),
        ),
        ("e.png", png(&rgba, (width, height), png::ColorType::Rgba, png::BitDepth::Eight)),
        ("f.webp", webp(&rgb, width, height, 0)),
        ("g.webp", webp(&rgba, width, height, 1)),
        (
            "h.webp",
            extended(
                &webp(&rgb, width, height, 0),
                (width, height),
                8 | 32,
                &[(b"EXIF", &exif(8)), (b"ICCP", &profile)],
            ),
        ),
    ]
}

#[test]
fn a_picture_that_is_cut_short_is_refused_wherever_the_cut() {
    for (name, bytes) in seeds() {
        for step in 1..=24 {
            let end = bytes.len() * step / 25;
            refusal(&bytes[..end], name);
        }
        refusal(&bytes[..bytes.len() - 2], name);
    }
}

/// A PNG that begins with this header.
fn png_header(width: u32, height: u32, [depth, color, interlace]: [u8; 3]) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let start = b"\x89PNG\r\n\x1a\n".as_slice();
    let header =
        with_chunk(start, 8, b"IHDR", &[&sides, [depth, color, 0, 0, interlace].as_slice()].concat());
    let data = with_chunk(&header, header.len(), b"IDAT", &fdeflate::compress_to_vec(&[0; 64]));
    with_chunk(&data, data.len(), b"IEND", b"")
}

/// The JPEG with other sides in its header.
fn resized(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let at = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0] || pair == [0xff, 0xc2]).unwrap();
    let mut jpeg = jpeg.to_vec();
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// A WebP whose extended header announces these sides.
fn webp_header(width: u32, height: u32) -> Vec<u8> {
    extended(&webp(&motif(8, 8), 8, 8, 0), (width, height), 0, &[])
}

#[test]
fn a_header_that_lies_is_refused_before_anything_is_decoded() {
    let jpeg = Jpeg::USUAL.make(&motif(16, 16), 16, 16);
    let progressive = Jpeg { progressive: true, ..Jpeg::USUAL }.make(&motif(16, 16), 16, 16);
    let padded = |jpeg: Vec<u8>, bytes: usize| [jpeg, vec![0; bytes]].concat();
    for (name, bytes, rule) in [
        ("sides.png", png_header(1 << 31, 1 << 31, [8, 2, 0]), "picture-too-large"),
        ("most.png", png_header(i32::MAX as u32, 1, [1, 0, 0]), "picture-too-large"),
        ("side.png", png_header(20_001, 1, [8, 2, 0]), "picture-too-large"),
        ("pixels.png", png_header(20_000, 6_001, [8, 2, 0]), "picture-too-large"),
        ("short.png", png_header(20_000, 6_000, [8, 2, 0]), "picture-truncated"),
        ("zero.png", png_header(0, 5, [8, 2, 0]), "picture-broken"),
        ("depth.png", png_header(5, 5, [3, 2, 0]), "picture-broken"),
        ("color.png", png_header(5, 5, [8, 7, 0]), "picture-broken"),
        ("interlace.png", png_header(5, 5, [8, 2, 9]), "picture-broken"),
        ("palette.png", png_header(5, 5, [8, 3, 0]), "picture-broken"),
        ("sides.jpg", resized(&jpeg, 65_535, 65_535), "picture-too-large"),
        ("pixels.jpg", resized(&jpeg, 20_000, 20_000), "picture-too-large"),
        ("short.jpg", resized(&jpeg, 10_000, 10_000), "picture-truncated"),
        ("memory.jpg", padded(resized(&progressive, 11_000, 9_000), 200_000), "picture-too-large"),
        ("sides.webp", webp_header(1 << 24, 1 << 24), "picture-too-large"),
        ("pixels.webp", webp_header(16_383, 16_383), "picture-too-large"),
        ("memory.webp", webp_header(16_000, 7_000), "picture-too-large"),
        ("other.webp", webp_header(9, 9), "picture-broken"),
    ] {
        let diagnostic = refusal(&bytes, name);
        assert_eq!(diagnostic.rule, rule, "{name}: {}", diagnostic.message.en);
    }
    assert!(Desk::default().publish(&resized(&jpeg, 0, 16), "zero.jpg").is_err());
    assert!(Desk::default().publish(&resized(&jpeg, 16, 0), "zero.jpg").is_err());
}

#[test]
fn a_file_over_its_limit_is_refused() {
    let mut bytes = Jpeg::USUAL.make(&motif(16, 16), 16, 16);
    bytes.resize((100 << 20) + 1, 0);
    let diagnostic = refusal(&bytes, "huge.jpg");
    assert_eq!(diagnostic.rule, "picture-too-large");
    assert!(diagnostic.message.zh.contains("101 MiB，上限为 100"), "{}", diagnostic.message.zh);
}

#[test]
fn what_unpacks_without_end_is_not_unpacked() {
    let zeros = fdeflate::compress_to_vec(&vec![0; 64 << 20]);
    let plain = png(&motif(16, 16), (16, 16), png::ColorType::Rgb, png::BitDepth::Eight);
    let header = &plain[..BEHIND_HEADER];
    let data = with_chunk(header, BEHIND_HEADER, b"IDAT", &zeros);
    let packed = |start: &[u8]| [start, &zeros].concat();
    for (name, bytes) in [
        ("pixels.png", with_chunk(&data, data.len(), b"IEND", b"")),
        ("profile.png", with_chunk(&plain, BEHIND_HEADER, b"iCCP", &packed(b"p\0\0"))),
        ("text.png", with_chunk(&plain, BEHIND_HEADER, b"zTXt", &packed(b"Comment\0\0"))),
    ] {
        // Either it is refused, or the picture is what its header says.
        if let Ok(published) = Desk::default().publish(&bytes, name) {
            assert_eq!((published.picture.width, published.picture.height), (16, 16), "{name}");
        }
        let _ = private_tags(&bytes);
    }
}

#[test]
fn what_moves_is_refused() {
    let plain = png(&motif(16, 16), (16, 16), png::ColorType::Rgb, png::BitDepth::Eight);
    let control = with_chunk(&plain, BEHIND_HEADER, b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let frame = [[0, 0, 0, 0], [0, 0, 0, 16], [0, 0, 0, 16], [0; 4], [0; 4], [0, 1, 0, 1]].concat();
    let moving = with_chunk(&control, BEHIND_HEADER + 20, b"fcTL", &[frame.as_slice(), &[0, 0]].concat());
    assert_eq!(refusal(&moving, "a.png").rule, "picture-moving");
    let still = webp(&motif(16, 16), 16, 16, 0);
    let frame = [[0; 6].as_slice(), &[15, 0, 0, 15, 0, 0, 100, 0, 0, 0], &still[12..]].concat();
    let empty = [b"RIFF".as_slice(), &[4, 0, 0, 0], b"WEBP"].concat();
    let moving = extended(&empty, (16, 16), 2, &[(b"ANIM", &[0; 6]), (b"ANMF", &frame)]);
    assert_eq!(refusal(&moving, "a.webp").rule, "picture-moving");
}

/// One random change.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len());
    let end = (at + 1 + dice.below(16)).min(bytes.len());
    match dice.below(7) {
        0 | 1 => bytes[at] ^= 1 << dice.below(8),
        2 => bytes[at] = dice.below(256) as u8,
        3 => bytes[at] = [0, 0x7f, 0x80, 0xff][dice.below(4)],
        4 => drop(bytes.drain(at..end)),
        5 => bytes.truncate(at.max(16)),
        _ => {
            let copy = bytes[at..end].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, copy);
        }
    }
}

#[test]
fn files_changed_at_random_give_an_error_or_a_picture() {
    static PANICS: AtomicUsize = AtomicUsize::new(0);
    let rounds = if std::env::var_os("JIANBAO_PROVE").is_some() { 2000 } else { 200 };
    let seeds = seeds();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // What panics elsewhere is another test's failure.
        if std::thread::current().name() == Some("mutations") {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        usual(info);
    }));
    let work = move || {
        let mut dice = Dice(2024);
        let mut right = 0;
        for round in 0..rounds {
            let (name, seed) = &seeds[round % seeds.len()];
            let mut bytes = seed.clone();
            for _ in 0..=dice.below(3) {
                mutate(&mut bytes, &mut dice);
            }
            if name.ends_with(".png") && dice.below(4) > 0 {
                bytes = mended(bytes);
            }
            right += usize::from(is_picture(&bytes, name));
            let _ = private_tags(&bytes);
        }
        (rounds, right)
    };
    let (rounds, right) =
        std::thread::Builder::new().name("mutations".into()).spawn(work).unwrap().join().unwrap();
    drop(panic::take_hook());
    eprintln!("{rounds} mutations: {right} still pictures, {} refused", rounds - right);
    assert_eq!(PANICS.load(Ordering::SeqCst), 0, "decoders that panicked (and were caught)");
    assert_memory();
}

/// Whether the bytes are published; what is published must be whole.
fn is_picture(bytes: &[u8], name: &str) -> bool {
    let desk = Desk::default();
    match desk.publish(bytes, name) {
        Ok(published) => {
            let files = desk.published();
            for file in &published.picture.files {
                let (width, height, ..) = decoded(file.path.as_str(), &files[file.path.as_str()]);
                assert_eq!((width, height), (file.width, file.height));
                assert!(width <= published.picture.width && width <= 1600);
            }
            true
        }
        Err(Fault::Picture(_)) => false,
        Err(Fault::Output(why)) => panic!("{name}: {why}"),
    }
}

/// The whole test's memory stayed within the limits, where the system tells (Linux): 768 MiB for a picture
/// and what the tests themselves hold.
fn assert_memory() {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kib: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kib < 1_200_000, "{kib} KiB");
}
