//! The bulletin's own fonts: files of `fonts/`, read whole, and what is wrong with them.
//!
//! What surprised us: a file that a browser has saved as `.ttf` is as often a page that says "not found".

use typst::foundations::Bytes;
use typst::text::Font;

use crate::model::BulletinPath;
use crate::model::hash::hash;
use crate::model::settings::PrintSettings;
use crate::read::{SETTINGS_FILE, Sources, unreadable};
use crate::report::{Diagnostic, Place, Say, Spot, Step};

/// The fonts of a bulletin.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Those that the settings name, in their order.
    pub named: Vec<Font>,
    /// The others of the folder, by their paths.
    pub others: Vec<Font>,
    /// The hash of each file and whether it is named, in the order of the fonts.
    pub hashes: Vec<(bool, u64)>,
}

/// The fonts that the settings and the folder give, and what is wrong with them.
pub(super) fn load(sources: &Sources, settings: &PrintSettings) -> (Own, Vec<Diagnostic>) {
    let (mut own, mut found) = (Own::default(), Vec::new());
    let named = named(sources, settings, &mut found);
    let others = sources.fonts.iter().filter(|path| !named.contains(path));
    let files = named.iter().map(|path| (true, *path)).chain(others.map(|path| (false, path)));
    for (is_named, path) in files {
        match fonts(sources, path) {
            Ok((hash, fonts)) => {
                own.hashes.push((is_named, hash));
                if is_named { own.named.extend(fonts) } else { own.others.extend(fonts) }
            }
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    (own, found)
}

/// The files that the settings name, each once.
fn named<'s>(
    sources: &'s Sources,
    settings: &PrintSettings,
    found: &mut Vec<Diagnostic>,
) -> Vec<&'s BulletinPath> {
    let mut named: Vec<&BulletinPath> = Vec::new();
    for typed in &settings.fonts {
        let is_meant =
            |path: &&BulletinPath| path.as_str().strip_prefix("fonts/").is_some_and(|name| name == &**typed);
        let file = sources.fonts.iter().find(|path| path.as_str() == &**typed || is_meant(path));
        match file {
            Some(path) if named.contains(&path) => {}
            Some(path) => named.push(path),
            None => found.extend(missing(sources, typed)),
        }
    }
    named
}

/// The fonts of a file, and the hash of its bytes.
fn fonts(sources: &Sources, path: &BulletinPath) -> Result<(u64, Vec<Font>), Box<Diagnostic>> {
    let bytes = sources.bytes(path).map_err(|error| unreadable(path, &error))?;
    let hash = hash(&bytes);
    let fonts: Vec<Font> = Font::iter(Bytes::new(bytes)).collect();
    if fonts.is_empty() { Err(Box::new(not_a_font(path))) } else { Ok((hash, fonts)) }
}

fn not_a_font(path: &BulletinPath) -> Diagnostic {
    let message = Say::new("这不是能用的字体文件", "this file holds no font that can be used");
    let hint = Say::new(
        "重新下载或复制完整的 .ttf、.otf 或 .ttc 文件；不用它，就从 fonts/ 里拿走",
        "copy or download the whole .ttf, .otf or .ttc file again, or take it out of fonts/",
    );
    Diagnostic::error("unreadable-font", message).hint(hint).at(Place::file(path))
}

/// What is said of a name in the settings behind which there is no file.
fn missing(sources: &Sources, typed: &str) -> Option<Diagnostic> {
    let message = Say::new(
        format!("fonts 里没有字体文件 `{typed}`"),
        format!("there is no font file `{typed}` in fonts/"),
    );
    let near = sources
        .fonts
        .iter()
        .map(BulletinPath::name)
        .min_by_key(|name| strsim::damerau_levenshtein(name, typed));
    let hint = match near {
        Some(near) => Say::new(format!("最接近的是 `{near}`"), format!("the nearest is `{near}`")),
        None => Say::new(
            "把 .ttf、.otf 或 .ttc 文件放进简报的 fonts 文件夹，这里只写文件名",
            "put the .ttf, .otf or .ttc file into the bulletin's folder fonts/, and write its name here",
        ),
    };
    let steps = vec![Step::Key("print"), Step::Key("fonts"), Step::Text(typed.into())];
    let place = Place { file: BulletinPath::new(SETTINGS_FILE).ok()?, spot: Spot::Key { item: None, steps } };
    Some(Diagnostic::error("missing-font", message).hint(hint).at(place))
}
