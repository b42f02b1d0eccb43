//! Words that no column holds in, pieces between which a line may end out.
//!
//! What surprised us: the typesetter breaks addresses by itself, and only those.

use icu_segmenter::GraphemeClusterSegmenter;

/// What addresses begin with; these are broken without us.
const ADDRESSES: [&str; 3] = ["http://", "https://", "www."];

/// The pieces of a text, and of each whether a line may end before it where otherwise none could. Only words of more
/// than `longest` characters, as readers count them, are divided, into single ones.
pub fn pieces(text: &str, longest: usize) -> Vec<(&str, bool)> {
    let segmenter = GraphemeClusterSegmenter::new();
    let (mut pieces, mut start, mut next) = (Vec::new(), 0, 0);
    for word in text.split_inclusive(|c: char| !is_of_word(c)) {
        let at = next;
        next += word.len();
        let word = word.trim_end_matches(|c: char| !is_of_word(c));
        let is_address = ADDRESSES.iter().any(|address| word.starts_with(address));
        // Bytes are never fewer than characters.
        if word.len() <= longest || is_address {
            continue;
        }
        let bounds: Vec<usize> = segmenter.segment_str(word).collect();
        if bounds.len() <= longest + 1 {
            continue;
        }
        pieces.extend(text.get(start..at).filter(|before| !before.is_empty()).map(|before| (before, false)));
        let letters = bounds.iter().zip(bounds.get(1..).unwrap_or_default());
        pieces.extend(letters.filter_map(|(from, to)| Some((word.get(*from..*to)?, *from > 0))));
        start = at + word.len();
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()).map(|rest| (rest, false)));
    pieces
}

/// Whether lines do not end behind the character, and it stands by itself: Latin, Greek and Cyrillic letters, digits and
/// signs. Arabic joins its letters, and words of Thai have no gaps between them; both are left to the typesetter.
fn is_of_word(c: char) -> bool {
    !c.is_whitespace() && (c < '\u{530}' || ('\u{1e00}'..'\u{2e80}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn joints(text: &str, longest: usize) -> usize {
        let all = pieces(text, longest);
        assert_eq!(all.iter().map(|(piece, _)| *piece).collect::<String>(), *text);
        all.iter().filter(|(_, is_joint)| *is_joint).count()
    }

    #[test]
    fn a_word_that_no_line_holds_may_end_anywhere_and_nothing_is_lost() {
        let long = "A".repeat(30);
        assert_eq!(joints(&long, 24), 29);
        assert_eq!(joints(&format!("看{long}和 {long}。"), 24), 58);
        assert_eq!(joints(&format!("é{long}"), 24), 30);
        for text in ["短 words，不动", "", "https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(joints(text, 24), 0, "{text}");
        }
        assert_eq!(joints("电话 2024041288", 10), 0);
    }

    #[test]
    fn no_letter_is_divided_from_its_accent_and_no_joined_script_is_divided() {
        // An e with an accent of its own: two code points, one letter.
        let long = "e\u{301}".repeat(30);
        assert_eq!(joints(&long, 24), 29);
        assert!(pieces(&long, 24).iter().all(|(piece, _)| piece.ends_with('\u{301}')));
        assert_eq!(joints(&"สวัสดี".repeat(10), 24), 0);
        assert_eq!(joints(&"ب".repeat(30), 24), 0);
    }
}
