//! `texts/<lang>.yaml` in, the words of the interface out.
//!
//! What surprised us: `{n}` is enough of a pattern language, if a bar divides the form for many from the form
//! for one: `{n} stories|{n} story`.

use std::collections::BTreeMap;

use tera::{Kwargs, Map, State, TeraResult, Value};

/// The words of the interface by their names.
#[derive(Clone, Debug, Default, Hash)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Takes the texts of one file over those that are there.
    ///
    /// # Errors
    /// What YAML says where the file is not a map of texts.
    pub fn take(&mut self, yaml: &str) -> Result<(), String> {
        let more: BTreeMap<String, String> = serde_yaml::from_str(yaml).map_err(|error| error.to_string())?;
        self.0.extend(more);
        Ok(())
    }

    /// The text called `name`; where there is none, the name.
    #[must_use]
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The text called `name`, where there is one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The text called `name` with `n` in it.
    #[must_use]
    pub fn count(&self, name: &str, n: usize) -> String {
        fill(self.get(name), &n.to_string())
    }

    /// The texts as templates read them.
    #[must_use]
    pub fn value(&self) -> Value {
        let mut map = Map::with_capacity(self.0.len());
        for (name, text) in &self.0 {
            map.insert(name.clone().into(), Value::normal_string(text));
        }
        Value::from(map)
    }

    /// The names of all texts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// `pattern` with `n` in it, in the form for one where there is one and `n` is 1.
#[must_use]
pub fn fill(pattern: &str, n: &str) -> String {
    let (many, one) = pattern.split_once('|').unwrap_or((pattern, pattern));
    let form = if n == "1" { one } else { many };
    form.replace("{n}", n)
}

/// The filter `fill(n=…)`.
#[expect(clippy::needless_pass_by_value, reason = "the signature that Tera asks of filters")]
pub(super) fn fill_filter(pattern: &str, args: Kwargs, _: &State) -> TeraResult<String> {
    let n: Value = args.must_get("n")?;
    Ok(fill(pattern, &n.to_string()))
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_number_chooses_its_form() {
        assert_eq!(fill("{n} stories|{n} story", "1"), "1 story");
        assert_eq!(fill("{n} stories|{n} story", "21"), "21 stories");
        assert_eq!(fill("第{n}期", "412"), "第412期");
    }
}
