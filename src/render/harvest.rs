//! A printed record in, what its page says of its place in print out: its page number, and the comment in which
//! programs that gather Chinese digital papers look for 引题, 标题, 副题, 作者 and 版次.
//!
//! What surprised us: those programs read the comment with patterns, element by element, so it is markup within a
//! comment; and a comment ends where a text says so, unless no text can.

use tera::Value;

use super::press::{Own, Press};
use super::texts::fill;
use super::values::safe;
use crate::model::SafeHtml;
use crate::model::html::Markup;
use crate::model::record::Record;
use crate::resolve::RecordNo;

/// The values `page` and `harvest` of a record's page.
#[must_use]
pub fn place_in_print(press: &Press<'_>, number: RecordNo) -> Own {
    let page = press.site.page_number(number);
    let said = page.zip(press.site.record(number)).map(|(page, record)| {
        let label = fill(press.word("page_number"), &page.to_string());
        comment((press.links.name(number, record), record), (page, &label))
    });
    vec![("page", Value::from(page)), ("harvest", safe(&said.unwrap_or_default()))]
}

/// The comment of a record that is called `name` and stands on that page.
fn comment((name, record): (&str, &Record), (page, label): (u32, &str)) -> SafeHtml {
    let date = record.date.map(|date| date.to_string()).unwrap_or_default();
    let tags = record.tags.iter().map(|tag| &**tag).collect::<Vec<_>>().join(",");
    let out = Markup::default().raw("<!--enpproperty ");
    let out = field(out, ("<articleid>", record.id.as_str(), "</articleid>"));
    let out = field(out, ("<date>", &date, "</date>"));
    let out = field(out, ("<author>", &authors(record), "</author>"));
    let out = field(out, ("<title>", name, "</title>"));
    let out = field(out, ("<keyword>", &tags, "</keyword>"));
    let out = field(out, ("<subtitle>", record.deck.as_deref().unwrap_or_default(), "</subtitle>"));
    let out = field(out, ("<introtitle>", record.kicker.as_deref().unwrap_or_default(), "</introtitle>"));
    let out = field(out, ("<nodeid>", &page.to_string(), "</nodeid>"));
    let out = field(out, ("<nodename>", label, "</nodename>"));
    out.raw("/enpproperty-->\n").finish()
}

/// The by-line as the page has it; where somebody in it is kept back from data, the names of the others.
fn authors(record: &Record) -> String {
    let named = record.bylines.iter().filter(|one| record.may_name(&one.name));
    if named.clone().count() < record.bylines.len() {
        return named.map(|one| &*one.name).collect::<Vec<_>>().join(" ");
    }
    named.map(|one| [&*one.before, &*one.name, &*one.after].concat()).collect()
}

fn field(out: Markup, (open, said, close): (&'static str, &str, &'static str)) -> Markup {
    let out = out.raw(open);
    // No `>` is left by the escaping, and no two hyphens by this: nothing in here ends a comment.
    let mut pieces = said.split("--");
    let first = pieces.next().unwrap_or_default();
    pieces.fold(out.text(first), |out, piece| out.raw("-&#45;").text(piece)).raw(close)
}

#[cfg(test)]
mod tests {
    use super::{Markup, field};

    #[test]
    fn no_text_ends_the_comment() {
        for said in ["-->", "--!>", "a--", "---", "-----", "->", ">", "<!--", "</title>", "-", "--\u{2d}>"] {
            let html = field(Markup::default(), ("<title>", said, "</title>")).finish();
            let inner =
                html.as_str().strip_prefix("<title>").and_then(|rest| rest.strip_suffix("</title>")).unwrap();
            assert!(!inner.contains("--") && !inner.contains(['<', '>']), "{said}: {inner}");
            let back = inner.replace("&#45;", "-").replace("&lt;", "<").replace("&gt;", ">");
            assert_eq!(back, said);
        }
    }
}
