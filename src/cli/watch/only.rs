//! One preview for one bulletin: in, its folder; out, the right to preview it, or where the preview is that has it.
//!
//! What surprised us: a second preview did no harm and no good. It served nothing, since only one can write the
//! site that is shown, and said at every save of both that the other was at it.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::build::CACHE;
use super::super::fault::Fault;
use super::address;
use crate::report::Say;
use crate::write::{Holder, Lock, WriteFault};

/// The file that holds the port, in the cache; the lock stands beside it. In the cache's own folder a build that has
/// encoded pictures removes whatever begins with a dot.
const NAME: &str = "preview/port";

/// The right to preview a bulletin, for as long as it is kept.
pub(super) struct Only {
    place: PathBuf,
    _lock: Lock,
}

/// What became of taking it.
pub(super) enum Taken {
    /// It is ours.
    Ours(Only),
    /// Another preview has it.
    Theirs(Other),
}

/// A preview that runs already.
pub(super) struct Other {
    /// Where it is, as far as it has said.
    pub(super) address: Option<String>,
    holder: Option<Holder>,
}

impl Only {
    /// Takes the right to preview the bulletin at `root`.
    pub(super) fn take(root: &Path) -> Result<Taken, Fault> {
        let place = root.join(CACHE).join(NAME);
        match Lock::take(&place) {
            Ok(lock) => {
                // What a preview has left that was killed.
                let _ = fs::remove_file(&place);
                Ok(Taken::Ours(Self { place, _lock: lock }))
            }
            Err(WriteFault::Held { holder, .. }) => {
                let port = fs::read_to_string(&place).ok().and_then(|text| text.trim().parse().ok());
                Ok(Taken::Theirs(Other { address: port.map(address), holder }))
            }
            Err(fault) => Err(Fault::Write(Box::new(fault))),
        }
    }

    /// Says where the preview is. What cannot be written is not needed here.
    pub(super) fn say(&self, port: u16) {
        let _ = fs::write(&self.place, format!("{port}\n"));
    }
}

impl Drop for Only {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.place);
    }
}

impl Other {
    /// What to say to whoever wants another.
    pub(super) fn say(&self) -> Say {
        let address = self.address.as_deref().unwrap_or_default();
        let (zh, en) = self.holder.as_ref().map_or_else(Default::default, |holder| {
            (format!("（进程 {}）", holder.pid), format!(" (process {})", holder.pid))
        });
        Say::new(
            format!("这份简报已经在预览：{address}{zh}；用它就行，或者先在它的窗口按 Ctrl-C 结束它"),
            format!(
                "this bulletin is already in preview: {address}{en}; use that one, or end it first with Ctrl-C"
            ),
        )
    }
}
