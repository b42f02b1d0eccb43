//! Every address that the site holds leads to one of its files, and every file is led to.

use std::collections::BTreeSet;

use crate::bulletin::{BASE, Built, Page, built, none};

/// What machines ask for by name.
const FOR_MACHINES: [&str; 5] = ["robots.txt", "sitemap.xml", "catalogue.json", "404.html", "feed.json"];

/// The output for an address below the site's root.
fn output(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// `%E6` to what it stands for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, tail @ ..] = rest {
        let code =
            tail.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        (bytes, rest) = match code.filter(|_| *first == b'%') {
            Some(byte) => ([bytes, vec![byte]].concat(), &tail[2..]),
            None => ([bytes, vec![*first]].concat(), tail),
        };
    }
    String::from_utf8(bytes).unwrap()
}

/// The path that a relative address leads to from `page`; none where it leaves the site.
fn resolved(page: &str, address: &str) -> Option<String> {
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    if address.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts = address.split('/').peekable();
    while let Some(part) = parts.next() {
        match part {
            ".." => _ = steps.pop()?,
            "." | "" => {}
            name => steps.push(name),
        }
        if parts.peek().is_none() && matches!(part, "" | "." | "..") {
            steps.push("");
        }
    }
    Some(steps.join("/"))
}

/// Where the site stands on its host: what a page begins with that is shown at any address.
fn from_the_host() -> &'static str {
    &BASE[BASE.find("/sub/").unwrap()..]
}

/// Where a link leads.
enum To {
    /// An output, and the place on it.
    Inside(String, String),
    /// Another site.
    Outside,
    Wrong(&'static str),
}

fn lead(page: &Page, address: &str, whole: bool) -> To {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap();
    let fragment = decoded(fragment);
    if let Some(path) = path.strip_prefix(BASE).or(path.strip_prefix(from_the_host())) {
        let path = output(&decoded(path));
        return if whole { To::Inside(path, fragment) } else { To::Wrong("is a whole address") };
    }
    if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| path.starts_with(scheme)) {
        return To::Outside;
    }
    if path.starts_with('/') || path.contains(':') {
        return To::Wrong("neither relative nor of a known scheme");
    }
    match resolved(&page.page, path) {
        Some(path) => To::Inside(output(&decoded(&path)), fragment),
        None => To::Wrong("leads out of the site"),
    }
}

/// The outputs that a page leads to, and what is wrong with its links.
fn follow(site: &Built, page: &Page, faults: &mut Vec<String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    for link in &page.links {
        let whole = link.tag == "absolute" || page.page == "404.html" || site.redirects(page);
        let wrong = match lead(page, &link.to, whole) {
            To::Inside(path, _) if !site.files.contains(&path) => "leads to no output",
            To::Inside(path, place) => {
                let there = site.pages.get(&path).is_none_or(|page| page.ids.contains(&place));
                reached.insert(path);
                if there || place.is_empty() { continue } else { "leads to no place on its page" }
            }
            To::Outside if link.tag == "a" => continue,
            To::Outside => "is fetched from another site",
            To::Wrong(why) => why,
        };
        faults.push(format!("{}: {} {} {wrong}", page.page, link.tag, link.to));
    }
    reached
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let mut faults = Vec::new();
    for page in built().pages.values() {
        follow(built(), page, &mut faults);
    }
    none(&faults);
}

/// The whole addresses of this site in a file for machines.
pub fn addresses(text: &str) -> BTreeSet<String> {
    let end = |c: char| "\"'<>&#? \r\n\\)".contains(c);
    text.split(BASE).skip(1).map(|rest| rest.split(end).next().unwrap().to_owned()).collect()
}

#[test]
fn every_address_in_feeds_calendars_and_sitemap_is_an_output() {
    let site = built();
    let mut faults = Vec::new();
    for file in &site.files {
        if ![".xml", ".json", ".ics", ".txt"].iter().any(|ending| file.ends_with(ending)) {
            continue;
        }
        let text = site.text(file).replace("\r\n ", "");
        for address in addresses(&text) {
            if !site.files.contains(&output(&decoded(&address))) {
                faults.push(format!("{file}: {address} is no output"));
            }
        }
    }
    none(&faults);
}

/// What a file of the search or a style sheet names.
fn named(site: &Built, files: &BTreeSet<String>) -> BTreeSet<String> {
    let asks = |file: &&String| file.starts_with("search/") || file.ends_with(".css");
    let texts: Vec<String> = site.files.iter().filter(asks).map(|file| site.text(file)).collect();
    let name = |file: &String| file.rsplit('/').next().unwrap().to_owned();
    files.iter().filter(|file| texts.iter().any(|text| text.contains(&name(file)))).cloned().collect()
}

#[test]
fn nothing_lies_about_unused() {
    let site = built();
    let mut reached: BTreeSet<String> = FOR_MACHINES.map(str::to_owned).into();
    for page in site.pages.values() {
        let leads = follow(site, page, &mut Vec::new());
        reached.extend(leads.into_iter().filter(|path| *path != page.page));
        if site.redirects(page) {
            reached.insert(page.page.clone());
        }
    }
    let left: BTreeSet<String> = site.files.difference(&reached).cloned().collect();
    let left: Vec<String> = left.difference(&named(site, &left)).cloned().collect();
    // Found by their names: the index of the search, and what stands where in a printed issue.
    let search = |file: &String| file.starts_with("search/") && file.ends_with(".js");
    let layout = |file: &String| file.starts_with("issues/") && file.ends_with("/layout.json");
    none(&left.into_iter().filter(|file| !search(file) && !layout(file)).collect::<Vec<_>>());
}
