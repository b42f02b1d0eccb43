//! What the careful reader's complaints mean to somebody who does not know YAML: in, the kind of a complaint;
//! out, what is wrong and how to mend it.

use granit_parser::ErrorKind;

use crate::report::Say;

/// A message and its mending, each in Chinese and English.
type Words = [(&'static str, &'static str); 2];

const BRACKET: Words = [
    ("方括号或花括号没有配对", "a bracket or brace is not closed, or not opened"),
    (
        "补上 `]` 或 `}`，各项之间用半角逗号隔开",
        "add the missing `]` or `}`, and put ASCII commas between the items",
    ),
];
const QUOTE: Words = [
    ("引号没有配对", "a quotation mark is not closed"),
    (
        "补上另一个半角引号；文字里有半角双引号时，整段改用单引号括起来",
        "add the missing quotation mark; put a text that holds double quotation marks into single ones",
    ),
];
const AFTER_QUOTE: Words = [
    ("引号括住的文字后面还有字", "something stands behind the closing quotation mark"),
    (
        "把整个值括在一对引号里；里面的引号改用中文引号 “ ”",
        "put the whole value between one pair of marks, and use “ ” inside it",
    ),
];
const ESCAPE: Words = [
    ("半角双引号里的 `\\` 写法不对", "a `\\` between double quotation marks begins no known character"),
    ("改用单引号括起来，或写两个 `\\\\`", "use single quotation marks, or write `\\\\`"),
];
const INDENT: Words = [
    ("这一行的缩进和上面的对不上", "this line is indented differently from those above"),
    (
        "同一层的键左端对齐，下一层多空两格",
        "keys of one level begin in the same column, the next level two spaces further",
    ),
];
const COLON: Words = [
    (
        "分不清这里的键和值：多出一个冒号，或这一行的缩进和上一行不同",
        "what is key and what is value? A colon too many, or a line indented differently from the one above",
    ),
    (
        "同一层的键左端对齐；文字里有半角冒号时，给整段文字加半角引号",
        "let keys of one level begin in the same column, and quote a text that holds a colon and a space",
    ),
];
const NO_COLON: Words = [
    ("这一行不是“键: 值”", "this line is not a key and a value"),
    (
        "键后面写半角冒号和一个空格；文字要写成几行时，用 `键: |`，下面各行缩进两格",
        "put an ASCII colon and a space behind the key; for a text of several lines write `key: |` and indent them",
    ),
];
const TAB: Words = [("这里不能用 Tab 键", "a tab cannot stand here"), ("改成空格", "use spaces")];
const ANCHOR: Words = [
    ("没有这个别名（`*` 后面的名字）", "there is no anchor by this name (behind `*`)"),
    ("文字以 `*` 开头时，给整段文字加半角引号", "quote a text that begins with `*`"),
];
const DASH: Words = [
    ("列表的 `-` 不能写在这里", "a list's `-` cannot stand here"),
    (
        "列表每项单独一行，`-` 后面空一格，各项对齐",
        "give each item its own line, a space behind `-`, and the same indentation",
    ),
];
const OTHER: Words = [
    ("这里的 YAML 写法不对", "this is not YAML"),
    (
        "看看这一行和上一行的冒号、引号、缩进",
        "look at colons, quotation marks and indentation here and in the line above",
    ),
];

/// What is wrong and how to mend it.
pub(super) fn say(kind: &ErrorKind) -> (Say, Say) {
    let [(zh, en), (mend_zh, mend_en)] = words(kind);
    (Say::new(zh, en), Say::new(mend_zh, mend_en))
}

fn words(kind: &ErrorKind) -> Words {
    use ErrorKind as Kind;
    match kind {
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. }
        | Kind::UnclosedFlowCollection { .. } => BRACKET,
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => QUOTE,
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => AFTER_QUOTE,
        Kind::UnknownQuotedScalarEscape | Kind::InvalidQuotedScalarHexEscape | Kind::InvalidUnicodeEscape => {
            ESCAPE
        }
        Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent => INDENT,
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => COLON,
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey | Kind::ExpectedBlockMappingKey => NO_COLON,
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar => TAB,
        Kind::UnknownAnchor | Kind::MissingAnchorOrAliasName => ANCHOR,
        Kind::ExpectedBlockSequenceEntry
        | Kind::BlockEntryInFlowCollection
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockEntryWhitespace => DASH,
        _ => OTHER,
    }
}
