//! References between records and to files: everything that a record names must be there.

use std::collections::{BTreeMap, HashSet};

use super::{Material, attachments, note};
use crate::model::standing::Standing;
use crate::model::{BulletinPath, Kind, Record};
use crate::parse::slug::slug;
use crate::report::{Diagnostic, Say, Step};

/// Ids and kinds of all records, out or not.
pub(super) type Known = BTreeMap<Box<str>, Kind>;

pub(super) fn known(records: &[Record]) -> Known {
    records.iter().map(|record| (record.id.as_str().into(), record.kind)).collect()
}

/// Says of every reference that leads nowhere.
pub(super) fn check(material: &Material<'_>, known: &Known, found: &mut Vec<Diagnostic>) {
    let files: HashSet<&BulletinPath> = material.sources.beside.iter().collect();
    let checker = Checker { material, known, files, unread: unread(material) };
    for record in &material.records {
        let said = checker.of(record);
        found.extend(said.into_iter().map(|(steps, said)| note(material.sources, record, &steps, said)));
    }
}

struct Checker<'a> {
    material: &'a Material<'a>,
    known: &'a Known,
    files: HashSet<&'a BulletinPath>,
    unread: Vec<String>,
}

/// The names and texts of files that could not be read as records: what they would have held cannot be known, so a
/// reference that one of them may answer is not called wrong.
fn unread(material: &Material<'_>) -> Vec<String> {
    let read: HashSet<u32> = material.records.iter().map(|record| record.source.file).collect();
    let count = u32::try_from(material.sources.records.len()).unwrap_or(u32::MAX);
    let missing = (0..count).filter(|number| !read.contains(number));
    missing
        .filter_map(|number| {
            let text = material.sources.with_text(number, str::to_owned).unwrap_or_default();
            Some(format!("{}\n{text}", material.sources.path(number)?))
        })
        .collect()
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
            let wrong =
                self.file(record, &attachment.file).or_else(|| self.attached(record, &attachment.file));
            said.extend(wrong.map(|diagnostic| (steps, diagnostic)));
        }
        for (at, about) in rest.about.iter().enumerate() {
            let steps = vec![Step::Key("about"), Step::Item(at), Step::Key("id")];
            said.extend(self.id(&about.id, Kind::stands, "常设记录").map(|diagnostic| (steps, diagnostic)));
        }
        if let Some(id) = &rest.corrects {
            let wrong = if *id == record.id {
                Some(own_correction())
            } else {
                self.id(id.as_str(), Kind::runs, "稿件")
            };
            said.extend(wrong.map(|diagnostic| (vec![Step::Key("corrects")], diagnostic)));
        }
        for (at, promise) in rest.follow_up.iter().enumerate() {
            let Some(id) = &promise.closes else { continue };
            let wrong = if *id == record.id {
                Some(own_promise())
            } else {
                self.id(id.as_str(), Kind::runs, "稿件")
            };
            let steps = vec![Step::Key("follow_up"), Step::Item(at), Step::Key("closes")];
            said.extend(wrong.map(|diagnostic| (steps, diagnostic)));
        }
        if let Some(standing) = &rest.standing {
            said.extend(self.of_standing(record, standing));
        }
        said
    }

    /// What is wrong with the references of a standing kind.
    fn of_standing(&self, record: &Record, standing: &Standing) -> Said {
        let mut said = Said::new();
        match standing {
            Standing::Project(project) => {
                let programme = project.programme.as_ref();
                let is = |kind: Kind| kind == Kind::Programme;
                let wrong = programme.and_then(|id| self.id(id.as_str(), is, "行动"));
                said.extend(wrong.map(|diagnostic| (vec![Step::Key("programme")], diagnostic)));
            }
            Standing::Meeting(meeting) => {
                for (at, id) in meeting.projects.iter().enumerate() {
                    let wrong = self.id(id.as_str(), |kind| kind == Kind::Project, "项目");
                    let steps = vec![Step::Key("project"), Step::Item(at)];
                    said.extend(wrong.map(|diagnostic| (steps, diagnostic)));
                }
            }
            Standing::Ledger(ledger) => {
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
        if kind.is_none() && self.unread.iter().any(|file| file.contains(typed) || file.contains(&slugged)) {
            return None;
        }
        let candidates = self.known.iter().filter(|(_, kind)| right(**kind)).map(|(id, _)| id);
        let near = candidates.min_by_key(|id| strsim::damerau_levenshtein(&slugged, id));
        let message = match kind {
            Some(kind) => Say::new(
                format!("`{typed}` 是一条{}，这里要{what}", kind.row().chinese.first().unwrap_or(&"")),
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
            None => diagnostic.hint(Say::new(
                format!("先加一条{what}，或删去这一行"),
                "add the record first, or delete this line",
            )),
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

    /// What is wrong with the file of an attachment that is there.
    fn attached(&self, record: &Record, typed: &str) -> Option<Diagnostic> {
        let path = self.material.sources.path(record.source.file)?.beside(typed).ok()?;
        attachments::wrong(self.material.sources, &path, typed)
    }

    /// The file of the same folder with the most similar name.
    fn nearest(&self, path: &BulletinPath) -> Option<&str> {
        let there = self.material.sources.beside.iter().filter(|file| file.folder() == path.folder());
        there.map(BulletinPath::name).min_by_key(|name| strsim::damerau_levenshtein(name, path.name()))
    }
}

fn own_correction() -> Diagnostic {
    let message = Say::new("一条记录不能更正自己", "a record cannot correct itself");
    let hint = Say::new("写被更正的那一条的编号", "give the id of the record that is corrected");
    Diagnostic::error("unknown-reference", message).hint(hint)
}

fn own_promise() -> Diagnostic {
    let message = Say::new("一条记录不能兑现自己的承诺", "a record cannot keep its own promise");
    let hint = Say::new("写作出承诺的那一篇的编号", "give the id of the record that made the promise");
    Diagnostic::error("unknown-reference", message).hint(hint)
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
