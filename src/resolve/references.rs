//! References between records and to files: everything that a record names must be there.

use std::collections::{BTreeMap, HashSet};

use super::{Material, note};
use crate::model::standing::Standing;
use crate::model::{BulletinPath, Kind, Record};
use crate::parse::slug::slug;
use crate::parse::{control_character, text_fault};
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};

/// Ids and kinds of all records, out or not.
pub(super) type Known = BTreeMap<Box<str>, Kind>;

pub(super) fn known(records: &[Record]) -> Known {
    records.iter().map(|record| (record.id.as_str().into(), record.kind)).collect()
}

/// Says of every reference that leads nowhere.
pub(super) fn check(material: &Material<'_>, known: &Known, found: &mut Vec<Diagnostic>) {
    let files: HashSet<&BulletinPath> = material.sources.beside.iter().collect();
    let checker = Checker { material, known, files };
    for record in &material.records {
        let said = checker.of(record);
        found.extend(said.into_iter().map(|(steps, said)| note(material.sources, record, &steps, said)));
    }
}

struct Checker<'a> {
    material: &'a Material<'a>,
    known: &'a Known,
    files: HashSet<&'a BulletinPath>,
}

type Said = Vec<(Vec<Step>, Diagnostic)>;

impl Checker<'_> {
    fn of(&self, record: &Record) -> Said {
        let mut said = Said::new();
        for (at, photo) in record.photos.iter().enumerate() {
            let steps = vec![Step::Key("photos"), Step::Item(at), Step::Key("file")];
            said.extend(self.file(record, &photo.file).map(|diagnostic| (steps, diagnostic)));
        }
        let Some(rest) = record.rest.as_deref() else { return said };
        for (at, attachment) in rest.attachments.iter().enumerate() {
            let steps = vec![Step::Key("attachments"), Step::Item(at), Step::Key("file")];
            let wrong = self.file(record, &attachment.file).or_else(|| active(&attachment.file));
            said.extend(wrong.map(|diagnostic| (steps, diagnostic)));
        }
        for (at, about) in rest.about.iter().enumerate() {
            let steps = vec![Step::Key("about"), Step::Item(at), Step::Key("id")];
            said.extend(self.id(&about.id, Kind::stands, "常设记录").map(|diagnostic| (steps, diagnostic)));
        }
        if let Some(id) = &rest.corrects {
            let steps = vec![Step::Key("corrects")];
            said.extend(self.id(id.as_str(), Kind::runs, "记录").map(|diagnostic| (steps, diagnostic)));
        }
        match &rest.standing {
            Some(Standing::Project(project)) => {
                let programme = project.programme.as_ref();
                let is = |kind: Kind| kind == Kind::Programme;
                let wrong = programme.and_then(|id| self.id(id.as_str(), is, "行动"));
                said.extend(wrong.map(|diagnostic| (vec![Step::Key("programme")], diagnostic)));
            }
            Some(Standing::Ledger(ledger)) => {
                let wrong = ledger.table.as_ref().and_then(|file| self.file(record, file));
                said.extend(wrong.map(|diagnostic| (vec![Step::Key("table")], diagnostic)));
            }
            _ => {}
        }
        said
    }

    /// What is wrong with a reference by id.
    fn id(&self, typed: &str, right: impl Fn(Kind) -> bool, what: &str) -> Option<Diagnostic> {
        let slugged = slug(typed, &self.material.settings.pinyin);
        let kind = self.known.get(typed).or_else(|| self.known.get(slugged.as_str()));
        if kind.is_some_and(|kind| right(*kind)) {
            return None;
        }
        let candidates = self.known.iter().filter(|(_, kind)| right(**kind)).map(|(id, _)| id);
        let near = candidates.min_by_key(|id| strsim::damerau_levenshtein(&slugged, id));
        let message = match kind {
            Some(kind) => Say::new(
                format!("`{typed}` 的体裁是 {}，这里要{what}", kind.english()),
                format!("`{typed}` is a {}, which does not belong here", kind.english()),
            ),
            None => {
                Say::new(format!("没有编号是 `{typed}` 的{what}"), format!("no record has the id `{typed}`"))
            }
        };
        let diagnostic = Diagnostic::error("unknown-reference", message);
        Some(match near {
            Some(near) => {
                diagnostic.hint(Say::new(format!("最接近的是 `{near}`"), format!("the nearest is `{near}`")))
            }
            None => diagnostic,
        })
    }

    /// What is wrong with the name of a file beside a record.
    fn file(&self, record: &Record, typed: &str) -> Option<Diagnostic> {
        let at = self.material.sources.path(record.source.file)?;
        let path = match at.beside(typed) {
            Ok(path) if self.files.contains(&path) => return None,
            Ok(path) => path,
            Err(fault) => return Some(escaping(typed, fault)),
        };
        let message = Say::new(format!("没有文件 `{typed}`"), format!("there is no file `{typed}`"));
        let near = self.nearest(&path);
        let hint = match near {
            Some(near) => Say::new(
                format!("文件名从记录所在的文件夹算起；最接近的是 `{near}`"),
                format!("names count from the record's folder; the nearest is `{near}`"),
            ),
            None => Say::new("把文件放到记录所在的文件夹里", "put the file into the record's folder"),
        };
        Some(Diagnostic::error("missing-file", message).hint(hint))
    }

    /// The file of the same folder with the most similar name.
    fn nearest(&self, path: &BulletinPath) -> Option<&str> {
        let there = self.material.sources.beside.iter().filter(|file| file.folder() == path.folder());
        there.map(BulletinPath::name).min_by_key(|name| strsim::damerau_levenshtein(name, path.name()))
    }
}

/// Endings of files that a browser runs as part of the site, should a reader open one instead of saving it.
const ACTIVE: [&str; 18] = [
    "html", "htm", "xhtml", "xht", "shtml", "svg", "svgz", "xml", "xsl", "xslt", "js", "mjs", "cjs", "mht",
    "mhtml", "hta", "swf", "htc",
];

/// What is wrong with an attachment that could run a script in a reader's browser.
fn active(typed: &str) -> Option<Diagnostic> {
    let ending = typed.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    if !ACTIVE.contains(&ending.as_str()) {
        return None;
    }
    let message = Say::new(
        format!("`.{ending}` 文件会在读者的浏览器里运行，不能作附件"),
        format!("a browser runs `.{ending}` files as part of the site, so it cannot be attached"),
    );
    let hint = Say::new("另存为 PDF 或图片，或压缩成 zip", "save it as PDF or a picture, or zip it");
    Some(Diagnostic::error("active-attachment", message).hint(hint))
}

fn escaping(typed: &str, fault: crate::model::PathFault) -> Diagnostic {
    use crate::model::PathFault;
    let message = match fault {
        PathFault::Absolute | PathFault::Escapes => Say::new(
            format!("`{typed}` 不在简报的文件夹里"),
            format!("`{typed}` is not inside the bulletin's folder"),
        ),
        _ => Say::new(format!("`{typed}` 不是可用的文件名"), format!("`{typed}` is not a usable file name")),
    };
    let hint = Say::new(
        "把文件复制到记录旁边，只写文件名，用 / 分隔文件夹",
        "copy the file beside the record and write its name alone, with / between folders",
    );
    Diagnostic::error("escaping-path", message).hint(hint)
}

/// Puts the rows of a ledger's CSV file into the ledger.
pub(super) fn read_tables(material: &mut Material<'_>, found: &mut Vec<Diagnostic>) {
    for record in &mut material.records {
        let file = material.sources.path(record.source.file).cloned();
        let Some(Standing::Ledger(ledger)) =
            record.rest.as_deref_mut().and_then(|rest| rest.standing.as_mut())
        else {
            continue;
        };
        let (Some(file), Some(table)) = (file, &ledger.table) else { continue };
        let Ok(path) = file.beside(table) else { continue };
        if !material.sources.beside.contains(&path) {
            continue; // It has been said.
        }
        match rows(material.sources, &path) {
            Ok((head, rows)) => {
                ledger.columns = head;
                ledger.rows = rows;
            }
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
}

type Table = (Vec<Box<str>>, Vec<Vec<Box<str>>>);

fn rows(sources: &Sources, path: &BulletinPath) -> Result<Table, Box<Diagnostic>> {
    let text = sources.text(path).map_err(|fault| Box::new(text_fault(path, &fault)))?;
    if let Some(wrong) = control_character(&text, path) {
        return Err(Box::new(wrong));
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let wrong = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let message = Say::new(
            format!("表格第 {line} 行的格数和表头不同"),
            format!("line {line} of the table has not as many cells as the head"),
        );
        Box::new(Diagnostic::error("wrong-shape", message).at(crate::report::Place::file(path)))
    };
    let cells = |record: &csv::StringRecord| -> Vec<Box<str>> { record.iter().map(Into::into).collect() };
    let head = cells(reader.headers().map_err(wrong)?);
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(cells(&record.map_err(wrong)?));
    }
    Ok((head, rows))
}
