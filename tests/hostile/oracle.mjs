// HTML pages in, what is alive in them that should not be out. Standard input: {folder, article: whether DOMPurify
// looks at articles too, texts: whether to print what pages show}. One surprise: the parser's own complaints are the
// sharpest oracle of all, for what is rightly escaped never makes any.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = join(import.meta.dirname, "../../.tools/node_modules");
const { parse } = await import(pathToFileURL(join(modules, "parse5/dist/index.js")));
const require = createRequire(join(modules, "x.js"));

const asked = JSON.parse(readFileSync(0, "utf8"));
const ELEMENTS = new Set(("html head meta title link script body a abbr article aside b blockquote br button caption code datalist "
  + "dd del details div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr img input kbd label legend li main mark nav "
  + "noscript ol option p picture pre progress rp rt ruby section select small source span strong sub summary sup table tbody td tfoot th thead "
  + "time tr ul").split(" "));
const ATTRIBUTES = new Set(("abbr action alt autocomplete autofocus charset checked class cite content colspan crossorigin "
  + "datetime decoding defer dir disabled download enterkeyhint fetchpriority for headers height hidden href http-equiv id inputmode integrity label lang list loading "
  + "max maxlength media method name open placeholder property rel role rowspan scope sizes src srcset start tabindex title type "
  + "value width").split(" "));
// Drawings of our own, charts and the map: by what their outermost element is called, and never in a record's own text.
const DRAWN = new Set("svg title desc g a path rect circle line polyline polygon text tspan".split(" "));
const DRAWN_ATTRIBUTES = new Set("viewBox d cx cy r rx x y x1 x2 y1 y2 dx dy points transform text-anchor".split(" "));
const DRAWING = /^(chart chart-|map-)[a-z]+$/;
const SVG = "http://www.w3.org/2000/svg";
const URLS = new Set("href src srcset action formaction xlink:href data poster cite ping background manifest".split(" "));
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const BASE = "https://site.invalid/2024/x/";

const faults = [];
const texts = {};
let page = "", scripts = 0, links = 0, structured = 0;

function fault(what) {
  if (faults.length < 200) faults.push(`${page}: ${what}`);
}

function attribute(element, name) {
  return element.attrs.find((one) => one.name === name)?.value;
}

function text(node) {
  if (node.nodeName === "#text") return node.value;
  return (node.childNodes || []).map(text).join("");
}

/** A candidate of `srcset` is an address and a width. */
function addresses(name, value) {
  return name === "srcset" ? value.split(",").map((one) => one.trim().split(/\s+/)[0]) : [value];
}

function checkAddress(element, name, value) {
  links++;
  let url;
  // An address with a host that cannot be leads a browser nowhere.
  try { url = new URL(value, BASE); } catch { return /^https?:\/\//i.test(value) || fault(`no address: ${value}`); }
  if (!SCHEMES.has(url.protocol)) fault(`${element.tagName} ${name}=${value}`);
  const away = url.origin !== new URL(BASE).origin;
  const mayLeave = element.tagName === "a"
    || (element.tagName === "link" && attribute(element, "rel") === "canonical");
  if (away && !mayLeave) fault(`off-site ${element.tagName} ${name}=${value}`);
  if (away && /^[\s\0-\x1f]*[/\\]/.test(value)) fault(`another host without a scheme: ${value}`);
}

function checkScript(element) {
  scripts++;
  const src = attribute(element, "src"), type = attribute(element, "type");
  if (type === "application/ld+json" && src === undefined) {
    structured++;
    try { JSON.parse(text(element)); } catch (error) { fault(`JSON-LD: ${error.message}`); }
  } else if (!/^(\.\/|\/|(\.\.\/)*)(assets|search)\/[\w.-]+\.js$/.test(src || "") || text(element).trim()) {
    fault(`script ${src} ${text(element).slice(0, 80)}`);
  }
}

/** Whether an element is a part of a drawing of ours. */
function isDrawn(element) {
  let root;
  for (let one = element; one; one = one.parentNode) {
    if (one.tagName === "svg") root = one;
    if (one.attrs && attribute(one, "data-body") !== undefined) return false;
  }
  return root !== undefined && DRAWN.has(element.tagName) && DRAWING.test(attribute(root, "class") || "");
}

function checkElement(element, inMain) {
  const name = element.tagName;
  const drawn = element.namespaceURI === SVG && isDrawn(element);
  if (!drawn && (!ELEMENTS.has(name) || element.namespaceURI !== "http://www.w3.org/1999/xhtml")) fault(`element ${name}`);
  if (name === "script") checkScript(element);
  if (name === "form" && attribute(element, "role") !== "search") fault("a form that is not the search");
  if (name === "style") fault("inline style");
  const refresh = name === "meta" && (attribute(element, "http-equiv") || "").toLowerCase() === "refresh";
  for (const one of element.attrs) {
    const known = ATTRIBUTES.has(one.name) || (drawn && DRAWN_ATTRIBUTES.has(one.name)) || /^(aria|data)-[a-z-]+$/.test(one.name);
    if (!known || one.name.startsWith("on")) fault(`attribute ${name} ${one.name}=${one.value}`);
    if (URLS.has(one.name)) for (const value of addresses(one.name, one.value)) checkAddress(element, one.name, value);
    if (refresh && one.name === "content") checkAddress(element, "content", one.value.replace(/^\d+;\s*url=/, ""));
  }
  if (inMain && ["script", "meta", "link", "input"].includes(name) && !(name === "input" && allowedInput(element))) {
    fault(`${name} in main`);
  }
}

/** The search's own field, the choice of what a map counts, and the boxes of a list of tasks. */
function allowedInput(element) {
  const type = attribute(element, "type");
  if (type === "checkbox") return attribute(element, "disabled") !== undefined;
  if (type === "radio") return attribute(element, "name") === "map-by" && page === "map/index.html";
  return attribute(element, "name") !== undefined && page.startsWith("search/");
}

const found = {};

function walk(node, inMain) {
  if (node.nodeName === "#comment") fault(`comment ${node.data.slice(0, 60)}`);
  if (node.tagName) {
    checkElement(node, inMain);
    found[node.tagName] = (found[node.tagName] || 0) + 1;
    for (const one of node.attrs) {
      if (/^data-(title|kicker|deck|byline|dateline|body|record)$/.test(one.name)) {
        const hook = one.name.slice(5);
        found[hook + "!"] = (found[hook + "!"] || 0) + 1;
        if (asked.texts) (texts[page] ||= {})[hook] = hook === "record" ? one.value : text(node);
        if (asked.texts && hook === "body") texts[page].code = codes(node);
      }
    }
  }
  for (const child of node.childNodes || []) walk(child, inMain || node.tagName === "main");
}

/** The texts of code blocks, in order. */
function codes(node) {
  if (node.tagName === "pre") return [text(node)];
  return (node.childNodes || []).flatMap(codes);
}

function checkPage(html) {
  for (const name of Object.keys(found)) delete found[name];
  const said = [];
  const tree = parse(html, { onParseError: (error) => said.push(error.code) });
  for (const code of said) fault(`parser: ${code}`);
  walk(tree, false);
  for (const [name, wanted] of [["head", 1], ["body", 1], ["html", 1]]) {
    if (found[name] !== wanted) fault(`${found[name]} ${name}`);
  }
  if ((found.main || 0) > 1) fault(`${found.main} main`);
  for (const hook of ["record!", "body!", "title!"]) if (found[hook] > 1) fault(`${found[hook]} ${hook}`);
  if (asked.all) texts[page] = { all: text(tree), values: values(tree) };
}

function values(node) {
  return [...(node.attrs || []).map((one) => one.value), ...(node.childNodes || []).flatMap(values)];
}

let removed = 0, purified = 0;
function purifier() {
  const { JSDOM } = require("jsdom");
  const purify = require("dompurify")(new JSDOM("").window);
  // What it does not know, and which does nothing: how a picture loads, and what a link downloads.
  // `</script>` inside an attribute is text there, and stays so: the parser has just said it.
  const known = { ADD_ATTR: ["decoding", "download", "datetime"], SAFE_FOR_XML: false };
  return (html) => {
    const start = html.search(/<article [^>]*data-record=/);
    if (start < 0) return;
    const article = html.slice(start, html.lastIndexOf("</article>") + "</article>".length);
    purify.sanitize(article, known);
    purified++;
    for (const one of purify.removed) {
      removed++;
      fault(`DOMPurify removes ${one.element?.outerHTML?.slice(0, 120) ?? `${one.attribute?.name}=${one.attribute?.value}`}`);
    }
  };
}

const purify = asked.article ? purifier() : () => {};
let pages = 0;
for (const name of readdirSync(asked.folder, { recursive: true }).sort()) {
  if (!name.endsWith(".html")) continue;
  page = name;
  pages++;
  const html = readFileSync(join(asked.folder, name), "utf8");
  checkPage(html);
  if (!asked.every || pages % asked.every === 0) purify(html);
}
process.stdout.write(JSON.stringify({ pages, scripts, links, structured, purified, removed, faults, texts }));
