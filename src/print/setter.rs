//! Values in, set type out: a function of the theme's sheets is called with values and laid out at a width.
//!
//! What surprised us: a call with its values as a JSON file costs no more than building the typesetter's elements by
//! hand, and no text of a record can ever become markup.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use typst::comemo::Track;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Bytes, Content, StyleChain};
use typst::introspection::{EmptyIntrospector, Introspector, Location, Locator};
use typst::layout::{Abs, Axes, Frame, Regions, Size};
use typst::syntax::DiagSpan;
use typst::utils::{Protected, hash128};
use typst::{World, WorldExt};

use super::world::{Call, Room};

/// The file that calls a function, the one that holds its values, and the one with what all calls of a setter share. All
/// calls have them under these names: what is set the same then is the same, wherever and whenever it is set.
const CALL: &str = "call.typ";
const VALUES: &str = "call.json";
const STYLE: &str = "style.json";

/// A mistake of a sheet, in the typesetter's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// What the typesetter said.
    pub message: String,
}

/// Sets type with the sheets of a theme.
pub struct Setter<'w> {
    room: &'w Room,
    /// What stands before every call: imports, and the style that all of them share.
    opening: Arc<str>,
    style: Arc<Value>,
    style_file: Bytes,
    /// What tells the calls of this setter from those of others.
    part: u64,
    /// How often each call was made.
    calls: Mutex<HashMap<u128, u64>>,
}

impl<'w> Setter<'w> {
    /// A setter that calls functions of the sheet `paper.typ` of the room, with `style` as its style.
    #[must_use]
    pub fn new(room: &'w Room, style: &Value) -> Self {
        Self::of(room, "paper.typ", style)
    }

    /// The same with functions of the sheet `name`, which has `setting` too.
    #[must_use]
    pub fn of(room: &'w Room, name: &str, style: &Value) -> Self {
        let opening = format!("#import \"{name}\": *\n#show: setting.with(json(\"{STYLE}\"))\n");
        Self {
            room,
            opening: opening.into(),
            style: Arc::new(style.clone()),
            style_file: Bytes::new(style.to_string().into_bytes()),
            part: 0,
            calls: Mutex::default(),
        }
    }

    /// A setter for one part of what this one sets, such as a story: parts may be set at the same time, and each comes out
    /// as it does alone.
    #[must_use]
    pub fn for_part(&self, part: u64) -> Self {
        let (opening, style) = (Arc::clone(&self.opening), Arc::clone(&self.style));
        let (room, style_file) = (self.room, self.style_file.clone());
        Self {
            room,
            opening,
            style,
            style_file,
            part: hash128(&(self.part, part)) as u64,
            calls: Mutex::default(),
        }
    }

    /// The room that it sets type in.
    #[must_use]
    pub fn room(&self) -> &'w Room {
        self.room
    }

    /// Lays out what `function` of the sheets makes of `values`, at a width of so many points and as high as it
    /// becomes. The values that all calls share are added.
    ///
    /// # Errors
    /// What is wrong with the sheets.
    pub fn set(&self, function: &str, mut values: Value, width: f64) -> Result<Frame, SheetFault> {
        if let (Some(values), Some(style)) = (values.as_object_mut(), self.style.as_object()) {
            values.extend(style.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        let values = values.to_string();
        let call = hash128(&(function, &values, width.to_bits()));
        let times = {
            let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
            let times = calls.entry(call).or_default();
            *times += 1;
            *times
        };
        let text = format!("{}#{function}(json(\"{VALUES}\"))\n", self.opening);
        let values = Bytes::new(values.into_bytes());
        let files = [(VALUES, &values), (STYLE, &self.style_file)];
        let fault = || SheetFault { message: "a sheet has no name".to_owned() };
        let world = Call::new(self.room, (CALL, text), &files).ok_or_else(fault)?;
        // Places of elements are told apart by the call that made them.
        let location = Location::new(hash128(&(call, self.part, times)));
        lay_out(&world, width, location).map_err(|wrong| fault_of(self.room, CALL, &wrong))
    }
}

fn lay_out(call: &Call<'_>, width: f64, location: Location) -> SourceResult<Frame> {
    let world: &dyn World = call;
    let (tracked, traced) = (world.track(), Traced::default());
    let mut sink = Sink::new();
    let content = content(call)?;
    let introspector = EmptyIntrospector;
    let introspector: &dyn Introspector = &introspector;
    let mut engine = Engine {
        library: world.library(),
        world: tracked,
        introspector: Protected::new(introspector.track()),
        traced: traced.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    };
    let size = Size::new(Abs::pt(width), Abs::inf());
    let regions =
        Regions { size, expand: Axes::new(true, false), full: Abs::inf(), backlog: &[], last: None };
    let styles = StyleChain::new(&world.library().styles);
    let locator = Locator::synthesize(location);
    let set = typst_layout::layout_fragment(&mut engine, &content, locator, styles, regions)?;
    Ok(set.into_frames().into_iter().next().unwrap_or_else(|| Frame::soft(Size::zero())))
}

fn content(call: &Call<'_>) -> SourceResult<Content> {
    let world: &dyn World = call;
    let traced = Traced::default();
    let mut sink = Sink::new();
    let module = typst_eval::eval(
        world.track(),
        world.library(),
        traced.track(),
        sink.track_mut(),
        Route::default().track(),
        call.sheet(),
    )?;
    Ok(module.content())
}

/// The first of several mistakes in the sheets of a room that `call` uses; the others mostly follow from it.
#[must_use]
pub fn fault_of(room: &Room, call: &str, wrong: &[SourceDiagnostic]) -> SheetFault {
    let Some(wrong) = wrong.first() else { return SheetFault { message: String::new() } };
    // What our own call does wrong, a sheet has asked for: the way there leads through it.
    let way = wrong.trace.iter().map(|step| step.span);
    let mut spans = std::iter::once(wrong.span).chain(way.map(Into::into));
    let place = spans.find_map(|span| place(room, call, span)).unwrap_or_default();
    SheetFault { message: format!("{place}{}", wrong.message) }
}

/// `paper.typ:3:7: ` where a span is in a sheet of the theme.
fn place(room: &Room, call: &str, span: DiagSpan) -> Option<String> {
    let source = room.source(span.id()?).ok()?;
    let name = source.id().vpath().get_without_slash().to_owned();
    let start = room.range(span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    (name != call).then(|| format!("{name}:{}:{}: ", line + 1, column + 1))
}
