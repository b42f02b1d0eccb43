//! 8, files to a folder, whole or not at all: each file of the site comes in, in any order and from any
//! thread, and one finished folder comes out.
//!
//! [`Staging::begin`] looks whether the folder may be an output at all (`target`, `marker`), takes the lock
//! on it (`lock`) and clears up after builds that were killed (`recover`). Then every `put` compares with the
//! tree of the last build (`old`, `walk`) and writes what differs into a new tree beside it (`staging`, `folder`);
//! every `keep` takes over what the caller knows and the stamps confirm (`stamp`). [`Staging::finish`] links what
//! did not differ, or moves what did into a twin of the output (`twin`, `changes`); it verifies, flushes and
//! exchanges the two trees in one call (`exchange`), or file by file where the folder itself cannot be moved
//! (`in_place`), and leaves the old tree for the next build's twin (`finish`). [`untouched`] tells that there is nothing
//! to do at all. [`DiskStore`] keeps costly results between builds, [`DiskMemo`] what one build leaves for the next;
//! [`Nowhere`] and [`Memory`] are outputs without a disk. [`seal`] keeps a printed issue beside what the editor decided.
//!
//! What surprised us: the new tree need not know what is the same. The sorted list of the old tree's paths,
//! with one byte each, tells what to link, what to drop, what was given twice, and that nothing changed.

mod changes;
mod exchange;
mod fault;
mod finish;
mod folder;
mod in_place;
mod lock;
mod marker;
mod memo;
mod memory;
mod old;
mod recover;
mod remove;
mod seal;
mod staging;
mod stamp;
mod store;
mod summary;
mod target;
mod twin;
mod walk;

pub use exchange::Exchange;
pub use fault::{Doing, Holder, Refusal, WriteFault};
pub use lock::Lock;
pub use marker::MARKER;
pub use memo::{DiskMemo, Nothing};
pub use memory::{Memory, Nowhere};
pub use seal::seal;
pub use staging::{Former, Staging};
pub use store::{DiskStore, Limits};
pub use summary::Summary;
pub use walk::untouched;
