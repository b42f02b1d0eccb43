//! Opening hours as editors type them in, the weeks that they come to out: `周一至周五 8:30—11:30、14:00-17:30；节假日除外`.
//!
//! What surprised us: a wrong “open now” sends somebody through the rain to a closed door, and no “open now” sends nobody. So a
//! text is understood to its last character, or not at all.

mod clock;
mod days;
mod sense;
#[cfg(test)]
mod tests;
mod token;

use unicode_normalization::UnicodeNormalization;

use crate::model::hours::Hours;
use crate::model::{Node, Value};

/// The longest text that is read, in bytes: nobody says opening hours in more words.
const LONGEST: usize = 1000;

/// What the value of `hours` comes to: a text, a list of texts, or of `{days, open, close}`. None where a part of it is not
/// understood, where parts contradict each other, and where nothing is said.
#[must_use]
pub fn read(nodes: &[Node]) -> Option<Hours> {
    let lines = nodes.iter().map(line).collect::<Option<Vec<String>>>()?;
    read_text(&lines.join("\n"))
}

/// What a text of opening hours comes to.
#[must_use]
pub fn read_text(text: &str) -> Option<Hours> {
    if text.len() > LONGEST {
        return None;
    }
    let text: String = text.nfkc().map(plain).collect();
    sense::of(&token::all(&text)?)
}

/// A line of hours as a text.
fn line(node: &Node) -> Option<String> {
    let Value::Map(pairs) = &node.value else { return node.text().map(str::to_owned) };
    let mut line = [const { String::new() }; 4];
    for (key, value) in pairs {
        let slot = match key.text()? {
            "days" | "日子" => 0,
            "open" | "开" => 1,
            "close" | "关" => 2,
            "note" | "说明" => 3,
            _ => return None,
        };
        line.get_mut(slot)?.push_str(value.text()?);
    }
    let [days, open, close, note] = line;
    let times = if open.is_empty() && close.is_empty() { String::new() } else { format!("{open}-{close}") };
    Some(format!("{days} {times}\n{note}"))
}

/// A character as the tables have it: one dash, and small letters.
fn plain(c: char) -> char {
    match c {
        '–' | '—' | '‒' | '−' | '―' | '~' | '〜' | '∼' | '‐' | '‑' | '至' | '到' | '─' => {
            '-'
        }
        '\t' | '\r' => ' ',
        '。' => ';',
        _ => c.to_ascii_lowercase(),
    }
}
