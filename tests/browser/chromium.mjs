// Debian's Chromium, told to ask for nothing, and what every page of ours is watched for.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The host that the site is built for; the browser finds it on this machine. */
export const HOST = "http://bulletin.test";

const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

/** Requires an npm package of `.tools`. */
export function tool(tools, name) {
  try {
    return createRequire(join(tools, "node_modules/"))(name);
  } catch (error) {
    throw new Error(`npm package \`${name}\` is needed under .tools: ${error.message}`);
  }
}

function program() {
  const names = [process.env.JIANBAO_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "google-chrome"];
  const found = names.find((name) => name && spawnSync(name, ["--version"]).status === 0);
  if (!found) throw new Error("Debian package `chromium` is needed");
  return found;
}

/** Starts the browser; `HOST` leads to `port`. */
export function launch(tools, port) {
  const rules = `--host-resolver-rules=MAP bulletin.test:80 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
  const { chromium } = tool(tools, "playwright-core");
  return chromium.launch({ executablePath: program(), args: [...ARGUMENTS, rules], headless: true });
}

/** The faults that were found, each with the page and the way it was looked at. */
export class Faults {
  list = [];
  checks = 0;

  check(right, where, what) {
    this.checks += 1;
    if (!right) this.list.push(`${where}: ${what}`);
  }

  /** Says what was found and ends the program. */
  end() {
    const once = [...new Set(this.list)];
    for (const fault of once) console.log(fault);
    console.log(`${this.checks} checks, ${once.length} faults`);
    process.exitCode = once.length > 0 ? 1 : 0;
  }
}

/** Notes what a page says or asks for that it should not. `where()` names what is being looked at. */
export function watch(page, home, where, faults) {
  const missing = (url) => url.includes("/no/such/");
  page.on("console", (message) => {
    const loud = message.type() === "error" || message.type() === "warning";
    faults.check(!loud || missing(message.location().url), where(), `console ${message.type()}: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => faults.check(false, where(), `script error: ${error.message}`));
  page.on("request", (request) => faults.check(request.url().startsWith(home), where(), `asks for ${request.url()}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    faults.check(why.includes("ERR_ABORTED"), where(), `${why}: ${request.url()}`);
  });
  page.on("response", (response) => {
    faults.check(response.status() < 400 || missing(response.url()), where(), `${response.status()}: ${response.url()}`);
  });
}

/** Notes what axe finds on a page as it stands. */
export async function accessible(page, tools, where, faults) {
  if (!(await page.evaluate("typeof axe === 'object'"))) {
    await page.evaluate(readFileSync(createRequire(join(tools, "node_modules/")).resolve("axe-core/axe.min.js"), "utf8"));
  }
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    const shown = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} (${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""})`);
    faults.check(false, where, `axe ${id}: ${help}: ${nodes.length}× ${shown.join("; ")}`);
  }
  faults.check(true, where, "axe");
}
