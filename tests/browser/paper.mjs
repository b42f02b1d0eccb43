// Reads printed issues in the browser: with a pointer, by keys, on a phone and without scripts, over HTTP below a path and
// from a disk. Run by tests/site: paper.mjs SITE TOOLS; prints what is wrong, a line a fault.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Faults, HOST, accessible, launch, watch } from "./chromium.mjs";
import { every, text } from "./pages.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools] = process.argv.slice(2);
const WIDTHS = [390, 820, 1440];
const CLEAR = "rgba(0, 0, 0, 0)";
const faults = new Faults();
let where = "";

const check = (right, what) => faults.check(right, where, what);
const issues = every(site).filter((page) => /^issues\/./.test(page) && text(site, page).includes("data-paper"));
// The one with the most areas, where most can go wrong.
const fullest = issues.reduce((best, page) => (text(site, page).split("<area ").length > text(site, best).split("<area ").length ? page : best));

/** The hot spots of every page of an issue, in pixels of its picture, and where picture and drawing are shown. */
function spots() {
  const box = (element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height]; };
  return [...document.querySelectorAll("[data-paper]")].map((page) => {
    const [picture, drawing] = [page.querySelector("img"), page.querySelector("svg")];
    const map = document.querySelector(`map[name="${picture.useMap.slice(1)}"]`);
    return {
      name: page.id,
      map: map?.name,
      size: [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))],
      ratio: picture.naturalWidth / picture.naturalHeight,
      apart: Math.max(...box(picture).map((at, side) => Math.abs(at - box(drawing)[side]))),
      shown: box(picture)[2],
      areas: [...map.areas].map((area) => ({ edges: area.coords.split(",").map(Number), to: area.href })),
      links: [...drawing.querySelectorAll("a")].map((link) => {
        const at = (side) => Number(link.querySelector("rect").getAttribute(side));
        const edges = [at("x"), at("y"), at("x") + at("width"), at("y") + at("height")];
        return { edges, to: new URL(link.href.baseVal, document.baseURI).href, story: link.dataset.story, stops: link.tabIndex >= 0, name: link.getAttribute("aria-label") };
      }),
      listed: [...page.querySelectorAll("li[data-story]")].map((line) => line.dataset.story),
    };
  });
}

/** Whether two rectangles share more than an edge. */
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** The file of the site that an address leads to. */
function output(home, address) {
  const path = decodeURIComponent(address.slice(home.length).split(/[?#]/)[0]);
  return join(site, path === "" || path.endsWith("/") ? `${path}index.html` : path);
}

/** Hot spots are inside their picture, apart from each other, and lead to the story that they name. */
function checkSpots(home, page) {
  check(page.areas.length > 0 && page.areas.length === page.links.length, `${page.name}: ${page.areas.length} areas, ${page.links.length} links`);
  check(Math.abs(page.ratio - page.size[0] / page.size[1]) < 0.005, `${page.name}: the picture has other proportions than it says`);
  page.links.forEach((link, at) => {
    const [left, top, right, bottom] = link.edges;
    check(left >= 0 && top >= 0 && left < right && top < bottom && right <= page.size[0] && bottom <= page.size[1], `${page.name}: ${link.story} is outside the picture: ${link.edges}`);
    check(String(link.edges) === String(page.areas[at]?.edges) && link.to === page.areas[at]?.to, `${page.name}: map and drawing differ at ${link.story}`);
    for (const other of page.links.slice(at + 1)) check(!overlap(link.edges, other.edges), `${page.name}: ${link.story} and ${other.story} overlap`);
    const target = output(home, link.to);
    check(existsSync(target) && readFileSync(target, "utf8").includes(`data-record="${link.story}"`), `${page.name}: ${link.to} is not the page of ${link.story}`);
    check(page.listed.includes(link.story), `${page.name}: ${link.story} is not in the list beside`);
  });
  const stops = page.links.filter((link) => link.stops).map((link) => link.story);
  check(stops.length === new Set(stops).size && stops.length === page.listed.length, `${page.name}: keys stop at ${stops.join(", ")}`);
}

/** What is drawn of a story, and said beside it. */
function shown([index, story]) {
  const page = document.querySelectorAll("[data-paper]")[index];
  const caption = page.querySelector("[data-caption]");
  const strokes = [...page.querySelectorAll(`svg [data-story="${story}"] rect`)].map((area) => getComputedStyle(area).stroke);
  const [inner, outer] = [caption.getBoundingClientRect(), page.querySelector("img").getBoundingClientRect()];
  return {
    strokes,
    caption: caption.hidden ? "" : caption.textContent,
    inside: caption.hidden || (inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1),
    lit: page.querySelector(`li[data-story="${story}"]`).classList.contains("pointed"),
  };
}

/** A story that is pointed at is outlined wherever it stands on the page, named over it, and marked in the list. */
async function checkShown(page, [index, link], how) {
  const seen = await page.evaluate(shown, [index, link.story]);
  check(seen.strokes.every((stroke) => stroke !== CLEAR && stroke !== "none"), `${how} does not outline ${link.story}: ${seen.strokes}`);
  check(seen.caption === link.name && seen.inside, `${how} shows ${seen.caption || "nothing"} for ${link.story}${seen.inside ? "" : ", not over the page"}`);
  check(seen.lit, `${how} does not mark ${link.story} in the list`);
}

const spot = (page, index, story) => page.locator("[data-paper]").nth(index).locator(`svg [data-story="${story}"] rect`).first();

async function eager(page) {
  await page.evaluate(async () => {
    for (const picture of document.images) { picture.loading = "eager"; await picture.decode(); }
  });
}

/** All hot spots of all issues; at three widths the drawing lies on its picture, and the pointer finds the stories. */
async function pointer(page, home, index) {
  for (const path of issues) {
    where = `${home}: ${path}`;
    await page.goto(home + path + index);
    await eager(page);
    const pages = await page.evaluate(spots);
    check(pages[0].map === "PagePicMap", `the first map is called ${pages[0].map}`);
    for (const one of pages) checkSpots(home, one);
  }
  for (const width of WIDTHS) {
    where = `${home}: ${fullest} at ${width} px`;
    await page.setViewportSize({ width, height: 900 });
    await page.goto(home + fullest + index);
    await eager(page);
    const pages = await page.evaluate(spots);
    for (const [at, one] of pages.entries()) {
      check(one.apart < 1 && one.shown > Math.min(width, 736) * 0.85, `${one.name}: the drawing is ${one.apart} px beside its picture, which is ${one.shown} px wide`);
      for (const link of one.links.filter((link) => link.stops)) {
        await spot(page, at, link.story).hover();
        await checkShown(page, [at, link], "the pointer");
      }
    }
    if (home.startsWith(HOST)) await accessible(page, tools, where, faults);
  }
}

/** Tab comes to every story of a page in the order of reading, shows it, and Enter opens it. */
async function keys(page, home, index) {
  where = `${home}: ${fullest} by keys`;
  await page.goto(home + fullest + index);
  await eager(page);
  const pages = await page.evaluate(spots);
  for (const [at, one] of pages.entries()) {
    await page.locator("[data-paper]").nth(at).locator(".paper-bar a").last().focus();
    for (const link of one.links.filter((link) => link.stops)) {
      await page.keyboard.press("Tab");
      const story = await page.evaluate(() => document.activeElement.dataset.story);
      check(story === link.story, `Tab comes to ${story}, not to ${link.story}`);
      await checkShown(page, [at, link], "the focus");
    }
  }
  const last = pages.at(-1).links.filter((link) => link.stops).at(-1);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href === last.to + index, { timeout: 5000 }).catch(() => check(false, `Enter leads to ${page.url()}, not to ${last.to}${index}`));
}

/** Pages, files, neighbours and calendar are where they are looked for. */
async function ways(page, home, index) {
  where = `${home}: ${fullest}, what it leads to`;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(home + fullest + index);
  const found = await page.evaluate(() => {
    const to = (selector) => [...document.querySelectorAll(selector)].map((link) => link.href);
    return {
      pages: [...document.querySelectorAll("[data-paper]")].map((one) => one.id),
      chips: to(".paper-nav a"), turns: to(".paper-turn a"), pdfs: to("a.pdf"),
      beside: to(".beside-issue a"), days: to(".same-month td a"),
    };
  });
  const within = (links) => links.filter((link) => link.includes("#")).map((link) => link.split("#")[1]);
  check(found.pages.every((one) => within(found.chips).includes(one)), `${found.chips} do not lead to ${found.pages}`);
  check(found.turns.length === 2 * (found.pages.length - 1) && within(found.turns).every((one) => found.pages.includes(one)), `${found.turns} do not turn the pages`);
  check(found.pdfs.length === found.pages.length + 1, `${found.pdfs.length} PDFs`);
  for (const pdf of found.pdfs) check(readFileSync(output(home, pdf)).subarray(0, 5).equals(Buffer.from("%PDF-")), `${pdf} is no PDF`);
  check(found.beside.length > 0 && found.days.length > 0, "no other issue is near");
  for (const link of [...found.beside, ...found.days]) check(existsSync(output(home, link)), `${link} is no output`);
  for (const chip of found.chips.filter((link) => link.includes("#"))) {
    await page.locator(`.paper-nav a[href="#${chip.split("#")[1]}"]`).click();
    const top = await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, chip.split("#")[1]);
    check(top < 900 && top > -1, `${chip} is ${top} px from the top`);
  }
}

/** A record leads back to its place, which is outlined; its page has what gatherers of digital papers look for. */
async function back(page, home, index) {
  const stories = [];
  for (const path of issues) {
    await page.goto(home + path + index);
    // A story that goes on is on the page where it begins.
    const first = (one) => one.links.find((link) => !stories.some(([, { story }]) => story === link.story));
    for (const one of await page.evaluate(spots)) if (first(one)) stories.push([one, first(one)]);
  }
  for (const [one, link] of stories) {
    where = `${home}: back from ${link.story}`;
    await page.goto(link.to + index);
    const number = one.name.replace(/\D+/, "");
    const source = await page.content();
    for (const field of ["<title>", "<author>", "<subtitle>", "<introtitle>", `<nodeid>${number}</nodeid>`]) {
      check(source.split("<!--enpproperty ")[1]?.split("-->")[0].includes(field), `the comment has no ${field}`);
    }
    check(/<!--enpcontent-->[^]*data-body[^]*<!--\/enpcontent-->/.test(source), "the body is not marked for gatherers");
    check((await page.locator(".in-issue").innerText()).includes(`第${number}版`), "it does not say its page");
    await page.locator(".in-issue a").click();
    await page.waitForURL((url) => url.hash === `#${link.story}`, { timeout: 5000 }).catch(() => check(false, `leads to ${page.url()}`));
    const seen = await page.evaluate((story) => {
      const box = document.querySelector(":target")?.getBoundingClientRect();
      const area = document.querySelector(`svg [data-story="${story}"] rect`);
      return { stroke: getComputedStyle(area).stroke, near: box && box.bottom > 0 && box.top < innerHeight };
    }, link.story);
    check(seen.stroke !== CLEAR && seen.stroke !== "none" && seen.near, `its place on ${one.name} is not shown: ${JSON.stringify(seen)}`);
  }
}

/** A tap on any story opens it. */
async function taps(page, home, index) {
  await page.goto(home + fullest + index);
  await eager(page);
  const pages = await page.evaluate(spots);
  for (const [at, one] of pages.entries()) for (const link of one.links.filter((link) => link.stops)) {
    where = `${home}: a tap on ${link.story}`;
    await page.goto(home + fullest + index);
    await spot(page, at, link.story).tap();
    await page.waitForURL((url) => url.href === link.to + index, { timeout: 5000 }).catch(() => check(false, `leads to ${page.url()}`));
  }
}

/** Without scripts a story is outlined under pointer and focus, and opens. */
async function plain(page, home, index) {
  where = `${home}: ${fullest} without scripts`;
  await page.goto(home + fullest + index);
  const links = page.locator("[data-paper] svg a[tabindex], [data-paper] svg a:not([tabindex])");
  const stroke = (link) => link.locator("rect").evaluate((area) => getComputedStyle(area).stroke);
  const first = links.first();
  await page.mouse.move(0, 0);
  check((await stroke(first)) === CLEAR || (await stroke(first)) === "none", "a story is outlined that nobody points at");
  await first.locator("rect").hover();
  check(![CLEAR, "none"].includes(await stroke(first)), "the pointer outlines nothing");
  check((await first.locator("title").count()) === 1, "nothing names the story under the pointer");
  await page.mouse.move(0, 0);
  await page.locator(".paper-bar a").first().focus();
  for (let tab = 0; tab < 4 && !(await page.evaluate("document.activeElement.matches('svg a')")); tab++) await page.keyboard.press("Tab");
  check(![CLEAR, "none"].includes(await stroke(first)), "the focus outlines nothing");
  const to = new URL(await first.getAttribute("href"), page.url()).href;
  await first.locator("rect").click();
  await page.waitForURL((url) => url.href === to + index, { timeout: 5000 }).catch(() => check(false, `a click leads to ${page.url()}`));
}

const server = await serve(site);
const browser = await launch(tools, server.port);
check(issues.length > 0, "no issue is printed");

async function visit(options, [home, index], deeds) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  watch(page, home, () => where, faults);
  for (const deed of deeds) await deed(page, home, index).catch((error) => check(false, error.message));
  await context.close();
}

const served = [HOST + BELOW, ""];
await visit({}, served, [pointer, keys, ways, back]);
await visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, served, [taps]);
await visit({ javaScriptEnabled: false }, served, [plain]);
await visit({}, [pathToFileURL(`${site}/`).href, "index.html"], [keys, ways]);
await browser.close();
server.close();
faults.end();
