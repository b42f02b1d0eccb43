// Looks at dossiers, rolls of honour and brands by place: at 320 and 1280 px, light and dark, printed and without scripts.
// Run by tests/site: dossiers.mjs SITE TOOLS SHOTS; prints what is wrong, a line a fault.
import { join } from "node:path";
import { Faults, HOST, accessible, launch, watch } from "./chromium.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools, shots] = process.argv.slice(2);
const HOME = HOST + BELOW;
const PAGES = {
  place: "places/chongchuan/hongqiao/xinqiao/",
  street: "places/chongchuan/hepingqiao/",
  team: "orgs/leifeng-chedui/",
  brand: "brands/ziteng-huakai-brand/",
  chain: "programmes/yushu-zhuxue/",
  line: "projects/sj-2024-jiakong/",
  brands: "brands/",
  roll: "places/",
};
const faults = new Faults();
let where = "";

/** Nothing is wider than the page, and headings below the first do not jump a level down. */
function shape() {
  const page = document.documentElement;
  const levels = [...document.querySelectorAll("main :is(h1, h2, h3, h4)")].map((heading) => Number(heading.tagName[1]));
  return {
    over: page.scrollWidth - page.clientWidth,
    jumps: levels.some((level, at) => at > 0 && level > levels[at - 1] + 1),
    charts: [...document.querySelectorAll(".history svg")].map((svg) => [svg.querySelector("title").textContent, svg.querySelector("desc").textContent]),
  };
}

async function look(page, what, path) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      where = `${what}, ${width} px, ${colorScheme}`;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media: "screen", colorScheme });
      await page.goto(HOME + path);
      const seen = await page.evaluate(shape);
      faults.check(seen.over <= 0, where, `scrolls sideways by ${seen.over} px`);
      faults.check(!seen.jumps, where, "a heading jumps a level");
      for (const [title, text] of seen.charts) faults.check(title && /\d/.test(text), where, `a chart without words: ${title} ${text}`);
      await accessible(page, tools, where, faults);
      await page.screenshot({ path: join(shots, `${what}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

/** The lists beside a page come when they are asked for by keys. */
async function lists(page, what, path) {
  where = `${what}, its lists`;
  await page.goto(HOME + path);
  const links = await page.locator(".history .files a, .roll .files a").all();
  faults.check(links.length === 2, where, `${links.length} links`);
  for (const link of links) {
    await link.focus();
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    faults.check(/\.(csv|json)$/.test(download.suggestedFilename()), where, download.suggestedFilename());
  }
}

const server = await serve(site);
const browser = await launch(tools, server.port);
const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
watch(page, HOME, () => where, faults);
for (const [what, path] of Object.entries(PAGES)) await look(page, what, path).catch((error) => faults.check(false, where, error.message));
for (const what of ["place", "roll"]) await lists(page, what, PAGES[what]).catch((error) => faults.check(false, where, error.message));
const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
for (const [what, path] of Object.entries(PAGES)) {
  where = `${what}, no script`;
  await plain.setViewportSize({ width: 320, height: 900 });
  await plain.goto(HOME + path);
  const seen = await plain.evaluate(shape);
  faults.check(seen.over <= 0, where, `scrolls sideways by ${seen.over} px`);
}
await browser.close();
server.close();
faults.end();
