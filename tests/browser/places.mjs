// Whether places are open, and the directory of venues, with the clock stopped at chosen moments and readers in other zones. Run by
// tests/site: places.mjs SITE TOOLS.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { accessible, Faults, HOST, launch, watch } from "./chromium.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools] = process.argv.slice(2);
const faults = new Faults();
const server = await serve(site);
const browser = await launch(tools, server.port);
let where = "";
const check = (right, what) => faults.check(right, where, what);

/** The addresses of venues by id. */
const pages = new Map(JSON.parse(readFileSync(join(site, "places/directory.json"), "utf8")).venues.map(({ id, url }) => [id, url.slice(1)]));

/** Moments in Shanghai, venues, and what is said of them. 14 October 2024 is a Monday. */
const MOMENTS = [
  // Every day from 9:30 to 17:30.
  ["2024-10-16T09:29:59", "zilang-shufang", "现在不开放，9:30开"],
  ["2024-10-16T09:30:00", "zilang-shufang", "现在开放，到17:30"],
  ["2024-10-16T17:29:59", "zilang-shufang", "现在开放，到17:30"],
  ["2024-10-16T17:30:00", "zilang-shufang", "现在不开放，明天9:30开"],
  ["2024-10-20T23:59:00", "zilang-shufang", "现在不开放，明天9:30开"],
  ["2024-10-21T00:00:00", "zilang-shufang", "现在不开放，9:30开"],
  // Closed on Mondays: over the end of a week.
  ["2024-10-20T19:59:00", "taofen-shuba", "现在开放，到20:00"],
  ["2024-10-20T20:00:00", "taofen-shuba", "现在不开放，周二9:00开"],
  ["2024-10-21T10:00:00", "taofen-shuba", "现在不开放，明天9:00开"],
  // In two parts of the day.
  ["2024-10-16T12:00:00", "tushujiao", "现在不开放，14:00开"],
  ["2024-10-18T17:00:00", "tushujiao", "现在不开放，周一9:00开"],
  // Once a week.
  ["2024-10-16T17:00:00", "fazhi-xiaowu", "现在不开放，下周三14:00开"],
  // Past midnight, and from Sunday to Monday.
  ["2024-10-18T23:30:00", "yexun-yizhan", "现在开放，到明天1:00"],
  ["2024-10-19T00:59:00", "yexun-yizhan", "现在开放，到1:00"],
  ["2024-10-19T01:00:00", "yexun-yizhan", "现在不开放，19:00开"],
  ["2024-10-21T00:30:00", "yexun-yizhan", "现在开放，到1:00"],
  ["2024-10-21T01:00:00", "yexun-yizhan", "现在不开放，19:00开"],
  ["2024-10-22T00:30:00", "yexun-yizhan", "现在不开放，19:00开"],
  // Around the clock, on holidays too.
  ["2024-10-02T03:00:00", "xiaomifeng", "全天开放"],
  ["2024-10-02T09:00:00", "huiketing", "现在开放，到20:30"],
  // By the season.
  ["2024-09-20T17:00:00", "suiyueguan", "现在开放，到17:30"],
  ["2024-10-18T17:00:00", "suiyueguan", "现在不开放，明天9:00开"],
  // Public holidays are not claimed: fixed ones, those of the farmers' calendar, and what is worked for them.
  ["2024-10-02T10:00:00", "zilang-shufang", "节假日前后，以现场公告为准"],
  ["2025-01-29T10:00:00", "zilang-shufang", "节假日前后，以现场公告为准"],
  ["2025-05-31T10:00:00", "zilang-shufang", "节假日前后，以现场公告为准"],
  ["2026-09-25T10:00:00", "zilang-shufang", "节假日前后，以现场公告为准"],
  ["2024-10-12T10:00:00", "banshi-dating", "节假日前后，以现场公告为准"],
  ["2024-10-12T10:00:00", "zilang-shufang", "现在开放，到17:30"],
  ["2024-10-09T10:00:00", "zilang-shufang", "现在开放，到17:30"],
  // What comes next may be on a holiday: then nothing is said of it.
  ["2024-09-30T18:00:00", "zilang-shufang", "现在不开放"],
  ["2024-10-26T10:00:00", "banshi-dating", "现在不开放，周一8:30开"],
];

const shanghai = (moment) => new Date(`${moment}+08:00`);

/** A page of a reader in a zone. */
async function reader(zone) {
  const context = await browser.newContext({ timezoneId: zone, reducedMotion: "reduce" });
  const page = await context.newPage();
  watch(page, "", () => where, faults);
  return page;
}

/** The same with a clock that stands at `time` until it is turned on. */
async function open(zone, time) {
  const page = await reader(zone);
  await page.clock.install({ time: time.getTime() - 60_000 });
  await page.clock.pauseAt(time);
  return page;
}

const said = (page, selector = "[data-opening]") => page.locator(selector).first().evaluate((element) => (element.hidden ? null : element.textContent));

/** What every moment says: on the venue's page to a neighbour, and in the directory to readers half a world away. */
async function moments() {
  for (const zone of ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"]) {
    const page = await reader(zone);
    for (const [moment, id, wanted] of MOMENTS) {
      where = `${zone} ${moment} ${id}`;
      const [path, selector] = zone === "Asia/Shanghai" ? [pages.get(id), "[data-opening]"] : ["places/", `#venue-${id} [data-opening]`];
      await page.clock.setFixedTime(shanghai(moment));
      await page.goto(HOST + BELOW + path);
      const seen = await said(page, selector);
      check(seen === wanted, `says ${seen}, not ${wanted}`);
    }
    await page.context().close();
  }
}

/** A page that stays open looks at the clock every minute. */
async function minutes() {
  where = "a page that stays open";
  const page = await open("Asia/Shanghai", shanghai("2024-10-16T17:28:30"));
  await page.goto(HOST + BELOW + pages.get("zilang-shufang"));
  check((await said(page)) === "现在开放，到17:30", `says ${await said(page)}`);
  await page.clock.runFor(60_000);
  check((await said(page)) === "现在开放，到17:30", `says ${await said(page)} a minute before it closes`);
  await page.clock.runFor(31_000);
  check((await said(page)) === "现在不开放，明天9:30开", `says ${await said(page)} when it has closed`);
  await page.clock.runFor(16 * 3_600_000);
  check((await said(page)) === "现在开放，到17:30", `says ${await said(page)} the next morning`);
  // Axe waits, and so needs a clock that goes.
  await page.clock.resume();
  await accessible(page, tools, where, faults);
  await page.context().close();
}

const shown = (page) => page.locator("[data-venue]:visible").evaluateAll((all) => all.map((one) => one.id.slice(6)));

/** The box over the directory, by keyboard. */
async function directory() {
  where = "directory";
  const page = await open("Asia/Shanghai", shanghai("2024-10-16T21:00:00"));
  await page.goto(`${HOST}${BELOW}places/`);
  const all = await shown(page);
  check(all.length === pages.size, `${all.length} of ${pages.size} venues are there`);
  const words = page.locator("[name=venue-words]");
  await words.focus();
  await page.keyboard.type("藏书 和平桥");
  check(String(await shown(page)) === "taofen-shuba", `藏书 和平桥 leaves ${await shown(page)}`);
  check((await page.locator("[data-directory] [role=status]").textContent()) === "找到1处", "the count is not said");
  check((await page.locator("[data-area-of]:visible").count()) === 1, "areas without venues are there");
  await words.fill("没有的字");
  check((await shown(page)).length === 0 && (await page.getByText("没有这样的场所").isVisible()), "nothing is not said");
  await words.fill("");
  await page.locator("select[name=venue-type]").selectOption("15分钟生活圈");
  const circle = await shown(page);
  check(circle.length > 4 && circle.length < all.length && circle.includes("banshi-dating"), `15分钟生活圈 leaves ${circle}`);
  await page.locator("[name=venue-open]").check();
  check(String((await shown(page)).sort()) === "xiaomifeng,yexun-yizhan", `open at nine in the evening: ${await shown(page)}`);
  await page.clock.runFor(2 * 3_600_000);
  check(String(await shown(page)) === "xiaomifeng", `open at eleven: ${await shown(page)}`);
  // A link to what is filtered away shows all again.
  await page.getByText("按类别看").click();
  await page.locator('.venue-types a[href="#venue-zilang-shufang"]').first().click();
  // The page learns of it by an event.
  for (let tries = 0; tries < 50 && (await shown(page)).length !== all.length; tries++) await new Promise((done) => setTimeout(done, 100));
  check((await shown(page)).length === all.length, "a link to a venue does not show it");
  await page.clock.resume();
  for (const width of [320, 390, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      where = `directory at ${width} in ${colorScheme}`;
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(wide <= width, `is ${wide} wide`);
      await accessible(page, tools, where, faults);
    }
  }
  await page.context().close();
}

/** Without scripts the hours and all venues stand there; from a disk it is as from a host. */
async function elsewhere() {
  where = "without scripts";
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await bare.goto(`${HOST}${BELOW}places/`);
  check((await shown(bare)).length === pages.size, "venues are missing");
  check((await bare.locator("main [data-opening]:visible, main input").count()) === 0, "what needs a script is there");
  check(await bare.locator("#venue-taofen-shuba").getByText("9:00–20:00；周一闭馆").isVisible(), "the hours are missing");
  await bare.goto(HOST + BELOW + pages.get("taofen-shuba"));
  check(await bare.getByText("9:00–20:00；周一闭馆").isVisible(), "the hours are missing on its page");
  await bare.context().close();
  where = "disk";
  const page = await open("Asia/Shanghai", shanghai("2024-10-16T10:00:00"));
  await page.goto(pathToFileURL(join(site, pages.get("zilang-shufang"), "index.html")).href);
  check((await said(page)) === "现在开放，到17:30", `says ${await said(page)}`);
  await page.emulateMedia({ media: "print" });
  check(!(await page.locator("[data-opening]").isVisible()), "paper says that it is open");
  await page.context().close();
}

for (const deed of [moments, minutes, directory, elsewhere]) await deed().catch((error) => faults.check(false, where, error.message));
await browser.close();
server.close();
faults.end();
