//! YAML text to [`Node`]s, twice: fast for files that are right, and with the place of every key and value
//! for files about which something has to be said.
//!
//! What surprised us: a few bytes of aliases can stand for gigabytes, so both readings pay for every node
//! and every byte of text from one [`Budget`] that the size of the file sets.

mod careful;
mod fast;
mod scalar;
mod trouble;

pub use careful::careful;
pub use fast::fast;

use crate::model::Span;
use crate::report::Say;

/// What is wrong with a YAML text.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where, in bytes of the text that was given; none where the reader could not tell.
    pub span: Option<Span>,
    /// What.
    pub what: Say,
    /// How to mend it.
    pub mend: Say,
}

/// How deep lists and maps may stand in each other: the deepest key of the contract stands at four, and each
/// level costs stack.
pub const MAX_DEPTH: usize = 24;

/// How much a file may unfold to.
struct Budget {
    nodes: usize,
    bytes: usize,
}

impl Budget {
    /// A text without aliases has fewer nodes and fewer bytes of values than it has bytes; aliases may make
    /// it four times larger, which no real file needs and no bomb can live on.
    fn of(text: &str) -> Self {
        Self { nodes: text.len() * 4 + 1000, bytes: text.len() * 4 + 1000 }
    }

    /// Pays for a node with `bytes` of text; false when it cannot.
    fn pay(&mut self, bytes: usize) -> bool {
        let enough = self.nodes > 0 && self.bytes >= bytes;
        if enough {
            self.nodes -= 1;
            self.bytes -= bytes;
        }
        enough
    }
}

/// A message and its mending.
type Words = (Say, Say);

/// What is said of a text that unfolds beyond its budget.
fn bomb() -> Words {
    (
        Say::new(
            "别名（& 和 *）展开之后，内容比文件本身大得多",
            "aliases (`&` and `*`) unfold to far more than the file holds",
        ),
        Say::new("不用别名，直接写出内容", "write the content itself in place of aliases"),
    )
}

/// What is said of a text nested deeper than [`MAX_DEPTH`].
fn too_deep() -> Words {
    (
        Say::new(
            format!("列表和键套得太深，最多 {MAX_DEPTH} 层"),
            format!("lists and keys are nested too deeply; at most {MAX_DEPTH} levels"),
        ),
        Say::new("删去多余的方括号、花括号或缩进", "take away needless brackets, braces or indentation"),
    )
}

/// What is said of a tag such as `!!binary`.
fn tagged() -> Words {
    (
        Say::new(
            "不支持 YAML 标签（以 ! 开头的记号）",
            "YAML tags (words that begin with `!`) are not understood",
        ),
        Say::new("文字以 `!` 开头时，给整段文字加半角引号", "quote a text that begins with `!`"),
    )
}

/// What is said of a second document.
fn second_document() -> Words {
    (
        Say::new(
            "一个文件里只能有一份 YAML（出现了第二个 ---）",
            "more than one YAML document in a file (a second `---`)",
        ),
        Say::new(
            "几条记录写成列表，每条以 `- ` 开头；或分成几个文件",
            "write several records as a list, each with `- ` before it, or put them into files of their own",
        ),
    )
}

impl Fault {
    fn new(span: Option<Span>, (what, mend): Words) -> Self {
        Self { span, what, mend }
    }
}

#[cfg(test)]
mod tests {
    use super::{careful, fast};

    /// Texts that both readings take, and both the same way.
    const AGREED: [&str; 24] = [
        "a: 1",
        "标题: 狼山",
        "a: [1, 2.5, true, null, ~, 'x', \"y\\u4e00\"]",
        "a:\n  - b: c\n    d: e\n  - f",
        "a: |\n  一\n  二\n",
        "a: >-\n  一\n  二\n\n  三\n",
        "a: 2024-04-11",
        "a: 2024-04-11 09:30",
        "a: 007",
        "a: 0x1F\nb: 0o17\nc: -5\nd: +6\ne: 1_000",
        "a: .5\nb: 1e3\nc: .inf\nd: -.Inf\ne: 12e03",
        "a: yes\nb: True\nc: FALSE\nd: NULL",
        "a: &x [1]\nb: *x",
        "- a\n- - b\n  - c",
        "{a: b, 'c d': [e]}",
        "a: b # c",
        "\"a\": 'it''s'",
        "? a\n: b",
        "a:\nb:",
        "",
        "# nothing",
        "a: \"\\\n  x\"",
        "true: 1\n2: two\n1.5: x",
        "a: 99999999999999999999",
    ];

    #[test]
    fn the_two_readings_agree() {
        for text in AGREED {
            let (fast, careful) = (fast(text), careful(text));
            assert_eq!(fast.as_ref().ok(), careful.as_ref().ok(), "{text:?}: {fast:?} {careful:?}");
            assert!(fast.is_ok(), "{text:?} {fast:?}");
        }
    }

    #[test]
    fn both_refuse_what_is_not_yaml() {
        for text in ["a: [", "a: b: c", "a: 'x", "a: *nowhere", "--- a\n--- b"] {
            assert!(
                fast(text).is_err() && careful(text).is_err(),
                "{text:?} {:?} {:?}",
                fast(text),
                careful(text)
            );
        }
    }

    #[test]
    fn a_place_is_kept_for_every_value() {
        let text = "标题: 狼山\nlist: [甲, 乙]";
        let node = careful(text).unwrap();
        let span = |node: &crate::model::Node| {
            let span = node.span.unwrap();
            &text[span.start as usize..span.end as usize]
        };
        assert_eq!(span(node.get("标题").unwrap()), "狼山");
        assert_eq!(span(node.get("list").unwrap()), "[甲, 乙]");
    }

    #[test]
    fn bombs_do_not_go_off() {
        let mut laughs = String::from("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (name, last) in "bcdefghi".chars().zip("abcdefgh".chars()) {
            laughs.push_str(&format!(
                "{name}: &{name} [*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last}]\n"
            ));
        }
        let deep = "[".repeat(10_000);
        let maps = format!("{}a{}", "{a: ".repeat(5000), "}".repeat(5000));
        let quadratic = format!("a: &a {}\nb: [{}]", "x".repeat(10_000), "*a,".repeat(10_000));
        for text in [laughs, deep, maps, quadratic] {
            let start = std::time::Instant::now();
            assert!(fast(&text).is_err() && careful(&text).is_err());
            assert!(start.elapsed().as_secs() < 2);
        }
    }
}
