// What stands in the pages of a site, read by an HTML parser. Run by tests/site: facts.mjs SITE TOOLS OUT.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../browser/chromium.mjs";
import { every } from "../browser/pages.mjs";

const [site, tools, out] = process.argv.slice(2);
const { parse } = tool(tools, "parse5");
const ADDRESSES = ["href", "src", "action", "poster", "cite", "data", "formaction"];
const HOOKS = ["data-record", "data-body", "data-title", "data-kicker", "data-deck", "data-dateline", "data-byline"];
const EXECUTED = [undefined, "", "module", "text/javascript"];

function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

/** The text of an element as a reader has it: what only screen readers say is left out. */
function text(node) {
  if (node.nodeName === "#text") return node.value;
  const attributes = new Map((node.attrs ?? []).map(({ name, value }) => [name, value]));
  if ((attributes.get("class") ?? "").split(" ").includes("unseen")) return "";
  return (node.childNodes ?? []).map(text).join("");
}

/** The addresses that an attribute holds. */
function addresses(tag, name, value, attributes) {
  if (name === "srcset") return value.split(",").map((part) => part.trim().split(/\s+/)[0]);
  if (ADDRESSES.includes(name)) return [value];
  if (tag === "meta" && name === "content" && attributes.get("http-equiv") === "refresh") return [value.replace(/^\d+;\s*url=/, "")];
  return [];
}

/** What no page may have. */
function forbidden(element, name, value) {
  if (name === "style" || name.startsWith("on")) return [`${element.tagName} ${name}=`];
  const address = ADDRESSES.includes(name) || name === "srcset";
  return address && /^\s*(javascript|data|vbscript):/i.test(value) ? [`${element.tagName} ${name}=${value}`] : [];
}

function facts(page) {
  const document = parse(readFileSync(join(site, page), "utf8"));
  const found = { page, lang: "", h1: 0, ids: [], links: [], bad: [], hooks: {}, ld: [] };
  for (const element of elements(document)) {
    const tag = element.tagName, attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    if (tag === "html") found.lang = attributes.get("lang") ?? "";
    if (tag === "h1") found.h1 += 1;
    if (tag === "style") found.bad.push("an element style");
    if (tag === "script" && !attributes.has("src")) {
      if (EXECUTED.includes(attributes.get("type"))) found.bad.push("a script in the page");
      else found.ld.push(text(element));
    }
    const canonical = tag === "link" && attributes.get("rel") === "canonical";
    if (attributes.has("id")) found.ids.push(attributes.get("id"));
    if (tag === "meta" && /^og:(url|image)$/.test(attributes.get("property"))) {
      found.links.push({ tag: "absolute", to: attributes.get("content") });
    }
    for (const [name, value] of attributes) {
      found.bad.push(...forbidden(element, name, value));
      for (const to of addresses(tag, name, value, attributes)) found.links.push({ tag: canonical ? "absolute" : tag, to });
      if (HOOKS.includes(name)) (found.hooks[name.slice(5)] ??= []).push(value || text(element));
    }
  }
  return found;
}

const pages = every(site).map((page) => facts(page === "" || page.endsWith("/") ? `${page}index.html` : page));
writeFileSync(out, JSON.stringify(pages));
