//! How long the small steps of a build take: `cargo bench --profile release --bench micro`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measure stops at what it did not expect"
)]

#[allow(dead_code, reason = "the runner and the tests use the rest")]
mod corpus;
#[allow(dead_code, reason = "the runner uses the rest")]
mod operations;

use operations::STEPS;

/// As the program itself.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Steps of microseconds, each on 64 records in turn.
#[divan::bench(args = names(|times| times > 16), sample_size = 64)]
fn small(bencher: divan::Bencher<'_, '_>, name: &str) {
    measure(bencher, name);
}

/// Steps on many records at once.
#[divan::bench(args = names(|times| times <= 16), sample_size = 1)]
fn large(bencher: divan::Bencher<'_, '_>, name: &str) {
    measure(bencher, name);
}

fn names(which: fn(usize) -> bool) -> impl Iterator<Item = &'static str> {
    STEPS.iter().filter(move |step| which(step.times)).map(|step| step.name)
}

fn measure(bencher: divan::Bencher<'_, '_>, name: &str) {
    let run = STEPS.iter().find(|step| step.name == name).unwrap().ready();
    bencher.bench_local(run);
}

fn main() {
    divan::main();
}
