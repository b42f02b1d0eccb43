//! From a folder to a resolved site: what `build` and `check` do first.

use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::paper::Foundry;
use super::say::Voice;
use crate::check::{self, Care};
use crate::model::date::Date;
use crate::model::editions::Editions;
use crate::model::settings::IssueDecisions;
use crate::model::{BulletinPath, Record, Settings, Url, Week};
use crate::parse::{self, Known};
use crate::read::{self, Clock, Sources};
use crate::render::theme::Theme;
use crate::report::{Diagnostic, Place, Say, stops};
use crate::resolve::{self, Material, Show, Site};

/// What is asked of a bulletin.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// The day, where one was named.
    pub(super) as_of: Option<Date>,
    /// What to show.
    pub(super) show: Show,
    /// The address to build for, in place of the settings'.
    pub(super) base_url: Option<Url>,
    /// How closely to look.
    pub(super) care: Care,
    /// Whether issues are to be made up.
    pub(super) prints: bool,
    /// The one whose pages are wanted, where it is only one.
    pub(super) issue: Option<Week>,
}

/// A bulletin, read and resolved.
pub(super) struct Bulletin {
    pub(super) sources: Sources,
    /// See [`Cover::fingerprint`].
    pub(super) surroundings: Option<u64>,
    pub(super) site: Site,
    /// Its printed issues; unknown until somebody has made them up.
    pub(super) editions: Editions,
    /// The theme, unless it is wrong.
    pub(super) theme: Option<Theme>,
    /// What its issues are printed with.
    pub(super) foundry: Foundry,
    /// How closely it is looked at.
    pub(super) care: Care,
    /// What is wrong with its files and between them; see [`Bulletin::look_over`].
    pub(super) found: Vec<Diagnostic>,
}

impl Bulletin {
    /// What is wrong with its files and between them, and what the editor's rules say of it as it stands now.
    pub(super) fn look_over(&self) -> Vec<Diagnostic> {
        let rules = check::site(&self.site, &self.sources, self.care);
        self.found.iter().cloned().chain(rules).collect()
    }
}

/// The bulletin's folder: the nearest upwards from where we are.
pub(super) fn root() -> Result<PathBuf, Fault> {
    let here = std::env::current_dir().map_err(|error| Fault::disk(Path::new("."), &error))?;
    read::find(&here).ok_or_else(|| {
        Fault::Usage(Say::new(
            format!(
                "这里（{}）和上面的文件夹里都没有 jianbao.yaml；用 `jianbao init` 新建一份简报",
                here.display()
            ),
            format!(
                "neither {} nor a folder above has a jianbao.yaml; `jianbao init` makes a new bulletin",
                here.display()
            ),
        ))
    })
}

/// Today for the settings' zone, by `--as-of`, `SOURCE_DATE_EPOCH` or the clock.
pub(super) fn today(named: Option<Date>, settings: &Settings) -> Result<Date, Fault> {
    read::today(named, Clock::read(), &settings.zone).ok_or_else(|| {
        Fault::Usage(Say::new(
            "环境变量 SOURCE_DATE_EPOCH 应当是 1970 年以来的秒数",
            "the environment's SOURCE_DATE_EPOCH should be a number of seconds since 1970",
        ))
    })
}

/// A bulletin whose files were found and whose settings were read.
pub(super) struct Cover {
    pub(super) sources: Sources,
    /// What names and states of all files but the records come to, where all had been left alone for a while.
    surroundings: Option<u64>,
    settings: Settings,
    /// The day.
    pub(super) now: Date,
    are_settings_right: bool,
    found: Vec<Diagnostic>,
}

/// Finds the files of the bulletin at `root`.
pub(super) fn look(root: &Path, wish: &Wish, voice: &Voice) -> Result<Cover, Fault> {
    let (sources, mut found) = Sources::scan(root);
    // Before the first file is read: what is changed meanwhile is then seen to have changed.
    let surroundings = sources.surroundings().filter(|_| found.is_empty());
    let (mut settings, wrong) = parse::settings(&sources);
    let are_settings_right = !stops(&wrong);
    found.extend(wrong);
    voice.learn(settings.lang);
    if wish.base_url.is_some() {
        settings.base_url.clone_from(&wish.base_url);
    }
    let now = today(wish.as_of, &settings)?;
    Ok(Cover { sources, surroundings, settings, now, are_settings_right, found })
}

impl Cover {
    /// What names and states of all files come to, where all had been left alone for a while.
    pub(super) fn fingerprint(&self) -> Option<u64> {
        self.sources.fingerprint(self.surroundings)
    }

    /// Reads the bulletin's files, with all cores.
    pub(super) fn read(self) -> Manuscript {
        self.manuscript(parse::records)
    }

    /// The same, but for files whose records are known.
    fn read_on(self, known: &mut Known) -> Manuscript {
        self.manuscript(|sources, settings| known.records(sources, settings))
    }

    fn manuscript(
        mut self,
        records: impl FnOnce(&Sources, &Settings) -> (Vec<Record>, Vec<Diagnostic>) + Send,
    ) -> Manuscript {
        let (sources, settings) = (&self.sources, &self.settings);
        let ((records, wrong), (theme, theme_wrong)) =
            rayon::join(|| records(sources, settings), || theme(sources, settings));
        let (decisions, decisions_wrong) = parse::issues(sources, settings);
        self.found.extend(wrong);
        self.found.extend(decisions_wrong);
        self.found.extend(theme_wrong);
        let (foundry, foundry_wrong) = Foundry::load(sources, settings);
        self.found.extend(foundry_wrong);
        Manuscript { cover: self, records, decisions, theme, foundry }
    }
}

/// A bulletin whose files were read.
pub(super) struct Manuscript {
    cover: Cover,
    records: Vec<Record>,
    decisions: Vec<(Week, IssueDecisions, BulletinPath)>,
    theme: Option<Theme>,
    foundry: Foundry,
}

impl Manuscript {
    /// Resolves it, with one core.
    pub(super) fn resolve(self, wish: &Wish) -> Bulletin {
        let Self { cover, records, decisions, theme, foundry } = self;
        let Cover { sources, surroundings, settings, now, are_settings_right, mut found } = cover;
        let material = Material { sources: &sources, settings, records, decisions, now, show: wish.show };
        let (site, wrong) = resolve::site(material);
        found.extend(wrong);
        if are_settings_right {
            found.extend(crate::render::feeds::check(&site.settings));
        }
        let editions =
            if wish.prints && cfg!(feature = "print") { Editions::unknown() } else { Editions::default() };
        Bulletin { sources, surroundings, site, editions, theme, foundry, care: wish.care, found }
    }
}

/// Reads and resolves the bulletin at `root`.
pub(super) fn open(root: &Path, wish: &Wish, voice: &Voice) -> Result<Bulletin, Fault> {
    Ok(look(root, wish, voice)?.read().resolve(wish))
}

/// Reads the bulletin at `root` again and resolves it, where `known` holds records of the last reading.
pub(super) fn open_again(
    root: &Path,
    wish: &Wish,
    (known, voice): (&mut Known, &Voice),
) -> Result<Bulletin, Fault> {
    Ok(look(root, wish, voice)?.read_on(known).resolve(wish))
}

/// The theme with the bulletin's own files.
fn theme(sources: &Sources, settings: &Settings) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let folder = format!("themes/{}/", settings.theme);
    let mut own: Vec<(String, Vec<u8>)> = Vec::new();
    for path in &sources.themes {
        let Some(name) = path.as_str().strip_prefix(&folder) else { continue };
        match sources.bytes(path) {
            Ok(bytes) => own.push((name.to_owned(), bytes)),
            Err(error) => found.push(read::unreadable(path, &error)),
        }
    }
    if own.is_empty() && *settings.theme != *"default" {
        found.extend(unknown_theme(settings));
    }
    match Theme::load(settings, &own) {
        Ok(theme) => (Some(theme), found),
        Err(wrong) => {
            found.extend(wrong);
            // The default theme is not published in its place; it lets bodies and pictures be looked at.
            (Theme::load(settings, &[]).ok(), found)
        }
    }
}

fn unknown_theme(settings: &Settings) -> Option<Diagnostic> {
    let message = Say::new(
        format!("themes 里没有 `{}` 这个主题", settings.theme),
        format!("there is no theme `{}` under themes/", settings.theme),
    );
    let hint = Say::new(
        "写 themes 里一个文件夹的名字，或删去这一行",
        "name a folder under themes/, or delete the line",
    );
    let path = BulletinPath::new(read::SETTINGS_FILE).ok()?;
    let spot = crate::report::Spot::Key { item: None, steps: vec![crate::report::Step::Key("theme")] };
    Some(Diagnostic::error("unknown-theme", message).hint(hint).at(Place { file: path, spot }))
}
