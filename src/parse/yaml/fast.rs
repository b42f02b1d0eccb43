//! The fast reading: yaml_serde straight into nodes without places.
//!
//! What surprised us: going through serde's own `Value` type and then through ours costs as much again as
//! the reading, so nodes are built by one visitor in passing.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::{Budget, Fault, MAX_DEPTH, bomb, tagged, too_deep};
use crate::model::{Node, Span, Value};
use crate::report::Say;

/// Reads `text` as one YAML document; an empty one is null.
///
/// # Errors
/// The first thing that is wrong; [`super::careful`] then says more.
pub fn fast(text: &str) -> Result<Node, Fault> {
    if opens_too_many(text) {
        return Err(Fault::new(None, too_deep()));
    }
    let budget = RefCell::new(Budget::of(text));
    let seed = Seed { budget: &budget, depth: 0 };
    let document = serde_yaml::Deserializer::from_str(text);
    seed.deserialize(document).map_err(|error| {
        let at = error.location().and_then(|place| u32::try_from(place.index()).ok());
        let what = error.to_string();
        let what = Say::new(format!("这里的 YAML 写法不对（{what}）"), format!("this is not YAML ({what})"));
        let mend = Say::new(
            "看看这一行和上一行的冒号、引号、缩进",
            "look at colons, quotation marks and indentation here and in the line above",
        );
        Fault::new(at.map(|at| Span { start: at, end: at }), (what, mend))
    })
}

/// Whether more brackets are open at once than any text has: the scanner below us takes time by the square of
/// their number before we see the first. Brackets in texts count too, so the limit is far from [`MAX_DEPTH`].
fn opens_too_many(text: &str) -> bool {
    let mut open = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_OPEN
    })
}

/// The most brackets that may be open at once, whatever they are.
const MOST_OPEN: usize = 1_000;

#[derive(Clone, Copy)]
struct Seed<'a> {
    budget: &'a RefCell<Budget>,
    depth: usize,
}

impl Seed<'_> {
    fn node<E: Error>(self, value: Value) -> Result<Node, E> {
        self.pay(0)?;
        Ok(Node::bare(value))
    }

    fn pay<E: Error>(self, bytes: usize) -> Result<(), E> {
        let paid = self.budget.borrow_mut().pay(bytes);
        if paid { Ok(()) } else { Err(E::custom(bomb().0.en)) }
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            Err(E::custom(too_deep().0.en))
        } else {
            Ok(Self { depth: self.depth + 1, ..self })
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("YAML")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.node(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.node(Value::Int(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "a number this large is only ever shown or refused")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.node(i64::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    #[expect(clippy::cast_precision_loss, reason = "a number this large is only ever shown or refused")]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        self.node(Value::Float(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a number this large is only ever shown or refused")]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        self.node(Value::Float(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.node(Value::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.pay(value.len())?;
        Ok(Node::bare(Value::Text(value.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let inside = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        self.node(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Node, A::Error> {
        let inside = self.deeper()?;
        let mut map = Vec::with_capacity(16);
        while let Some(key) = pairs.next_key_seed(inside)? {
            map.push((key, pairs.next_value_seed(inside)?));
        }
        self.node(Value::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(tagged().0.en))
    }
}
