//! A map to a record.

use super::values::flag_of;
use super::{Fields, Reading, first, is_blank, nearest, nested};
use crate::model::date::Week;
use crate::model::keys::{COMMON, own};
use crate::model::kind::KINDS;
use crate::model::record::{Activity, Print, Priority, Rest, Source, Stage};
use crate::model::{Id, Kind, Node, Record};
use crate::parse::slug;
use crate::report::{Diagnostic, Say};

/// Where a record comes from: its place in the file, and the name that it has if it gives no id.
pub struct Origin<'a> {
    /// Its place.
    pub source: Source,
    /// The file's stem or the folder's name; none for an item of a list, which gives its own id.
    pub name: Option<&'a str>,
}

/// The record that `node` is. What is wrong is in `reading.found`; a record that cannot be named is none.
pub fn record(reading: &mut Reading<'_>, node: &Node, origin: Origin<'_>) -> Option<Record> {
    let kind = kind_of(reading, node);
    let fields = reading.fields(node, &[COMMON, own(kind)])?;
    let (id, id_made_from) = id_of(reading, &fields, origin.name)?;
    let moment = fields.get("date").and_then(|node| reading.moment(node));
    let typed_week = fields.get("issue").and_then(|node| reading.week(node));
    let week = typed_week.or_else(|| moment.map(|moment| Week::of(moment.date))).filter(|_| kind.runs());
    let record = Record {
        id,
        id_made_from,
        kind,
        source: origin.source,
        title: fields.line(reading, "title"),
        kicker: fields.line(reading, "kicker"),
        deck: fields.line(reading, "deck"),
        column: fields.line(reading, "column"),
        date: moment.map(|moment| moment.date),
        time: moment.and_then(|moment| moment.time),
        week,
        place: fields.line(reading, "place"),
        dateline: fields.line(reading, "dateline"),
        bylines: fields.get("bylines").map(|node| reading.bylines(node)).unwrap_or_default(),
        tags: fields.get("tags").map(|node| reading.names(node)).unwrap_or_default(),
        priority: priority(reading, &fields, kind),
        photos: fields.get("photos").map(|node| reading.photos(node)).unwrap_or_default(),
        draft: fields.get("draft").and_then(|node| reading.flag(node)).unwrap_or(false),
        publish_at: fields.date(reading, "publish_at"),
        expires_at: fields.date(reading, "expires_at"),
        rest: rest(reading, &fields, kind),
    };
    require(reading, &record, &fields);
    never_out(reading, &record, &fields);
    Some(record)
}

/// What a map says it is, as it is typed.
pub fn typed_kind(node: &Node) -> Option<&Node> {
    ["kind", "体裁", "类型"].iter().find_map(|name| node.get(name))
}

/// The kind that a map says it is; read first, because it decides which keys there are.
fn kind_of(reading: &mut Reading<'_>, node: &Node) -> Kind {
    let Some(value) = typed_kind(node) else { return Kind::News };
    let Some(typed) = reading.line(value) else { return Kind::News };
    if let Some(kind) = Kind::parse(&typed) {
        return kind;
    }
    let names: Vec<&str> =
        KINDS.iter().flat_map(|row| row.chinese.iter().copied().chain([row.english])).collect();
    let near = nearest(&typed, &names).unwrap_or("news");
    let row = Kind::parse(near).unwrap_or(Kind::News).row();
    reading.wrong(
        "unknown-kind",
        value,
        (
            Say::new(format!("没有 `{typed}` 这种体裁"), format!("there is no kind `{typed}`")),
            Say::new(
                format!("最接近的是 `{}`（{}）", first(row.chinese), row.english),
                format!("the nearest is `{}` ({})", row.english, first(row.chinese)),
            ),
        ),
    );
    row.kind
}

/// The id and, where it was transliterated, what from.
fn id_of(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    name: Option<&str>,
) -> Option<(Id, Option<Box<str>>)> {
    let given = fields.line(reading, "id");
    let Some(text) = given.as_deref().or(name) else {
        reading.wrong(
            "missing-key",
            fields.whole,
            (
                Say::new(
                    "列表里的每条记录都要有 `编号`（id）",
                    "every record of a list needs an `id` (编号)",
                ),
                Say::new("加一行，如 `id: w15-chuangzheng`", "add a line such as `id: w15-market`"),
            ),
        );
        return None;
    };
    if let Some(id) = Id::new(text) {
        return Some((id, None));
    }
    let id = Id::new(&slug::slug(text, reading.pinyin))?;
    Some((id, Some(text.into())))
}

fn priority(reading: &mut Reading<'_>, fields: &Fields<'_>, kind: Kind) -> Priority {
    let node = fields.get("priority");
    match node.and_then(|node| reading.choice(node, nested::choices(COMMON, "priority"))) {
        Some("lead") => Priority::Lead,
        Some("major") => Priority::Major,
        Some("normal") => Priority::Normal,
        Some(_) => Priority::Minor,
        None => match kind {
            Kind::Feature | Kind::Story => Priority::Major,
            Kind::Brief => Priority::Minor,
            _ => Priority::Normal,
        },
    }
}

/// The keys that few records use; none of them gives none.
fn rest(reading: &mut Reading<'_>, fields: &Fields<'_>, kind: Kind) -> Option<Box<Rest>> {
    const RARE: [&str; 13] = [
        "body",
        "orgs",
        "people",
        "attachments",
        "print",
        "sheet",
        "figures",
        "about",
        "stage",
        "published",
        "corrects",
        "follow_up",
        "aliases",
    ];
    if own(kind).is_empty() && !RARE.iter().any(|key| fields.get(key).is_some()) {
        return None;
    }
    Some(Box::new(Rest {
        body: fields.get("body").and_then(|node| reading.text(node)),
        orgs: fields.get("orgs").map(|node| reading.orgs(node)).unwrap_or_default(),
        people: fields.get("people").map(|node| reading.people(node)).unwrap_or_default(),
        attachments: fields.get("attachments").map(|node| reading.attachments(node)).unwrap_or_default(),
        print: fields.get("print").map(|node| print(reading, node)).unwrap_or_default(),
        sheet: fields.get("sheet").and_then(|node| reading.flag(node)).unwrap_or(false),
        figures: fields.get("figures").map(|node| reading.figures(node)).unwrap_or_default(),
        about: fields.get("about").map(|node| reading.abouts(node)).unwrap_or_default(),
        stage: fields.get("stage").and_then(|node| stage(reading, node)),
        published: fields.get("published").map(|node| reading.published(node)).unwrap_or_default(),
        corrects: fields.line(reading, "corrects").and_then(|text| reference(reading, &text)),
        follow_up: fields.get("follow_up").map(|node| reading.promises(node)).unwrap_or_default(),
        aliases: fields.get("aliases").map(|node| reading.texts(node)).unwrap_or_default(),
        honours: fields.get("honours").map(|node| reading.honours(node, own(kind))).unwrap_or_default(),
        activity: kind.takes_place().then(|| activity(reading, fields)),
        standing: super::standing::standing(reading, fields, kind),
    }))
}

/// The id that a reference means: an id, or a name that ids are made from.
pub(super) fn reference(reading: &Reading<'_>, text: &str) -> Option<Id> {
    Id::new(text).or_else(|| Id::new(&slug::slug(text, reading.pinyin)))
}

fn print(reading: &mut Reading<'_>, node: &Node) -> Print {
    match flag_of(node) {
        Some(true) => Print::Whole,
        Some(false) => Print::Not,
        None => reading.text(node).map_or(Print::Whole, Print::Instead),
    }
}

pub(super) fn stage(reading: &mut Reading<'_>, node: &Node) -> Option<Stage> {
    match reading.choice(node, nested::choices(COMMON, "stage"))? {
        "written" => Some(Stage::Written),
        "community" => Some(Stage::Community),
        "street" => Some(Stage::Street),
        _ => Some(Stage::Signed),
    }
}

fn activity(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Activity {
    let starts = fields.get("starts").and_then(|node| reading.moment(node));
    let ends = fields.get("ends").and_then(|node| reading.moment(node));
    if let (Some(starts), Some(ends), Some(node)) = (starts, ends, fields.get("ends"))
        && (ends.date, ends.time.unwrap_or(crate::model::date::Time::MAX))
            < (starts.date, starts.time.unwrap_or_default())
    {
        let hint = Say::new("看看两个时间是不是写反了", "see whether the two are the wrong way round");
        reading.wrong("wrong-date", node, (Say::new("结束在开始之前", "it ends before it begins"), hint));
    }
    let audience = fields.get("audience").map(|node| reading.texts(node).join("、"));
    Activity {
        starts,
        ends,
        venue: fields.line(reading, "venue"),
        stalls: fields.get("stalls").map(|node| reading.free(node)).unwrap_or_default(),
        audience: audience.filter(|said| !said.is_empty()).map(Into::into),
        signup: fields.line(reading, "signup"),
        repeats: fields.line(reading, "repeats"),
        roster: fields.get("roster").map(|node| reading.roster(node)).unwrap_or_default(),
    }
}

/// A record whose last day comes before its first would be lost.
fn never_out(reading: &mut Reading<'_>, record: &Record, fields: &Fields<'_>) {
    let (Some(first), Some(last)) = (record.publish_at, record.expires_at) else { return };
    if let Some(node) = fields.get("expires_at").filter(|_| last < first) {
        let message = Say::new(
            format!("截止（expires_at）在发布（publish_at，{first}）之前，这一条永远不会发布"),
            format!("`expires_at` is before `publish_at` ({first}), so the record would never be out"),
        );
        let hint = Say::new("看看两个日期是不是写反了", "see whether the two are the wrong way round");
        reading.wrong("wrong-date", node, (message, hint));
    }
}

/// What a record cannot do without.
fn require(reading: &mut Reading<'_>, record: &Record, fields: &Fields<'_>) {
    let mut missing = |english: &'static str, chinese: &str, example: &Say| {
        if fields.get(english).is_some_and(|node| !is_blank(node)) || reading.meant.contains(&english) {
            return; // It is there, perhaps under a mistyped name; what is wrong with it has been said.
        }
        let name = record.kind.row();
        let message = Say::new(
            format!("{}缺 `{chinese}`（{english}）", first(name.chinese)),
            format!("a record of the kind `{}` needs `{english}` ({chinese})", name.english),
        );
        let hint = Say::new(
            format!("加一行，如 `{chinese}: {}`", example.zh),
            format!("add a line such as `{english}: {}`", example.en),
        );
        reading.note(Diagnostic::error("missing-key", message).hint(hint), fields.whole);
    };
    if record.kind != Kind::Photo && record.title.is_none() {
        missing("title", "标题", &Say::new("曹公祠社区“壹圆”集市开张", "A market opens"));
    }
    if record.kind.runs() && record.date.is_none() {
        missing("date", "日期", &Say::new("2024-04-11", "2024-04-11"));
    }
    if record.kind == Kind::Photo && record.photos.is_empty() {
        missing("photos", "图片", &Say::new("[{文件: photo.jpg}]", "[{file: photo.jpg}]"));
    }
}
