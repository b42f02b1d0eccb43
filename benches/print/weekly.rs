//! The made-up records of `benches/corpus`, so many a week: a bulletin of them, and a web page of one week's.
//!
//! What surprised us: photographs whose colours merely run from corner to corner cost nobody anything, so these have the
//! grain of real ones; each record that shows one has its own.

use std::fs;
use std::io;
use std::path::Path;

use jianbao::model::settings::Lang;
use jianbao::parse::markdown::{self, LinkFault, Links, Setting, Shown};
use jiff::ToSpan;
use jiff::civil::Date;

use super::corpus::{Corpus, Record};

/// Records of an issue.
pub const RECORDS: usize = 25;
/// Where an issue is not cut to a page, every third record that is not a brief shows a photograph.
const WITH_PHOTO: usize = 3;
/// Characters of the lead of an issue that is cut to a page, of its other stories, and of its briefs.
const CUT: [usize; 3] = [420, 150, 1];
/// Its stories, the lead among them; each shows a photograph.
const STORIES: usize = 4;
/// The Monday of the first issue.
const FIRST: Date = Date::constant(2024, 1, 1);
/// How much lighter or darker a grain is, in steps of 256.
const GRAIN: u64 = 24;

/// How much copy an issue has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Records as they are, of 300 characters and more: four or five pages of A3.
    Pages,
    /// What a community office fills one page with: four stories with photographs, and briefs of a sentence or two.
    Page,
}

impl Amount {
    /// How the tables call the records of an issue.
    pub fn said(self) -> String {
        match self {
            Self::Pages => format!("{RECORDS} records"),
            Self::Page => format!("{RECORDS} records, cut to a page"),
        }
    }
}

/// Issues of made-up records, not yet written anywhere.
pub struct Weekly {
    seed: u64,
    amount: Amount,
    corpus: Corpus,
}

impl Weekly {
    /// So many issues.
    pub fn new(issues: usize, seed: u64, amount: Amount) -> Self {
        Self { seed, amount, corpus: Corpus::new(issues * RECORDS, seed) }
    }

    /// The record with this number, on its day and with its photograph; and its folder.
    fn record(&self, number: usize) -> (Record, String) {
        let mut record = self.corpus.record(number);
        let folder = format!("content/{}", record.date.year());
        let day = number / RECORDS * 7 + number % 7;
        record.date = FIRST + i64::try_from(day).unwrap().days();
        let shows = match self.amount {
            Amount::Pages => record.kind.0 != "brief" && number.is_multiple_of(WITH_PHOTO),
            Amount::Page => shorten(&mut record, number % RECORDS),
        };
        record.photo = shows.then(|| format!("{}.jpg", record.id));
        (record, folder)
    }

    /// The records of all issues with their folders.
    fn records(&self) -> impl Iterator<Item = (Record, String)> {
        (0..self.corpus.records).map(|number| self.record(number))
    }

    /// Writes the bulletin; gives the file of a record in the middle of the last issue.
    pub fn lay_out(&self, folder: &Path) -> io::Result<String> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("jianbao.yaml"), self.corpus.settings())?;
        let mut middle = String::new();
        for (record, place) in self.records() {
            fs::create_dir_all(folder.join(&place))?;
            let file = format!("{place}/{}.md", record.id);
            fs::write(folder.join(&file), record.markdown())?;
            if let Some(photo) = &record.photo {
                fs::write(folder.join(&place).join(photo), photograph(self.seed + record.number as u64)?)?;
            }
            if record.number + RECORDS / 2 == self.corpus.records {
                middle = file;
            }
        }
        Ok(middle)
    }

    /// Writes the same records as one web page for A3 paper, with the same fonts and photographs.
    pub fn lay_out_page(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut page = String::from(HEAD).replace("FONTS", env!("JIANBAO_FONTS"));
        for (record, _) in self.records() {
            if let Some(photo) = &record.photo {
                fs::write(folder.join(photo), photograph(self.seed + record.number as u64)?)?;
            }
            page.push_str(&article(&record));
        }
        page.push_str("</main></body></html>\n");
        fs::write(folder.join("issue.html"), page)
    }
}

/// Cuts a record to what it takes on the page of an issue, of which it is the `place`th; whether it shows a photograph.
fn shorten(record: &mut Record, place: usize) -> bool {
    let is_story = place < STORIES;
    let wanted = CUT[if is_story { place.min(1) } else { 2 }];
    let mut left = wanted;
    let mut body = String::new();
    for sentence in record.body.split_inclusive(['。', '\n']) {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(sentence.chars().count());
        body.push_str(sentence);
    }
    record.body = body.trim_end().to_owned() + "\n";
    if !is_story {
        record.kind = ("brief", "简讯");
        (record.kicker, record.deck) = (None, None);
    } else if record.kind.0 == "brief" {
        record.kind = ("news", "消息");
    }
    is_story
}

/// Five columns on A3, the body nine points on twelve, as print has them where there is copy enough.
const HEAD: &str =
    "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>濠滨简报</title><style>
@font-face { font-family: Song; src: url(\"file://FONTS/NotoSerifSC-Regular.ttf\"); font-weight: 400; }
@font-face { font-family: Song; src: url(\"file://FONTS/NotoSerifSC-Black.ttf\"); font-weight: 900; }
@font-face { font-family: Hei; src: url(\"file://FONTS/NotoSansSC-Bold.ttf\"); font-weight: 700; }
@page { size: 297mm 420mm; margin: 14mm 13mm; }
body { margin: 0; font: 9pt/12pt Song; text-align: justify; }
h1 { margin: 0 0 12pt; font: 900 48pt/60pt Song; border-bottom: 2pt solid; }
main { columns: 5; column-gap: 18pt; column-fill: auto; }
article { margin: 0 0 12pt; }
h2 { margin: 0; font: 900 16pt/20pt Song; text-align: left; }
h3, th { margin: 0; font: 700 9pt/12pt Hei; }
p { margin: 0; text-indent: 2em; }
.line { font: 700 9pt/12pt Hei; text-indent: 0; }
img { width: 100%; }
table { width: 100%; border-collapse: collapse; }
td, th { border: 0.5pt solid; padding: 0 2pt; }
</style></head><body><h1>濠滨简报</h1><main>
";

fn article(record: &Record) -> String {
    let mut article = String::from("<article>");
    let line = |said: &str| format!("<p class=\"line\">{said}</p>");
    article.extend(record.kicker.as_deref().map(line));
    article.push_str(&format!("<h2>{}</h2>", record.title));
    article.extend(record.deck.as_deref().map(line));
    article.push_str(&line(&format!("通讯员 {}", record.names.join(" "))));
    if let Some(photo) = &record.photo {
        let caption = line(&format!("{} {}", record.title, record.names[0]));
        article.push_str(&format!("<img src=\"{photo}\" alt=\"现场\">{caption}"));
    }
    let body = record.linked("", ".html").replace("\n## ", "\n### ");
    let setting = Setting { links: &AsTheyStand, date: None, lang: Lang::default() };
    article.push_str(markdown::render(&body, setting).html.as_str());
    article + "</article>\n"
}

/// Leaves addresses as they stand.
struct AsTheyStand;

impl Links for AsTheyStand {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, _: &str) -> Result<Shown<'_>, LinkFault> {
        Err(LinkFault::Missing)
    }
}

/// A picture of 1,600 by 1,067 pixels with grain.
fn photograph(seed: u64) -> io::Result<Vec<u8>> {
    let (width, height) = (1600_u16, 1067_u16);
    let shade = |at: u16, of: u16| u64::from(at) * (255 - GRAIN) / u64::from(of);
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        for x in 0..width {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let grain = state % GRAIN;
            let colours = [shade(x, width), shade(y, height), seed % (255 - GRAIN)];
            pixels.extend(colours.map(|colour| u8::try_from(colour + grain).unwrap_or(255)));
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 85);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).map_err(io::Error::other)?;
    Ok(bytes)
}
