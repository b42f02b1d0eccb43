//! Saves in, a preview that shows them out: the loop that builds again, and the server that serves.
//!
//! Hints that something changed ([`hints`]) come through one channel, as does the wish to stop. After a hint the loop
//! waits until it is quiet, at the [`pace`] that a storm allows, has the change taken up, and the bulletin built again; what
//! came of it is put on the [`shelf`], from where the [`server`] answers ([`answer`]) and pages learn that they are
//! old. Taking up and building are a [`Workshop`]'s business; while a site is being built, the shelf's [`Pages`](shelf::Pages)
//! makes single pages for whoever asks.
//!
//! What surprised us: an event is only a hint. Nothing here believes what an event says; it decides only when to
//! look.

pub mod answer;
pub mod hints;
pub mod pace;
pub mod page;
mod poll;
pub mod server;
pub mod shelf;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use hints::Hints;
use pace::{PATIENCE, Pace, QUIET};

/// How long to wait before looking whether a bulletin's folder is there again.
const ABSENCE: Duration = Duration::from_secs(1);

/// What the loop hears.
#[derive(Debug)]
pub enum Message {
    /// Something may have changed.
    Changed {
        /// What the event names.
        paths: Vec<PathBuf>,
        /// Whether that may not be there any more.
        gone: bool,
    },
    /// Events were lost.
    Lost,
    /// The system has no watch left for a folder that has come.
    Blind(notify::Error),
    /// The build that was under way has ended.
    Ended,
    /// Enough.
    Stop,
}

/// What can be built again.
pub trait Workshop: Send {
    /// Takes up what changed and shows as much of it as can be shown at once. Nothing is named where anything may
    /// have changed.
    fn take_up(&mut self, changed: Option<&[PathBuf]>);

    /// Builds all of it, and shows what came of that. Broken off when `stop` says so.
    fn build(&mut self, stop: &AtomicBool);
}

/// Builds at once and then after every change, until told to stop. A build that is overtaken by the next save is
/// broken off.
///
/// # Errors
/// What the system said when the bulletin could not be watched at all.
pub fn run(
    workshop: &mut dyn Workshop,
    hints: &mut Hints,
    (sender, messages): (&Sender<Message>, &Receiver<Message>),
) -> notify::Result<()> {
    let mut pace = Pace::new();
    let mut heard = Heard { all: true, ..Heard::default() };
    loop {
        workshop.take_up(heard.changed());
        heard = Heard::default();
        while_building(workshop, sender, messages).into_iter().for_each(|message| heard.take(message, hints));
        if heard.is_nothing() {
            // A folder that is not there cannot say that it is back.
            let absence = (!hints.renew()?).then_some(ABSENCE);
            let first = match absence {
                Some(time) => messages.recv_timeout(time).unwrap_or(Message::Lost),
                None => messages.recv().unwrap_or(Message::Stop),
            };
            heard.take(first, hints);
        }
        heard.settle(messages, hints);
        heard.wait(pace.take(Instant::now()), messages, hints);
        if heard.stop {
            return Ok(());
        }
        hints.renew()?;
    }
}

/// Builds in a thread of its own, and returns what was heard meanwhile.
fn while_building(
    workshop: &mut dyn Workshop,
    sender: &Sender<Message>,
    messages: &Receiver<Message>,
) -> Vec<Message> {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            workshop.build(&stop);
            // The loop is there as long as the thread.
            let _ = sender.send(Message::Ended);
        });
        let until_the_end = messages.iter().take_while(|message| !matches!(message, Message::Ended));
        until_the_end.inspect(|_| stop.store(true, Ordering::Relaxed)).collect()
    })
}

/// What was heard since the last build began.
#[derive(Debug, Default)]
struct Heard {
    paths: Vec<PathBuf>,
    /// Whether anything may have changed.
    all: bool,
    stop: bool,
}

/// More paths than these are not told one by one.
const MANY: usize = 64;

impl Heard {
    fn take(&mut self, message: Message, hints: &mut Hints) {
        match message {
            Message::Stop => self.stop = true,
            Message::Lost => self.all = true,
            Message::Blind(error) => {
                // Where not even a thread can be had, hints still come from the other folders.
                let _ = hints.poll(&error);
                self.all = true;
            }
            Message::Ended => {}
            Message::Changed { paths, gone } => {
                if gone {
                    hints.forget(&paths);
                }
                // A storm is not remembered blow by blow.
                if self.paths.len() < MANY { self.paths.extend(paths) } else { self.all = true }
            }
        }
    }

    fn is_nothing(&self) -> bool {
        !self.all && !self.stop && self.paths.is_empty()
    }

    fn changed(&self) -> Option<&[PathBuf]> {
        (!self.all).then_some(&self.paths)
    }

    /// Hears further messages until it is quiet.
    fn settle(&mut self, messages: &Receiver<Message>, hints: &mut Hints) {
        let until = Instant::now() + PATIENCE;
        while !self.stop {
            let left = until.saturating_duration_since(Instant::now());
            match messages.recv_timeout(QUIET.min(left)) {
                Ok(message) => self.take(message, hints),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => self.stop = true,
            }
        }
    }

    /// Hears what comes for as long as `time`.
    fn wait(&mut self, time: Duration, messages: &Receiver<Message>, hints: &mut Hints) {
        let until = Instant::now() + time;
        while !self.stop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            if let Ok(message) = messages.recv_timeout(left) {
                self.take(message, hints);
            }
        }
    }
}
