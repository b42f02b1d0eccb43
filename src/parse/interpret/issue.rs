//! `issues/<week>.yaml` to an editor's decisions.

use super::{Reading, nested, settings};
use crate::model::keys::ISSUE;
use crate::model::module::{Module, ModuleKind};
use crate::model::settings::IssueDecisions;
use crate::model::{Node, Value};
use crate::report::Say;

/// The decisions that `node` gives. What is wrong is in `reading.found`.
pub fn issue(reading: &mut Reading<'_>, node: &Node) -> IssueDecisions {
    if node.value == Value::Null {
        return IssueDecisions::default();
    }
    let Some(fields) = reading.fields(node, &[ISSUE]) else { return IssueDecisions::default() };
    IssueDecisions {
        date: fields.date(reading, "date"),
        number: fields.get("number").and_then(|node| reading.whole(node)),
        credits: fields.get("credits").map(|node| settings::credits(reading, node)).unwrap_or_default(),
        lead: fields.line(reading, "lead"),
        foot: fields.line(reading, "foot"),
        order: fields.get("order").map(|node| reading.texts(node)).unwrap_or_default(),
        pages: fields.get("pages").map(|node| pages(reading, node)).unwrap_or_default(),
        together: fields.get("together").map(|node| together(reading, node)).unwrap_or_default(),
        boxes: fields.get("boxes").map(|node| reading.texts(node)),
        leave_out: fields.get("leave_out").map(|node| reading.texts(node)).unwrap_or_default(),
        breaks: fields.get("breaks").map(|node| reading.pairs(node)).unwrap_or_default(),
        crops: fields.get("crops").map(|node| crops(reading, node)).unwrap_or_default(),
        modules: fields.get("modules").map(|node| modules(reading, node)).unwrap_or_default(),
        sealed: fields.get("final").and_then(|node| reading.flag(node)).unwrap_or(false),
    }
}

/// `[{kind, id}]`; a bare text is a kind.
fn modules(reading: &mut Reading<'_>, node: &Node) -> Vec<Module> {
    let keys = nested::of(ISSUE, "modules");
    let kinds = nested::choices(keys, "kind");
    let mut modules = Vec::new();
    for (entry, item) in reading.items(node).into_iter().enumerate() {
        let (kind, id) = if let Value::Map(_) = item.value {
            let Some(fields) = reading.fields(item, &[keys]) else { continue };
            let kind = match fields.get("kind") {
                Some(node) => reading.choice(node, kinds),
                None => reading.needed(&fields, "kind", keys).and(None),
            };
            let id = match kind {
                // The days to come are everybody's.
                Some("calendar") | None => fields.line(reading, "id"),
                Some(_) => match reading.needed(&fields, "id", keys) {
                    // What is missing has been said.
                    None => continue,
                    id => id,
                },
            };
            (kind, id)
        } else {
            (reading.choice(item, kinds), None)
        };
        modules.extend(kind.map(module_kind).map(|kind| Module { kind, id, entry }));
    }
    modules
}

/// What is printed for a kind that was typed; of most standing kinds their figures.
fn module_kind(english: &str) -> ModuleKind {
    match english {
        "board" | "programme" => ModuleKind::Board,
        "scheme" => ModuleKind::Scheme,
        "calendar" => ModuleKind::Calendar,
        _ => ModuleKind::Figures,
    }
}

/// `{1: [id, id]}`
fn pages(reading: &mut Reading<'_>, node: &Node) -> Vec<(i64, Vec<Box<str>>)> {
    let Value::Map(pairs) = &node.value else {
        let message = Say::new("这里应当是各版和上版的稿件", "this should be pages and their records");
        let hint = Say::new("写成 `1: [编号, 编号]`，一版一行", "write `1: [id, id]`, a line a page");
        reading.wrong("wrong-shape", node, (message, hint));
        return Vec::new();
    };
    let mut pages = Vec::new();
    for (number, ids) in pairs {
        let Some(number) = reading.count(number) else { continue };
        pages.push((number, reading.texts(ids)));
    }
    pages
}

/// `[[id, id], [id, id]]`, or one group.
fn together(reading: &mut Reading<'_>, node: &Node) -> Vec<Vec<Box<str>>> {
    let items = reading.items(node);
    if items.iter().all(|item| matches!(item.value, Value::List(_))) {
        return items.into_iter().map(|item| reading.texts(item)).collect();
    }
    vec![reading.texts(node)]
}

/// `{id: [x, y, w, h]}`, fractions that stay inside the picture.
#[expect(clippy::cast_possible_truncation, reason = "a fraction from 0 to 1 needs no more digits")]
fn crops(reading: &mut Reading<'_>, node: &Node) -> Vec<(Box<str>, [f32; 4])> {
    let Value::Map(pairs) = &node.value else {
        let message = Say::new("这里应当是稿件和它的裁切", "this should be records and their crops");
        let hint = Say::new("写成 `编号: [左, 上, 宽, 高]`", "write `id: [x, y, w, h]`");
        reading.wrong("wrong-shape", node, (message, hint));
        return Vec::new();
    };
    let mut crops = Vec::new();
    for (id, numbers) in pairs {
        let (Some(id), Some([x, y, w, h])) = (reading.line(id), reading.numbers::<4>(numbers)) else {
            continue;
        };
        let inside = x >= 0.0 && y >= 0.0 && w > 0.0 && h > 0.0 && x + w <= 1.0 && y + h <= 1.0;
        if inside {
            crops.push((id, [x as f32, y as f32, w as f32, h as f32]));
        } else {
            let message = Say::new("裁切超出了图片", "the crop leaves the picture");
            let hint = Say::new(
                "写 0 到 1 的四个数：左、上、宽、高；左加宽、上加高都不超过 1",
                "write four numbers from 0 to 1: x, y, width, height; x and width, y and height add up to 1 at most",
            );
            reading.wrong("wrong-shape", numbers, (message, hint));
        }
    }
    crops
}
