//! The commands that build nothing, wired: `init`, `new`, `schema`, `completions`.

use std::collections::BTreeSet;
use std::io::Write;

use super::fault::Fault;
use super::say::Voice;
use super::{Done, bulletin, completions, init, new, schema};
use crate::model::date::Zone;
use crate::model::settings::Settings;
use crate::parse;
use crate::read::Sources;
use crate::report::Say;

/// Makes a new bulletin and says what to do next.
pub(super) fn init(args: &init::InitArgs, voice: &Voice) -> Result<Done, Fault> {
    let settings = Settings { zone: Zone::default(), ..Settings::default() };
    let written = init::run(args, voice.lang(), bulletin::today(None, &settings)?)?;
    let (dir, count) = (args.dir.display(), written.len());
    voice.line(&Say::new(
        format!("在 {dir} 新建了简报（{count} 个文件）。接下来：进入这个文件夹，运行 `jianbao build`"),
        format!("made a bulletin in {dir} ({count} files). Next: go there and run `jianbao build`"),
    ));
    Ok(Done::Right)
}

/// Makes a new record and prints its path.
pub(super) fn new(args: &new::NewArgs, voice: &Voice) -> Result<Done, Fault> {
    let root = bulletin::root()?;
    let (sources, _) = Sources::scan(&root);
    let (settings, wrong) = parse::settings(&sources);
    voice.learn(settings.lang);
    if crate::report::stops(&wrong) {
        voice.diagnostics(&voice.arrange(wrong, &sources), &sources);
        return Ok(Done::ContentWrong);
    }
    let (records, _) = parse::records(&sources, &settings);
    let taken: BTreeSet<String> = records.iter().map(|record| record.id.to_string()).collect();
    let today = bulletin::today(None, &settings)?;
    let setting = new::Setting { root: &root, settings: &settings, today, taken: &taken };
    let path = new::run(args, &setting)?;
    voice.raw(&format!("{path}\n"));
    Ok(Done::Right)
}

/// Prints the JSON Schema.
pub(super) fn schema(args: &schema::SchemaArgs, voice: &Voice) -> Done {
    voice.raw(&schema::run(args));
    Done::Right
}

/// Prints completions for a shell.
pub(super) fn completions(args: &completions::CompletionsArgs, command: clap::Command) -> Done {
    let _ = std::io::stdout().lock().write_all(&completions::run(args, command));
    Done::Right
}
