//! iCalendar content lines (RFC 5545): in, properties and values; out, text that is escaped, folded and ends
//! its lines as the standard asks.
//!
//! What surprised us: lines are measured in octets, and many writers cut Chinese characters in half there. The
//! crate for calendars stamps events with the clock and gives them random ids, so these forty lines are ours.

/// The most octets of a line, without its ending.
const MEASURE: usize = 75;

/// A calendar being written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds `name:value`, the value as it is: a date, a rule, a word of the standard.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Adds `name:value` with the value escaped as text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    /// Adds a list of texts, where there are any.
    pub fn texts(&mut self, name: &str, values: &[&str]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
            self.fold(&format!("{name}:{}", values.join(",")));
        }
    }

    /// Adds what `inside` adds between `BEGIN` and `END`.
    pub fn component(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.raw("BEGIN", name);
        inside(self);
        self.raw("END", name);
    }

    /// The whole.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn fold(&mut self, line: &str) {
        let mut room = MEASURE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = MEASURE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// `value` as TEXT: control characters, which it may not hold, become U+FFFD.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => text.extend(['\\', c]),
            '\n' | '\r' => text.push_str("\\n"),
            '\t' => text.push('\t'),
            c if c.is_ascii_control() => text.push('\u{fffd}'),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn lines_are_folded_between_characters_at_75_octets() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"汉字𠀀e\u{301}".repeat(40));
        let text = String::from_utf8(lines.into_bytes()).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "汉字𠀀e\u{301}".repeat(40)));
    }

    /// Lines of every length of every width of character, against what RFC 5545 asks: no line over 75 octets, a space where
    /// one goes on, each whole character on one line, and unfolded and unescaped the same text as went in.
    #[test]
    fn whatever_is_folded_unfolds_to_what_it_was() {
        let widths = ['a', 'é', '汉', '𠀀', ',', ';', '\\', '\n', ' ', '\u{301}'];
        let mut seed: u64 = 20_240_411;
        let mut next = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % most
        };
        for round in 0..4000 {
            let text: String = (0..round % 400).map(|_| widths[next(widths.len())]).collect();
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            let bytes = lines.into_bytes();
            let folded = bytes.strip_suffix(b"\r\n").expect("a line ends");
            let all: Vec<&[u8]> = folded.split(|byte| *byte == b'\r').collect();
            for (at, line) in all.iter().enumerate() {
                // Behind a carriage return stands a line feed, which belongs to the ending before.
                let line = if at == 0 { *line } else { line.strip_prefix(b"\n ").expect("a fold") };
                assert!(
                    line.len() + usize::from(at > 0) <= 75 && std::str::from_utf8(line).is_ok(),
                    "{text:?}"
                );
                // Full but for what the next character would have taken.
                assert!(at + 1 == all.len() || line.len() + usize::from(at > 0) > 71, "{text:?}");
            }
            let unfolded = String::from_utf8(bytes).unwrap().replace("\r\n ", "");
            let value = unfolded.strip_prefix("SUMMARY:").unwrap().strip_suffix("\r\n").unwrap();
            let mut plain = String::new();
            let mut rest = value.chars();
            while let Some(c) = rest.next() {
                match c {
                    '\\' => plain.push(match rest.next().unwrap() {
                        'n' => '\n',
                        escaped => escaped,
                    }),
                    c => plain.push(c),
                }
            }
            assert_eq!(plain, text);
        }
    }

    #[test]
    fn what_means_something_is_escaped() {
        let mut lines = Lines::default();
        lines.text("X", "a,b;c\\d\r\nEND:VEVENT\rx\u{0}");
        lines.texts("Y", &["a,b", "c"]);
        assert_eq!(
            String::from_utf8(lines.into_bytes()).unwrap(),
            "X:a\\,b\\;c\\\\d\\nEND:VEVENT\\nx\u{fffd}\r\nY:a\\,b,c\r\n"
        );
    }
}
