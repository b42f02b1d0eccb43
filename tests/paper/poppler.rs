//! What poppler's programs say of a PDF, as values.

use std::path::Path;
use std::process::Command;

/// Text that stands together in one line. Lengths are in points from the page's upper left corner.
#[derive(Clone, Debug)]
pub struct Word {
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub text: String,
}

impl Word {
    /// The height of its box, which grows with its type.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// What a program of poppler's writes.
pub fn run(program: &str, options: &[&str], pdf: &Path) -> String {
    let output = Command::new(program).args(options).arg(pdf).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed (make test-tools): {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The same of a program that always writes to its output.
pub fn tell(program: &str, options: &[&str], pdf: &Path) -> String {
    let output = Command::new(program).args(options).arg(pdf).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed (make test-tools): {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    // Titles of elements are written as they stand in the file, in UTF-16.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The words of all pages, from the first.
pub fn words(pdf: &Path) -> Vec<Word> {
    let (mut words, mut page) = (Vec::new(), 0);
    for line in run("pdftotext", &["-bbox-layout"], pdf).lines().map(str::trim) {
        page += usize::from(line.starts_with("<page "));
        let Some((attributes, rest)) = line.strip_prefix("<word ").and_then(|word| word.split_once('>'))
        else {
            continue;
        };
        let side = |name: &str| {
            let value = attributes.split(&format!("{name}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse::<f64>().unwrap()
        };
        let text = rest.trim_end_matches("</word>").replace("&lt;", "<").replace("&gt;", ">");
        let text = text.replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
        let (left, top, right, bottom) = (side("xMin"), side("yMin"), side("xMax"), side("yMax"));
        words.push(Word { page: page - 1, left, top, right, bottom, text });
    }
    words
}

/// What is wrong with the fonts.
pub fn font_faults(pdf: &Path) -> Vec<String> {
    let table = tell("pdffonts", &[], pdf);
    let is_wrong = |line: &&str| {
        let columns: Vec<&str> = line.split_whitespace().rev().collect();
        line.contains("Type 3") || columns.get(2..5) != Some(&["yes"; 3])
    };
    table.lines().skip(2).filter(is_wrong).map(str::to_owned).collect()
}

/// A page's pixels in grey at so many dots to the inch: width, height, samples.
pub fn grey(pdf: &Path, (page, density): (usize, u32)) -> (usize, usize, Vec<u8>) {
    pixels(pdf, (page, density), &["-gray"])
}

/// The same in colour, three samples a pixel.
pub fn colour(pdf: &Path, (page, density): (usize, u32)) -> (usize, usize, Vec<u8>) {
    pixels(pdf, (page, density), &[])
}

fn pixels(pdf: &Path, (page, density): (usize, u32), more: &[&str]) -> (usize, usize, Vec<u8>) {
    let (number, density) = ((page + 1).to_string(), density.to_string());
    let mut command = Command::new("pdftoppm");
    command.args(["-r", &density, "-f", &number, "-l", &number]).args(more).arg(pdf);
    let bytes = command.output().unwrap().stdout;
    let mut at = 0;
    let mut field = || {
        let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
        let text = std::str::from_utf8(&bytes[at..end]).unwrap();
        at = end + 1;
        text.to_owned()
    };
    let (_, width, height, _) = (field(), field(), field(), field());
    (width.parse().unwrap(), height.parse().unwrap(), bytes[at..].to_vec())
}
