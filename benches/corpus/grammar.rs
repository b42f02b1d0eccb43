//! The rules of `grammar.txt` in, sentences out.

use std::collections::HashMap;

use super::dice::Dice;

/// The rules by their names.
pub struct Grammar(HashMap<&'static str, Vec<&'static str>>);

/// Values that a record sets itself, by name: its community, its dates in words.
pub type Own<'a> = &'a dyn Fn(&str, &mut Dice) -> Option<String>;

impl Grammar {
    /// Reads the rules.
    pub fn new() -> Self {
        let mut rules: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut name = "";
        for line in include_str!("grammar.txt").lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('@') {
                Some(next) => name = next,
                None => rules.entry(name).or_default().extend(line.split_whitespace()),
            }
        }
        Self(rules)
    }

    /// The alternatives of a rule.
    pub fn all(&self, rule: &str) -> &[&'static str] {
        &self.0[rule]
    }

    /// One alternative of a rule with everything in it filled in.
    pub fn say(&self, rule: &str, dice: &mut Dice, own: Own<'_>) -> String {
        let number = dice.below(self.all(rule).len());
        self.say_this((rule, number), dice, own)
    }

    /// The alternative of a rule that has this number, filled in.
    pub fn say_this(&self, (rule, number): (&str, usize), dice: &mut Dice, own: Own<'_>) -> String {
        let mut said = String::new();
        self.fill(self.all(rule)[number % self.all(rule).len()], (dice, own), &mut said);
        said
    }

    fn fill(&self, pattern: &str, (dice, own): (&mut Dice, Own<'_>), said: &mut String) {
        let mut rest = pattern;
        while let Some((before, slot, after)) = next_slot(rest) {
            push(said, before);
            rest = after;
            if let Some((low, high)) = slot.split_once("..") {
                let (low, high): (usize, usize) = (low.parse().unwrap(), high.parse().unwrap());
                said.push_str(&(low + dice.below(high - low + 1)).to_string());
            } else if let Some(value) = own(slot, dice) {
                said.push_str(&value);
            } else {
                let chosen = self.all(slot)[dice.below(self.all(slot).len())];
                self.fill(chosen, (&mut *dice, own), said);
            }
        }
        push(said, rest);
    }
}

/// What stands before the next `{slot}`, its name, and what stands behind it.
fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (slot, after) = rest.split_once('}')?;
    Some((before, slot, after))
}

/// `_` stands for the gap in a headline.
fn push(said: &mut String, text: &str) {
    said.extend(text.chars().map(|c| if c == '_' { '　' } else { c }));
}
