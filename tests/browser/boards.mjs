// Boards, meetings and ledgers: on a phone and on a desk, for all readers, and on paper.
// Run by tests/site: boards.mjs SITE TOOLS OUT; prints what is wrong, a line a fault.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Faults, HOST, accessible, launch, watch } from "./chromium.mjs";
import { catalogue, text } from "./pages.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools, out] = process.argv.slice(2);
const HOME = HOST + BELOW;
const faults = new Faults();
let where = "";

const standing = catalogue(site).standing.map(({ kind, url }) => [kind, url.slice(1)]);
const of = (kind) => standing.filter(([other]) => other === kind).map(([, path]) => path);
const boards = of("programme").filter((path) => text(site, path).includes('class="board'));
const pictured = boards.filter((path) => text(site, path).includes("board pictured"));
const ledgers = of("ledger"), meetings = of("meeting").filter((path) => text(site, path).includes('class="sequence"'));
const covered = ledgers.filter((path) => text(site, path).includes("data coverage"));
const summed = ledgers.filter((path) => text(site, path).includes("<tfoot>"));

/** What of a page reaches over its right edge. */
function over() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

async function readable(page, path) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      where = `/${path}, ${width} px, ${colorScheme}`;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ media: "screen", colorScheme });
      await page.goto(HOME + path);
      const wide = await page.evaluate(over);
      faults.check(wide <= 0, where, `scrolls sideways by ${wide} px`);
      await accessible(page, tools, where, faults);
      await page.screenshot({ path: join(out, `${path.replaceAll("/", "-")}${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

/** The files that a page offers beside itself are there, and say what the page shows. */
async function data(page, path) {
  where = `/${path}, data`;
  await page.goto(HOME + path);
  const links = await page.locator('.dossier > .files a[download]').evaluateAll((all) => all.map(({ href }) => href));
  faults.check(links.length === 2, where, `${links.length} files`);
  for (const link of links) {
    const answer = await page.request.get(link.replace(HOST, new URL(`http://127.0.0.1:${server.port}`).origin));
    faults.check(answer.ok(), where, `${answer.status()}: ${link}`);
  }
  return JSON.parse(readFileSync(join(site, path, links.map((link) => link.split("/").pop()).find((name) => name.endsWith(".json")))));
}

async function pictures(page, path) {
  where = `/${path}, pictures`;
  await page.setViewportSize({ width: 320, height: 800 });
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await page.goto(HOME + path);
  const seen = await page.locator(".shots img").evaluateAll((all) => all.map((image) => ({ loading: image.loading, alt: image.alt, width: image.getBoundingClientRect().width })));
  faults.check(seen.length > 0, where, "no pictures");
  for (const image of seen) {
    faults.check(image.loading === "lazy", where, "a picture that does not wait");
    faults.check(image.width >= 80, where, `a picture of ${image.width} px`);
  }
}

/** Every row of a coverage has a head, and every cell says something in words. */
async function coverage(page, path) {
  where = `/${path}, coverage`;
  await page.goto(HOME + path);
  const cells = await page.locator(".coverage tbody td").evaluateAll((all) => all.map((cell) => [...cell.childNodes]
    .filter((node) => !(node.getAttribute?.("aria-hidden") === "true")).map((node) => node.textContent).join("").trim()));
  faults.check(cells.length > 0 && cells.every((words) => words !== "" && words !== "✓"), where, `cells without words: ${cells}`);
  const [rows, heads] = [await page.locator(".coverage tbody tr").count(), await page.locator(".coverage tbody th[scope=row]").count()];
  faults.check(rows === heads, where, `${heads} heads of ${rows} rows`);
}

/** A printed board has a box for each project, ticked where it is done, all groups open, and no menus. */
async function printed(page, path) {
  where = `/${path}, printed`;
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.goto(HOME + path);
  const seen = await page.evaluate(() => ({
    boxes: [...document.querySelectorAll(".parts li")].map((item) => {
      const box = getComputedStyle(item, "::before");
      return { width: parseFloat(box.width), border: box.borderTopWidth, tick: box.content, done: item.classList.contains("done"), shown: item.checkVisibility({ contentVisibilityAuto: true }) };
    }),
    hidden: [...document.querySelectorAll(".reports, .files, .menu")].filter((element) => element.checkVisibility()).map((element) => element.className),
  }));
  faults.check(seen.boxes.length > 0, where, "no projects");
  for (const box of seen.boxes) {
    faults.check(box.width > 5 && box.border !== "0px", where, "a project without a box");
    faults.check(box.shown, where, "a project that is folded away");
    faults.check(box.tick.includes("✓") === box.done, where, `a box ${box.tick} of a project that is ${box.done ? "" : "not "}done`);
  }
  faults.check(seen.hidden.length === 0, where, `is printed: ${seen.hidden}`);
  const pdf = join(out, `${path.replaceAll("/", "-")}board.pdf`);
  await page.pdf({ path: pdf, format: "A4", printBackground: false });
  const pages = readFileSync(pdf, "latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  faults.check(statSync(pdf).size > 5000 && pages >= 1, where, `a PDF of ${pages} pages`);
}

for (const [what, all] of Object.entries({ boards, pictured, ledgers, meetings, covered, summed })) {
  faults.check(all.length > 0, "the demonstration", `has no ${what}`);
}
const server = await serve(site);
const browser = await launch(tools, server.port);
const context = await browser.newContext();
const page = await context.newPage();
watch(page, HOME, () => where, faults);
const looks = [...new Set([pictured[0], boards[0], summed[0], covered[0], ...meetings.slice(0, 2)])];
for (const path of looks) await readable(page, path);
for (const path of [boards[0], pictured[0]]) {
  const rows = await data(page, path);
  const shown = (text(site, path).match(/<li/g) ?? []).length;
  faults.check(rows.projects.length > 0 && rows.projects.length <= shown, where, `${rows.projects.length} projects of ${shown} items`);
}
for (const path of [summed[0], covered[0]]) faults.check((await data(page, path)).rows.length > 0, where, "no rows");
await pictures(page, pictured[0]);
await coverage(page, covered[0]);
for (const path of boards) await printed(page, path);
await browser.close();
server.close();
writeFileSync(join(out, "looked-at.txt"), looks.join("\n"));
faults.end();
