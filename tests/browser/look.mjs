// Looks at one page of every kind: narrow and wide, light and dark, with and without scripts.
// Run by tests/site: look.mjs SITE TOOLS SHOTS; prints what is wrong, a line a fault.
import { join } from "node:path";
import { Faults, HOST, accessible, launch, watch } from "./chromium.mjs";
import { kinds } from "./pages.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools, shots] = process.argv.slice(2);
const HOME = HOST + BELOW;
const SIZES = [{ width: 360, height: 740 }, { width: 1280, height: 900 }];
const SCHEMES = ["light", "dark"];
const faults = new Faults();
let where = "";

/** What can be seen of a page from inside it. */
function measure() {
  const page = document.documentElement;
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > page.clientWidth + 1 && !element.closest(".scroll, pre, table"))
    .slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
  return {
    over: page.scrollWidth - page.clientWidth,
    wide,
    headings: document.querySelectorAll("h1").length,
    lang: page.lang,
    scripted: page.classList.contains("scripted"),
    covers: [...document.body.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      return ["fixed", "sticky"].includes(style.position) && element.getClientRects().length > 0;
    }).map((element) => element.className),
  };
}

/** The addresses of pictures that do not come. */
async function brokenPictures() {
  const broken = [];
  for (const picture of document.images) {
    picture.loading = "eager";
    await picture.decode().catch(() => broken.push(picture.currentSrc || picture.src));
  }
  return broken;
}

async function fits(page) {
  const seen = await page.evaluate(measure);
  faults.check(seen.over <= 0, where, `scrolls sideways by ${seen.over} px: ${seen.wide.join(", ")}`);
  return seen;
}

function name(what, size, scheme) {
  return join(shots, `${what.replace(/[^a-z0-9]+/g, "-")}-${size.width}-${scheme}.png`);
}

/** A page with scripts, at both sizes and in both colours. */
async function scripted(page, what, path) {
  where = what;
  await page.setViewportSize(SIZES[0]);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await page.goto(HOME + path);
  if (what === "redirect") return page.waitForURL((url) => !url.pathname.endsWith(path));
  const seen = await page.evaluate(measure);
  faults.check(seen.headings === 1, where, `${seen.headings} elements h1`);
  faults.check(seen.lang === "zh-CN", where, `lang is ${seen.lang}`);
  faults.check(seen.scripted, where, "scripts do not run");
  for (const broken of await page.evaluate(brokenPictures)) faults.check(false, where, `picture does not load: ${broken}`);
  for (const size of SIZES) {
    for (const colorScheme of SCHEMES) {
      where = `${what} (/${path}), ${size.width} px, ${colorScheme}`;
      await page.setViewportSize(size);
      await page.emulateMedia({ media: "screen", colorScheme });
      await fits(page);
      await accessible(page, tools, where, faults);
      await page.screenshot({ path: name(what, size, colorScheme), fullPage: true });
    }
  }
  where = `${what} (/${path}), printed`;
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  const printed = await page.evaluate(measure);
  faults.check(printed.covers.length === 0, where, `lies over the text: ${printed.covers.join(", ")}`);
}

/** A page without scripts: whole, and as accessible. */
async function plain(page, what, path) {
  await page.goto(HOME + path);
  if (what === "redirect") return page.waitForURL((url) => !url.pathname.endsWith(path));
  for (const size of SIZES) {
    where = `${what} (/${path}), ${size.width} px, no script`;
    await page.setViewportSize(size);
    const seen = await fits(page);
    faults.check(!seen.scripted, where, "scripts run");
    const text = await page.evaluate(() => document.querySelector("main")?.innerText.trim().length ?? 0);
    faults.check(text > 0, where, "shows nothing");
  }
  await page.screenshot({ path: join(shots, `${what.replace(/[^a-z0-9]+/g, "-")}-plain.png`) });
}

async function look(browser, options, each) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  watch(page, HOME, () => where, faults);
  for (const [what, path] of [...kinds(site), ["missing page", "no/such/page/"]]) {
    where = what;
    await each(page, what, path).catch((error) => faults.check(false, where, error.message));
  }
  await context.close();
}

const server = await serve(site);
const browser = await launch(tools, server.port);
await look(browser, {}, scripted);
await look(browser, { javaScriptEnabled: false }, plain);
await browser.close();
server.close();
faults.end();
