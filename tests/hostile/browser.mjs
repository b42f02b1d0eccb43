// Pages in, what ran in Chromium that should not have. Standard input: {folder, chromium, most, queries}; each query
// is asked of the search page, too. A dialog, a call of the
// trap, a violation of the page's own policy or a request to another site is a fault (`data:` is not one: the browser draws its own fields with it). One surprise: a policy
// that stops a script also hides that there was one, so its complaints count as much as a dialog.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const asked = JSON.parse(readFileSync(0, "utf8"));
const profile = mkdtempSync(join(tmpdir(), "hostile-browser-"));
const browser = spawn(asked.chromium, [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage",
  "--disable-component-update", "--disable-sync", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const [toBrowser, fromBrowser] = [browser.stdio[3], browser.stdio[4]];
const faults = [];
let number = 0, rest = "", page = "";
const waiting = new Map();

function note(what) {
  if (faults.length < 50) faults.push(`${page}: ${what}`);
}

function send(method, params = {}, sessionId = undefined) {
  return new Promise((resolve) => {
    waiting.set(++number, resolve);
    toBrowser.write(JSON.stringify({ id: number, method, params, sessionId }) + "\0");
  });
}

let loaded = () => {};
const events = {
  "Page.javascriptDialogOpening": ({ message }, session) => {
    note(`dialog ${message}`);
    send("Page.handleJavaScriptDialog", { accept: false }, session);
  },
  "Page.loadEventFired": () => loaded(),
  "Runtime.bindingCalled": ({ payload }) => note(`trap ${payload}`),
  "Log.entryAdded": ({ entry }) => { if (entry.source === "security" || /Content Security Policy/.test(entry.text)) note(entry.text); },
  "Network.requestWillBeSent": ({ request }) => { if (!/^(file|data):/.test(request.url)) note(`request ${request.url}`); },
};

function receive(text) {
  const { id, method, params, result, error, sessionId } = JSON.parse(text);
  if (id) {
    if (error && id > 3) note(`${error.message}`);
    waiting.get(id)?.(result);
    waiting.delete(id);
  } else events[method]?.(params, sessionId);
}

fromBrowser.on("data", (data) => {
  const parts = (rest + data).split("\0");
  rest = parts.pop();
  parts.forEach(receive);
});

const TRAP = `for (const name of ["alert", "confirm", "prompt", "print", "open", "eval"]) window[name] = (...all) => __trap(name + " " + all);
Object.defineProperty(window, "__x", { set(value) { __trap("__x " + value); } });`;
const FIRE = `for (const element of document.querySelectorAll("main *, head *, footer *")) {
  for (const name of ["mouseover", "mouseenter", "focus", "error", "load", "toggle", "animationstart", "pointerdown", "click"]) {
    const event = new Event(name, { bubbles: name === "click", cancelable: true });
    element.dispatchEvent(event);
  }
}`;

async function open(session, file, query = "") {
  page = file + query;
  const done = new Promise((resolve) => { loaded = resolve; });
  await send("Page.navigate", { url: pathToFileURL(join(asked.folder, file)).href + query }, session);
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 10000))]);
  // Links are not followed: what a click would run is run, where it would lead is not gone to.
  await send("Runtime.evaluate", { expression: `addEventListener("click", (event) => event.preventDefault());` + FIRE }, session);
}

/** How many hits the search page shows once it has come to rest. */
async function hits(session, query) {
  await open(session, "search/index.html", `?q=${encodeURIComponent(query)}#${encodeURIComponent(query)}`);
  await new Promise((resolve) => setTimeout(resolve, 800));
  const count = { expression: `document.querySelectorAll("main [data-search-hits] a[href]").length`, returnByValue: true };
  const { result } = await send("Runtime.evaluate", count, session);
  await send("Runtime.evaluate", { expression: FIRE }, session);
  return result.value;
}

async function main() {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  for (const name of ["Page", "Runtime", "Log", "Network"]) await send(`${name}.enable`, {}, sessionId);
  await send("Runtime.addBinding", { name: "__trap" }, sessionId);
  await send("Page.addScriptToEvaluateOnNewDocument", { source: TRAP }, sessionId);
  const all = readdirSync(asked.folder, { recursive: true }).filter((name) => name.endsWith("index.html")).sort();
  const step = Math.max(1, Math.floor(all.length / asked.most));
  const some = all.filter((_, at) => at % step === 0);
  for (const file of some) await open(sessionId, file);
  let found = 0;
  for (const query of asked.queries || []) found += await hits(sessionId, query);
  return { opened: some.length, hits: found };
}

// A browser that does not start is said, not waited for.
const patience = setTimeout(() => { process.stderr.write("chromium does not answer\n"); browser.kill("SIGKILL"); process.exit(1); }, 590000);
const done = await main();
clearTimeout(patience);
browser.kill("SIGKILL");
await new Promise((resolve) => browser.on("exit", resolve));
try {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
} catch {
  // The browser's children may write for a moment longer; what stays is in the system's folder for such things.
}
process.stdout.write(JSON.stringify({ ...done, faults }));
