//! Nothing that a camera or a program wrote about itself, its owner or the place reaches an output.

use std::collections::BTreeSet;
use std::process::Command;

use jianbao::picture::private_tags;

use crate::desk::Desk;
use crate::make::{
    BEHIND_HEADER, Entry, Jpeg, block, exif, extended, motif, png, private_exif, webp, with_chunk,
    with_segment,
};

const XMP: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\
    <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
    <rdf:Description rdf:about='' xmlns:exif='http://ns.adobe.com/exif/1.0/' \
    xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' exif:GPSLatitude='32,1.5N' \
    exif:GPSLongitude='120,54.2E' aux:SerialNumber='SN-0123456789' aux:OwnerName='Zhang San'/>\
    </rdf:RDF></x:xmpmeta>";

/// The words that stand in the private tags of the pictures below.
const CANARIES: [&str; 4] = ["0123456789", "Zhang San", "Example Camera", "GPS"];

fn jpeg_with(exif: &[u8], xmp: &str) -> Vec<u8> {
    let plain = Jpeg::USUAL.make(&motif(600, 400), 600, 400);
    let packet = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), xmp.as_bytes()].concat();
    let comment = with_segment(&plain, 0xfe, b"Zhang San was here");
    let iptc = with_segment(
        &comment,
        0xed,
        b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x09Zhang San",
    );
    let marked = [b"Exif\0\0".as_slice(), exif].concat();
    with_segment(&with_segment(&iptc, 0xe1, &packet), 0xe1, &marked)
}

/// Pictures that tell everything, in each format.
fn telling() -> Vec<(&'static str, Vec<u8>)> {
    let rgb = motif(600, 400);
    let rgba: Vec<u8> = rgb.chunks(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[0]]).collect();
    let plain = png(&rgba, (600, 400), png::ColorType::Rgba, png::BitDepth::Eight);
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), XMP.as_bytes()].concat();
    let with_text = with_chunk(&plain, BEHIND_HEADER, b"iTXt", &text);
    let chunks: [(&[u8; 4], &[u8]); 2] = [(b"EXIF", &private_exif(3)), (b"XMP ", XMP.as_bytes())];
    vec![
        ("telling.jpg", jpeg_with(&private_exif(6), XMP)),
        ("telling.png", with_chunk(&with_text, BEHIND_HEADER, b"eXIf", &private_exif(8))),
        ("telling.webp", extended(&webp(&rgba, 600, 400, 1), (600, 400), 8 | 4 | 16, &chunks)),
    ]
}

/// Markers of the segments of a JPEG up to its coded picture.
fn markers(jpeg: &[u8]) -> BTreeSet<u8> {
    let (mut markers, mut at) = (BTreeSet::new(), 2);
    while jpeg[at + 1] != 0xda {
        assert_eq!(jpeg[at], 0xff);
        markers.insert(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    markers
}

/// Names of the chunks of a WebP.
fn chunks(webp: &[u8]) -> BTreeSet<&[u8]> {
    let (mut chunks, mut at) = (BTreeSet::new(), 12);
    while at < webp.len() {
        chunks.insert(&webp[at..at + 4]);
        let length = u32::from_le_bytes(webp[at + 4..at + 8].try_into().unwrap()) as usize;
        at += 8 + length + length % 2;
    }
    chunks
}

#[test]
fn outputs_hold_nothing_but_the_picture() {
    for (name, bytes) in telling() {
        let desk = Desk::default();
        desk.publish(&bytes, name).unwrap();
        for (path, bytes) in desk.published() {
            if path.ends_with(".jpg") {
                // JFIF's own header, tables, one baseline frame.
                assert_eq!(markers(&bytes), BTreeSet::from([0xe0, 0xdb, 0xc0, 0xc4]), "{path}");
                assert!(bytes.ends_with(b"\xff\xd9"), "{path}");
            } else {
                let allowed: BTreeSet<&[u8]> = BTreeSet::from([b"VP8X".as_slice(), b"ALPH", b"VP8 "]);
                assert!(chunks(&bytes).is_subset(&allowed), "{path}: {:?}", chunks(&bytes));
            }
            let text = String::from_utf8_lossy(&bytes);
            assert!(!CANARIES.iter().any(|canary| text.contains(canary)), "{path}");
            assert!(private_tags(&bytes).is_empty(), "{path}");
        }
    }
}

#[test]
fn exiftool_finds_nothing_but_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in telling() {
        let desk = Desk::default();
        desk.publish(&bytes, name).unwrap();
        for (path, bytes) in desk.published() {
            std::fs::write(folder.path().join(path.rsplit('/').next().unwrap()), bytes).unwrap();
        }
        std::fs::write(folder.path().join(format!("original-{name}")), bytes).unwrap();
    }
    let told = Command::new("exiftool")
        .args(["-json", "-a", "-u", "-G1"])
        .arg(folder.path())
        .output()
        .expect("this test needs exiftool: on Debian, apt-get install libimage-exiftool-perl");
    let files: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(files.len(), 11);
    let allowed = ["ExifTool", "System", "File", "JFIF", "RIFF", "Composite"];
    for tags in files {
        let file = tags["SourceFile"].as_str().unwrap();
        let foreign: Vec<&String> = tags
            .keys()
            .filter(|tag| tag.split_once(':').is_some_and(|(group, _)| !allowed.contains(&group)))
            .collect();
        let is_original = file.contains("original-");
        assert_eq!(foreign.iter().any(|tag| tag.contains("GPS")), is_original, "{file}: {foreign:?}");
        assert_eq!(foreign.is_empty(), !is_original, "{file}: {foreign:?}");
        assert!(!tags.contains_key("Composite:GPSPosition") || is_original, "{file}");
    }
}

#[test]
fn private_tags_are_found_in_every_format() {
    for (name, bytes) in telling() {
        let found = private_tags(&bytes);
        for tag in [
            "GPSLatitude",
            "GPSLongitude",
            "BodySerialNumber",
            "LensSerialNumber",
            "CameraOwnerName",
            "MakerNote",
        ] {
            assert!(found.contains(&tag), "{name}: {found:?}");
        }
    }
    for (name, bytes) in [
        ("XMP alone", jpeg_with(&exif(1), XMP)),
        ("EXIF alone", jpeg_with(&private_exif(1), "")),
        ("a TIFF", private_exif(1)),
        ("behind the end", [Jpeg::USUAL.make(&motif(8, 8), 8, 8), jpeg_with(&private_exif(1), "")].concat()),
        (
            "packed text",
            packed_text(b"zTXt", &[b"Raw profile type exif\0\0".as_slice(), &hexadecimal()].concat()),
        ),
        (
            "packed XMP",
            packed_text(
                b"iTXt",
                &[b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &fdeflate::compress_to_vec(XMP.as_bytes())]
                    .concat(),
            ),
        ),
    ] {
        assert!(private_tags(&bytes).contains(&"GPSLatitude"), "{name}: {:?}", private_tags(&bytes));
    }
}

fn packed_text(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let plain = png(&motif(8, 8), (8, 8), png::ColorType::Rgb, png::BitDepth::Eight);
    with_chunk(&plain, BEHIND_HEADER, kind, data)
}

/// A block of EXIF as ImageMagick keeps it in a PNG.
fn hexadecimal() -> Vec<u8> {
    let block = [b"Exif\0\0".as_slice(), &private_exif(1)].concat();
    let figures: Vec<String> =
        block.chunks(36).map(|line| line.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
    fdeflate::compress_to_vec(format!("\nexif\n    {}\n{}\n", block.len(), figures.join("\n")).as_bytes())
}

#[test]
fn a_picture_that_tells_nothing_has_no_private_tags() {
    let apple = block(&[(
        0x8769,
        Entry::Directory(vec![(0x927c, Entry::Bytes(7, b"Apple iOS\0\0\x01MM".to_vec()))]),
    )]);
    let version = block(&[(0x8825, Entry::Directory(vec![(0, Entry::Bytes(1, vec![2, 3, 0, 0]))]))]);
    for (name, bytes) in [
        ("no tags", Jpeg::USUAL.make(&motif(8, 8), 8, 8)),
        ("orientation", jpeg_with(&exif(6), "")),
        ("Apple's notes", jpeg_with(&apple, "")),
        ("the version of an empty position", jpeg_with(&version, "")),
        ("no picture", b"GPSLatitude".to_vec()),
        ("nothing", Vec::new()),
    ] {
        assert!(private_tags(&bytes).is_empty(), "{name}: {:?}", private_tags(&bytes));
    }
}
