//! The careful reading: the parser's events into nodes that know their places.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as EventSpan};

use super::{Budget, Fault, MAX_DEPTH, bomb, scalar, second_document, tagged, too_deep, trouble};
use crate::model::{Node, Span, Value};
use crate::report::Say;

/// Reads `text` as one YAML document; an empty one is null.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn careful(text: &str) -> Result<Node, Fault> {
    let options = granit_parser::options! { emit_comments: false };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut builder =
        Builder { open: Vec::new(), named: HashMap::new(), budget: Budget::of(text), root: None };
    for event in parser {
        let (event, span) = event.map_err(|error| fault(&error))?;
        builder.take(event, place(&span))?;
    }
    Ok(builder.root.unwrap_or_else(|| Node::bare(Value::Null)))
}

fn place(span: &EventSpan) -> Span {
    let offset = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let start = offset(span.start.byte_offset());
    Span { start, end: offset(span.end.byte_offset()).max(start) }
}

fn fault(error: &ScanError) -> Fault {
    let at = error.marker().byte_offset().and_then(|at| u32::try_from(at).ok());
    Fault::new(at.map(|at| Span { start: at, end: at.saturating_add(1) }), trouble::say(error.kind()))
}

/// A list or map that has begun and not ended.
struct Open {
    start: Span,
    anchor: usize,
    values: Vec<Node>,
    is_map: bool,
}

struct Builder {
    open: Vec<Open>,
    named: HashMap<usize, Node>,
    budget: Budget,
    root: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if tag.is_some() {
                    return Err(Fault::new(Some(span), tagged()));
                }
                let plain = style == ScalarStyle::Plain;
                let value = if plain { scalar::plain(&text) } else { Value::Text(text.as_ref().into()) };
                let bytes = text.len();
                self.close(Node { value, span: Some(span) }, anchor, bytes)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.begin(Open { start: span, anchor, values: Vec::new(), is_map: false }, tag.is_some())
            }
            Event::MappingStart(_, anchor, tag) => {
                self.begin(Open { start: span, anchor, values: Vec::new(), is_map: true }, tag.is_some())
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentStart(..) if self.root.is_some() => Err(Fault::new(Some(span), second_document())),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, open: Open, is_tagged: bool) -> Result<(), Fault> {
        if is_tagged {
            return Err(Fault::new(Some(open.start), tagged()));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Fault::new(Some(open.start), too_deep()));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Fault> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let last = open.values.last().and_then(|node| node.span).map_or(open.start.end, |span| span.end);
        let value = if open.is_map { Value::Map(pairs(open.values)) } else { Value::List(open.values) };
        // The end of a block stands at the next token, lines below; the last value is where it really ends.
        let end = if span.end > span.start { span.end } else { last };
        let whole = Span { start: open.start.start, end: end.max(open.start.start) };
        self.close(Node { value, span: Some(whole) }, open.anchor, 0)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fault> {
        let Some(node) = self.named.get(&anchor).cloned() else {
            let what = Say::new("别名指向的内容还没有写完", "an alias to something that has not ended yet");
            let mend = Say::new("不用别名，直接写出内容", "write the content itself in place of aliases");
            return Err(Fault::new(Some(span), (what, mend)));
        };
        if !self.pay_for(&node) {
            return Err(Fault::new(Some(span), bomb()));
        }
        self.close(Node { span: Some(span), ..node }, 0, 0)
    }

    /// Pays for all that an alias repeats.
    fn pay_for(&mut self, node: &Node) -> bool {
        match &node.value {
            Value::List(items) => self.budget.pay(0) && items.iter().all(|item| self.pay_for(item)),
            Value::Map(pairs) => {
                self.budget.pay(0)
                    && pairs.iter().all(|(key, value)| self.pay_for(key) && self.pay_for(value))
            }
            Value::Text(text) => self.budget.pay(text.len()),
            _ => self.budget.pay(0),
        }
    }

    /// Puts a finished node where it belongs.
    fn close(&mut self, node: Node, anchor: usize, bytes: usize) -> Result<(), Fault> {
        if !self.budget.pay(bytes) {
            return Err(Fault::new(node.span, bomb()));
        }
        if anchor != 0 {
            self.named.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            Some(open) => open.values.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }
}

fn pairs(values: Vec<Node>) -> Vec<(Node, Node)> {
    let mut pairs = Vec::with_capacity(values.len() / 2);
    let mut values = values.into_iter();
    while let (Some(key), Some(value)) = (values.next(), values.next()) {
        pairs.push((key, value));
    }
    pairs
}
