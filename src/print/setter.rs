//! Values in, set type out: a function of the theme's sheets is called with values and laid out at a width.
//!
//! What surprised us: a call with its values as a JSON file costs no more than building the typesetter's elements by
//! hand, and no text of a record can ever become markup.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use typst::comemo::Track;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, StyleChain};
use typst::introspection::{EmptyIntrospector, Introspector, Location, Locator};
use typst::layout::{Abs, Axes, Frame, Regions, Size};
use typst::syntax::{DiagSpan, Source};
use typst::utils::{Protected, hash128};
use typst::{World, WorldExt};

use super::world::Room;

/// The file that calls a function, and the one that holds its values. All calls share them: what is set the same then is
/// the same, wherever and whenever it is set.
const CALL: &str = "call.typ";
const VALUES: &str = "call.json";

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
    opening: String,
    /// How often each call was made.
    calls: Mutex<HashMap<u128, u64>>,
    style: Value,
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
        room.put("style.json", style.to_string().into_bytes());
        let opening = format!("#import \"{name}\": *\n#show: setting.with(json(\"style.json\"))\n");
        Self { room, opening, calls: Mutex::default(), style: style.clone() }
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
        self.room.put(VALUES, values.into_bytes());
        let text = format!("{}#{function}(json(\"{VALUES}\"))\n", self.opening);
        let source = self.room.put_sheet(CALL, &text);
        let fault = || SheetFault { message: "a sheet has no name".to_owned() };
        // Places of elements are told apart by the call that made them.
        let location = Location::new(hash128(&(call, times)));
        self.lay_out(&source.ok_or_else(fault)?, width, location)
            .map_err(|wrong| fault_of(self.room, CALL, &wrong))
    }

    fn lay_out(&self, source: &Source, width: f64, location: Location) -> SourceResult<Frame> {
        let world: &dyn World = self.room;
        let (world, traced) = (world.track(), Traced::default());
        let mut sink = Sink::new();
        let content = self.content(source)?;
        let introspector = EmptyIntrospector;
        let introspector: &dyn Introspector = &introspector;
        let mut engine = Engine {
            library: self.room.library(),
            world,
            introspector: Protected::new(introspector.track()),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let size = Size::new(Abs::pt(width), Abs::inf());
        let regions =
            Regions { size, expand: Axes::new(true, false), full: Abs::inf(), backlog: &[], last: None };
        let styles = StyleChain::new(&self.room.library().styles);
        let set = typst_layout::layout_fragment(
            &mut engine,
            &content,
            Locator::synthesize(location),
            styles,
            regions,
        )?;
        Ok(set.into_frames().into_iter().next().unwrap_or_else(|| Frame::soft(Size::zero())))
    }

    fn content(&self, source: &Source) -> SourceResult<Content> {
        let world: &dyn World = self.room;
        let traced = Traced::default();
        let mut sink = Sink::new();
        let module = typst_eval::eval(
            world.track(),
            self.room.library(),
            traced.track(),
            sink.track_mut(),
            Route::default().track(),
            source,
        )?;
        Ok(module.content())
    }
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
