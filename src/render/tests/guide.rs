//! `themes/GUIDE.md` against the values that templates really get, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use super::{Built, build, sample, sample::put};
use crate::resolve::Show;

const GUIDE: &str = include_str!("../../../themes/GUIDE.md");

/// Name and shape of each row of each table, by the heading above it.
type Tables = BTreeMap<String, BTreeMap<String, String>>;

fn tables() -> Tables {
    let mut tables = Tables::new();
    let mut heading = String::new();
    for line in GUIDE.lines() {
        if let Some(named) = line.strip_prefix("### ") {
            heading = named.trim_matches('`').to_owned();
            tables.insert(heading.clone(), BTreeMap::new());
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", name, shape, _, ..] = cells.as_slice()
            && let Some(name) = name.strip_prefix('`').and_then(|name| name.strip_suffix('`'))
            && let Some(table) = tables.get_mut(&heading)
        {
            assert!(table.insert(name.to_owned(), (*shape).to_owned()).is_none(), "{heading}: {name} twice");
        }
    }
    tables
}

struct Check {
    tables: Tables,
    /// Shapes that were met.
    met: BTreeSet<String>,
}

impl Check {
    fn value(&mut self, value: &Value, shape: &str, at: &str) {
        if let Some(shape) = shape.strip_suffix(" or none") {
            if !value.is_none() {
                self.value(value, shape, at);
            }
            return;
        }
        if let Some(shape) = shape.strip_prefix("list of ") {
            for item in value.as_array().unwrap_or_else(|| panic!("{at} is no list: {value}")) {
                self.value(item, shape, at);
            }
            return;
        }
        self.met.insert(shape.to_owned());
        match shape {
            "text" => assert!(value.as_str().is_some() && !value.is_safe(), "{at} is no text: {value}"),
            "html" => assert!(value.is_safe() || value.as_str() == Some(""), "{at} is no html: {value}"),
            "number" => assert!(value.is_number(), "{at} is no number: {value}"),
            "flag" => assert!(value.is_bool(), "{at} is no flag: {value}"),
            "map" => assert!(value.is_map(), "{at} is no map: {value}"),
            "row" => self.value(value, "list of text", at),
            "week" => self.value(value, "list of cell", at),
            shape => self.map(value, shape, at),
        }
    }

    fn map(&mut self, value: &Value, shape: &str, at: &str) {
        let fields = self.tables.get(shape).unwrap_or_else(|| panic!("{at}: no table for `{shape}`")).clone();
        let map = value.as_map().unwrap_or_else(|| panic!("{at} is no {shape}: {value}"));
        let names: BTreeSet<&str> = map.keys().filter_map(|key| key.as_str()).collect();
        let documented: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
        assert_eq!(names, documented, "{at}: names of `{shape}`");
        for (name, shape) in &fields {
            self.value(&map[&name.clone().into()], shape, &format!("{at}.{name}"));
        }
    }

    fn template(&mut self, template: &str, context: &tera::Context) {
        let whole =
            ["redirect.html", "header.html", "footer.html", "card.html", "line.html"].contains(&template);
        let mut fields =
            self.tables.get(template).unwrap_or_else(|| panic!("no table for {template}")).clone();
        if !whole {
            fields.extend(self.tables["every page"].clone());
        }
        for (name, shape) in &fields {
            let value = context.get(name).unwrap_or_else(|| panic!("{template} gets no `{name}`"));
            self.value(value, shape, &format!("{template}: {name}"));
        }
        for name in context_names(context) {
            assert!(fields.contains_key(&name), "{template}: `{name}` is not documented");
        }
    }
}

/// The names in a context: Tera lists them only in its message about one that is not there.
fn context_names(context: &tera::Context) -> Vec<String> {
    let debug = format!("{context:?}");
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut rest = debug.as_str();
    while let Some(at) = rest.find(['{', '}', '"', '[', ']', '(', ')']) {
        let (mark, behind) = (rest.as_bytes()[at], &rest[at + 1..]);
        match mark {
            b'"' => {
                let end = string_end(behind);
                if depth == 2 && behind[end + 1..].starts_with(": ") {
                    names.push(behind[..end].to_owned());
                }
                rest = &behind[end + 1..];
                continue;
            }
            b'{' | b'[' | b'(' => depth += 1,
            _ => depth -= 1,
        }
        rest = behind;
    }
    names
}

fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// A bulletin whose year and listing are long enough to be broken into months.
fn long() -> Built {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"");
    let record = |n: usize| {
        format!("- {{id: r{n}, title: t{n}, column: c, date: 2024-0{}-01, about: term}}\n", n % 9 + 1)
    };
    let mut yaml: String = (0..250).map(record).collect();
    yaml.push_str("- {id: term, kind: term, title: x}\n");
    put(folder.path(), "content/a.yaml", yaml.as_bytes());
    build(folder.path(), Show::Out, &[])
}

#[test]
fn the_guide_is_what_templates_get() {
    let mut check = Check { tables: tables(), met: BTreeSet::new() };
    let mut templates = BTreeSet::new();
    for (template, context) in sample().seen.iter().chain(&long().seen) {
        check.template(template, context);
        templates.insert(template.clone());
    }
    let structural = ["everywhere", "every page", "site", "assets"];
    for heading in check.tables.keys().filter(|heading| !structural.contains(&heading.as_str())) {
        let met = check.met.contains(heading) || templates.contains(heading);
        assert!(met, "`{heading}` is documented and never given");
    }
}

#[test]
fn what_all_templates_know_is_in_the_guide() {
    let mut theme = super::Theme::load(&crate::model::Settings::default(), &[]).unwrap();
    let mut check = Check { tables: tables(), met: BTreeSet::new() };
    let everywhere = check.tables["everywhere"].clone();
    for (name, shape) in &everywhere {
        let value = theme.tera.global_context().get(name).unwrap().clone();
        check.value(&value, shape, name);
    }
}
