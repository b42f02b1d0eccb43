// Edits a bulletin as an editor does, and looks at what becomes of the page that is open.
// Run by tests/watch: edit.mjs PROGRAM BULLETIN TOOLS; prints what is wrong, a line a fault.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Faults, launch, watch } from "./chromium.mjs";
import { PATIENCE, Running } from "./running.mjs";

const [program, folder, tools] = process.argv.slice(2);
const axe = readFileSync(createRequire(join(tools, "node_modules/")).resolve("axe-core/axe.min.js"), "utf8");
const RECORD = "content/2024/r1.md";
const PAGE = "2024/r1/";
const STYLE = "themes/default/styles/9-own.css";
const PANEL = "jianbao-panel";
const faults = new Faults();
const running = new Running(program, folder);
let where = "";

const check = (right, what) => faults.check(right, where, what);

/** Whether the page comes to be such that `is` says yes. */
async function comes(page, what, is, argument) {
  const came = await page.waitForFunction(is, argument, { timeout: PATIENCE }).then(() => true, () => false);
  check(came, `it never came to this: ${what}`);
  return came;
}

const shows = (page, words) => comes(page, `the page shows ${words}`, (said) => document.body?.textContent.includes(said), words);
const styled = (page, colour) =>
  comes(page, `the page is ${colour}`, (said) => getComputedStyle(document.querySelector("main")).borderTopColor === said, colour);
const title = (page, words) => comes(page, `the title has ${words}`, (said) => document.title.includes(said), words);

/** The panel of what is wrong, once it shows `words`. */
async function panel(page, words) {
  const found = page.locator(PANEL).filter({ hasText: words });
  const came = await found.waitFor({ timeout: PATIENCE }).then(() => true, () => false);
  check(came, `no panel shows ${words}`);
  return found;
}

async function panelGoes(page) {
  const gone = await page.locator(PANEL).waitFor({ state: "detached", timeout: PATIENCE }).then(() => true, () => false);
  check(gone, "the panel does not go away");
}

/** Saves the record with a further paragraph. */
function add(words) { running.save(RECORD, `${running.read(RECORD)}\n${words}。\n`); }

function mistake(line) {
  const right = running.read(RECORD);
  running.save(RECORD, right.replace("---\n", `---\n${line}\n`));
  return right;
}

// --- What an editor does ---

async function text(page) {
  await page.goto(running.home + PAGE);
  await page.evaluate(() => scrollTo({ top: 1234, behavior: "instant" }));
  for (const words of ["第一次存", "第二次存"]) {
    add(words);
    await shows(page, words);
    await comes(page, "the page stands where it stood", () => document.readyState === "complete" && scrollY === 1234);
  }
}

/** Waits until nothing comes any more that was saved before: the newspaper's pages are made up behind everything else. */
async function quiet() {
  const now = async () => (await fetch(running.home + PAGE)).text();
  for (let last = await now(), same = 0; same < 4;) {
    await new Promise((done) => setTimeout(done, 500));
    const next = await now();
    same = next === last ? same + 1 : 0;
    last = next;
  }
}

async function style(page) {
  await quiet();
  await page.goto(running.home + PAGE);
  await page.evaluate(() => { window.kept = true; });
  const colours = ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"];
  for (const colour of colours) {
    running.save(STYLE, `main { border-top: 1px solid ${colour}; }\n`);
    await styled(page, colour);
  }
  check(await page.evaluate(() => window.kept === true), "a new style loads the page anew");
  await comes(page, "one style sheet is left", () => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
  where = "a style and a template at once";
  running.save("themes/default/templates/footer.html", `<footer>新页脚</footer>\n`);
  running.save(STYLE, "main { border-top: 1px solid rgb(9, 9, 9); }\n");
  await styled(page, "rgb(9, 9, 9)");
  await shows(page, "新页脚");
}

/** Style sheets that come out of order: the first is held back until the second is there. */
async function slowStyle(page) {
  await page.goto(running.home + PAGE);
  const held = [];
  await page.route("**/assets/style-*.css", async (route) => {
    if (held.length > 0) return route.continue();
    await new Promise((resolve) => held.push(resolve));
    await route.fulfill({ contentType: "text/css", body: "main { border-top: 1px solid rgb(0, 0, 1); }" });
  });
  running.save(STYLE, "main { border-top: 1px solid rgb(0, 0, 1); }\n");
  while (held.length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
  running.save(STYLE, "main { border-top: 1px solid rgb(0, 0, 2); }\n");
  await styled(page, "rgb(0, 0, 2)");
  held.forEach((resolve) => resolve());
  await comes(page, "one style sheet is left", () => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
  await styled(page, "rgb(0, 0, 2)");
  await page.unroute("**/assets/style-*.css");
}

async function wrong(page) {
  await page.goto(running.home + PAGE);
  const right = mistake("标提: <img src=x onerror=alert(1)>狼山镇");
  const shown = await panel(page, "标提");
  const said = await shown.evaluate((host) => host.shadowRoot.textContent);
  check(said.includes(`${RECORD}:2:1`), `the panel names no place: ${said}`);
  check(said.includes("<img src=x onerror=alert(1)>狼山镇"), `the line is not shown as it is: ${said}`);
  const marked = await shown.locator("mark").first().textContent();
  check(marked === "标提", `what is marked is ${marked}`);
  const made = await shown.evaluate((host) => host.shadowRoot.querySelectorAll("img, script, iframe, a").length);
  check(made === 0, "the text of a record becomes elements");
  check((await page.locator("main").textContent()).includes("第一次存"), "the last good page is not below the panel");
  await keys(page, shown);
  await readable(page, shown);
  running.save(RECORD, right + "\n改好了。\n");
  await shows(page, "改好了");
  await panelGoes(page);
}

/** The panel by keyboard: the first stop, folds, and hides nothing of the page for good. */
async function keys(page, shown) {
  where = "the panel by keyboard";
  await page.keyboard.press("Tab");
  const first = await shown.evaluate((host) => document.activeElement === host && host.shadowRoot.activeElement.tagName);
  check(first === "SUMMARY", `the first stop is ${first}`);
  const hides = () => page.evaluate((name) => {
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    const foot = document.querySelector("footer").getBoundingClientRect().bottom;
    return foot - document.querySelector(name).getBoundingClientRect().top;
  }, PANEL);
  await comes(page, "the page ends above the panel", (name) => {
    const height = document.querySelector(name).offsetHeight;
    return height > 0 && parseFloat(getComputedStyle(document.documentElement).paddingBottom) >= height;
  }, PANEL);
  check((await hides()) <= 1, `the open panel hides the end of the page by ${await hides()} px`);
  const open = await shown.evaluate((host) => host.offsetHeight);
  await page.keyboard.press("Enter");
  await comes(page, "the panel folds", ([name, height]) => document.querySelector(name).offsetHeight < height / 2, [PANEL, open]);
  running.save("content/2024/r2.md", running.read("content/2024/r2.md") + "\n另一篇。\n");
  await running.says(`${RECORD}:2:1`, 2);
  const again = mistake("别的: 又一处错");
  await panel(page, "又一处错");
  check(await shown.evaluate((host) => !host.shadowRoot.querySelector("details").open), "a folded panel opens by itself");
  check(await page.evaluate((name) => document.activeElement.matches(name), PANEL), "the panel loses the focus");
  running.save(RECORD, again);
  await comes(page, "the panel shows one mistake", (name) => !document.querySelector(name).shadowRoot.textContent.includes("又一处错"), PANEL);
  await page.keyboard.press("Enter");
  where = "a mistake";
}

/** The panel to a screen reader: one alert, said once for the same mistakes, and nothing for axe to say. */
async function readable(page, shown) {
  await shown.evaluate((host) => {
    window.alerts = 0;
    const count = () => { window.alerts += 1; };
    new MutationObserver(count).observe(host.shadowRoot.querySelector("[role=alert]"), { childList: true, characterData: true, subtree: true });
    new MutationObserver(count).observe(document.body, { childList: true });
  });
  const before = running.said.split(`${RECORD}:2:1`).length - 1;
  running.save("content/2024/r2.md", running.read("content/2024/r2.md") + "\n又改一篇。\n");
  await running.says(`${RECORD}:2:1`, before + 1);
  // News come in order: a page that has heard the next ones has heard these.
  const again = mistake("别的: 后来的错");
  await panel(page, "后来的错");
  check((await page.evaluate(() => window.alerts)) === 1, `mistakes are announced ${await page.evaluate(() => window.alerts)} times`);
  running.save(RECORD, again);
  await comes(page, "the panel shows one mistake", (name) => !document.querySelector(name).shadowRoot.textContent.includes("后来的错"), PANEL);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((name) => axe.run(document.querySelector(name), { preload: false }), PANEL);
  for (const { id, help, nodes } of violations) check(false, `axe ${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`);
}

async function restart(page) {
  await page.goto(running.home + PAGE);
  await page.evaluate(() => scrollTo({ top: 1234, behavior: "instant" }));
  for (const words of ["停下时存的", "又停下时存的"]) {
    await running.stop();
    add(words);
    await running.start();
    await shows(page, words);
    await comes(page, "the page stands where it stood", () => document.readyState === "complete" && scrollY === 1234);
  }
  where = "stopped, and started again with a mistake";
  await page.evaluate(() => { window.kept = true; });
  await running.stop();
  const right = mistake("错了: 停下时写错的");
  await running.begin();
  await panel(page, "停下时写错的");
  check(await page.evaluate(() => window.kept === true), "the last good page is gone");
  where = "opened with a mistake from the start";
  await page.goto(running.home + PAGE);
  await panel(page, "停下时写错的");
  running.save(RECORD, right);
  await shows(page, "又停下时存的");
  await panelGoes(page);
}

/** A page that the browser keeps while another is shown, and then shows again. */
async function back(page) {
  await page.goto(running.home + PAGE);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  add("回来以后存的");
  await shows(page, "回来以后存的");
}

/** A browser keeps six connections to one address: pages that nobody sees must not take them all. */
async function many(page) {
  const others = [];
  for (let count = 0; count < 8; count++) {
    const other = await page.context().newPage();
    others.push(other);
    await other.addInitScript(() => {
      window.seen = false;
      Object.defineProperty(document, "visibilityState", { get: () => (window.seen ? "visible" : "hidden") });
      Object.defineProperty(document, "hidden", { get: () => !window.seen });
    });
    const came = await other.goto(running.home + PAGE, { timeout: PATIENCE / 4 }).then(() => true, () => false);
    check(came, `page ${count + 1} of many does not load`);
    if (!came) break;
  }
  add("有很多页时存的");
  await others[0].evaluate(() => {
    window.seen = true;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await shows(others[0], "有很多页时存的");
  for (const other of others) await other.close();
}

async function missing(page) {
  await page.goto(running.home + PAGE);
  const text = running.read(RECORD);
  running.remove(RECORD);
  await title(page, "没有这一页");
  await styled(page, "rgb(0, 0, 2)");
  const front = await page.locator("main a").first().evaluate((link) => link.href);
  check((await page.request.get(front)).status() === 200, `the page for what is missing leads to ${front}`);
  running.save(RECORD, text);
  await title(page, "第1条消息");
}

/** A page that only leads elsewhere, and allows no script. */
async function redirect(page) {
  await page.goto(running.home + "2023/old/");
  await page.waitForURL((url) => url.pathname === `/${PAGE}`, { timeout: PATIENCE });
  await title(page, "第1条消息");
}

// --- The run ---

const deeds = [
  ["a save", text], ["a style", style], ["a style that comes late", slowStyle], ["a mistake", wrong],
  ["stopped and started again", restart], ["shown again", back], ["many pages", many], ["a deleted record", missing], ["an old address", redirect],
];

/** What a page may say: that the preview is away while it is away, and that what is missing is missing. */
function expected(fault) {
  const away = where.startsWith("stopped") && /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(fault);
  const gone = where === "a deleted record" && fault.includes("404") && fault.includes(PAGE);
  const none = where === "opened with a mistake from the start" && fault.includes("503") && fault.includes(PAGE);
  return away || gone || none;
}

const browser = await launch(tools, 1);
try {
  await running.start();
  const context = await browser.newContext();
  context.on("page", (page) => {
    page.on("dialog", (dialog) => { check(false, `dialog ${dialog.message()}`); dialog.dismiss(); });
    watch(page, running.home, () => where, { check: (right, at, what) => faults.check(right || expected(what), at, what) });
  });
  const page = await context.newPage();
  for (const [what, deed] of deeds) {
    where = what;
    await deed(page).catch((error) => check(false, error.message));
  }
} finally {
  await browser.close();
  running.child?.kill("SIGINT");
}
faults.end();
