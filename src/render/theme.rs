//! The files of a theme in, compiled templates, texts and assets out.
//!
//! The default theme is in the binary, and a file of the bulletin's theme folder replaces the one of the same
//! name. What surprised us: style sheets are easier to replace one by one than as a whole, so all of
//! `styles/` is joined, in the order of names, into one asset.

use std::collections::BTreeMap;

use tera::{Context, Map, Tera, Value};

use super::bundled::FILES;
use super::faults::{BUNDLED, OWN, diagnostic};
use super::graph::versions_of_templates as versions;
use super::texts::{Texts, fill_filter};
use super::values::{address, map, text};
use crate::model::hash::hash;
use crate::model::settings::Settings;
use crate::model::{BulletinPath, SitePath};
use crate::report::{Diagnostic, Place, Say};

/// A file of the theme, published under `/assets/`.
pub struct Asset {
    /// Where; the name carries a hash of the content.
    pub path: SitePath,
    /// What.
    pub bytes: Vec<u8>,
}

/// A theme, ready to render.
pub struct Theme {
    /// Its templates, with `site`, `t`, `lang` and `assets` for all of them.
    pub tera: Tera,
    /// What each template is called there: where it is from stands before its name.
    names: BTreeMap<String, (u32, String)>,
    /// A hash of each template with all that it uses, by number.
    versions: Vec<u64>,
    /// The words of the interface.
    pub texts: Texts,
    /// What is published of it.
    pub assets: Vec<Asset>,
    sheets: Vec<(String, String)>,
    /// Its folder under `themes/`.
    pub name: Box<str>,
    /// What templates were given, for the test of the guide.
    #[cfg(test)]
    pub seen: std::sync::Mutex<Vec<(String, Context)>>,
}

/// The files of a theme by their path in the theme's folder.
type Files<'a> = BTreeMap<&'a str, &'a [u8]>;

impl Theme {
    /// The default theme with `own` files, by their path in the theme's folder, in place of its own.
    ///
    /// # Errors
    /// What is wrong with templates and texts.
    pub fn load(settings: &Settings, own: &[(String, Vec<u8>)]) -> Result<Self, Vec<Diagnostic>> {
        let mut files: Files = FILES.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        files.extend(own.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        let name: Box<str> =
            if settings.theme.is_empty() { "default".into() } else { settings.theme.clone() };
        let texts = texts(settings, own, &name)?;
        let sources = template_sources(own, &name)?;
        let mut tera = templates(&sources, &name)?;
        let names = template_names(&tera);
        let versions = versions(&sources, &names);
        let (assets, addresses) = assets(&files);
        let sheets = sheets(&files, &name)?;
        let globals = tera.global_context();
        globals.insert_value("site", site(settings));
        globals.insert_value("t", texts.value());
        globals.insert_value("lang", Value::from(settings.lang.tag()));
        globals.insert_value("assets", addresses);
        Ok(Self {
            tera,
            names,
            versions,
            texts,
            assets,
            sheets,
            name,
            #[cfg(test)]
            seen: std::sync::Mutex::default(),
        })
    }

    /// The sheets that pages of print are set with: name, such as `paper.typ`, and text.
    #[must_use]
    pub fn sheets(&self) -> &[(String, String)] {
        &self.sheets
    }

    /// A hash of each template with all that it uses, by number.
    #[must_use]
    pub fn versions(&self) -> &[u64] {
        &self.versions
    }

    /// A hash of what templates know besides their values: where it changes, every page may. Texts, and the addresses of assets,
    /// which hold the hashes of their contents.
    #[must_use]
    pub fn globals(&self) -> u64 {
        hash(&(&*self.name, &self.texts, self.assets.iter().map(|asset| &asset.path).collect::<Vec<_>>()))
    }

    /// The names of all templates, in the order of their numbers.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// How many templates there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The number of a template, by the order of names.
    #[must_use]
    pub fn number(&self, template: &str) -> Option<u32> {
        self.names.get(template).map(|(number, _)| *number)
    }

    /// Renders a page with these values, as bytes: what templates make of texts is text.
    ///
    /// # Errors
    /// What the template did wrong.
    pub fn page(&self, template: &str, context: &Context) -> tera::TeraResult<Vec<u8>> {
        #[cfg(test)]
        if let Ok(mut seen) = self.seen.lock() {
            seen.push((template.to_owned(), context.clone()));
        }
        let mut page = Vec::with_capacity(16 * 1024);
        let name = self.names.get(template).map_or(template, |(_, name)| name);
        self.tera.render_to(name, context, &mut page)?;
        Ok(page)
    }

    /// Renders one template with these values.
    ///
    /// # Errors
    /// What the template did wrong.
    pub fn render(&self, template: &str, context: &Context) -> tera::TeraResult<String> {
        let page = self.page(template, context)?;
        // Checked the fast way first: nearly all of it is Han.
        match simdutf8::basic::from_utf8(&page) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => String::from_utf8(page).map_err(Into::into),
        }
    }
}

/// What all pages know of the bulletin.
fn site(settings: &Settings) -> Value {
    let filings = &settings.filings;
    map([
        ("title", Value::from(&*settings.title)),
        ("subtitle", text(settings.subtitle.as_deref())),
        ("publisher", text(settings.publisher.as_deref())),
        ("contact", text(settings.contact.as_deref())),
        ("icp", text(filings.icp.as_deref())),
        ("police", text(filings.police.as_deref())),
        ("permit", text(filings.permit.as_deref())),
        ("feeds", Value::from(settings.base_url.is_some())),
    ])
}

/// Whole names and texts of all templates.
fn sheets(files: &Files<'_>, theme: &str) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let sheets = files.iter().filter_map(|(path, bytes)| Some((path, path.strip_prefix("print/")?, bytes)));
    let read = |(path, name, bytes): (&&str, &str, &&[u8])| match std::str::from_utf8(bytes) {
        Ok(text) => Ok((name.to_owned(), text.to_owned())),
        Err(_) => Err(vec![not_utf8(theme, path)]),
    };
    sheets.map(read).collect()
}

fn template_sources<'a>(
    own: &'a [(String, Vec<u8>)],
    theme: &str,
) -> Result<Vec<(String, &'a str)>, Vec<Diagnostic>> {
    let mut sources: Vec<(String, &str)> = Vec::new();
    for (path, source) in FILES {
        if let Some(name) = path.strip_prefix("templates/") {
            sources.push((format!("{BUNDLED}{name}"), source));
        }
    }
    for (path, bytes) in own {
        if let Some(name) = path.strip_prefix("templates/") {
            let source = std::str::from_utf8(bytes).map_err(|_| vec![not_utf8(theme, path)])?;
            sources.push((format!("{OWN}{name}"), source));
        }
    }
    Ok(sources)
}

fn templates(sources: &[(String, &str)], theme: &str) -> Result<Tera, Vec<Diagnostic>> {
    let mut tera = Tera::new();
    tera.register_filter("fill", fill_filter);
    let sources = sources.iter().map(|(name, text)| (name.as_str(), *text));
    let loaded = tera.set_fallback_prefixes([OWN, BUNDLED]).and_then(|()| tera.add_raw_templates(sources));
    loaded.map_err(|error| vec![diagnostic(&error, theme)])?;
    Ok(tera)
}

/// The number and the whole name of every template by its own; the bulletin's stands before the bundled one.
fn template_names(tera: &Tera) -> BTreeMap<String, (u32, String)> {
    let all = || tera.get_template_names();
    let of = |prefix| all().filter_map(move |whole| Some((whole.strip_prefix(prefix)?, whole)));
    let names: BTreeMap<&str, &str> = of(BUNDLED).chain(of(OWN)).collect();
    (0..).zip(names).map(|(number, (name, whole))| (name.to_owned(), (number, whole.to_owned()))).collect()
}

fn texts(settings: &Settings, own: &[(String, Vec<u8>)], theme: &str) -> Result<Texts, Vec<Diagnostic>> {
    let mut texts = Texts::default();
    let path = format!("texts/{}.yaml", settings.lang.tag());
    let bundled = FILES.iter().find(|(name, _)| *name == path).map_or("{}", |(_, text)| *text);
    texts.take(bundled).map_err(|error| vec![wrong_texts(theme, &path, &error)])?;
    if let Some((_, bytes)) = own.iter().find(|(name, _)| *name == path) {
        let source = std::str::from_utf8(bytes).map_err(|_| vec![not_utf8(theme, &path)])?;
        texts.take(source).map_err(|error| vec![wrong_texts(theme, &path, &error)])?;
    }
    Ok(texts)
}

fn wrong_texts(theme: &str, path: &str, error: &str) -> Diagnostic {
    let say = Say::new(format!("不是一张文字表：{error}"), format!("not a map of texts: {error}"));
    let hint = Say::new("每行写一条：`名称: 文字`", "write one a line: `name: text`");
    placed(Diagnostic::error("theme-texts", say).hint(hint), theme, path)
}

fn not_utf8(theme: &str, path: &str) -> Diagnostic {
    let say = Say::new("不是 UTF-8 文本", "not UTF-8 text");
    let hint = Say::new("另存为 UTF-8 编码", "save it with the encoding UTF-8");
    placed(Diagnostic::error("not-utf-8", say).hint(hint), theme, path)
}

fn placed(diagnostic: Diagnostic, theme: &str, path: &str) -> Diagnostic {
    match BulletinPath::new(&format!("themes/{theme}/{path}")) {
        Ok(file) => diagnostic.at(Place::file(&file)),
        Err(_) => diagnostic,
    }
}

/// What is published of the theme, and the addresses by which templates know it: `style`, `early`, `site`,
/// `opening`, `directory`, `search`, `search_engine`, and all by their path in `files`.
fn assets(files: &Files) -> (Vec<Asset>, Value) {
    let style: Vec<&[u8]> =
        files.iter().filter(|(path, _)| path.starts_with("styles/")).map(|(_, bytes)| *bytes).collect();
    let mut assets = Vec::new();
    let mut addresses = Map::new();
    let mut publish = |path: &str, bytes: &[u8]| {
        let Some(site_path) = hashed(path, bytes) else { return };
        addresses.insert(path.to_owned().into(), Value::from(address(site_path.as_str())));
        assets.push(Asset { path: site_path, bytes: bytes.to_vec() });
    };
    publish("style.css", &style.concat());
    for (path, bytes) in files {
        let kept_back =
            ["templates/", "texts/", "styles/", "print/"].iter().any(|folder| path.starts_with(folder));
        if !kept_back && path.contains('/') {
            publish(path, bytes);
        }
    }
    let known = |path: &'static str| addresses.get(&path.into()).cloned().unwrap_or_else(Value::none);
    let value = map([
        ("style", known("style.css")),
        ("icon", known("icons/icon.svg")),
        ("early", known("scripts/early.js")),
        ("site", known("scripts/site.js")),
        ("opening", known("scripts/opening.js")),
        ("directory", known("scripts/directory.js")),
        ("search", known("scripts/search.js")),
        ("search_engine", known("scripts/search-engine.js")),
        ("files", Value::from(addresses.clone())),
    ]);
    (assets, value)
}

/// `assets/<name>-<hash>.<ending>`
fn hashed(path: &str, bytes: &[u8]) -> Option<SitePath> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let hash = blake3::hash(bytes).to_hex();
    SitePath::new(&format!("assets/{stem}-{}.{ending}", hash.get(..10).unwrap_or_default())).ok()
}
