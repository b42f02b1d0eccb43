// Moves the map as a reader does: keys, buttons, wheel, pulls and fingers, narrow and wide, light and dark, and without
// scripts. Run by tests/site: map.mjs SITE TOOLS SHOTS.
import { join } from "node:path";
import { Faults, HOST, accessible, launch, watch } from "./chromium.mjs";
import { BELOW, serve } from "./serve.mjs";

const [site, tools, shots] = process.argv.slice(2);
const HOME = HOST + BELOW;
const SIZES = [{ width: 320, height: 640 }, { width: 1280, height: 900 }];
const faults = new Faults();
let where = "";

function check(right, what) { faults.check(right, where, what); }

/** The part of the map that is seen: left, top, width and height. */
function view(page) {
  return page.evaluate(() => document.querySelector("[data-map-drawing]").getAttribute("viewBox").split(" ").map(Number));
}

/** What lies over what on the map as it stands, by the browser's own measure. */
function overlaps() {
  const drawing = document.querySelector("[data-map-drawing]");
  const edge = drawing.getBoundingClientRect();
  const boxes = [...drawing.querySelectorAll("text")].filter((text) => text.getClientRects().length > 0).map((text) => {
    const box = text.getBoundingClientRect();
    return { said: text.textContent, link: text.closest("a"), left: box.left, right: box.right, top: box.top, bottom: box.bottom };
  });
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const found = [];
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
    if (one.link !== other.link && meets(one, other)) found.push(`${one.said} over ${other.said}`);
  }));
  const out = boxes.filter((box) => box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
  return { found, out: out.map((box) => box.said), names: boxes.length };
}

/** How large a symbol is on the screen, and how large the same count is in the legend. */
function sizes() {
  const width = (element) => element.getBoundingClientRect().width;
  const all = [...document.querySelectorAll(".spot.area circle.by-stories")].map(width);
  const legend = [...document.querySelectorAll(".by-stories .map-sizes circle")].map(width);
  return [Math.max(...all), Math.max(...legend)];
}

/** The contrast of each colour of a symbol against the ground. */
function contrasts() {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.querySelector("[data-map-frame]")).backgroundColor);
  return [1, 2, 3, 4].map((step) => {
    const swatch = document.querySelector(`.map-legend .step-${step}`);
    if (!swatch) return 99;
    const [least, most] = [ground, light(getComputedStyle(swatch).backgroundColor)].sort((a, b) => a - b);
    return (most + 0.05) / (least + 0.05);
  });
}

async function looks(page) {
  for (const size of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      where = `map, ${size.width} px, ${colorScheme}`;
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await page.goto(`${HOME}map/`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(over <= 0, `scrolls sideways by ${over} px`);
      const { found, out, names } = await page.evaluate(overlaps);
      check(found.length === 0, found.join(", "));
      check(out.length === 0, `outside the map: ${out.join(", ")}`);
      check(names > 3, `${names} names`);
      const [drawn, legend] = await page.evaluate(sizes);
      check(Math.abs(drawn - legend) < 2, `the largest symbol is ${drawn} px wide, and ${legend} px in the legend`);
      for (const contrast of await page.evaluate(contrasts)) check(contrast >= 3, `a colour has a contrast of ${contrast}`);
      await accessible(page, tools, where, faults);
      await page.screenshot({ path: join(shots, `map-${size.width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

async function keys(page) {
  where = "map by keys";
  await page.setViewportSize(SIZES[1]);
  await page.goto(`${HOME}map/`);
  const whole = await view(page);
  const length = () => page.textContent(".map-scale .length");
  const first = await length();
  await page.focus("[data-map-frame]");
  const names = (await page.evaluate(overlaps)).names;
  await page.keyboard.press("+");
  await page.keyboard.press("=");
  const near = await view(page);
  check(Math.abs(near[2] - whole[2] / 4) < 0.1, `+ twice shows ${near}`);
  check((await length()) !== first, "the bar of the scale says the same of a nearer map");
  const closer = await page.evaluate(overlaps);
  check(closer.found.length === 0, `from near: ${closer.found.join(", ")}`);
  for (const [key, axis, sign] of [["ArrowRight", 0, 1], ["ArrowLeft", 0, -1], ["ArrowDown", 1, 1], ["ArrowUp", 1, -1]]) {
    const before = await view(page);
    await page.keyboard.press(key);
    check(Math.sign((await view(page))[axis] - before[axis]) === sign, `${key} does not move the map`);
  }
  for (let count = 0; count < 9; count += 1) await page.keyboard.press("ArrowLeft");
  check((await view(page))[0] === 0, "the map leaves its edge");
  await page.keyboard.press("-");
  check(Math.abs((await view(page))[2] - whole[2] / 2) < 0.1, "- does not go back");
  await page.keyboard.press("0");
  check(JSON.stringify(await view(page)) === JSON.stringify(whole), "0 does not show all of it");
  check((await page.evaluate(overlaps)).names === names, "other names stand there than before");
  // A place that has the focus is seen.
  for (const key of ["+", "+", "+"]) await page.keyboard.press(key);
  await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => {
    const spot = document.activeElement.getBoundingClientRect(), map = document.querySelector("[data-map-drawing]").getBoundingClientRect();
    const [x, y] = [(spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2];
    return document.activeElement.matches(".spot") && x > map.left && x < map.right && y > map.top && y < map.bottom;
  });
  check(seen, "Tab comes to a place that is not seen");
}

async function pointer(page) {
  where = "map by pointer";
  await page.goto(`${HOME}map/`);
  const whole = await view(page);
  await page.click("[data-map-do=in]");
  check(Math.abs((await view(page))[2] - whole[2] / 2) < 0.1, "the button does not bring it nearer");
  const box = await page.locator("[data-map-drawing]").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 300)];
  const before = await view(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y - 30, { steps: 5 });
  await page.mouse.up();
  const after = await view(page);
  check(after[0] > before[0] && after[1] > before[1], `a pull moves it from ${before} to ${after}`);
  check(page.url() === `${HOME}map/`, "a pull opens a page");
  const still = await view(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.mouse.wheel(0, 40);
  check((await view(page))[2] === still[2], "the wheel is taken from the page");
  await page.focus("[data-map-frame]");
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -300);
  await page.waitForTimeout(100);
  check((await view(page))[2] < still[2], "the wheel does not bring it nearer");
  await page.click("[data-map-do=all]");
  check(JSON.stringify(await view(page)) === JSON.stringify(whole), "the button does not show all of it");
  const shown = () => page.evaluate(() => [".by-stories", ".by-projects"].map((by) => document.querySelector(`.spot ${by}`).getClientRects().length > 0));
  check(JSON.stringify(await shown()) === "[true,false]", "it does not show stories first");
  await page.check("#map-projects");
  check(JSON.stringify(await shown()) === "[false,true]", "it does not show projects");
  const link = page.locator(".spot.area").last();
  const target = await link.evaluate((element) => new URL(element.getAttribute("href"), location.href).href);
  await link.locator("circle.by-projects").click();
  await page.waitForURL(target, { timeout: 5000 }).catch(() => check(false, `a click leads to ${page.url()}, not to ${target}`));
  // From the page of a place to its place on the map.
  await page.click(".facts a[href*='map/#at-']");
  await page.waitForURL(/map\/#at-/, { timeout: 5000 }).catch(() => check(false, `its place on the map is ${page.url()}`));
  check((await view(page))[2] < whole[2], "the map does not come to the place that is asked for");
}

async function fingers(browser) {
  where = "map by fingers";
  const context = await browser.newContext({ hasTouch: true, viewport: SIZES[0] });
  const page = await context.newPage();
  watch(page, HOME, () => where, faults);
  await page.goto(`${HOME}map/`);
  await page.locator("[data-map-frame]").scrollIntoViewIfNeeded();
  const whole = await view(page);
  const box = await page.locator("[data-map-drawing]").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + 120];
  const client = await context.newCDPSession(page);
  const touch = (type, apart) => client.send("Input.dispatchTouchEvent", {
    type, touchPoints: apart === null ? [] : [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }],
  });
  await touch("touchStart", 20);
  for (const apart of [30, 45, 60]) await touch("touchMove", apart);
  await touch("touchEnd", null);
  const near = await view(page);
  check(near[2] < whole[2] * 0.6, `two fingers show ${near} of ${whole}`);
  await context.close();
}

async function plain(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  watch(page, HOME, () => where, faults);
  for (const size of SIZES) {
    where = `map, ${size.width} px, no script`;
    await page.setViewportSize(size);
    await page.goto(`${HOME}map/`);
    const { found, out, names } = await page.evaluate(overlaps);
    check(found.length === 0 && out.length === 0, [...found, ...out].join(", "));
    check(names > 3, `${names} names`);
    check(!(await page.isVisible("[data-map-tools]")), "there are buttons that do nothing");
    const missing = await page.evaluate(() => {
      const listed = new Set([...document.querySelectorAll(".map-list a")].map((link) => link.getAttribute("href")));
      return [...document.querySelectorAll(".spot")].map((link) => link.getAttribute("href")).filter((link) => !listed.has(link));
    });
    check(missing.length === 0, `not in the list: ${missing.join(", ")}`);
    await page.check("#map-projects");
    check(await page.isVisible(".map-legend .by-projects >> nth=0"), "without a script it shows no projects");
  }
  await context.close();
}

const server = await serve(site);
const browser = await launch(tools, server.port);
const context = await browser.newContext({ reducedMotion: "reduce" });
const page = await context.newPage();
watch(page, HOME, () => where, faults);
for (const deed of [() => looks(page), () => keys(page), () => pointer(page), () => fingers(browser), () => plain(browser)]) {
  await deed().catch((error) => faults.check(false, where, error.message));
}
await browser.close();
server.close();
faults.end();
