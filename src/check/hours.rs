//! **Opening hours are understood.** Where the `hours` (开放时间) of a place are typed in a way that is not understood to the
//! last character, they stand on its page as typed, and nothing there says whether it is open now. Check notes it.

use super::Said;
use crate::model::Record;
use crate::model::standing::Standing;
use crate::parse::hours::read;
use crate::report::{Diagnostic, Say, Step};

pub(super) fn look(record: &Record) -> Said {
    let Some(Standing::Place(place)) = record.standing() else { return Said::new() };
    if place.hours.is_empty() || read(&place.hours).is_some() {
        return Said::new();
    }
    let name = record.headline();
    let message = Say::new(
        format!("`{name}` 的开放时间没有全看懂，照样登出，但页面上不说现在是不是开放"),
        format!(
            "the opening hours of `{name}` are shown as typed, but not wholly understood: its page does not say whether it is open now"
        ),
    );
    let hint = Say::new(
        "写成 `9:30–17:30；周一闭馆`、`周一至周五 8:30–11:30、14:00–17:30；节假日除外`、`24小时` 这样，别的话写在正文里；夏季、冬季要写明日子：`夏季（5月1日至9月30日）8:30–18:00；冬季（10月1日至次年4月30日）9:00–17:00`",
        "write it like `Mon–Fri 8:30–11:30, 14:00–17:30; closed on public holidays` or `24 hours`, and anything else in the body",
    );
    vec![(vec![Step::Key("hours")], Diagnostic::note("hours-not-understood", message).hint(hint))]
}
