//! Where the copy of one issue is made: records in, units for the make-up out, in their order.
//!
//! What surprised us: whatever is wrong with a record's text shows while it is set in one column, before any page is.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use typst::layout::Frame;

use super::copy::{self, Brief, Rank, Story, Unit};
use super::cut::cut;
use super::fault::Fault;
use super::fonts::missing_glyphs;
use super::geometry::Grid;
use super::headline::Headline;
use super::issue::Works;
use super::picture::{Album, Photograph};
use super::rows::Row;
use super::setter::{Setter, SheetFault};
use super::strip::{self, Strip};
use super::widths::Widths;
use super::{boxes, fillers, wishes, words};
use crate::model::edition::{Absence, LeftOut, Remark};
use crate::model::module::Block;
use crate::model::record::Print;
use crate::model::settings::Lang;
use crate::model::{Kind, Record};
use crate::report::Diagnostic;
use crate::resolve::site::Issue;

/// The most of a page that one rail of briefs may fill: two parts of five.
const RAIL_SHARE: (usize, usize) = (2, 5);

/// Briefs by the page that they are wished on and their standing head.
type Rails<'r> = BTreeMap<(Option<usize>, String), Vec<&'r Record>>;

/// What copy of one issue is made at.
pub(super) struct Desk<'a> {
    pub(super) works: &'a Works<'a>,
    pub(super) issue: &'a Issue,
    /// What the editor asked for beside its records.
    pub(super) blocks: &'a [Block],
    /// What fills the last page.
    pub(super) fillers: &'a [&'a Record],
    pub(super) setter: &'a Setter<'a>,
    pub(super) grid: &'a Grid,
    pub(super) widths: &'a Widths,
    pub(super) album: &'a Album,
}

/// The copy of one issue.
pub(super) struct Copy {
    /// What is placed, in its order.
    pub(super) units: Vec<Unit>,
    /// What is left out.
    pub(super) left_out: Vec<LeftOut>,
    /// What is wished together and cannot be.
    pub(super) apart: Vec<Remark>,
}

impl Desk<'_> {
    /// The copy of the issue.
    pub(super) fn copy(&self) -> Result<Copy, Fault> {
        let (mut units, mut left_out) = (Vec::new(), Vec::new());
        let mut rails = Rails::new();
        let records = self.issue.records.iter().filter_map(|number| self.works.site.record(*number));
        let mut leads = true;
        let mut unknown = Vec::new();
        let boxes = self.boxes();
        for record in records {
            if let Some(reason) = self.absence(record) {
                left_out.push(LeftOut { id: record.id.clone(), reason });
                continue;
            }
            unknown.extend(self.missing(record));
            if copy::is_brief(record, leads) && !wishes::stands_alone(&self.issue.decisions, record) {
                let name = record.column.as_deref().unwrap_or(self.say("简讯", "Briefs")).to_owned();
                let page = wishes::of(&self.issue.decisions, &record.id).page;
                rails.entry((page, name)).or_default().push(record);
            } else {
                units.push(Unit::Story(Box::new(self.story(record, (leads, &boxes))?)));
                leads = false;
            }
        }
        let (blocks, missing) = self.blocks(&boxes)?;
        units.extend(blocks);
        unknown.extend(missing);
        if !unknown.is_empty() {
            return Err(Fault::Glyphs(unknown));
        }
        let apart = wishes::arrange(&mut units, &self.issue.decisions);
        let gathered = self.gathered(&mut rails);
        for ((page, name), records) in rails {
            let is_gathered = gathered && name == self.say("简讯", "Briefs");
            let set = |record: &Record| self.brief(record, is_gathered);
            let briefs = records.into_iter().map(set).collect::<Result<Vec<Brief>, Fault>>()?;
            let rows: usize = briefs.iter().map(|brief| brief.rows.len()).sum();
            let most = self.grid.rows * self.grid.columns * RAIL_SHARE.0 / RAIL_SHARE.1;
            let size = briefs.len().div_ceil(rows.div_ceil(most).max(1));
            let rail = |briefs: &[Brief]| Unit::Rail {
                name: name.clone(),
                briefs: briefs.to_vec(),
                page,
                fills: false,
            };
            units.extend(briefs.chunks(size).map(rail));
        }
        units.extend(self.filling()?);
        Ok(Copy { units, left_out, apart })
    }

    /// Makes one of the rails of a single brief, where there are several: a standing head over each would take more room
    /// than the briefs. Whether there were.
    fn gathered(&self, rails: &mut Rails<'_>) -> bool {
        let name = self.say("简讯", "Briefs");
        let is_lone = |((page, own), briefs): (&(Option<usize>, String), &Vec<&Record>)| {
            (briefs.len() == 1 && own != name).then(|| (*page, own.clone()))
        };
        let lone: Vec<(Option<usize>, String)> = rails.iter().filter_map(is_lone).collect();
        let several = |page: &Option<usize>| lone.iter().filter(|(other, _)| other == page).count() > 1;
        for (page, own) in lone.iter().filter(|(page, _)| several(page)) {
            let briefs = rails.remove(&(*page, own.clone())).unwrap_or_default();
            rails.entry((*page, name.to_owned())).or_default().extend(briefs);
        }
        lone.iter().any(|(page, _)| several(page))
    }

    pub(super) fn say<'t>(&self, chinese: &'t str, english: &'t str) -> &'t str {
        if self.works.site.settings.lang == Lang::En { english } else { chinese }
    }

    pub(super) fn absence(&self, record: &Record) -> Option<Absence> {
        let print = record.rest.as_deref().map(|rest| &rest.print);
        let is_left_out = self.issue.decisions.leave_out.iter().any(|id| **id == *record.id.as_str());
        match print {
            Some(Print::Not) => Some(Absence::Unprinted),
            _ if is_left_out => Some(Absence::LeftOut),
            _ => None,
        }
    }

    /// The rail of fillers, without those that no font can print.
    fn filling(&self) -> Result<Option<Unit>, Fault> {
        let printable = self.fillers.iter().filter(|record| self.missing(record).is_none());
        let briefs =
            printable.map(|record| self.brief(record, false)).collect::<Result<Vec<Brief>, Fault>>()?;
        let name = fillers::head(self.works.site.settings.lang).to_owned();
        Ok((!briefs.is_empty()).then_some(Unit::Rail { name, briefs, page: None, fills: true }))
    }

    /// What is said of characters of a record that no font has.
    fn missing(&self, record: &Record) -> Option<Diagnostic> {
        let own = [&record.title, &record.kicker, &record.deck, &record.column, &record.dateline];
        let captions = record.photos.iter().flat_map(|photo| [&photo.caption, &photo.credit]);
        let mut text: String = own.into_iter().chain(captions).flatten().map(|text| &**text).collect();
        text.extend(copy::byline(&record.bylines));
        text.push_str(&Value::from(self.parts(record, self.grid)).to_string());
        let missing = self.works.fonts.missing(&text);
        let place = || words::place_of(self.works.sources, record, &missing);
        (!missing.is_empty()).then(place).flatten().map(|place| missing_glyphs(place, &missing))
    }

    /// The parts of a record's text, or of the shorter text that is printed instead, with what was asked for about it.
    fn parts(&self, record: &Record, grid: &Grid) -> Vec<Value> {
        let lang = self.works.site.settings.lang;
        let mut parts = match record.rest.as_deref().map(|rest| &rest.print) {
            Some(Print::Instead(text)) => words::read(text, lang),
            _ => words::body(self.works.sources, record, lang),
        };
        parts.extend(self.behind(record, grid));
        parts
    }

    pub(super) fn set(&self, function: &str, values: Value, width: f64) -> Result<Frame, SheetFault> {
        self.setter.set(function, values, width)
    }

    /// A brief; with the name of its column where it does not stand in the rail's head.
    fn brief(&self, record: &Record, is_gathered: bool) -> Result<Brief, Fault> {
        let parts = copy::text(self.parts(record, self.grid), None, copy::byline(&record.bylines).as_deref());
        let [title, kicker, deck] = [&record.title, &record.kicker, &record.deck].map(Option::as_deref);
        let column = record.column.as_deref().filter(|_| is_gathered);
        let set = |parts: Value| {
            let values = json!({"items": [{
                "column": column, "title": title.map(spaced), "kicker": kicker.map(spaced), "deck": deck.map(spaced),
                "parts": parts, "gap": 0,
            }]});
            Ok::<_, Fault>(cut(&self.set("briefs", values, self.grid.measure)?, self.grid.pitch))
        };
        let mut rows = set(parts)?;
        if column.or(kicker).or(deck).is_some() {
            // What stands around a brief's headline is no heading, but belongs to what comes below as well.
            let head = set(Value::Array(Vec::new()))?.len();
            let below = rows.len().saturating_sub(1);
            rows.iter_mut().take(head.min(below)).for_each(Row::hold);
        }
        Ok(Brief { id: record.id.clone(), rows })
    }

    /// The text of a story in one column, and whether it is set for a box: one for which no editor asked is not made for a
    /// long text.
    pub(super) fn body(
        &self,
        parts: impl Fn(&Grid) -> Value,
        is_boxed: bool,
    ) -> Result<(Vec<Row>, bool), Fault> {
        let set = |grid: &Grid| {
            let frame = self.set("body", json!({"parts": parts(grid)}), grid.measure)?;
            Ok::<_, Fault>(cut(&frame, grid.pitch))
        };
        if is_boxed {
            let rows = set(&boxes::boxed(self.grid))?;
            if self.is_short(rows.len()) {
                return Ok((rows, true));
            }
        }
        Ok((set(self.grid)?, false))
    }

    fn story(&self, record: &Record, (leads, boxes): (bool, &[&str])) -> Result<Story, Fault> {
        let wish = wishes::of(&self.issue.decisions, &record.id);
        // What is asked for as a strong second story is one.
        let rank = Rank::of(record, leads).max(if wish.is_at_foot { Rank::Major } else { Rank::Minor });
        let byline = copy::byline(&record.bylines);
        let is_signed = matches!(record.kind, Kind::Feature | Kind::Story);
        let (inside, outside) = if is_signed { (None, byline) } else { (byline, None) };
        let dateline = record.dateline.as_deref().or_else(|| self.column_dateline(record));
        let taken = record.photos.len();
        let most = strip::most(rank, record.kind);
        let photos: Vec<Photograph> =
            (0..taken.min(most)).filter_map(|number| self.photo(record, number)).collect();
        let mut photos = Strip::all(&photos, self.grid);
        if record.kind == Kind::Photo {
            photos.drain(..photos.len().saturating_sub(1));
        }
        let dateline = dateline.filter(|_| !is_signed);
        let parts = |grid: &Grid| copy::text(self.parts(record, grid), dateline, inside.as_deref());
        // What leads is framed only for an editor who asks for it.
        let is_boxed =
            boxes.contains(&record.id.as_str()) && (!leads || self.issue.decisions.boxes.is_some());
        let (rows, is_boxed) = self.body(parts, is_boxed)?;
        let title = record.title.as_deref().unwrap_or_default();
        let broken = self.issue.decisions.breaks.iter().find(|(id, _)| **id == *record.id.as_str());
        let names: Vec<&str> =
            record.place.as_deref().into_iter().flat_map(|place| place.split('/')).collect();
        let broken = (broken.map(|(_, wish)| &**wish), names.as_slice());
        Ok(Story {
            id: record.id.clone(),
            rank,
            headline: Headline::new(title, broken, self.widths),
            title: title.to_owned(),
            kicker: record.kicker.as_deref().map(spaced),
            deck: record.deck.as_deref().map(spaced),
            byline: outside,
            badge: record.column.as_deref().map(str::to_owned),
            badge_page: None,
            rows,
            photos,
            taken,
            more: 0,
            wish,
            is_boxed,
            goes_on: false,
            comes_from: false,
        })
    }

    fn column_dateline(&self, record: &Record) -> Option<&str> {
        let columns = &self.works.site.settings.columns;
        columns.iter().find(|column| Some(&column.name) == record.column.as_ref())?.dateline.as_deref()
    }

    /// The photograph of a record with this number, from 0.
    fn photo(&self, record: &Record, number: usize) -> Option<Photograph> {
        let photo = record.photos.get(number)?;
        let file = self.works.sources.path(record.source.file)?.beside(&photo.file).ok()?;
        let sizes = self.album.sizes(&file).to_vec();
        let pixels = sizes.last()?.1;
        let caption = photo.caption.as_deref().unwrap_or_default().to_owned();
        let line = self.widths.of_text(&caption) * 8.0
            + photo.credit.as_deref().map_or(0.0, |credit| self.widths.of_text(credit) * 7.0 + 8.0);
        let [x, y] = photo.focus.unwrap_or([0.5, 0.4]);
        let crop = self.issue.decisions.crops.iter().find(|(id, _)| **id == *record.id.as_str());
        // A crop that is wished for a record is that of its first photograph.
        let crop = crop.filter(|_| number == 0);
        Some(Photograph {
            sizes,
            pixels: (f64::from(pixels.0), f64::from(pixels.1)),
            focus: (f64::from(x), f64::from(y)),
            crop: crop.map(|(_, crop)| crop.map(f64::from)),
            alt: photo.alt.as_deref().or(photo.caption.as_deref()).unwrap_or(record.headline()).to_owned(),
            caption,
            credit: photo.credit.as_deref().map(str::to_owned),
            line,
        })
    }
}

/// Text in one line: a gap that asks for a line break stays a space.
fn spaced(text: &str) -> String {
    text.trim().to_owned()
}
