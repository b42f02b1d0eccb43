//! A request's line and headers in, what to answer out. It reads nothing and knows no disk.
//!
//! What surprised us: any page open in the editor's browser can send a request here, and a name that leads to
//! 127.0.0.1 makes that page one of ours (DNS rebinding). So the name that was asked is checked first, then who
//! asks; and what is asked for is looked up among the names of finished files, never put together to a path.

use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::{Method, StatusCode, Uri};

use crate::render::values::decoded;

/// Where the page's script and its news are. No output has such a name: they begin with a dot.
pub const SCRIPT: &str = "/.jianbao/watch.js";
/// Where the stream of news is.
pub const NEWS: &str = "/.jianbao/news";
/// Where the style of the panel is.
pub const STYLE: &str = "/.jianbao/watch.css";

/// What to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A finished file, by its path in the site.
    File(String),
    /// The same page with a slash behind it.
    Folder(String),
    /// The script that pages get.
    Script,
    /// The style of its panel.
    Style,
    /// The stream of news.
    News,
    /// Nothing is there.
    Missing,
    /// It is not for us, not for him, or not a way to ask.
    Refused(StatusCode),
}

/// What is asked.
pub struct Question<'a> {
    /// How.
    pub method: &'a Method,
    /// What for.
    pub uri: &'a Uri,
    /// By whom, and by what name of ours.
    pub headers: &'a HeaderMap,
    /// Our port.
    pub port: u16,
    /// The folder that the site will stand in on its host, `/` or `/a/`.
    pub base: &'a str,
}

/// The answer; `exists` knows the paths of finished files.
pub fn answer(question: &Question<'_>, exists: impl Fn(&str) -> bool) -> Answer {
    if let Some(refusal) = refusal(question) {
        return Answer::Refused(refusal);
    }
    let path = question.uri.path();
    match path {
        SCRIPT => return Answer::Script,
        STYLE => return Answer::Style,
        NEWS => return Answer::News,
        _ => {}
    }
    // The page for what is missing knows only the addresses that its site will have.
    let below = path.strip_prefix(question.base).filter(|_| question.base != "/");
    let names = [path.strip_prefix('/'), below].into_iter().flatten().filter_map(decoded);
    names.filter_map(|name| found(name, path, &exists)).next().unwrap_or(Answer::Missing)
}

/// The file called `name`, or the one of a folder called so.
fn found(name: String, path: &str, exists: impl Fn(&str) -> bool) -> Option<Answer> {
    let is_folder = name.is_empty() || name.ends_with('/');
    let file = if is_folder { format!("{name}index.html") } else { name };
    if exists(&file) {
        return Some(Answer::File(file));
    }
    let is_without_slash = !is_folder && exists(&format!("{file}/index.html"));
    is_without_slash.then(|| Answer::Folder(format!("{path}/")))
}

/// Why a question is refused, in the order in which it must be asked.
fn refusal(question: &Question<'_>) -> Option<StatusCode> {
    let port = question.port;
    let ours = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let is_ours = |name: &str| ours.iter().any(|known| known.eq_ignore_ascii_case(name));
    let host = single(question.headers, &HOST);
    if !host.is_some_and(is_ours) || question.uri.authority().is_some_and(|name| !is_ours(name.as_str())) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    if question.headers.contains_key(ORIGIN) {
        let origin = single(question.headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
        if !origin.is_some_and(is_ours) {
            return Some(StatusCode::FORBIDDEN);
        }
    }
    if is_foreign(question.headers) {
        return Some(StatusCode::FORBIDDEN);
    }
    let may = [Method::GET, Method::HEAD].contains(question.method);
    (!may).then_some(StatusCode::METHOD_NOT_ALLOWED)
}

/// Whether the browser says that a page of somebody else asks, and not for a visit but for something to embed.
fn is_foreign(headers: &HeaderMap) -> bool {
    let said = |name: &'static str| headers.get(HeaderName::from_static(name)).map(HeaderValue::as_bytes);
    let from_elsewhere = matches!(said("sec-fetch-site"), Some(b"cross-site" | b"same-site"));
    from_elsewhere && said("sec-fetch-mode") != Some(b"navigate")
}

/// The value of a header that is there exactly once.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}

/// The media type of a file by its ending.
#[must_use]
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Question, answer};
    use hyper::{HeaderMap, Method, StatusCode};

    fn ask(method: &Method, path: &str, headers: &[(&'static str, &str)]) -> Answer {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let files = ["index.html", "2024/甲/index.html", "assets/a.css"];
        let uri = path.parse().unwrap();
        let question = Question { method, uri: &uri, headers: &map, port: 80, base: "/a/b/" };
        answer(&question, |path| files.contains(&path))
    }

    const US: (&str, &str) = ("host", "localhost:80");

    #[test]
    fn files_are_found_by_their_exact_names() {
        let get = |path: &str| ask(&Method::GET, path, &[US]);
        let file = |path: &str| Answer::File(path.to_owned());
        assert_eq!(get("/"), file("index.html"));
        assert_eq!(get("/?q=1"), file("index.html"));
        assert_eq!(get("/2024/%E7%94%B2/"), file("2024/甲/index.html"));
        assert_eq!(get("/2024/%E7%94%B2"), Answer::Folder("/2024/%E7%94%B2/".to_owned()));
        assert_eq!(get("/a/b/"), file("index.html"));
        assert_eq!(get("/a/b/assets/a.css"), file("assets/a.css"));
        for path in [
            "/INDEX.HTML",
            "//index.html",
            "/./index.html",
            "/assets/../index.html",
            "/assets/..%2findex.html",
            "/%2e%2e/jianbao.yaml",
            "/assets%5Ca.css",
            "/index.html%00",
            "/index.html/",
            "/%",
            "/%e7",
            "/2024",
            "/a/b",
            "/a/b/a/b/index.html",
            "/a/b/../index.html",
            "/a/b//index.html",
        ] {
            assert_eq!(get(path), Answer::Missing, "{path}");
        }
    }

    #[test]
    fn others_are_refused() {
        let refused = |status| Answer::Refused(status);
        let get = |headers: &[(&'static str, &str)]| ask(&Method::GET, "/", headers);
        for host in
            ["evil.example", "evil.example:80", "localhost", "127.0.0.1:81", "localhost:80.evil.example"]
        {
            assert_eq!(get(&[("host", host)]), refused(StatusCode::MISDIRECTED_REQUEST), "{host}");
        }
        assert_eq!(get(&[]), refused(StatusCode::MISDIRECTED_REQUEST));
        assert_eq!(get(&[US, US]), refused(StatusCode::MISDIRECTED_REQUEST));
        for origin in ["http://evil.example", "null", "https://localhost:80", "http://localhost:81"] {
            assert_eq!(get(&[US, ("origin", origin)]), refused(StatusCode::FORBIDDEN), "{origin}");
        }
        assert_eq!(get(&[US, ("origin", "http://127.0.0.1:80")]), Answer::File("index.html".to_owned()));
        let cross = ("sec-fetch-site", "cross-site");
        assert_eq!(get(&[US, cross, ("sec-fetch-mode", "no-cors")]), refused(StatusCode::FORBIDDEN));
        assert_eq!(get(&[US, cross, ("sec-fetch-mode", "navigate")]), Answer::File("index.html".to_owned()));
        assert_eq!(ask(&Method::POST, "/", &[US]), refused(StatusCode::METHOD_NOT_ALLOWED));
        let elsewhere = ask(&Method::GET, "http://evil.example/", &[US]);
        assert_eq!(elsewhere, refused(StatusCode::MISDIRECTED_REQUEST));
    }
}
