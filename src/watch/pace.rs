//! Hints in, the moment to build out: soon after a single save, and not more than twice a second in a storm.
//!
//! What surprised us: an editor's save is up to five events within a few milliseconds, the first of them on a file
//! that is empty for a moment; so a build waits until it has been quiet, but not for ever.

use std::time::{Duration, Instant};

/// How long it must have been quiet before a build.
pub const QUIET: Duration = Duration::from_millis(4);
/// How long a build waits for quiet at the most.
pub const PATIENCE: Duration = Duration::from_millis(100);
/// How many builds may follow one another without a pause.
const BURST: u32 = 6;
/// How often a build may start in the long run.
const INTERVAL: Duration = Duration::from_millis(500);

/// A bucket of permissions to build, filled at a steady rate.
#[derive(Debug)]
pub struct Pace {
    /// When the bucket was last full, moved on by every build since.
    from: Option<Instant>,
}

impl Pace {
    /// A full bucket.
    #[must_use]
    pub fn new() -> Self {
        Self { from: None }
    }

    /// Takes a permission at `now`; returns how long to wait before using it.
    pub fn take(&mut self, now: Instant) -> Duration {
        let full = now.checked_sub(INTERVAL * BURST).unwrap_or(now);
        let from = self.from.map_or(full, |from| from.max(full)) + INTERVAL;
        self.from = Some(from);
        from.saturating_duration_since(now)
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{BURST, INTERVAL, Pace};
    use std::time::{Duration, Instant};

    #[test]
    fn single_saves_do_not_wait_and_a_storm_does() {
        let (mut pace, start) = (Pace::new(), Instant::now() + Duration::from_secs(3600));
        for save in 0..BURST {
            assert_eq!(pace.take(start), Duration::ZERO, "{save}");
        }
        assert_eq!(pace.take(start), INTERVAL);
        assert_eq!(pace.take(start + INTERVAL * 20), Duration::ZERO);
    }

    #[test]
    fn a_minute_of_saves_is_at_most_130_builds() {
        let (mut pace, start) = (Pace::new(), Instant::now() + Duration::from_secs(3600));
        let (mut now, mut builds) = (start, 0);
        while now < start + Duration::from_secs(60) {
            now += pace.take(now) + Duration::from_millis(5);
            builds += 1;
        }
        assert!((100..=130).contains(&builds), "{builds}");
    }
}
