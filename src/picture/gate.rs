//! How much memory all decoders take at once: a picture's need comes in, a permit to start comes out.
//!
//! A limit per picture is not enough where a picture is decoded on every core. Who holds a permit must not
//! wait for other pictures (no `rayon::join` inside), or all would wait for each other.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::limits::MEMORY_AT_ONCE;

static TAKEN: Mutex<u64> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// The right to use some memory, until it is dropped.
pub struct Permit(u64);

fn taken() -> MutexGuard<'static, u64> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until `bytes` more fit.
pub fn enter(bytes: u64) -> Permit {
    let mut taken = taken();
    while *taken > 0 && taken.saturating_add(bytes) > MEMORY_AT_ONCE {
        taken = FREED.wait(taken).unwrap_or_else(PoisonError::into_inner);
    }
    *taken = taken.saturating_add(bytes);
    Permit(bytes)
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut taken = taken();
        *taken = taken.saturating_sub(self.0);
        FREED.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{MEMORY_AT_ONCE, enter};

    #[test]
    fn two_that_do_not_fit_together_go_one_after_the_other() {
        let inside = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let _permit = enter(MEMORY_AT_ONCE);
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    std::thread::sleep(std::time::Duration::from_millis(2));
                    inside.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
    }
}
