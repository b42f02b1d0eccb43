//! Why a command could not do what it was asked, other than by what a bulletin holds: in, what went wrong; out, what
//! to say and the exit code.

use std::io;
use std::path::Path;

use crate::report::Say;
use crate::write::WriteFault;

/// Why a command stopped.
#[derive(Debug)]
pub enum Fault {
    /// It was asked for something that it does not do.
    Usage(Say),
    /// The disk or another part of the surroundings failed.
    Surroundings(Say),
    /// The output could not be written.
    Write(Box<WriteFault>),
}

impl Fault {
    /// What the system said about `path`.
    #[must_use]
    pub fn disk(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self::Surroundings(Say::new(
            format!("无法写入 {path}：{error}"),
            format!("could not write {path}: {error}"),
        ))
    }

    /// 2 for wrong usage, 3 where the surroundings failed.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Surroundings(_) | Self::Write(_) => 3,
        }
    }

    /// What to say, and how to mend it.
    #[must_use]
    pub fn say(&self) -> (Say, Option<Say>) {
        match self {
            Self::Usage(say) | Self::Surroundings(say) => (say.clone(), None),
            Self::Write(fault) => {
                let diagnostic = fault.diagnostic();
                (diagnostic.message, diagnostic.hint)
            }
        }
    }
}
