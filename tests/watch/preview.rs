//! A running `jianbao watch`, and questions to it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Long enough for anything that comes at all.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Preview {
    child: Child,
    pub port: u16,
    lines: Receiver<String>,
}

impl Preview {
    /// Starts one and waits for its first site.
    pub fn start(folder: &Path) -> Self {
        let preview = Self::begin(folder);
        preview.line("files updated");
        preview
    }

    /// Starts one and waits for its address.
    pub fn begin(folder: &Path) -> Self {
        Self::begin_by(Command::new(env!("CARGO_BIN_EXE_jianbao")), folder, &["--port", "0"])
    }

    /// Starts one by `command`, asked by `asks`, and waits for its address.
    pub fn begin_by(mut command: Command, folder: &Path, asks: &[&str]) -> Self {
        let mut child = command
            .arg("watch")
            .args(asks)
            .current_dir(folder)
            .env("LANG", "en_GB.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| _ = sender.send(line)));
        let mut preview = Self { child, port: 0, lines };
        let said = preview.line("127.0.0.1");
        let digits = said.split("127.0.0.1:").nth(1).unwrap();
        preview.port = digits.split('/').next().unwrap().parse().unwrap();
        preview
    }

    /// The next line that holds `part`. Chinese is what a Chinese bulletin speaks.
    pub fn line(&self, part: &str) -> String {
        let also = if part == "files updated" { "更新" } else { part };
        let until = Instant::now() + PATIENCE;
        while let Ok(line) = self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if line.contains(part) || line.contains(also) {
                return line;
            }
        }
        panic!("it never said `{part}`");
    }

    /// How many times it has said that files were updated since it was last asked.
    pub fn updates(&self) -> usize {
        self.lines.try_iter().filter(|line| line.contains("更新")).count()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends `request` as it is; the whole answer, empty where it hangs up.
    pub fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// The status of an answer, and its body.
    pub fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        split(&self.send(request.as_bytes()))
    }

    /// The page at `path` as it is on the disk: without the preview's script.
    pub fn page(&self, path: &str) -> String {
        let (status, body) = self.get(path);
        let body = String::from_utf8(body).unwrap();
        assert_eq!(status, 200, "{path}: {body}");
        let start = body.rfind("<script src=\"/.jianbao/watch.js\"").expect("a page has the script");
        let end = start + body[start..].find('\n').unwrap() + 1;
        format!("{}{}", &body[..start], &body[end..])
    }

    /// Waits until `is_true`.
    pub fn until(what: &str, mut is_true: impl FnMut() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_true() {
            assert!(Instant::now() < until, "it never came to this: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Presses Ctrl-C, and waits for the end; the exit code.
    pub fn interrupt(mut self) -> Option<i32> {
        let press = format!("kill -INT {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &press]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }

    /// Memory that it holds, in KiB, and its open files, once nothing has been done for as long as the allocator takes
    /// to give back what was freed: ten seconds (jemalloc's manual, `opt.dirty_decay_ms`).
    pub fn holds_at_rest(&self) -> (usize, usize) {
        std::thread::sleep(Duration::from_secs(12));
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        let kilobytes = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        (kilobytes, fs::read_dir(format!("/proc/{}/fd", self.id())).unwrap().count())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status and the body of an answer; 0 where there is none.
pub fn split(answer: &[u8]) -> (u16, Vec<u8>) {
    let head = answer.windows(4).position(|window| window == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
    let status = std::str::from_utf8(answer.get(9..12).unwrap_or_default()).unwrap_or_default();
    (status.parse().unwrap_or(0), answer[head..].to_vec())
}
