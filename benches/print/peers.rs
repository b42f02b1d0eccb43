//! Programs that print web pages: where they are, and how each is asked.

use std::process::Command;

/// One of them as it was found.
pub struct Peer {
    /// Its name with its version.
    pub name: String,
    /// Its program and what is said to it; in `issue.html`, out `issue.pdf`.
    pub command: Vec<String>,
}

/// Chromium without a window; none where there is none.
pub fn chromium(program: &str) -> Option<Peer> {
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--allow-file-access-from-files",
        "--user-data-dir=profile",
        "--no-pdf-header-footer",
        "--print-to-pdf=issue.pdf",
        "issue.html",
    ];
    find(program, "Chromium", &flags)
}

/// WeasyPrint; none where there is none.
pub fn weasyprint(program: &str) -> Option<Peer> {
    find(program, "WeasyPrint", &["--quiet", "issue.html", "issue.pdf"])
}

fn find(program: &str, name: &str, asked: &[&str]) -> Option<Peer> {
    let output = Command::new(program).arg("--version").output().ok().filter(|out| out.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let is_version = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    let version = said.split_whitespace().find(is_version).unwrap_or_default();
    let command = [program].into_iter().chain(asked.iter().copied());
    Some(Peer { name: format!("{name} {version}"), command: command.map(str::to_owned).collect() })
}
