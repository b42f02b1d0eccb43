//! A set frame in, a number out that says what it looks like and reads as: the same in every process that sets it so.
//!
//! What surprised us: the typesetter's own hash is no such number. It takes in where in a sheet each glyph came from, and
//! where in memory the kinds of elements stand, which the system shuffles at every start.

use std::hash::{Hash, Hasher};

use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;

/// What a frame looks like and how it is tagged.
pub(super) struct Likeness<'a>(pub(super) &'a Frame);

impl Hash for Likeness<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.size().hash(state);
        self.0.items().len().hash(state);
        for (at, item) in self.0.items() {
            at.hash(state);
            std::mem::discriminant(item).hash(state);
            match item {
                FrameItem::Group(group) => {
                    (group.transform, &group.clip).hash(state);
                    Likeness(&group.frame).hash(state);
                }
                FrameItem::Text(text) => hash_text(text, state),
                FrameItem::Shape(shape, _) => shape.hash(state),
                FrameItem::Image(image, size, _) => (image, size).hash(state),
                FrameItem::Link(to, size) => (to, size).hash(state),
                // What an element is and says; where it begins and ends shows in the order.
                FrameItem::Tag(Tag::Start(element, _)) => format!("{element:?}").hash(state),
                FrameItem::Tag(Tag::End(..)) => {}
            }
        }
    }
}

fn hash_text<H: Hasher>(text: &TextItem, state: &mut H) {
    let info = text.font.info();
    (&info.family, info.variant, text.size, &text.fill, &text.stroke).hash(state);
    (text.lang, text.region, &text.text).hash(state);
    for glyph in &text.glyphs {
        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset).hash(state);
        (glyph.range.start, glyph.range.end).hash(state);
    }
}
