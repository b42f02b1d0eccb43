//! Keys to places: finds in a file the value, or the words of it, that a later room has something to say about.
//!
//! What surprised us: words that are read out of a value stand in the file as often as in the value, however it is
//! quoted or indented, so counting them is enough; where the counts differ the whole value is the place.

use super::{front, mention, yaml};
use crate::model::keys::{COMMON, ISSUE, Key, SETTINGS, Shape, own};
use crate::model::kind::KINDS;
use crate::model::{BulletinPath, Node, Span, Value};
use crate::report::{Diagnostic, Place, Severity, Spot, Step};

/// Gives every diagnostic that names a key the bytes of its value, and every error in a value the name of its key;
/// `text_of` gives the text of a file.
pub fn locate(all: &mut [Diagnostic], text_of: &dyn Fn(&BulletinPath) -> Option<String>) {
    let mut files = Files { text_of, last: None };
    for diagnostic in all {
        if let Some(place) = &mut diagnostic.place {
            files.find(place);
        }
        for (place, _) in &mut diagnostic.related {
            files.find(place);
        }
        files.mention(diagnostic);
    }
}

/// The files that are asked for, of which the last is kept.
struct Files<'t> {
    text_of: &'t dyn Fn(&BulletinPath) -> Option<String>,
    last: Option<(BulletinPath, Option<Careful>)>,
}

impl Files<'_> {
    fn careful(&mut self, file: &BulletinPath) -> Option<&Careful> {
        if self.last.as_ref().is_none_or(|(last, _)| last != file) {
            self.last = Some((file.clone(), read(file, self.text_of)));
        }
        self.last.as_ref().and_then(|(_, careful)| careful.as_ref())
    }

    fn find(&mut self, place: &mut Place) {
        let Spot::Key { item, steps } = &place.spot else { return };
        let Some(careful) = self.careful(&place.file) else { return };
        if let Some(span) = careful.walk(*item, steps) {
            let at = |offset: u32| careful.base + offset as usize;
            place.spot = Place::bytes(&place.file, at(span.start), at(span.end)).spot;
        }
    }

    /// Names the key in whose value the error is, as it is typed and in its other form.
    fn mention(&mut self, diagnostic: &mut Diagnostic) {
        let is_told =
            diagnostic.severity != Severity::Error || mention::NAMES_KEYS.contains(&diagnostic.rule);
        let Some(place) = diagnostic.place.as_ref().filter(|_| !is_told) else { return };
        let Spot::Bytes(span) = place.spot else { return };
        let Some(careful) = self.careful(&place.file) else { return };
        let inside = |at: u32| u32::try_from((at as usize).checked_sub(careful.base)?).ok();
        let (Some(start), Some(end)) = (inside(span.start), inside(span.end)) else { return };
        if let Some(key) = mention::key(&careful.root, &place.file, Span { start, end }) {
            mention::name(&mut diagnostic.message, key);
        }
    }
}

/// The YAML of a file, its nodes and where it begins.
struct Careful {
    yaml: String,
    root: Node,
    base: usize,
}

fn read(file: &BulletinPath, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> Option<Careful> {
    let text = text_of(file)?;
    let is_yaml = matches!(file.extension().as_str(), "yaml" | "yml");
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let range = if is_yaml { start..text.len() } else { front::cut(&text).ok()?.front };
    let base = range.start;
    let yaml = text.get(range)?.to_owned();
    Some(Careful { root: yaml::careful(&yaml).ok()?, yaml, base })
}

impl Careful {
    /// The span of the value that the steps lead to, or of the nearest value on the way.
    fn walk(&self, item: Option<u32>, steps: &[Step]) -> Option<Span> {
        let (node, whole) = value(&self.root, item, steps);
        let typed = whole.and_then(|whole| self.yaml.get(whole.start as usize..whole.end as usize));
        let part = |text: &str| match steps.last()? {
            Step::Part(part) => Some(*part),
            // A name among others in one text.
            Step::Text(word) => part_of(text, word),
            _ => None,
        };
        let words = typed.zip(node.text()).and_then(|(typed, text)| words(typed, text, part(text)?));
        match (words, whole) {
            (Some((start, end)), Some(whole)) => {
                Some(Span { start: whole.start + start, end: whole.start + end })
            }
            _ => whole,
        }
    }
}

/// Where `word` stands in `text` first.
fn part_of(text: &str, word: &str) -> Option<Span> {
    let start = text.find(word)?;
    Some(Span { start: u32::try_from(start).ok()?, end: u32::try_from(start + word.len()).ok()? })
}

/// The bytes of `typed` that are the bytes `part` of `text`, which was read from it; at most one line of them.
fn words(typed: &str, text: &str, part: Span) -> Option<(u32, u32)> {
    let start = part.start as usize;
    let words = text.get(start..part.end as usize)?.split('\n').next().filter(|words| !words.is_empty())?;
    let places = |text: &str| text.match_indices(words).map(|(at, _)| at).collect::<Vec<_>>();
    let (typed, read) = (places(typed), places(text));
    let number = read.iter().position(|at| *at == start)?;
    let start = u32::try_from(*typed.get(number).filter(|_| typed.len() == read.len())?).ok()?;
    Some((start, start + u32::try_from(words.len()).ok()?))
}

/// The value that the steps lead to, or the nearest on the way, and its span.
fn value<'n>(root: &'n Node, item: Option<u32>, steps: &[Step]) -> (&'n Node, Option<Span>) {
    let mut node = match (item, &root.value) {
        (Some(item), Value::List(items)) => items.get(item as usize).unwrap_or(root),
        _ => root,
    };
    let mut span = None;
    for step in steps {
        let next = match (step, &node.value) {
            (Step::Key(english), Value::Map(pairs)) => pairs
                .iter()
                .find(|(name, _)| name.text().is_some_and(|name| means(name, english)))
                .map(|(_, value)| value),
            (Step::Item(item), Value::List(items)) => items.get(*item),
            (Step::Item(0), _) => Some(node),
            (Step::Text(text), _) => holding(node, text),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
        span = node.span;
    }
    (node, span.or_else(|| first_key(node)))
}

/// The first name or value in `node` that is `text`.
fn holding<'n>(node: &'n Node, text: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Text(own) if **own == *text => Some(node),
        Value::List(items) => items.iter().find_map(|item| holding(item, text)),
        Value::Map(pairs) => {
            pairs.iter().find_map(|(name, value)| holding(name, text).or_else(|| holding(value, text)))
        }
        _ => None,
    }
}

/// Where a record begins: its first key.
fn first_key(node: &Node) -> Option<Span> {
    match &node.value {
        Value::Map(pairs) => pairs.first().and_then(|(name, _)| name.span),
        _ => node.span,
    }
}

/// Whether `name` as typed is the key `english` in any table.
fn means(name: &str, english: &str) -> bool {
    if name == english {
        return true;
    }
    let tables = [COMMON, SETTINGS, ISSUE].into_iter().chain(KINDS.iter().map(|row| own(row.kind)));
    tables.into_iter().any(|table| is_in(table, name, english))
}

fn is_in(table: &[Key], name: &str, english: &str) -> bool {
    table.iter().any(|key| {
        let here = key.english == english && key.is(name);
        let inside = match key.shape {
            Shape::Fields(inner) | Shape::Each(inner) | Shape::Bylines(inner) => is_in(inner, name, english),
            _ => false,
        };
        here || inside
    })
}
