//! Templates in, for each a hash of itself and of all that it uses out.
//!
//! What surprised us: a template need not be understood for that. Whatever word in it is the name of another template or
//! of a component counts as a use of it; a page that is made anew without need is the same page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::faults::{BUNDLED, OWN};
use crate::model::hash::hash;

/// The versions of templates by number. `sources` are whole names and texts, `names` the numbers of their own names.
#[must_use]
pub fn versions_of_templates(
    sources: &[(String, &str)],
    names: &BTreeMap<String, (u32, String)>,
) -> Vec<u64> {
    let known = Known::of(sources);
    let uses: BTreeMap<&str, BTreeSet<&str>> =
        names.keys().map(|name| (&**name, known.used_by(name))).collect();
    names.keys().map(|name| known.version(name, &uses)).collect()
}

/// Templates by their own names, and the templates that hold each component.
struct Known<'a> {
    texts: BTreeMap<&'a str, Vec<&'a str>>,
    components: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Known<'a> {
    fn of(sources: &'a [(String, &'a str)]) -> Self {
        let mut known = Self { texts: BTreeMap::new(), components: HashMap::new() };
        for (whole, text) in sources {
            let name = own_name(whole);
            known.texts.entry(name).or_default().push(text);
            let mut before = "";
            for word in words(text) {
                if before == "component" {
                    known.components.entry(word).or_default().push(name);
                }
                before = word;
            }
        }
        known
    }

    /// The templates that `name` mentions, or a component of theirs.
    fn used_by(&self, name: &str) -> BTreeSet<&'a str> {
        let texts = self.texts.get(name).map_or(&[][..], Vec::as_slice);
        let words = texts.iter().flat_map(|text| words(text));
        let mut used = BTreeSet::new();
        for word in words {
            used.extend(self.texts.get_key_value(own_name(word)).map(|(name, _)| *name));
            used.extend(self.components.get(word).into_iter().flatten());
        }
        used
    }

    fn version(&self, name: &'a str, uses: &BTreeMap<&str, BTreeSet<&'a str>>) -> u64 {
        let mut all = BTreeSet::from([name]);
        let mut next = vec![name];
        while let Some(name) = next.pop() {
            for used in uses.get(name).into_iter().flatten() {
                if all.insert(used) {
                    next.push(used);
                }
            }
        }
        let texts = all.iter().map(|name| (name, self.texts.get(name)));
        hash(&texts.collect::<Vec<_>>())
    }
}

fn own_name(whole: &str) -> &str {
    whole.strip_prefix(OWN).or_else(|| whole.strip_prefix(BUNDLED)).unwrap_or(whole)
}

/// What could be a name.
fn words(text: &str) -> impl Iterator<Item = &str> {
    // Names are ASCII in both: file names by the theme's own rule, components by the template language.
    let divides = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
    text.split(divides).map(|word| word.trim_start_matches('/')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::versions_of_templates;

    fn versions(sources: &[(&str, &str)]) -> BTreeMap<String, u64> {
        let sources: Vec<(String, &str)> =
            sources.iter().map(|(name, text)| ((*name).to_owned(), *text)).collect();
        let own: std::collections::BTreeSet<&str> =
            sources.iter().map(|(name, _)| super::own_name(name)).collect();
        let names: BTreeMap<String, (u32, String)> =
            (0..).zip(&own).map(|(number, name)| ((*name).to_owned(), (number, String::new()))).collect();
        names.keys().cloned().zip(versions_of_templates(&sources, &names)).collect()
    }

    #[test]
    fn a_template_changes_with_what_it_uses_and_with_nothing_else() {
        let sources = [
            ("bundled/base.html", "{% block a %}{% endblock %}"),
            ("bundled/page.html", "{% extends \"base.html\" %}{{ <Card r={r} /> }}"),
            (
                "bundled/parts/cards.html",
                "{% component Card(r) %}{% include 'deep.html' %}{% endcomponent Card %}",
            ),
            ("bundled/deep.html", "deep"),
            ("bundled/alone.html", "alone"),
        ];
        let before = versions(&sources);
        for (at, changed) in [
            (0, vec!["base.html", "page.html"]),
            (1, vec!["page.html"]),
            (2, vec!["page.html", "parts/cards.html"]),
            (3, vec!["deep.html", "page.html", "parts/cards.html"]),
            (4, vec!["alone.html"]),
        ] {
            let mut edited = sources;
            let text = format!("{} ", edited[at].1);
            edited[at].1 = &text;
            let after = versions(&edited);
            let differ: Vec<&str> =
                before.keys().map(|name| &**name).filter(|name| before[*name] != after[*name]).collect();
            assert_eq!(differ, changed);
        }
        let mut own = sources.to_vec();
        own.push(("own/deep.html", "{% extends \"bundled/deep.html\" %}"));
        let after = versions(&own);
        assert!(before["page.html"] != after["page.html"] && before["alone.html"] == after["alone.html"]);
    }
}
