//! Tags that are names kept back by their own record: taken away, and the editor told.
//!
//! What surprised us: a tag is a listing, a keyword in data and a category in feeds at once, so a name that must be in
//! none of them has to go before anything is made of it.

use super::{Material, note};
use crate::report::{Diagnostic, Say, Step};

/// Takes away every tag that its own record keeps back as a name.
pub(super) fn withhold(material: &mut Material<'_>, found: &mut Vec<Diagnostic>) {
    for record in &mut material.records {
        let may = |tag: &str| record.may_name(tag);
        if record.tags.iter().all(|tag| may(tag)) {
            continue;
        }
        let (kept, withheld): (Vec<_>, Vec<_>) = record.tags.iter().cloned().partition(|tag| may(tag));
        record.tags = kept;
        for tag in withheld {
            let steps = [Step::Key("tags"), Step::Text(tag.clone())];
            found.push(note(material.sources, record, &steps, said(&tag)));
        }
    }
}

fn said(tag: &str) -> Diagnostic {
    let message = Say::new(
        format!("标签 `{tag}` 是这条记录不公开的名字，没有列出"),
        format!("the tag `{tag}` is a name that this record keeps back, and is not listed"),
    );
    let hint = Say::new(
        "删去这个标签；可以公开的话，在 `人物`（people）里注明 `同意: 是`",
        "delete the tag; where the name may be public, write `consent: true` under `people`",
    );
    Diagnostic::warning("kept-back-name", message).hint(hint)
}
