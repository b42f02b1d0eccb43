//! Every output path that is known before rendering, claimed by one source each.
//!
//! What surprised us: two paths clash not only when they are equal but also when some system folds them
//! together (`A` and `a`, 全角 and 半角) or when one is a file where the other needs a folder.

use std::collections::{HashMap, HashSet};

use super::site::{Listing, RecordNo, Site, Target, Year, by_standing_kind};
use super::{Sort, beside, calendar, map, note};
use crate::model::editions::file_page;
use crate::model::sheets::{SHEETS, sheet_of};
use crate::model::{BulletinPath, Record, SitePath};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say, Step};

/// Who claims an output path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The page of a record.
    Record(RecordNo),
    /// An old address of a record, by its place among them.
    Alias(RecordNo, u32),
    /// A file of `static/`, by its place in the list.
    Static(u32),
    /// An attachment of a record, by its place among them.
    Attachment(RecordNo, u32),
    /// A page or file that every site has.
    Site,
}

/// Output paths by their folded form.
#[derive(Debug, Default)]
pub struct Claims {
    owners: HashMap<Box<str>, Owner>,
}

impl Claims {
    /// Whether `path` is an output, exactly so written.
    #[must_use]
    pub fn has(&self, path: &SitePath) -> bool {
        self.owners.contains_key(path.folded().as_str())
    }

    /// How many paths are claimed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Whether nothing is claimed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// Claims `path`; the one who has it already, where there is one.
    fn claim(&mut self, path: &SitePath, owner: Owner) -> Option<Owner> {
        match self.owners.entry(path.folded().into()) {
            std::collections::hash_map::Entry::Occupied(entry) => Some(*entry.get()),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(owner);
                None
            }
        }
    }

    /// The claim that `path` cannot stand beside, because one is a file where the other needs a folder.
    fn in_the_way(&self, path: &SitePath) -> Option<Owner> {
        let folded = path.folded();
        let above = folded.match_indices('/').filter_map(|(at, _)| folded.get(..at));
        above
            .filter_map(|folder| self.owners.get(folder))
            .next()
            .copied()
            .or_else(|| self.owners.get(format!("{folded}/index.html").as_str()).copied())
            .or_else(|| FOLDERS.contains(&folded.as_str()).then_some(Owner::Site))
    }
}

/// Files that every site has, whatever its records.
const FIXED: [&str; 11] = [
    "index.html",
    "404.html",
    "feed.xml",
    "feed.json",
    "calendar.ics",
    "sitemap.xml",
    "robots.txt",
    "catalogue.json",
    "search/index.html",
    "issues/index.html",
    "years/index.html",
];

/// Folders that every site may have and that have no page of their own.
const FOLDERS: [&str; 2] = ["assets", "files"];

/// Claims every path of the site and says where two sources want the same.
pub(super) fn claim(site: &mut Site, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let weeks = site.issues.iter().map(|issue| issue.week.to_string().to_lowercase()).collect();
    let sheets = site.records.iter().filter(|record| record.wants_sheet());
    let sheets = sheets.map(|record| record.id.to_string()).collect();
    let mut desk = Desk { claims: Claims::default(), clashes: Vec::new(), weeks, sheets };
    for path in FIXED {
        desk.fixed(path);
    }
    desk.pages_of_site(site);
    for (number, ties) in (0..).zip(&site.ties) {
        if ties.heads.is_none() {
            desk.take(&ties.page, Owner::Record(number));
        }
    }
    for path in beside::paths(site) {
        desk.fixed(&path);
    }
    let copies = desk.files(site, sources);
    let redirects = desk.aliases(site, sources, found);
    let Desk { claims, clashes, .. } = desk;
    found.extend(clashes.iter().filter_map(|clash| clash.say(site, sources)));
    site.claims = claims;
    site.copies = copies;
    site.redirects = redirects;
}

struct Clash {
    path: SitePath,
    first: Owner,
    second: Owner,
}

struct Desk {
    claims: Claims,
    clashes: Vec<Clash>,
    /// The weeks of all issues, folded.
    weeks: HashSet<String>,
    /// The ids of all records that have a sheet.
    sheets: HashSet<String>,
}

impl Desk {
    fn fixed(&mut self, path: &str) {
        if let Ok(path) = SitePath::new(path) {
            self.claims.claim(&path, Owner::Site);
        }
    }

    fn page(&mut self, address: &str) {
        if let Ok(path) = SitePath::page(address) {
            self.claims.claim(&path, Owner::Site);
        }
    }

    fn take(&mut self, path: &SitePath, second: Owner) {
        if let Some(first) = self.claims.claim(path, second) {
            self.clashes.push(Clash { path: path.clone(), first, second });
        }
    }

    /// Pages that are made of records but belong to none: issues, years, listings.
    fn pages_of_site(&mut self, site: &Site) {
        for issue in &site.issues {
            self.page(&format!("issues/{}", issue.week));
        }
        self.years("", &site.years);
        for year in &site.years {
            self.page(&year.year.to_string());
        }
        for sort in [Sort::Column, Sort::Place, Sort::Kind, Sort::Tag, Sort::Org, Sort::Person] {
            if site.listings_of(sort).next().is_some() {
                self.page(sort.folder());
            }
        }
        for kind in by_standing_kind(site).keys() {
            self.page(kind.row().folder);
        }
        if !site.calendar.is_empty() {
            self.page(calendar::FOLDER);
        }
        site.calendar.spans().for_each(|span| self.page(&span.address()));
        if site.calendar.has_rosters() {
            self.fixed(calendar::ROSTERS);
        }
        map::paths(site).iter().for_each(|path| self.fixed(path));
        for listing in &site.listings {
            self.listing(listing);
        }
    }

    fn listing(&mut self, listing: &Listing) {
        self.page(&listing.address);
        self.years(&format!("{}/", listing.address), &listing.years);
        if matches!(listing.sort, Sort::Column | Sort::Place) {
            self.fixed(&format!("{}/feed.xml", listing.address));
        }
        if listing.sort == Sort::Place {
            self.fixed(&format!("{}/calendar.ics", listing.address));
        }
    }

    fn years(&mut self, folder: &str, years: &[Year]) {
        for year in years {
            self.page(&format!("{folder}{}", year.year));
            for month in &year.months {
                self.page(&format!("{folder}{}/{:02}", year.year, month.month));
            }
        }
    }

    /// Files that are copied: `static/` and attachments.
    fn files(&mut self, site: &Site, sources: &Sources) -> Vec<(BulletinPath, SitePath)> {
        let mut copies = Vec::new();
        for (number, file) in (0..).zip(&sources.statics) {
            let target = file.as_str().strip_prefix("static/").and_then(|path| SitePath::new(path).ok());
            if let Some(path) = target {
                self.copy(&path, Owner::Static(number));
                copies.push((file.clone(), path));
            }
        }
        for (number, record) in (0..).zip(&site.records) {
            let attachments =
                record.rest.as_deref().map(|rest| rest.attachments.as_slice()).unwrap_or_default();
            for (at, attachment) in (0..).zip(attachments) {
                let file =
                    sources.path(record.source.file).and_then(|path| path.beside(&attachment.file).ok());
                // That a file is not there has been said.
                let Some(file) = file.filter(|file| sources.beside.binary_search(file).is_ok()) else {
                    continue;
                };
                let Ok(path) = SitePath::new(&format!("files/{}/{}", record.id, file.name())) else {
                    continue;
                };
                self.copy(&path, Owner::Attachment(number, at));
                copies.push((file, path));
            }
        }
        copies
    }

    fn copy(&mut self, path: &SitePath, owner: Owner) {
        let folded = path.folded();
        if is_reserved(&folded) || self.is_of_paper(&folded) || self.is_of_sheet(&folded) {
            self.clashes.push(Clash { path: path.clone(), first: Owner::Site, second: owner });
            return;
        }
        match self.claims.in_the_way(path) {
            Some(first) => self.clashes.push(Clash { path: path.clone(), first, second: owner }),
            None => self.take(path, owner),
        }
    }

    /// Whether an issue may have a file at this folded path, or would have to have it above it. How many pages an issue
    /// has is known only when it is made up, so all of them are kept free.
    fn is_of_paper(&self, folded: &str) -> bool {
        let mut names = folded.split('/');
        names.next() == Some("issues")
            && names.next().is_some_and(|week| self.weeks.contains(week))
            && names.next().and_then(file_page).is_some()
    }

    /// The same of the sheets for notice boards.
    fn is_of_sheet(&self, folded: &str) -> bool {
        let mut names = folded.split('/');
        let is_there = names.next() == Some(SHEETS) && !self.sheets.is_empty();
        is_there && names.next().is_none_or(|name| sheet_of(name).is_some_and(|id| self.sheets.contains(id)))
    }

    fn aliases(
        &mut self,
        site: &Site,
        sources: &Sources,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(SitePath, Target)> {
        let mut redirects = Vec::new();
        for (number, record) in (0..).zip(&site.records) {
            for (at, typed) in (0..).zip(record.aliases()) {
                match alias_path(typed, site) {
                    Some(path) => {
                        self.copy(&path, Owner::Alias(number, at));
                        redirects.push((path, Target::Record(number)));
                    }
                    None => found.push(note(sources, record, &alias_steps(at), wrong_alias(typed))),
                }
            }
        }
        redirects
    }
}

/// Whether the site itself makes files under this folded path whose names are known only when their content is:
/// the search index, pictures, the theme's files with a hash in their names, a sitemap in parts; or whether
/// it is a name of ours.
fn is_reserved(folded: &str) -> bool {
    let in_parts = |name: &str| {
        let number = name.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let hashed = |name: &str| {
        let stem = name.split('.').next().unwrap_or(name);
        let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match folded.split_once('/') {
        Some(("search", _)) => true,
        Some(("assets", rest)) => rest.starts_with("pictures/") || hashed(rest),
        Some((first, _)) => first.starts_with(".jianbao"),
        None => in_parts(folded) || folded.starts_with(".jianbao"),
    }
}

fn alias_steps(at: u32) -> Vec<Step> {
    vec![Step::Key("aliases"), Step::Item(at as usize)]
}

/// The file that answers at an old address: of this site, below its root.
fn alias_path(typed: &str, site: &Site) -> Option<SitePath> {
    let base = site.settings.base_url.as_ref().map(crate::model::Url::as_str);
    let own = base.and_then(|base| typed.strip_prefix(base)).unwrap_or(typed);
    if own.contains("://") || own.contains(['?', '#', '\\']) {
        return None;
    }
    let path = percent_decoded(own)?;
    let path = path.strip_prefix('/').unwrap_or(&path);
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = [".html", ".htm"].iter().any(|ending| last.to_ascii_lowercase().ends_with(ending));
    if path.is_empty() {
        None
    } else if is_file {
        SitePath::new(path).ok()
    } else {
        SitePath::page(path).ok()
    }
}

/// `%E6%96%B0` as text; none where it is not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex =
            (*first == b'%').then(|| behind.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(bytes).ok()
}

fn wrong_alias(typed: &str) -> Diagnostic {
    let message = Say::new(
        format!("旧址 `{typed}` 不是本站的地址"),
        format!("`{typed}` is not an address of this site"),
    );
    let hint = Say::new(
        "写从网站根目录起的路径，如 `/news/123.html`",
        "write a path from the site's root, such as `/news/123.html`",
    );
    Diagnostic::error("wrong-alias", message).hint(hint)
}

impl Clash {
    fn say(&self, site: &Site, sources: &Sources) -> Option<Diagnostic> {
        if let (Owner::Record(_), Owner::Record(_)) = (self.first, self.second) {
            return None; // Two records have one page only if they have one id, and that has been said.
        }
        let address = self.path.address();
        let message = Say::new(
            format!("地址 `/{address}` 有两个来源"),
            format!("two sources want the address `/{address}`"),
        );
        let hint = Say::new("改其中一个的名字", "rename one of them");
        let mut diagnostic = Diagnostic::error("equal-paths", message).hint(hint);
        let here = place(self.second, site, sources)?; // Else two pages of the site itself, which cannot clash.
        diagnostic.place = Some(here);
        if let Some(there) = place(self.first, site, sources) {
            return Some(diagnostic.also(there, Say::new("另一个在这里", "the other is here")));
        }
        diagnostic.message = Say::new(
            format!("地址 `/{address}` 是网站自己的"),
            format!("the address `/{address}` is one of the site itself"),
        );
        diagnostic.hint = Some(Say::new("换一个名字", "choose another name"));
        Some(diagnostic)
    }
}

fn place(owner: Owner, site: &Site, sources: &Sources) -> Option<Place> {
    let at = |number: RecordNo, steps: &[Step]| {
        let record: &Record = site.record(number)?;
        super::place(sources, record, steps)
    };
    match owner {
        Owner::Record(number) => at(number, &[Step::Key("id")]),
        Owner::Alias(number, alias) => at(number, &alias_steps(alias)),
        Owner::Attachment(number, file) => at(number, &[Step::Key("attachments"), Step::Item(file as usize)]),
        Owner::Static(file) => sources.statics.get(file as usize).map(Place::file),
        Owner::Site => None,
    }
}
