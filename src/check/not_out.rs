//! **What is not out, and why.** Drafts, records whose day has not come, whose day is over, or whose review is
//! not finished: in no output, and easily forgotten. Check notes each.

use super::Said;
use crate::model::{BulletinPath, Record};
use crate::report::{Diagnostic, Place, Say, Spot, Step};
use crate::resolve::{Hidden, Site};

/// Records that a preview shows although they are not out.
pub(super) fn look(site: &Site, record: &Record) -> Said {
    let hidden = site.previewed.get(&record.id);
    hidden.map(|why| (vec![Step::Key(key(*why))], diagnostic(*why))).into_iter().collect()
}

/// Files whose records are not out.
pub(super) fn look_hidden(site: &Site) -> Vec<Diagnostic> {
    let place = |file: &BulletinPath, why: Hidden| Place {
        file: file.clone(),
        spot: Spot::Key { item: None, steps: vec![Step::Key(key(why))] },
    };
    let mut found: Vec<Diagnostic> =
        site.hidden.iter().map(|(file, why)| diagnostic(*why).at(place(file, *why))).collect();
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

fn key(why: Hidden) -> &'static str {
    match why {
        Hidden::Draft => "draft",
        Hidden::Pending => "publish_at",
        Hidden::Expired => "expires_at",
        Hidden::Unsigned => "stage",
    }
}

fn diagnostic(why: Hidden) -> Diagnostic {
    let say = match why {
        Hidden::Draft => Say::new("是草稿，没有发布", "a draft, not out"),
        Hidden::Pending => Say::new("还没到发布的日子", "its day has not come yet"),
        Hidden::Expired => Say::new("已经过了截止的日子", "its last day is over"),
        Hidden::Unsigned => Say::new("审稿还没有走到设置要求的一步", "its review has not come far enough"),
    };
    Diagnostic::note("not-out", say)
}
