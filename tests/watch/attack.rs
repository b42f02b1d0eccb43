//! The preview under attack: whatever is asked, nothing outside the site is told, and others are served meanwhile.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::bulletin::Bulletin;
use super::preview::{Preview, split};

/// Spellings of ways out of the site, and of names that are not exact.
fn paths() -> Vec<String> {
    let steps = [
        "..",
        "%2e%2e",
        ".%2e",
        "%2E.",
        "%252e%252e",
        "..%2f",
        "..%5c",
        "..\\",
        "%c0%ae%c0%ae",
        "....//",
        "．．",
    ];
    let targets = [
        "jianbao.yaml",
        "content/2024/r1.md",
        ".jianbao-cache/watch/index.html",
        "etc/passwd",
        ".jianbao",
        "",
    ];
    let mut all = Vec::new();
    for step in steps {
        for target in targets {
            all.push(format!("/{step}/{target}"));
            all.push(format!("/2024/{step}/{step}/{target}"));
            all.push(format!("/{step}/{step}/{step}/{step}/{step}/{target}"));
            all.push(format!("/{step}{target}"));
        }
    }
    for odd in [
        "//etc/passwd",
        "/etc/passwd",
        "/%00",
        "/index.html%00.css",
        "/.jianbao",
        "/.jianbao/",
        "/INDEX.HTML",
        "/%69ndex.html/",
        "/~root",
        "/C:/Windows/win.ini",
        "/2024/r1/index.html/..",
        "/?/../../jianbao.yaml",
        "*",
    ] {
        all.push(odd.to_owned());
    }
    all
}

#[test]
fn no_spelling_leads_out_and_strangers_are_refused() {
    let bulletin = Bulletin::new(11);
    let preview = Preview::start(bulletin.path());
    let ours = format!("Host: 127.0.0.1:{}\r\n", preview.port);
    let secrets = ["base_url", "root:", "正文第1段，4月2日。\n\n## "];
    let paths = paths();
    assert!(paths.len() > 270, "{}", paths.len());
    for path in &paths {
        let answer = preview.send(format!("GET {path} HTTP/1.1\r\n{ours}\r\n").as_bytes());
        let text = String::from_utf8_lossy(&answer);
        assert!(secrets.iter().all(|secret| !text.contains(secret)), "{path}: {text}");
        let status = split(&answer).0;
        assert!(matches!(status, 0 | 200 | 308 | 400 | 404), "{path}: {status}");
        if status == 200 {
            // A browser's own reading of the path is the client's business; a query is none of ours.
            assert!(path.starts_with("/?"), "{path}");
        }
    }
    let another = format!("127.0.0.1:{}", preview.port ^ 1);
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1",
        "0.0.0.0",
        "",
        &another,
        "[::1",
        "a@127.0.0.1",
    ] {
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let answer = preview.send(format!("{method} / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
            let status = split(&answer).0;
            assert!(matches!(status, 400 | 421), "{method} {host}: {status}");
        }
    }
    let another = format!("http://{another}");
    for origin in ["http://evil.example", "null", "file://", "https://127.0.0.1", &another] {
        for path in ["/", "/.jianbao/news", "/search/index.js"] {
            let request = format!("GET {path} HTTP/1.1\r\n{ours}Origin: {origin}\r\n\r\n");
            assert_eq!(split(&preview.send(request.as_bytes())).0, 403, "{origin} {path}");
        }
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        let answer = preview.send(format!("{method} / HTTP/1.1\r\n{ours}\r\n").as_bytes());
        assert!(matches!(split(&answer).0, 400 | 405 | 421), "{method}: {}", split(&answer).0);
    }
    let broken: [Vec<u8>; 6] = [
        b"\0\0\0\0\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET /\r\n\r\n".to_vec(),
        format!("GET /{} HTTP/1.1\r\n{ours}\r\n", "a".repeat(200_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\n{ours}X: {}\r\n\r\n", "a".repeat(2_000_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\n{ours}{}\r\n", "A: b\r\n".repeat(20_000)).into_bytes(),
    ];
    for request in broken {
        assert_ne!(split(&preview.send(&request)).0, 200);
    }
    assert_eq!(preview.get("/").0, 200, "it still serves");
}

#[test]
fn slow_sockets_keep_nobody_waiting() {
    let bulletin = Bulletin::new(12);
    let preview = Preview::start(bulletin.path());
    let mut slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(preview.get("/").0, 200);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    // They are cut off in the end.
    let one = slow.last_mut().unwrap();
    one.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    let mut rest = Vec::new();
    let _ = one.read_to_end(&mut rest);
    assert_ne!(split(&rest).0, 200);
}
