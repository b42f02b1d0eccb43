//! Words that no column holds in, pieces between which a line may end out.
//!
//! What surprised us: the typesetter breaks addresses by itself, and only those.

/// What addresses begin with; these are broken without us.
const ADDRESSES: [&str; 3] = ["http://", "https://", "www."];
/// From here on are scripts that break between any two characters.
const IDEOGRAPHS: char = '\u{2e80}';

/// The pieces of a text, and of each whether a line may end before it where otherwise none could. Only words of more
/// than `longest` characters are divided, into single ones.
pub fn pieces(text: &str, longest: usize) -> Vec<(&str, bool)> {
    let is_bound = |c: char| !c.is_whitespace() && c < IDEOGRAPHS;
    let (mut pieces, mut start, mut next) = (Vec::new(), 0, 0);
    for word in text.split_inclusive(|c: char| !is_bound(c)) {
        let at = next;
        next += word.len();
        let word = word.trim_end_matches(|c: char| !is_bound(c));
        let is_address = ADDRESSES.iter().any(|address| word.starts_with(address));
        // Bytes are never fewer than characters.
        if word.len() <= longest || is_address || word.chars().count() <= longest {
            continue;
        }
        pieces.extend(text.get(start..at).filter(|before| !before.is_empty()).map(|before| (before, false)));
        let letters = word.char_indices();
        pieces.extend(letters.filter_map(|(from, c)| Some((word.get(from..from + c.len_utf8())?, from > 0))));
        start = at + word.len();
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()).map(|rest| (rest, false)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_word_that_no_line_holds_may_end_anywhere_and_nothing_is_lost() {
        let long = "A".repeat(30);
        for text in [&*long, &format!("看{long}和 {long}。"), "短 words，不动", "", &format!("é{long}")]
        {
            let all = pieces(text, 24);
            assert_eq!(all.iter().map(|(piece, _)| *piece).collect::<String>(), *text);
            let joints = all.iter().filter(|(_, is_joint)| *is_joint).count();
            let longest = text
                .split(|c: char| c.is_whitespace() || c >= '\u{2e80}')
                .filter(|word| word.chars().count() > 24);
            assert_eq!(joints, longest.map(|word| word.chars().count() - 1).sum::<usize>(), "{text}");
        }
        assert_eq!(pieces("https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaa", 24).len(), 1);
        assert_eq!(pieces("电话 2024041288", 10).len(), 1);
    }
}
