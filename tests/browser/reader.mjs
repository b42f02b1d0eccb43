// What a reader does, over HTTP and from a disk alike: tabs, switches, searches, follows links.
import { catalogue } from "./pages.mjs";

const SEARCH = "main input[type=search]";
const HITS = "main [data-search-hits] > li";

/** A reader of the site at `home`, whose pages end in `index`. */
export class Reader {
  constructor({ page, home, index, site, faults }) {
    Object.assign(this, { page, home, index, site, faults });
    this.where = "";
  }

  check(right, what) { this.faults.check(right, this.where, what); }

  address(path) { return this.home + path + (path === "" || path.endsWith("/") ? this.index : ""); }

  async open(path) { await this.page.goto(this.address(path)); }

  /** Whether the browser comes to the page of `path`. */
  async comes(path, what) {
    const wanted = this.address(path);
    const there = (url) => url.href.split(/[?#]/)[0] === wanted;
    const came = await this.page.waitForURL(there, { timeout: 5000 }).then(() => true, () => false);
    this.check(came, `${what} leads to ${this.page.url()}, not to ${wanted}`);
  }

  // --- Keyboard ---

  /** Presses Tab until all is visited; gives what had the focus. */
  async tabs(most) {
    const stops = [];
    for (let count = 0; count < most; count++) {
      await this.page.keyboard.press("Tab");
      stops.push(await this.page.evaluate(() => {
        const on = document.activeElement;
        const style = getComputedStyle(on), box = on.getBoundingClientRect();
        return {
          name: on.className || on.name || on.dataset.switch || on.tagName,
          skip: on.matches(".skip"),
          menu: on.matches("[data-switch=menu]") || on.closest("nav.menu") !== null,
          search: on.matches("input[type=search]"),
          shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0,
          ringed: style.outlineStyle !== "none" || style.boxShadow !== "none",
          end: on === document.body,
        };
      }));
      if (stops.at(-1).end) break;
    }
    return stops;
  }

  async keyboard(width) {
    this.where = `keyboard at ${width} px`;
    await this.page.setViewportSize({ width, height: 800 });
    await this.open("");
    const stops = (await this.tabs(400)).filter((stop) => !stop.end);
    this.check(stops[0]?.skip && stops[0].shown, "the first stop is not a skip link that shows");
    this.check(stops.some((stop) => stop.menu), "Tab does not reach the menu");
    this.check(stops.some((stop) => stop.search), "Tab does not reach the search field");
    for (const stop of stops.filter((one) => !one.shown || !one.ringed)) this.check(false, `the focus cannot be seen on ${stop.name}`);
    await this.open("");
    await this.page.keyboard.press("Tab");
    await this.page.keyboard.press("Enter");
    const skips = this.page.waitForURL((url) => url.hash === "#main", { timeout: 5000 });
    this.check(await skips.then(() => true, () => false), "the skip link does not skip");
  }

  // --- Switches ---

  async switches() {
    this.where = "switches";
    await this.page.setViewportSize({ width: 1280, height: 800 });
    const look = () => this.page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return { colour: getComputedStyle(document.documentElement).backgroundColor + style.backgroundColor, size: parseFloat(style.fontSize) };
    });
    await this.open("");
    const before = await look();
    await this.page.click("[data-switch=theme]");
    await this.page.click("[data-switch=size]");
    const after = await look();
    this.check(before.colour !== after.colour, "the theme switch changes no colour");
    this.check(after.size > before.size, "the large-type switch does not make type larger");
    await this.open("issues/");
    const kept = await look();
    this.check(kept.colour === after.colour && kept.size === after.size, "what was switched is not kept on the next page");
    const pressed = await this.page.getAttribute("[data-switch=size]", "aria-pressed");
    this.check(pressed === "true", "the switch does not say that it is pressed");
    await this.page.click("[data-switch=theme]");
    await this.page.click("[data-switch=size]");
    const back = await look();
    this.check(back.colour === before.colour && back.size === before.size, "the switches do not switch back");
  }

  async menu() {
    this.where = "menu at 360 px";
    await this.page.setViewportSize({ width: 360, height: 740 });
    await this.open("issues/");
    const shown = () => this.page.isVisible("#menu a");
    this.check(!(await shown()), "the menu is open from the start");
    await this.page.click("[data-switch=menu]");
    this.check(await shown(), "the menu does not open");
    await this.page.click("[data-switch=menu]");
    this.check(!(await shown()), "the menu does not close");
    await this.page.setViewportSize({ width: 1280, height: 800 });
  }

  // --- Search ---

  /** Records with the text of their body; three of them. */
  async sought() {
    const records = catalogue(this.site).records.filter((record) => record.kind !== "photo");
    const found = [];
    for (const at of [0, Math.floor(records.length / 2), records.length - 1]) {
      await this.open(records[at].url.slice(1));
      const text = await this.page.locator("[data-body]").innerText();
      const runs = text.match(/[\u4e00-\u9fff]{5,}/g) ?? [];
      found.push({ ...records[at], path: records[at].url.slice(1), run: runs[Math.floor(runs.length / 2)].slice(0, 7) });
    }
    return found;
  }

  /** The hit that leads to `path`, once it is there. */
  hit(path) {
    const target = path + this.index;
    return this.page.locator(HITS).filter({ has: this.page.locator(`a[href$="/${target}"], a[href="../${target}"]`) });
  }

  async finds(record, what) {
    const hit = this.hit(record.path);
    const came = await hit.first().waitFor({ timeout: 5000 }).then(() => true, () => false);
    this.check(came, `${what} does not find ${record.id} by ${record.run}: ${await this.page.locator("[data-search-status]").innerText()}`);
    return came ? hit : null;
  }

  /** What a hit marks, once it marks `run`: until all is typed, it marks what was typed by then. */
  async marked(hit, run) {
    let marks = "";
    for (let tries = 0; tries < 100 && !marks.includes(run); tries += 1) {
      await this.page.waitForTimeout(50);
      marks = (await hit.locator("mark").allInnerTexts()).join("");
    }
    return marks;
  }

  async misses(record, what) {
    const gone = await this.hit(record.path).waitFor({ state: "detached", timeout: 5000 }).then(() => true, () => false);
    this.check(gone, `${what} still finds ${record.id}`);
  }

  async search() {
    for (const record of await this.sought()) {
      this.where = `search for ${record.run}`;
      await this.open("search/");
      await this.page.locator(SEARCH).pressSequentially(record.run, { delay: 15 });
      const hit = await this.finds(record, "typing");
      if (!hit) continue;
      const marks = await this.marked(hit, record.run);
      this.check(marks.includes(record.run), `marks ${marks}`);
      await hit.locator("a").first().click();
      await this.comes(record.path, "the hit");
      await this.asked(record);
    }
  }

  /** `?q=` and the search field of every page. */
  async asked(record) {
    await this.page.goto(`${this.address("search/")}?q=${encodeURIComponent(record.run)}`);
    await this.finds(record, "?q=");
    const typed = await this.page.inputValue(SEARCH);
    this.check(typed === record.run, `?q= leaves ${typed} in the field`);
    await this.open(record.path);
    await this.page.setViewportSize({ width: 1280, height: 800 });
    await this.page.fill("header input[type=search]", record.run);
    await this.page.press("header input[type=search]", "Enter");
    await this.comes("search/", "the search field of the header");
    await this.finds(record, "the search field of the header");
  }

  async filters() {
    const [record] = await this.sought();
    this.where = `filters for ${record.run}`;
    const other = record.kind === "news" ? "brief" : "news";
    const narrow = async (name, inside, outside) => {
      await this.page.goto(`${this.address("search/")}?q=${encodeURIComponent(record.run)}`);
      const field = this.page.locator(`main [name=${name}]`);
      const set = (value) => (name === "kind" ? field.selectOption(value) : field.fill(value));
      await this.finds(record, "no filter");
      await set(outside);
      await this.misses(record, `${name}=${outside}`);
      await set(inside);
      await this.finds(record, `${name}=${inside}`);
    };
    await narrow("kind", record.kind, other);
    await narrow("from", record.date, "2099-01-01");
    await narrow("to", record.date, "1999-01-01");
    if (record.place) await narrow("place", record.place.split("/").slice(0, 2).join("/"), "无此区");
    this.where = "search for what is nowhere";
    await this.page.goto(`${this.address("search/")}?q=${encodeURIComponent("龘靐齉龖")}`);
    const said = this.page.locator("[data-search-status]");
    await said.filter({ hasText: /\S/ }).waitFor({ timeout: 5000 });
    this.check((await this.page.locator(HITS).count()) === 0, "finds something");
  }

  // --- Links ---

  /** Clicks from the front page to a record, its week, the archive and back. */
  async follow() {
    this.where = "links followed by click";
    await this.page.setViewportSize({ width: 1280, height: 800 });
    await this.open("");
    const clicks = ["main h2 a", ".in-issue a", ".crumbs a", ".issue-list a", ".cards a", ".crumbs a", "header .brand a", "footer .directory a"];
    for (const selector of clicks) {
      const link = this.page.locator(selector).first();
      const target = await link.evaluate((element) => element.href.split("#")[0]).catch(() => null);
      this.check(target !== null, `${selector} is not on ${this.page.url()}`);
      if (target === null) return;
      await link.click();
      const wanted = target.endsWith("/") ? target + this.index : target;
      const there = (url) => url.href.split("#")[0] === wanted;
      const came = await this.page.waitForURL(there, { timeout: 5000 }).then(() => true, () => false);
      this.check(came, `${selector} leads to ${this.page.url()}, not to ${wanted}`);
      this.check((await this.page.locator("h1").count()) === 1, `${this.page.url()} is not a page of ours`);
    }
  }
}
