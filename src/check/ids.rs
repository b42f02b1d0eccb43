//! **What each id became.** An id is what stands in addresses; one that was made from a name with other
//! characters is shown, so that the editor can give a better one before the address is known. Check notes it.

use super::Said;
use crate::model::Record;
use crate::report::{Diagnostic, Say, Step};

pub(super) fn look(record: &Record) -> Said {
    let Some(name) = &record.id_made_from else { return Said::new() };
    let message = Say::new(
        format!("`{name}` 在地址里写作 `{}`", record.id),
        format!("`{name}` became `{}` in addresses", record.id),
    );
    let hint = Say::new(
        "要换就写 `编号:`（id）；读音不对就在设置的 `拼音` 里改",
        "give an `id` for another one, or mend its reading under `pinyin` in the settings",
    );
    vec![(vec![Step::Key("id")], Diagnostic::note("made-id", message).hint(hint))]
}
