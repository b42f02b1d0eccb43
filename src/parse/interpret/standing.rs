//! What standing kinds add.

use super::meeting::meeting;
use super::record::reference;
use super::{Fields, Reading, nested};
use crate::model::keys::{Key, LEDGER, NAMED_BY, PLACE};
use crate::model::standing::{
    Brand, Category, Dated, Ledger, Named, Page, Period, Place, Programme, Project, Scheme, Standing,
};
use crate::model::{Kind, Node, Value};
use crate::report::{Diagnostic, Say};

/// The keys of a standing kind, where it has keys of its own.
pub(super) fn standing(reading: &mut Reading<'_>, fields: &Fields<'_>, kind: Kind) -> Option<Standing> {
    Some(match kind {
        Kind::Programme => Standing::Programme(Box::new(programme(reading, fields))),
        Kind::Project => Standing::Project(Box::new(project(reading, fields))),
        Kind::Place => Standing::Place(Box::new(place(reading, fields))),
        Kind::Scheme => Standing::Scheme(Box::new(Scheme {
            units: free(reading, fields, "units"),
            rules: free(reading, fields, "rules"),
            prices: free(reading, fields, "prices"),
            calendar: free(reading, fields, "calendar"),
        })),
        Kind::Ledger => Standing::Ledger(Box::new(ledger(reading, fields))),
        Kind::Org | Kind::Person => {
            Standing::Named(Named { names: dated(reading, fields, (NAMED_BY, "names")) })
        }
        Kind::Brand | Kind::Term => Standing::Brand(Brand { versions: free(reading, fields, "versions") }),
        Kind::Meeting => Standing::Meeting(Box::new(meeting(reading, fields))),
        Kind::Page => {
            Standing::Page(Page { order: fields.get("order").and_then(|node| reading.whole(node)) })
        }
        _ => return None,
    })
}

/// The items behind a key of any shape. A map stands for a list of `{name, value}`… as it is, one item.
fn free(reading: &mut Reading<'_>, fields: &Fields<'_>, english: &str) -> Vec<Node> {
    fields.get(english).map(|node| reading.free(node)).unwrap_or_default()
}

fn programme(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Programme {
    let group_by = fields.get("group_by").map(|node| reading.names(node)).unwrap_or_default();
    if let Some(node) = fields.get("group_by").filter(|_| group_by.len() > 2) {
        let message = Say::new("看板最多按两个字段分组", "a board groups by two fields at most");
        let hint = Say::new("只留两个，如 `[状态, 地点]`", "keep two, such as `[status, place]`");
        reading.wrong("wrong-shape", node, (message, hint));
    }
    let categories = fields.get("categories").map(|node| categories(reading, node)).unwrap_or_default();
    let total = fields.get("total").and_then(|node| reading.whole(node));
    let sum = categories.iter().map(|category| category.total).sum::<Option<i64>>();
    if let (Some(sum), Some(total), Some(node)) =
        (sum.filter(|_| !categories.is_empty()), total, fields.get("total"))
        && sum != total
    {
        let message = Say::new(
            format!("各类别加起来是 {sum}，这里写的是 {total}"),
            format!("the categories add up to {sum}, and this says {total}"),
        );
        let hint = Say::new("改其中一个数", "change one of the numbers");
        reading.note(Diagnostic::warning("categories-total", message).hint(hint), node);
    }
    Programme {
        group_by,
        statuses: fields.get("statuses").map(|node| names_of_items(reading, node)).unwrap_or_default(),
        overdue: free(reading, fields, "overdue"),
        categories,
        total,
        versions: free(reading, fields, "versions"),
    }
}

/// Categories as texts, or as maps whose `name` (名称) is the text and whose `total` (总数) says how many there should be.
fn categories(reading: &mut Reading<'_>, node: &Node) -> Vec<Category> {
    let mut all = Vec::new();
    for item in reading.items(node) {
        let total = item.get("total").or_else(|| item.get("总数"));
        let total = total.and_then(|total| reading.whole(total));
        all.extend(names_of_items(reading, item).into_iter().map(|name| Category { name, total }));
    }
    all
}

/// Statuses or categories as texts, or as maps whose `name` (名称) is the text.
fn names_of_items(reading: &mut Reading<'_>, node: &Node) -> Vec<Box<str>> {
    let mut names = Vec::new();
    for item in reading.items(node) {
        match &item.value {
            Value::Map(_) => {
                let name = item.get("name").or_else(|| item.get("名称"));
                names.extend(name.and_then(|name| reading.line(name)));
            }
            _ => names.extend(reading.names(item)),
        }
    }
    names
}

fn project(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Project {
    let programme = fields.line(reading, "programme");
    Project {
        programme: programme.and_then(|text| reference(reading, &text)),
        category: fields.line(reading, "category"),
        owner: fields.line(reading, "owner"),
        status: fields.line(reading, "status"),
        opened: fields.date(reading, "opened"),
        due: fields.date(reading, "due"),
        steps: free(reading, fields, "steps"),
        claimed_by: fields.line(reading, "claimed_by"),
    }
}

fn place(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Place {
    Place {
        names: dated(reading, fields, (PLACE, "names")),
        parents: dated(reading, fields, (PLACE, "parents")),
        address: fields.line(reading, "address"),
        contact: fields.line(reading, "contact"),
        hours: free(reading, fields, "hours"),
        geo: fields.get("geo").and_then(|node| reading.geo(node)),
        holdings: free(reading, fields, "holdings"),
    }
}

/// The values by time behind a key of `table`.
fn dated(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    (table, english): (&'static [Key], &str),
) -> Vec<Dated> {
    let node = fields.get(english);
    node.map(|node| reading.dated(node, nested::of(table, english))).unwrap_or_default()
}

fn ledger(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Ledger {
    let columns = fields.get("columns").map(|node| reading.texts(node)).unwrap_or_default();
    let mut rows = Vec::new();
    for row in fields.get("rows").map(|node| reading.items(node)).unwrap_or_default() {
        let cells = match &row.value {
            Value::Map(pairs) => cells_by_name(reading, pairs, &columns),
            Value::List(cells) => cells.iter().map(|cell| reading.text(cell).unwrap_or_default()).collect(),
            _ => reading.texts(row),
        };
        if !columns.is_empty() && cells.len() != columns.len() {
            let (found, wanted) = (cells.len(), columns.len());
            let message = Say::new(
                format!("这一行有 {found} 格，表头有 {wanted} 格"),
                format!("this row has {found} cells, the head has {wanted}"),
            );
            let hint =
                Say::new("补上或删去；空的一格写 `\"\"`", "add or take away cells; an empty one is `\"\"`");
            reading.wrong("wrong-shape", row, (message, hint));
        }
        rows.push(cells);
    }
    let table = fields.line(reading, "table");
    if let Some(node) = fields.get("rows").filter(|_| table.is_some() && !rows.is_empty()) {
        let message =
            Say::new("`表格`（table）和 `各行`（rows）只能写一个", "give `table` or `rows`, not both");
        let hint = Say::new("删去一个，另一个不会发布", "take one away; only the file would be published");
        reading.wrong("wrong-shape", node, (message, hint));
    }
    let every = fields.get("every").and_then(|node| period(reading, node));
    let texts = |reading: &mut Reading<'_>, english: &str| {
        fields.get(english).map(|node| reading.texts(node)).unwrap_or_default()
    };
    let (sums, balance) = (texts(reading, "sums"), texts(reading, "balance"));
    Ledger { columns, rows, table, every, sums, balance }
}

fn period(reading: &mut Reading<'_>, node: &Node) -> Option<Period> {
    Some(match reading.choice(node, nested::choices(LEDGER, "every"))? {
        "month" => Period::Month,
        "quarter" => Period::Quarter,
        "half" => Period::Half,
        _ => Period::Year,
    })
}

/// The cells of a row that names its columns.
fn cells_by_name(reading: &mut Reading<'_>, pairs: &[(Node, Node)], columns: &[Box<str>]) -> Vec<Box<str>> {
    for (name, _) in pairs {
        if !columns.iter().any(|column| name.text() == Some(&**column)) {
            let hint = Say::new(
                format!("表头有：{}", columns.join("、")),
                format!("the head has: {}", columns.join(", ")),
            );
            reading.wrong(
                "unknown-key",
                name,
                (Say::new("表头里没有这一格", "the head has no such cell"), hint),
            );
        }
    }
    let cell = |column: &str| pairs.iter().find(|(name, _)| name.text() == Some(column));
    let found: Vec<Option<&(Node, Node)>> = columns.iter().map(|column| cell(column)).collect();
    found.into_iter().map(|pair| pair.and_then(|(_, node)| reading.text(node)).unwrap_or_default()).collect()
}
