//! The shelf in, a server on 127.0.0.1 out, in a thread of its own.
//!
//! What surprised us: keeping connections open gains nothing on one's own machine, so each serves one request, and
//! slow or silent ones cost a place among many and are cut off.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::Message;
use super::answer::{Answer, Question, answer, media_type};
use super::page::{WATCH_CSS, WATCH_JS, waiting, with_script};
use super::shelf::{News, Shelf, Shown};

/// The port that is tried first.
pub const PORT: u16 = 4400;
/// How many connections there may be at once; more wait.
const CONNECTIONS: usize = 512;
/// How long a request's headers may take.
const HEADERS: Duration = Duration::from_secs(5);
/// How long a connection may last. News are asked for again by themselves.
const CONNECTION: Duration = Duration::from_secs(300);
/// How often silent news say that they are still there.
const PULSE: Duration = Duration::from_secs(20);

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// A place to serve at: the port that is wished for, or where it is taken, a free one.
///
/// # Errors
/// What the system said.
pub fn listen(wish: Option<u16>) -> io::Result<TcpListener> {
    let at = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = at(wish.unwrap_or(PORT)).or_else(|_| at(0))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves what is on the shelf, until the program ends. Ctrl-C is told to `stop`.
///
/// # Errors
/// What the system said when the thread or its runtime could not be made.
pub fn serve(listener: TcpListener, shelf: Arc<Shelf>, stop: Sender<Message>) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let port = listener.local_addr()?.port();
    std::thread::Builder::new().name("preview".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            heed(&stop);
            accept(&listener, shelf, port).await;
        });
    })
}

/// Passes on Ctrl-C, and being told to end.
fn heed(stop: &Sender<Message>) {
    let told = stop.clone();
    tokio::spawn(async move {
        let _ = tokio::signal::ctrl_c().await;
        let _ = told.send(Message::Stop);
    });
    #[cfg(unix)]
    if let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        let told = stop.clone();
        tokio::spawn(async move {
            ended.recv().await;
            let _ = told.send(Message::Stop);
        });
    }
}

async fn accept(listener: &tokio::net::TcpListener, shelf: Arc<Shelf>, port: u16) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // No descriptors left: others must close first.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let shelf = Arc::clone(&shelf);
        tokio::spawn(async move {
            let respond = |request| respond(request, Arc::clone(&shelf), port);
            let connection = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADERS)
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service_fn(respond));
            // Who hangs up early is no news.
            let _ = tokio::time::timeout(CONNECTION, connection).await;
            drop(place);
        });
    }
}

async fn respond(
    request: Request<Incoming>,
    shelf: Arc<Shelf>,
    port: u16,
) -> Result<Response<Body>, Infallible> {
    let shown = shelf.shown();
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let question = Question { method, uri, headers, port, base: &shown.base };
    let exists = |path: &str| shelf.pages.has(path).unwrap_or_else(|| shown.files.contains(path));
    let answer = answer(&question, exists);
    let mut response = match answer {
        Answer::File(path) => file(path, StatusCode::OK, (&shelf, &shown)).await,
        Answer::Folder(address) => folder(&address),
        Answer::Script => whole(StatusCode::OK, media_type("x.js"), WATCH_JS.into()),
        Answer::Style => whole(StatusCode::OK, media_type("x.css"), WATCH_CSS.into()),
        Answer::News => news(shelf.news()),
        Answer::Missing if shown.files.contains("404.html") => {
            file("404.html".to_owned(), StatusCode::NOT_FOUND, (&shelf, &shown)).await
        }
        Answer::Missing if shown.files.is_empty() => {
            whole(StatusCode::SERVICE_UNAVAILABLE, media_type("x.html"), waiting())
        }
        Answer::Missing => plain(StatusCode::NOT_FOUND),
        Answer::Refused(status) => plain(status),
    };
    if *request.method() == Method::HEAD {
        *response.body_mut() = Either::Left(Full::default());
    }
    Ok(with_headers(response))
}

/// A file, as new as can be had. It is made or read apart, so that a large one holds up nobody.
async fn file(path: String, status: StatusCode, (shelf, shown): (&Arc<Shelf>, &Shown)) -> Response<Body> {
    let (build, kind) = (shown.news.build, media_type(&path));
    let (shelf, place, name) = (Arc::clone(shelf), shown.folder.join(&path), path.clone());
    let read = move || shelf.pages.page(&name).map_or_else(|| std::fs::read(place), Ok);
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok(bytes)) if path.ends_with(".html") => whole(status, kind, with_script(&bytes, build)),
        Ok(Ok(bytes)) => whole(status, kind, bytes),
        // It has gone since; the page is told so at once.
        _ => plain(StatusCode::NOT_FOUND),
    }
}

fn folder(address: &str) -> Response<Body> {
    let mut response = plain(StatusCode::PERMANENT_REDIRECT);
    match HeaderValue::from_str(address) {
        Ok(to) => {
            response.headers_mut().insert(header::LOCATION, to);
            response
        }
        Err(_) => plain(StatusCode::NOT_FOUND),
    }
}

fn plain(status: StatusCode) -> Response<Body> {
    let reason = status.canonical_reason().unwrap_or_default();
    whole(status, "text/plain; charset=utf-8", format!("{} {reason}\n", status.as_str()).into())
}

fn whole(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::new(Bytes::from(bytes))));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A stream of news: what is now, then every change.
fn news(mut news: tokio::sync::watch::Receiver<News>) -> Response<Body> {
    let (mut sender, body) = Channel::new(4);
    tokio::spawn(async move {
        loop {
            let said = match tokio::time::timeout(PULSE, news.changed()).await {
                Ok(Ok(())) => {
                    let said = serde_json::to_string(&*news.borrow_and_update()).unwrap_or_default();
                    format!("retry: 500\ndata: {said}\n\n")
                }
                Ok(Err(_)) => return,
                Err(_) => ":\n\n".to_owned(),
            };
            if sender.send_data(Bytes::from(said)).await.is_err() {
                return;
            }
        }
    });
    let mut response = Response::new(Either::Right(body));
    let kind = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Nothing is kept by browsers, guessed at, or embedded by others.
fn with_headers(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
