//! Made-up bulletins of any size, shaped like real ones: a seed and a number of records in, a folder out.
//!
//! Every record depends on the seed and on its own number alone, so a larger corpus extends a smaller one and none
//! is ever held in memory. All names, places and events are invented; `grammar.txt` has the sentences.

mod dice;
mod grammar;
mod record;
mod typed;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use grammar::Grammar;
pub use record::{Record, list_of};

/// How many photographs a year's folder holds; records take turns.
pub(crate) const PHOTOS: u8 = 4;

/// A corpus, not yet written anywhere.
pub struct Corpus {
    /// How many records.
    pub records: usize,
    /// What they depend on.
    pub seed: u64,
    /// Whether some records show a photograph.
    pub photos: bool,
    grammar: Grammar,
}

impl Corpus {
    /// A corpus without photographs.
    pub fn new(records: usize, seed: u64) -> Self {
        Self { records, seed, photos: false, grammar: Grammar::new() }
    }

    /// The standing heads that all records run under.
    pub fn columns(&self) -> &[&'static str] {
        self.grammar.all("column")
    }

    /// Writes the bulletin into `folder`: settings, one Markdown file for most records, a YAML list for a few.
    pub fn lay_out(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder.join("content"))?;
        fs::write(folder.join("jianbao.yaml"), self.settings())?;
        let mut years = BTreeSet::new();
        for number in 0..self.records {
            let record = self.record(number);
            let year = folder.join(format!("content/{}", record.date.year()));
            if years.insert(record.date.year()) {
                self.begin_year(&year)?;
            }
            match list_of(number) {
                None => fs::write(year.join(format!("{}.md", record.id)), record.markdown())?,
                Some(first) => append(&year.join(format!("briefs-{first:05}.yaml")), &record.item())?,
            }
        }
        Ok(())
    }

    /// The file of a record, from the bulletin's folder.
    pub fn file(&self, record: &Record) -> PathBuf {
        format!("content/{}/{}.md", record.date.year(), record.id).into()
    }

    fn begin_year(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        for number in 0..if self.photos { PHOTOS } else { 0 } {
            fs::write(folder.join(format!("photo-{number}.jpg")), photograph(number)?)?;
        }
        Ok(())
    }

    /// The settings of the bulletin.
    pub fn settings(&self) -> String {
        let mut settings = String::from(
            "title: 濠滨简报\nsubtitle: 街坊的事街坊写\npublisher: 濠滨简报编辑室\nbase_url: https://bench.jianbao.invalid/\ncolumns:\n",
        );
        for column in self.columns() {
            settings.push_str(&format!("  - {{name: {column}, dateline: 简报讯}}\n"));
        }
        settings
    }
}

fn append(path: &Path, text: &str) -> io::Result<()> {
    use io::Write;
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(text.as_bytes())
}

/// A picture of 1,600 by 1,067 pixels whose colours run from corner to corner.
fn photograph(number: u8) -> io::Result<Vec<u8>> {
    let (width, height) = (1600_u16, 1067_u16);
    let shade = |at: u16, of: u16| u8::try_from(u32::from(at) * 255 / u32::from(of)).unwrap_or(255);
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        for x in 0..width {
            pixels.extend([shade(x, width), shade(y, height), number * 12]);
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 85);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).map_err(io::Error::other)?;
    Ok(bytes)
}
