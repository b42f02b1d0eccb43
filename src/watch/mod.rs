//! Saves in, a preview that shows them out: the loop that builds again, and the server that serves.
//!
//! Hints that something changed ([`hints`]) come through one channel, as does the wish to stop. After a hint the loop
//! waits until it is quiet, at the [`pace`] that a storm allows, and has the bulletin built again; what came of it
//! is put on the [`shelf`], from where the [`server`] answers ([`answer`]) and pages learn that they are old. The
//! building itself is a [`Workshop`]'s business.
//!
//! What surprised us: an event is only a hint. Nothing here believes what an event says; it decides only when to
//! look.

pub mod answer;
pub mod hints;
pub mod pace;
pub mod page;
pub mod server;
pub mod shelf;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use hints::Hints;
use pace::{PATIENCE, Pace, QUIET};

/// How long to wait before looking whether a bulletin's folder is there again.
const ABSENCE: Duration = Duration::from_secs(1);

/// What the loop hears.
#[derive(Debug)]
pub enum Message {
    /// Something may have changed; folders of these names may have gone.
    Changed {
        /// What may not be there any more.
        gone: Vec<PathBuf>,
    },
    /// Events were lost.
    Lost,
    /// Enough.
    Stop,
}

/// What can be built again.
pub trait Workshop {
    /// Builds, and shows what came of it.
    fn build(&mut self);
}

/// Builds at once and then after every change, until told to stop.
///
/// # Errors
/// What the system said when the bulletin could not be watched at all.
pub fn run(
    workshop: &mut dyn Workshop,
    hints: &mut Hints,
    messages: &Receiver<Message>,
) -> notify::Result<()> {
    let mut pace = Pace::new();
    let mut wait = None;
    workshop.build();
    loop {
        let heard = match wait {
            None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(time) => messages.recv_timeout(time),
        };
        let go_on = match heard {
            Ok(message) => settle(message, hints, messages),
            Err(RecvTimeoutError::Timeout) => Next::Build,
            Err(RecvTimeoutError::Disconnected) => Next::Stop,
        };
        if go_on == Next::Stop || !is_awaited(pace.take(Instant::now()), hints, messages) {
            return Ok(());
        }
        let is_there = hints.renew()?;
        workshop.build();
        wait = (!is_there).then_some(ABSENCE);
    }
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Build,
    Stop,
}

/// Hears further messages until it is quiet.
fn settle(first: Message, hints: &mut Hints, messages: &Receiver<Message>) -> Next {
    let until = Instant::now() + PATIENCE;
    let mut message = first;
    loop {
        match message {
            Message::Stop => return Next::Stop,
            Message::Changed { gone } => hints.forget(&gone),
            Message::Lost => {}
        }
        let left = until.saturating_duration_since(Instant::now());
        message = match messages.recv_timeout(QUIET.min(left)) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => return Next::Build,
            Err(RecvTimeoutError::Disconnected) => return Next::Stop,
        };
    }
}

/// Waits; what is heard meanwhile is built with the rest. Returns whether to go on.
fn is_awaited(time: Duration, hints: &mut Hints, messages: &Receiver<Message>) -> bool {
    let until = Instant::now() + time;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        match messages.recv_timeout(left) {
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Ok(Message::Changed { gone }) => hints.forget(&gone),
            Ok(Message::Lost) | Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
