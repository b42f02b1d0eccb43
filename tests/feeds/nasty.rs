//! Strings that others stumble over: ours, and the Big List of Naughty Strings.

use std::path::Path;

/// Strings that meant something to some format, reader or font.
pub const NASTY: [&str; 74] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)//",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[x]]>",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&a;",
    "&amp;",
    "&amp;amp;",
    "&#0;",
    "&#x10FFFF;",
    "&lt;b&gt;",
    "a & b",
    "\"'`",
    "x\" onload=\"y",
    "a=b;c=d",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "a\tb",
    "\u{0}",
    "a\u{1}b",
    "\u{7f}",
    "\u{85}x",
    "\u{b}x",
    "a\u{c}b",
    "\u{1b}[31m红",
    "\u{2028}x\u{2029}",
    "\u{feff}x",
    "x\u{200b}y",
    "\u{202e}abc",
    "\u{2066}x\u{2069}",
    "\u{fffe}x",
    "\u{ffff}",
    "x\u{fffd}",
    "\u{10ffff}x",
    "\u{e000}x",
    "e\u{301}",
    "é",
    "Å",
    "ﬁ",
    "ﷺ",
    "𠮷野家",
    "𝕳",
    "👨‍👩‍👧‍👦",
    "🇨🇳",
    "❤️‍🔥",
    "Z͑ͫ̓ͪ̂ͫ̽a̧l͖g̼o",
    "ستارة",
    "עברית abc",
    "ภาษาไทย",
    "ﾃｽﾄ",
    "　全角　空格　",
    "“三单制” ‘双关’",
    "BEGIN:VEVENT",
    "END:VCALENDAR\r\nBEGIN:VCALENDAR",
    "a,b;c\\d",
    "\\n",
    "\\",
    "a:b",
    ";",
    "\\;\\,",
    "X-A;B=\"c\":d",
    "{{ 7*7 }}",
    "{% x %}",
    "${x}",
    "%s%n%00",
    "#read(\"/etc/passwd\")",
    "javascript:alert(1)",
    "../../etc/passwd",
    "null",
    "汉字很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
];

/// Ours and those of npm's `blns`, each with something to see.
pub fn all() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/node_modules/blns/resources/blns.json");
    let list = std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("npm package `blns` is needed under .tools ({}): {error}", file.display())
    });
    let listed: Vec<String> = serde_json::from_str(&list).unwrap();
    assert!(listed.len() > 400, "blns has {} strings", listed.len());
    let all = NASTY.iter().map(|text| (*text).to_owned()).chain(listed);
    all.filter(|text| !text.trim().is_empty()).collect()
}

/// What is left of `text` in a format that has no control characters but those of `kept`.
pub fn without_controls(text: &str, kept: &[char]) -> String {
    let lost = |c: char| c.is_ascii_control() && !kept.contains(&c);
    text.chars().map(|c| if lost(c) { '\u{fffd}' } else { c }).collect()
}
