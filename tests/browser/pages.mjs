// Which pages to look at: one of every kind of page. In: the folder of a site; out: [what, path] pairs.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const RUNNING = ["news", "feature", "story", "brief", "photo", "notice", "activity"];
const STANDING = ["programme", "project", "place", "org", "person", "scheme", "ledger", "brand", "term", "meeting", "page"];
const SORTS = ["columns", "places", "kinds", "tags", "orgs", "people"];
const INDEXES = ["programmes", "projects", "schemes", "ledgers", "brands", "terms", "meetings"];

/** The paths of all pages, `a/b/` for `a/b/index.html`. */
export function every(site, below = "") {
  const pages = [];
  const entries = readdirSync(join(site, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) pages.push(...every(site, `${below}${entry.name}/`));
    else if (entry.name === "index.html") pages.push(below);
    else if (entry.name.endsWith(".html")) pages.push(below + entry.name);
  }
  return pages;
}

/** The text of a page. */
export function text(site, page) {
  return readFileSync(join(site, page === "" || page.endsWith("/") ? `${page}index.html` : page), "utf8");
}

/** The fullest page of several, where most can go wrong. */
function fullest(site, pages) {
  const length = (page) => text(site, page).length;
  return pages.reduce((best, page) => (length(page) > length(best) ? page : best));
}

export function catalogue(site) {
  return JSON.parse(readFileSync(join(site, "catalogue.json"), "utf8"));
}

function records(site) {
  const { records: running, standing } = catalogue(site);
  const found = [];
  for (const [kinds, all] of [[RUNNING, running], [STANDING, standing]]) {
    for (const kind of kinds) {
      const pages = all.filter((record) => record.kind === kind).map(({ url }) => url.slice(1));
      if (pages.length === 0) throw new Error(`the demonstration has no ${kind}`);
      found.push([`record: ${kind}`, fullest(site, pages)]);
    }
  }
  const longest = running.reduce((best, record) => ((record.title ?? "").length > (best.title ?? "").length ? record : best));
  found.push(["record: longest title", longest.url.slice(1)]);
  return found;
}

function listings(site, pages) {
  const found = [];
  for (const sort of SORTS) {
    const below = pages.filter((page) => page.startsWith(`${sort}/`) && page !== `${sort}/`);
    const years = below.filter((page) => /\/\d{4}\/$/.test(page));
    const months = below.filter((page) => /\/\d{4}\/\d\d\/$/.test(page));
    const whole = below.filter((page) => !years.includes(page) && !months.includes(page));
    found.push([`index: ${sort}`, `${sort}/`], [`listing: ${sort}`, fullest(site, whole)]);
    if (years.length > 0) found.push([`listing of a year: ${sort}`, fullest(site, years)]);
    if (months.length > 0) found.push([`listing of a month: ${sort}`, fullest(site, months)]);
  }
  return found;
}

/** One page of every kind, as [what, path]. */
export function kinds(site) {
  const pages = every(site);
  const redirect = pages.find((page) => text(site, page).includes('http-equiv="refresh"'));
  const found = [["front", ""], ...records(site)];
  found.push(["week", fullest(site, pages.filter((page) => /^issues\/./.test(page)))], ["issues", "issues/"]);
  found.push(["year", fullest(site, pages.filter((page) => /^\d{4}\/$/.test(page)))]);
  const month = pages.find((page) => /^\d{4}\/\d\d\/$/.test(page));
  if (month) found.push(["month", month]);
  if (pages.includes("years/")) found.push(["years", "years/"]);
  const calendar = (name) => pages.filter((page) => name.test(page));
  found.push(["map", "map/"]);
  // Where a place lies: among its neighbours, and with what lies in it.
  const drawn = pages.filter((page) => page.startsWith("places/") && text(site, page).includes("map-place"));
  for (const mark of ['class="near"', "<rect x"]) {
    found.push([`a place on the ground: ${mark}`, fullest(site, drawn.filter((page) => text(site, page).includes(mark)))]);
  }
  found.push(["a story taken up", fullest(site, pages.filter((page) => text(site, page).includes('class="box published"')))]);
  found.push(["calendar", "calendar/"]);
  found.push(["week of the calendar", fullest(site, calendar(/^calendar\/\d{4}-W\d\d\/$/))]);
  found.push(["month of the calendar", fullest(site, calendar(/^calendar\/\d{4}-\d\d\/$/))]);
  found.push(...listings(site, pages));
  for (const index of INDEXES) if (existsSync(join(site, index, "index.html"))) found.push([`index: ${index}`, `${index}/`]);
  found.push(["search", "search/"], ["404", "404.html"]);
  if (redirect === undefined) throw new Error("the demonstration has no redirect");
  found.push(["redirect", redirect]);
  return found;
}
