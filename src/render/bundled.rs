//! The files of the default theme that are inside the binary.
//!
//! What surprised us: one table is enough for everything; what a file is for shows in its folder.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../themes/default/", $path)))),*]
    };
}

/// Path in the theme's folder, and text.
pub const FILES: &[(&str, &str)] = files![
    "icons/icon.svg",
    "print/paper.typ",
    "print/sheet.typ",
    "print/tally.typ",
    "scripts/early.js",
    "scripts/search-engine.js",
    "scripts/search.js",
    "scripts/site.js",
    "styles/1-tokens.css",
    "styles/2-frame.css",
    "styles/3-front.css",
    "styles/4-story.css",
    "styles/5-lists.css",
    "styles/6-calendar.css",
    "styles/6-dossier.css",
    "styles/6-figures.css",
    "styles/6-paper.css",
    "styles/7-print.css",
    "templates/404.html",
    "templates/calendar.html",
    "templates/card.html",
    "templates/components/calendar.html",
    "templates/components/dossier.html",
    "templates/components/figures.html",
    "templates/components/front.html",
    "templates/components/lists.html",
    "templates/components/paper.html",
    "templates/components/picture.html",
    "templates/components/story.html",
    "templates/dossier.html",
    "templates/figures.html",
    "templates/footer.html",
    "templates/front.html",
    "templates/header.html",
    "templates/index.html",
    "templates/issue.html",
    "templates/issues.html",
    "templates/kind.html",
    "templates/layout.html",
    "templates/line.html",
    "templates/listing.html",
    "templates/month.html",
    "templates/page.html",
    "templates/record.html",
    "templates/redirect.html",
    "templates/search.html",
    "templates/standing.html",
    "templates/week.html",
    "templates/year.html",
    "texts/en.yaml",
    "texts/zh-CN.yaml",
];
