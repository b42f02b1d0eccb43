//! The parser's events in, the same events with emphasis read the Chinese way out.
//!
//! What surprised us: it can be done behind the parser, because links, code and HTML bind tighter than
//! emphasis. A line of inline events is flattened back to its runs of `*`, `_` and `~~`, and CommonMark's
//! delimiter algorithm is applied again, with [`flank`](super::flank)'s rule and in linear time.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::flank::{Around, Flank, run_length};

/// An event and where it stands in the source.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// Collects inline events until a block begins or ends, then gives them on, re-read.
pub(super) struct Rereader<'a> {
    line: Line<'a>,
    verbatim: bool,
}

impl<'a> Rereader<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { line: Line::new(source), verbatim: false }
    }

    /// Takes one event; `give` gets what is ready.
    pub(super) fn take(&mut self, placed: Placed<'a>, give: &mut impl FnMut(Placed<'a>)) {
        match &placed.0 {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.verbatim = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.verbatim = false,
            event if !self.verbatim && is_inline(event) => return self.line.add(placed),
            _ => {}
        }
        self.line.give(give);
        give(placed);
    }

    /// Gives what is left.
    pub(super) fn flush(&mut self, give: &mut impl FnMut(Placed<'a>)) {
        self.line.give(give);
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// A run of delimiters.
struct Run {
    byte: u8,
    start: usize,
    end: usize,
    /// Characters that are not used up.
    left: usize,
    flank: Flank,
    /// What ends here, from the inside out.
    closes: Marks,
    /// What begins here, from the inside out.
    opens: Marks,
}

impl Run {
    fn length(&self) -> usize {
        self.end - self.start
    }

    fn both(&self) -> bool {
        self.flank.open && self.flank.close
    }
}

/// Marks in order, a bit each; a run has few, and one that had sixty-four would be nested too deeply to show.
#[derive(Clone, Copy, Default)]
struct Marks {
    strong: u64,
    count: u32,
}

impl Marks {
    const MOST: u32 = u64::BITS;

    fn push(&mut self, used: usize) {
        self.strong |= u64::from(used == 2) << self.count;
        self.count += 1;
    }

    /// The marks of a run of `byte`, in the order that they were pushed.
    fn iter(self, byte: u8) -> impl DoubleEndedIterator<Item = Mark> {
        (0..self.count).map(move |at| match self.strong >> at & 1 {
            _ if byte == b'~' => Mark::Strikethrough,
            1 => Mark::Strong,
            _ => Mark::Emphasis,
        })
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
}

impl Mark {
    fn start<'a>(self) -> Event<'a> {
        Event::Start(match self {
            Self::Emphasis => Tag::Emphasis,
            Self::Strong => Tag::Strong,
            Self::Strikethrough => Tag::Strikethrough,
        })
    }

    fn end<'a>(self) -> Event<'a> {
        Event::End(match self {
            Self::Emphasis => TagEnd::Emphasis,
            Self::Strong => TagEnd::Strong,
            Self::Strikethrough => TagEnd::Strikethrough,
        })
    }
}

enum Node<'a> {
    Event(Placed<'a>),
    Run(usize),
}

/// The inline events of one block, flat.
struct Line<'a> {
    source: &'a str,
    /// Where the block's text is, so that a run at its edge has white space beside it.
    bounds: Range<usize>,
    nodes: Vec<Node<'a>>,
    runs: Vec<Run>,
    /// The runs of links and pictures that have ended, and of the line itself.
    scopes: Vec<Vec<usize>>,
    /// The scopes that are open: the line, and the links and pictures we are in.
    open: Vec<Vec<usize>>,
}

impl<'a> Line<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            bounds: 0..0,
            nodes: Vec::new(),
            runs: Vec::new(),
            scopes: Vec::new(),
            open: Vec::new(),
        }
    }

    fn add(&mut self, (event, range): Placed<'a>) {
        if self.open.is_empty() {
            self.bounds = range.clone();
            self.open.push(Vec::new());
        }
        self.bounds.end = self.bounds.end.max(range.end);
        match &event {
            Event::Start(Tag::Emphasis) => self.run(range.start, 1),
            Event::Start(Tag::Strong) => self.run(range.start, 2),
            Event::End(TagEnd::Emphasis) => self.run(range.end.saturating_sub(1), 1),
            Event::End(TagEnd::Strong) => self.run(range.end.saturating_sub(2), 2),
            Event::Start(Tag::Strikethrough) => self.run(range.start, tildes(self.source, &range)),
            Event::End(TagEnd::Strikethrough) => {
                let count = tildes(self.source, &range);
                self.run(range.end.saturating_sub(count), count);
            }
            Event::Text(text) if self.source.get(range.clone()) == Some(text) => self.text(range),
            Event::Start(_) => {
                self.nodes.push(Node::Event((event, range)));
                self.open.push(Vec::new());
            }
            Event::End(_) => {
                self.nodes.push(Node::Event((event, range)));
                self.scopes.extend(self.open.pop());
            }
            _ => self.nodes.push(Node::Event((event, range))),
        }
    }

    /// Text that stands in the source as it is: its runs are delimiters again, but for an escaped one.
    fn text(&mut self, range: Range<usize>) {
        let bytes = self.source.as_bytes();
        let mut plain = range.start;
        let mut at = range.start + usize::from(is_escaped(bytes, range.start));
        while at < range.end {
            let rest = bytes.get(at..range.end).unwrap_or_default();
            let Some(found) = memchr::memchr3(b'*', b'_', b'~', rest) else { break };
            let start = at + found;
            let rest = rest.get(found..).unwrap_or_default();
            let count = run_length(rest, rest.first().copied().unwrap_or_default());
            self.plain(plain..start);
            self.run(start, count);
            at = start + count;
            plain = at;
        }
        self.plain(plain..range.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if let Some(text) = self.source.get(range.clone())
            && !text.is_empty()
        {
            self.nodes.push(Node::Event((Event::Text(text.into()), range)));
        }
    }

    /// `count` delimiters at `start`: a new run, or more of the one that ends there.
    fn run(&mut self, start: usize, count: usize) {
        let Some(&byte) = self.source.as_bytes().get(start) else { return };
        if let Some(Node::Run(_)) = self.nodes.last()
            && let Some(run) = self.runs.last_mut()
            && run.end == start
            && run.byte == byte
        {
            run.end += count;
            run.left += count;
            return;
        }
        let index = self.runs.len();
        self.nodes.push(Node::Run(index));
        if let Some(scope) = self.open.last_mut() {
            scope.push(index);
        }
        let flank = Flank { open: false, close: false };
        let (closes, opens) = (Marks::default(), Marks::default());
        self.runs.push(Run { byte, start, end: start + count, left: count, flank, closes, opens });
    }

    fn resolve(&mut self) {
        for run in &mut self.runs {
            let before = self.source.get(self.bounds.start..run.start).unwrap_or_default();
            let after = self.source.get(run.end..self.bounds.end).unwrap_or_default();
            run.flank = Around { before, after }.flank(run.byte);
            if run.byte == b'~' && run.length() != 2 {
                run.flank = Flank { open: false, close: false };
            }
        }
        for scope in self.scopes.drain(..).chain(self.open.drain(..)) {
            Openers::default().pair(&mut self.runs, &scope);
        }
    }

    /// Gives the line, and is ready for the next.
    fn give(&mut self, give: &mut impl FnMut(Placed<'a>)) {
        self.resolve();
        for node in self.nodes.drain(..) {
            match node {
                Node::Event(placed) => give(placed),
                Node::Run(index) => {
                    if let Some(run) = self.runs.get(index) {
                        give_run(self.source, run, give);
                    }
                }
            }
        }
        self.runs.clear();
    }
}

/// What a run became: ends, characters that stayed characters, beginnings.
fn give_run<'a>(source: &'a str, run: &Run, give: &mut impl FnMut(Placed<'a>)) {
    let place = run.start..run.end;
    for mark in run.closes.iter(run.byte) {
        give((mark.end(), place.clone()));
    }
    let left = run.start..run.start + run.left;
    if let Some(text) = source.get(left.clone())
        && !text.is_empty()
    {
        give((Event::Text(text.into()), left));
    }
    for mark in run.opens.iter(run.byte).rev() {
        give((mark.start(), place.clone()));
    }
}

/// How many tildes a struck-through text has on each side.
fn tildes(source: &str, range: &Range<usize>) -> usize {
    let double = source.get(range.clone()).is_some_and(|text| text.starts_with("~~"));
    if double { 2 } else { 1 }
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// The runs that may still open something, and below which of them a search is known to be in vain.
#[derive(Default)]
struct Openers {
    stack: Vec<usize>,
    floors: [usize; 13],
}

impl Openers {
    fn pair(mut self, runs: &mut [Run], scope: &[usize]) {
        for &index in scope {
            while let Some(opener) = self.find(runs, index) {
                self.join(runs, opener, index);
            }
            if runs.get(index).is_some_and(|run| run.left > 0 && run.flank.open) {
                self.stack.push(index);
            }
        }
    }

    /// Where in the stack the opener for `runs[index]` is. Searched once per kind of closer: what is not found raises the floor.
    fn find(&mut self, runs: &[Run], index: usize) -> Option<usize> {
        let closer = runs.get(index).filter(|run| run.flank.close && run.left > 0)?;
        let floor = self.floors.get_mut(floor_of(closer))?;
        let from = (*floor).min(self.stack.len());
        let candidates = self.stack.get(from..).unwrap_or_default();
        let found = candidates
            .iter()
            .rposition(|opener| runs.get(*opener).is_some_and(|opener| matches(opener, closer)));
        if found.is_none() {
            *floor = self.stack.len();
        }
        found.map(|at| from + at)
    }

    /// Joins the opener at `at` in the stack with the closer `index`; what stood between opens nothing more.
    fn join(&mut self, runs: &mut [Run], at: usize, index: usize) {
        self.stack.truncate(at + 1);
        let Some(&opener) = self.stack.last() else { return };
        let left = |index: usize| runs.get(index).map_or(0, |run| run.left);
        let used = left(opener).min(left(index)).min(2);
        if let Some(run) = runs.get_mut(opener) {
            run.left -= used;
            run.opens.push(used);
            if run.left == 0 {
                self.stack.pop();
            }
        }
        if let Some(run) = runs.get_mut(index) {
            run.left -= used;
            run.closes.push(used);
        }
        for floor in &mut self.floors {
            *floor = (*floor).min(self.stack.len());
        }
    }
}

/// Closers that search alike share a floor.
fn floor_of(closer: &Run) -> usize {
    let class = usize::from(closer.both()) * 3 + closer.length() % 3;
    match closer.byte {
        b'*' => class,
        b'_' => 6 + class,
        _ => 12,
    }
}

/// CommonMark's rules 9 and 10: the same character, and lengths that do not add up to a multiple of three.
fn matches(opener: &Run, closer: &Run) -> bool {
    let full = opener.opens.count == Marks::MOST || closer.closes.count == Marks::MOST;
    if opener.byte != closer.byte || full {
        return false;
    }
    let (one, other) = (opener.length(), closer.length());
    let odd = (opener.both() || closer.both()) && (one + other) % 3 == 0 && one % 3 != 0;
    closer.byte == b'~' || !odd
}
