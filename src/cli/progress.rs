//! A bar on the terminal for builds that take longer than a second: an [`Output`] that counts what passes.
//!
//! What surprised us: nothing has to tell the bar how far the work is, since the number of outputs is known
//! from the claims before the first is made.

use std::io;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::say::Voice;
use crate::model::SitePath;
use crate::model::output::Output;

/// After this long there is something to see.
const PATIENCE: Duration = Duration::from_secs(1);

/// An output that shows how much of the site is made.
pub(super) struct Progress<'a> {
    inner: &'a dyn Output,
    bar: ProgressBar,
}

impl<'a> Progress<'a> {
    /// Passes everything on to `inner`, which will take about `total` files.
    pub(super) fn start(inner: &'a dyn Output, total: usize, voice: &Voice) -> Self {
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
        Self { inner, bar }
    }

    /// Takes the bar off the terminal.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Output for Progress<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.bar.inc(1);
        self.inner.put(path, bytes)
    }
}
