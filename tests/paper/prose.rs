//! Made-up Chinese text of any length: a seed and a number of characters in, paragraphs out.

use crate::corpus::Corpus;

/// Characters of one paragraph, about.
const PARAGRAPH: usize = 120;

/// Paragraphs of about so many characters in all.
pub fn prose(seed: u64, characters: usize) -> Vec<String> {
    let corpus = Corpus::new(usize::MAX, seed);
    let mut paragraphs = vec![String::new()];
    let mut written = 0;
    for number in 0.. {
        for sentence in sentences(&corpus.record(number).body) {
            if written >= characters {
                paragraphs.retain(|paragraph| !paragraph.is_empty());
                return paragraphs;
            }
            let sentence: String = sentence.chars().take(characters - written).collect();
            written += sentence.chars().count();
            let open = paragraphs.last_mut().unwrap();
            open.push_str(&sentence);
            if open.chars().count() >= PARAGRAPH {
                paragraphs.push(String::new());
            }
        }
    }
    unreachable!("the corpus does not end");
}

/// A headline of about so many characters, or fewer.
pub fn headline(seed: u64) -> String {
    Corpus::new(usize::MAX, seed).record(3).title
}

/// The plain sentences of a body.
fn sentences(body: &str) -> Vec<String> {
    let plain = |line: &&str| {
        !line.is_empty()
            && !line.starts_with(|c: char| c.is_ascii())
            && !line.contains(['[', '*', '`', '<', '|'])
    };
    body.lines().filter(plain).flat_map(|line| line.split_inclusive('。')).map(str::to_owned).collect()
}
