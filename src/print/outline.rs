//! Set type in, the same drawn out: it looks as before, and nobody who reads or searches the page meets it.
//!
//! What surprised us: even what is marked as no part of the text is found by programs that look for words in a page. Only
//! what is drawn is not.

use ttf_parser::{GlyphId, OutlineBuilder};
use typst::layout::{Abs, FrameItem, Point};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Curve, FillRule, Geometry, Shape};

/// What stands in a frame, its type drawn; nothing of what cannot be drawn.
#[must_use]
pub fn outlined(item: &FrameItem) -> Option<FrameItem> {
    match item {
        FrameItem::Text(text) => Some(FrameItem::Shape(drawn(text), Span::detached())),
        FrameItem::Shape(..) => Some(item.clone()),
        FrameItem::Group(group) => {
            let mut group = group.clone();
            let items: Vec<(Point, FrameItem)> =
                group.frame.items().filter_map(|(at, item)| Some((*at, outlined(item)?))).collect();
            group.frame.clear();
            group.frame.push_multiple(items);
            Some(FrameItem::Group(group))
        }
        FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => None,
    }
}

/// Type as one shape.
fn drawn(text: &TextItem) -> Shape {
    let scale = text.size.to_pt() / text.font.units_per_em();
    let mut pen = Pen { curve: Curve::new(), scale, origin: Point::zero(), last: (0.0, 0.0) };
    let mut at = Point::zero();
    for glyph in &text.glyphs {
        let offset = Point::new(glyph.x_offset.at(text.size), -glyph.y_offset.at(text.size));
        pen.origin = at + offset;
        text.font.ttf().outline_glyph(GlyphId(glyph.id), &mut pen);
        at += Point::new(glyph.x_advance.at(text.size), -glyph.y_advance.at(text.size));
    }
    let (fill, stroke) = (Some(text.fill.clone()), text.stroke.clone());
    Shape { geometry: Geometry::Curve(pen.curve), fill, fill_rule: FillRule::NonZero, stroke }
}

/// What draws glyphs, whose places are in units of their font and count upwards.
struct Pen {
    curve: Curve,
    /// Points to a unit.
    scale: f64,
    origin: Point,
    /// Where the pen stands, in units.
    last: (f32, f32),
}

impl Pen {
    fn at(&self, (x, y): (f32, f32)) -> Point {
        let point = |units: f32| Abs::pt(f64::from(units) * self.scale);
        self.origin + Point::new(point(x), -point(y))
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.curve.move_(self.at((x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.curve.line(self.at((x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let towards = |from: f32, middle: f32| from + (middle - from) * 2.0 / 3.0;
        let (left, low) = self.last;
        self.curve_to(towards(left, x1), towards(low, y1), towards(x, x1), towards(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.last = (x, y);
        self.curve.cubic(self.at((x1, y1)), self.at((x2, y2)), self.at((x, y)));
    }

    fn close(&mut self) {
        self.curve.close();
    }
}
