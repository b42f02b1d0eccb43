//! A bar on the terminal for builds that take longer than a second.
//!
//! What surprised us: nothing has to tell the bar how far the work is, since the number of outputs is known
//! from the claims before the first is made.

use std::io;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::onlooker::Onlooker;
use super::say::Voice;

/// After this long there is something to see.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how much of a site is made, until it is dropped.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar for about `total` files.
    pub(super) fn start(total: usize, voice: &Voice) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let template = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}");
        bar.set_style(template.unwrap_or_else(|_| ProgressStyle::default_bar()));
        if voice.draws() {
            let bar = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !bar.is_finished() {
                    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
                }
            });
        }
        Self(bar)
    }
}

impl Onlooker for Progress {
    fn seen(&self, _path: &str) -> io::Result<()> {
        self.0.inc(1);
        Ok(())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
