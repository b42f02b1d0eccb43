//! `jianbao`: what was typed goes to the command that does it; how that ended becomes the exit code.

use std::process::ExitCode;

/// Ten to twenty per cent less time than the system's allocator on a build of 10,000 records. On Linux
/// its threads in the background give back what a preview that rests does not need.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    jianbao::cli::run()
}
