//! `jianbao watch`: the bulletin as a preview that follows every save.
//!
//! What surprised us: a preview is built like a site, into a folder of its own, so nothing in it can differ from
//! what is published; only drafts and what is still to come stand in it too, marked as such.

mod live;
mod only;
mod preview;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;

use super::Done;
use super::build::{self, CACHE};
use super::bulletin::{self, Wish};
use super::fault::Fault;
use super::say::Voice;
use crate::check::Care;
use crate::model::date::Date;
use crate::report::Say;
use crate::resolve::Show;
use crate::watch::hints::Hints;
use crate::watch::shelf::Shelf;
use crate::watch::{self, server};
use live::Live;
use only::{Only, Taken};
use preview::Preview;

/// What `watch` is asked.
#[derive(clap::Args, Debug)]
pub struct WatchArgs {
    /// 端口，默认 4400；占用时换一个空的，0 随便哪个 · the port, else 4400; a free one where it is taken, or for 0
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    open: bool,
    /// 当作这一天来生成 · build as on this day
    #[arg(long, value_name = "DATE", value_parser = build::day)]
    as_of: Option<Date>,
}

/// The preview's own folder, in the cache.
const TREE: &str = "watch";

/// Builds and serves the bulletin that we are in, until Ctrl-C.
pub(super) fn run(args: &WatchArgs, voice: &Voice) -> Result<Done, Fault> {
    let root = bulletin::root()?;
    let root = root.canonicalize().map_err(|error| Fault::disk(&root, &error))?;
    let unwatchable = |error: notify::Error| {
        Fault::Surroundings(Say::new(
            format!("无法留意文件的变化：{error}"),
            format!("changes of files cannot be watched: {error}"),
        ))
    };
    let only = match Only::take(&root)? {
        Taken::Ours(only) => only,
        Taken::Theirs(other) => {
            open_browser(args, other.address.as_deref());
            return Err(Fault::Surroundings(other.say()));
        }
    };
    let (sender, messages) = channel();
    // Watched before the first build, so that nothing is saved unnoticed between the two.
    let mut hints = Hints::on(&root, &sender).map_err(unwatchable)?;
    let live = Arc::new(Live::new(&root));
    let shelf = Arc::new(Shelf::new(Box::new(Arc::clone(&live))));
    let no_port = |error: io::Error| {
        Fault::Surroundings(Say::new(
            format!("无法在本机打开预览端口：{error}"),
            format!("no port of this machine can be opened for the preview: {error}"),
        ))
    };
    let listener = server::listen(args.port).map_err(no_port)?;
    let port = listener.local_addr().map_err(no_port)?.port();
    server::serve(listener, Arc::clone(&shelf), sender.clone()).map_err(no_port)?;
    only.say(port);
    greet(port, args, &hints, voice);
    let (as_of, show, care) = (args.as_of, Show::All, Care::Build);
    let wish = Wish { as_of, show, base_url: None, care, prints: true, issue: None };
    let out = root.join(CACHE).join(TREE);
    let mut preview = Preview::new((root, out), wish, voice, (live, shelf));
    open_browser(args, Some(&address(port)));
    watch::run(&mut preview, &mut hints, (&sender, &messages)).map_err(unwatchable)?;
    Ok(Done::Right)
}

/// Opens the browser, where that is wished for. Where none can be found, the address stands on the terminal.
fn open_browser(args: &WatchArgs, address: Option<&str>) {
    let _ = address.filter(|_| args.open).map(open::that_detached);
}

fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}/")
}

fn greet(port: u16, args: &WatchArgs, hints: &Hints, voice: &Voice) {
    if let Some(taken) = args.port.filter(|wish| ![0, port].contains(wish)) {
        voice.line(&Say::new(
            format!("端口 {taken} 被占用，换成 {port}"),
            format!("port {taken} is taken; {port} is used"),
        ));
    }
    let address = address(port);
    voice.line(&Say::new(
        format!("预览 {address}  按 Ctrl-C 结束"),
        format!("preview at {address}, Ctrl-C ends it"),
    ));
    if let Some(why) = hints.polling() {
        voice.line(&Say::new(
            format!("系统不能通知文件的变化（{why}），改为每两秒查看一次"),
            format!("the system cannot tell of changes ({why}); files are looked at every two seconds"),
        ));
    }
}
