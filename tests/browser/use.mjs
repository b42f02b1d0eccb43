// Uses the site as a reader does, over HTTP and from a disk. Run by tests/site: use.mjs SITE TOOLS.
import { pathToFileURL } from "node:url";
import { Faults, HOST, launch, watch } from "./chromium.mjs";
import { kinds } from "./pages.mjs";
import { Reader } from "./reader.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools] = process.argv.slice(2);
const faults = new Faults();
const server = await serve(site);
const browser = await launch(tools, server.port);

async function visit(way, home, index) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const reader = new Reader({ page, home, index, site, faults });
  watch(page, home, () => `${way}: ${reader.where}`, faults);
  const deeds = [
    () => reader.keyboard(1280), () => reader.keyboard(360), () => reader.switches(), () => reader.menu(),
    () => reader.search(), () => reader.filters(), () => reader.follow(),
  ];
  for (const deed of deeds) await deed().catch((error) => faults.check(false, `${way}: ${reader.where}`, error.message));
  if (index) for (const [what, path] of kinds(site)) {
    // A page for what is missing is shown at any address, so its own addresses are whole ones.
    if (what === "404" || what === "redirect") continue;
    reader.where = what;
    await reader.open(path);
    const styled = await page.evaluate(() => getComputedStyle(document.body).fontFamily !== "");
    faults.check(styled, `${way}: ${what}`, "is not styled");
  }
  await context.close();
}

await visit("http", HOST + BELOW, "");
await visit("disk", pathToFileURL(`${site}/`).href, "index.html");
await browser.close();
server.close();
faults.end();
