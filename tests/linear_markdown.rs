//! Markdown that drives parsers into quadratic time in; ten times of it must take at most fifteen times as long.
//!
//! It stands alone in its file, so that no other test runs beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::time::{Duration, Instant};

use jianbao::model::date::Date;
use jianbao::model::settings::Lang;
use jianbao::parse::markdown::{Body, LinkFault, Links, Setting, Shown, render};

struct Anywhere;

impl Links for Anywhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        Ok(Shown::File { address: destination.to_owned(), size: Some((1, 1)) })
    }
}

fn read(source: &str) -> Body {
    render(source, Setting { links: &Anywhere, date: Some(Date::constant(2024, 4, 11)), lang: Lang::ZhCn })
}

fn fastest(source: &str) -> Duration {
    let time = || {
        let start = Instant::now();
        std::hint::black_box(read(source));
        start.elapsed()
    };
    (0..2).map(|_| time()).min().unwrap_or_default()
}

/// Pieces that, said over and over, have made parsers slow.
const REPEATED: [&str; 46] = [
    "[",
    "]",
    "![",
    "[a](",
    "*a **a ",
    "*甲，**“乙”",
    "**“甲”",
    "_甲_",
    "a**",
    "甲**“",
    "~~甲。",
    "<",
    "<a ",
    "<abbr title='",
    "<!--",
    "<?",
    "`",
    "``` ",
    "\\",
    "&",
    "&#",
    "[^1]",
    "[^1]: a\n\n",
    "9日",
    "9日至",
    "12日植",
    "将于",
    "> ",
    "- ",
    "|",
    "甲\n",
    "# 甲\n",
    "<sub>",
    "<ruby><rt>",
    "<br>\n",
    "<div>\n",
    "![a](b \"c\")\n\n",
    "<http://a",
    "[a]: b\n",
    "[a][b]",
    "|a|b\n|-|-\n",
    "*",
    "甲*",
    "(",
    "\"",
    "- [x] 甲\n",
];

/// What each piece, and each pattern that needs a beginning and an end, is at the size `count`.
fn patterns(count: usize) -> Vec<(&'static str, String)> {
    let mut all: Vec<(&str, String)> = REPEATED.iter().map(|piece| (*piece, piece.repeat(count))).collect();
    // One line deeper than the other is quadratic in lines, so this one grows by its bytes.
    let deepest = (count as f64).sqrt() as usize * 2;
    all.push(("quotes", (0..deepest).map(|line| ">".repeat(line) + "a\n").collect()));
    all.push(("emphasis in emphasis", "**“甲".repeat(count) + &"”**乙".repeat(count)));
    all.push(("link in link", "[".repeat(count) + &"](a)".repeat(count)));
    all.push(("long row", "|a".repeat(40) + "\n" + &"|-".repeat(40) + "\n" + &"|甲".repeat(count)));
    all
}

#[test]
fn ten_times_the_input_takes_at_most_fifteen_times_as_long() {
    const SIZE: usize = 6_000;
    let mut trouble = String::new();
    for ((name, small), (_, large)) in patterns(SIZE).into_iter().zip(patterns(SIZE * 10)) {
        // Other work on the machine slows single measurements: the best of some counts.
        if !(0..8).any(|_| is_linear(&small, &large)) {
            let (one, ten) = (fastest(&small), fastest(&large));
            trouble.push_str(&format!("{name:?}: {one:?} and {ten:?}\n"));
        }
    }
    assert!(trouble.is_empty(), "{trouble}");
}

/// Whether the larger takes at most fifteen times as long for ten times the bytes. What leaves the processor's
/// caches is slower by the byte without being slower in kind: a microsecond a byte is fast enough for anything, and a
/// tenth of what quadratic time needs here.
fn is_linear(small: &str, large: &str) -> bool {
    let (one, ten) = (fastest(small).as_secs_f64(), fastest(large).as_secs_f64());
    let size = large.len() as f64 / small.len() as f64;
    ten <= 1.5 * size * one.max(0.000_2) || ten <= 1e-6 * large.len() as f64
}
