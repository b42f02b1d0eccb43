// The search page: a form in, a list of hits out. What elements it needs is said in src/render/search/mod.rs.
// All text goes into the page as text, never as markup. One surprise: while an input method composes, the
// letters in the field are not yet the reader's words, so searching waits.
"use strict";
(() => {
  const PAGE = 10, PAUSE = 120, FILTERS = ["kind", "place", "from", "to"];
  const main = document.querySelector("[data-search]");
  if (!main) return;
  const find = (name) => main.querySelector(`[data-search-${name}]`);
  const form = find("form"), field = main.querySelector("input[type=search]"), list = find("hits");
  const status = find("status"), more = find("more"), retry = find("retry");
  const { Index, Search } = globalThis.jianbaoSearch;
  const disk = location.protocol === "file:";

  /** What the page says, from the attribute `data-text-…` of the status line; `{n}` is a number. */
  function say(text, number = 0) {
    status.textContent = (status.getAttribute(`data-text-${text}`) || "").replace("{n}", String(number));
  }

  // --- Loading: a file of the index is a script that calls `jianbaoShard` ---

  const arrived = new Map();
  globalThis.jianbaoShard = (name, data) => { arrived.set(name, data); };

  function load(name, file) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const end = () => {
        script.remove();
        const data = arrived.get(name);
        arrived.delete(name);
        if (data === undefined) reject(new Error(file)); else resolve(data);
      };
      script.onload = end;
      script.onerror = end;
      script.src = (main.getAttribute("data-search-index") || "./") + file;
      document.head.append(script);
    });
  }

  const index = new Index(load);

  // --- Hits ---

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function marked(parent, segments) {
    for (const { text, mark } of segments) parent.append(mark ? element("mark", text) : text);
    return parent;
  }

  /** The address of a page; from a disk there is no server that adds `index.html`. */
  function address(url) {
    const path = url.split("/").map(encodeURIComponent).join("/");
    const page = path === "" || path.endsWith("/");
    return (main.getAttribute("data-search-site") || "../") + path + (disk && page ? "index.html" : "");
  }

  function item(hit) {
    const made = element("li"), about = element("p", "", { "data-search-about": "" });
    made.append(marked(element("a", "", { href: address(hit.url) }), hit.title));
    made.append(marked(element("p", "", { "data-search-snippet": "" }), hit.snippet));
    if (hit.date) about.append(element("time", hit.date, { datetime: hit.date }), " ");
    about.append(element("span", hit.kind[1]), " ", element("span", hit.place.split("/").join(" ")));
    made.append(about);
    return made;
  }

  // --- Asking ---

  let turn = 0, search = null, timer = 0;

  const asked = () => Object.fromEntries(FILTERS.map((name) => [name, form.elements[name]?.value.trim() || ""]));

  function remember() {
    const values = new URLSearchParams();
    const all = Object.entries({ q: field.value.trim(), ...asked() });
    for (const [name, value] of all) if (value) values.set(name, value);
    const text = values.toString();
    const query = text ? `?${text}` : location.pathname;
    try { history.replaceState(null, "", query); } catch { /* some browsers refuse this for files */ }
  }

  async function run() {
    turn++;
    remember();
    retry.hidden = true;
    more.hidden = true;
    search = new Search(index, field.value, asked());
    if (search.state === "ready") return next(true);
    list.replaceChildren();
    say(search.state);
  }

  /** Shows the next hits; those of a query that is no longer wanted are dropped. */
  async function next(anew) {
    const mine = anew ? turn : ++turn, current = search;
    main.setAttribute("aria-busy", "true");
    if (anew) say("loading");
    try {
      const hits = (await current.more(PAGE)).map(item);
      if (mine !== turn) return;
      if (anew) list.replaceChildren(...hits); else list.append(...hits);
      if (!anew) hits[0]?.querySelector("a").focus();
      more.hidden = current.done;
      report(current);
    } catch {
      if (mine === turn) await failed();
    }
    if (mine === turn) main.removeAttribute("aria-busy");
  }

  function report({ total, exact, done, era: older }) {
    if (total === 0 && done) say("none");
    else if (list.children.length === 0) say("further", total);
    else say(exact && older === 0 ? "count" : "about", total);
  }

  /** A file did not come. The site may just have been published anew: look again once, past all caches. */
  async function failed() {
    if (index.fresh === 0) { index.renew(); return run(); }
    say("failed");
    retry.hidden = false;
  }

  function soon(event) {
    clearTimeout(timer);
    if (event?.isComposing) return;
    timer = setTimeout(run, PAUSE);
  }

  // --- The form ---

  /** Fills in what the filters offer. Places are loaded when somebody looks for one. */
  async function offerKinds() {
    const kind = form.elements.kind;
    if (!kind) return;
    for (const [name, label, count] of (await index.root()).kinds) {
      kind.append(element("option", `${label} (${count})`, { value: name }));
    }
  }

  async function offerPlaces() {
    const options = find("places");
    if (!options || options.children.length > 0) return;
    const option = ({ path, count }) => element("option", String(count), { value: path });
    options.append(...(await index.places()).map(option));
  }

  async function start() {
    const values = new URLSearchParams(location.search);
    field.value = values.get("q") || "";
    await offerKinds().catch(() => {});
    for (const name of FILTERS) if (form.elements[name]) form.elements[name].value = values.get(name) || "";
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); run(); });
    form.addEventListener("input", soon);
    form.addEventListener("compositionend", () => soon());
    form.elements.place?.addEventListener("focus", () => offerPlaces().catch(() => {}));
    more.addEventListener("click", () => next(false));
    retry.addEventListener("click", () => { index.renew(); run(); });
    if (field.value) run(); else { say("empty"); field.focus(); }
  }

  start();
})();
