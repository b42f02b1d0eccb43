//! Costly things to make in, what was made of them out: on threads of its own, each making one at a time.
//!
//! What surprised us: a shared pool is the wrong place for this. A thread that waits there for a part of its issue
//! begins another issue meanwhile, and a year of half-made issues stands in memory at once.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `make` makes of each, in their order.
pub(super) fn each<T: Sync, R: Send>(all: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let press = || {
        let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let mine = numbers.map_while(|number| Some((number, all.get(number)?)));
        mine.map(|(number, one)| (number, make(one))).collect::<Vec<_>>()
    };
    let presses = thread::available_parallelism().map_or(1, NonZero::get).min(all.len());
    let mut made = thread::scope(|scope| {
        let running: Vec<_> = (0..presses).map(|_| scope.spawn(press)).collect();
        running
            .into_iter()
            .flat_map(|press| press.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    made.sort_unstable_by_key(|(number, _)| *number);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn each_is_made_once_and_stands_in_its_place() {
        let calls = Mutex::new(Vec::new());
        let made = each(&(0..500).collect::<Vec<usize>>(), |number| {
            calls.lock().map(|mut calls| calls.push(*number)).ok();
            number * 2
        });
        assert_eq!(made, (0..500).map(|number| number * 2).collect::<Vec<_>>());
        let calls = calls.into_inner().unwrap_or_default();
        assert_eq!(calls.len(), 500);
        assert_eq!(calls.into_iter().collect::<BTreeSet<_>>().len(), 500);
        assert!(each(&[], |number: &usize| *number).is_empty());
    }

    #[test]
    fn whoever_waits_for_parts_begins_no_other() {
        use rayon::prelude::*;
        let (open, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        each(&[(); 60], |()| {
            most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            (0..50).into_par_iter().for_each(|_| thread::sleep(std::time::Duration::from_micros(50)));
            open.fetch_sub(1, Ordering::SeqCst);
        });
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        assert!(most.into_inner() <= threads);
    }
}
