// Keeps a page of the preview up to date, and shows over it what is wrong. Text is only ever set as text.
//
// What surprised us: a browser keeps six connections to one address, and a page that hears news holds one of them; so
// only a page that can be seen listens. And a caret below a line stands anywhere once the font's Han characters are not
// exactly two letters wide; so what is wrong is marked where it stands.
(() => {
  const build = Number(document.currentScript.dataset.build);
  const page = document.documentElement;
  let listening, panel, wrong = "[]";

  // --- The style ---

  /** The site's style sheet, and those that are on their way to replace it. */
  const sheets = () => [...document.querySelectorAll('link[rel="stylesheet"][href*="assets/style-"]')];

  const restyle = (style) => {
    const older = sheets(), last = older[older.length - 1];
    if (!last || !style) return location.reload();
    const fresh = last.cloneNode();
    // Not every page has the site's root where its own address says.
    fresh.href = last.href.replace(/assets\/style-[^/]*$/, () => style);
    if (fresh.href === last.href) return;
    fresh.onload = () => older.forEach((old) => old.remove());
    // One that is gone already is no loss where a newer one is on its way.
    fresh.onerror = () => { if (sheets().pop() === fresh) location.reload(); };
    last.after(fresh);
  };

  // --- What is wrong ---

  const make = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  const excerpt = ({ number, before, marked, after }) =>
    make("pre", "", make("span", "number", `${number} `), before, make("mark", "", marked || "\u00a0"), after);

  const other = ({ place, message, excerpt: line }) =>
    [make("p", "", make("b", "", place), ` ${message}`), ...(line ? [excerpt(line)] : [])];

  const entry = ({ place, word, rule, message, excerpt: line, related, help }) => {
    const made = make("section", "");
    if (place) made.append(make("p", "place", place));
    made.append(make("p", "", make("b", "", word), ` ${message} `, make("small", "", rule)));
    if (line) made.append(excerpt(line));
    made.append(...related.flatMap(other));
    if (help) made.append(make("p", "help", make("b", "", help.word), ` ${help.text}`));
    return made;
  };

  /** An empty panel: the first stop of the keyboard, folded and unfolded by its heading. */
  const open = () => {
    panel = document.createElement("jianbao-panel");
    panel.hidden = true;
    const style = document.createElement("link");
    Object.assign(style, { rel: "stylesheet", href: "/.jianbao/watch.css" });
    style.onload = style.onerror = () => { panel.hidden = false; };
    const alert = make("p", "unseen");
    alert.setAttribute("role", "alert");
    const details = make("details", "", make("summary", ""), make("div", ""));
    details.open = true;
    Object.assign(details.lastChild, { tabIndex: 0 });
    details.lastChild.setAttribute("role", "group");
    panel.attachShadow({ mode: "open" }).append(style, alert, details);
    document.body.prepend(panel);
    // The page ends above it, whatever it is folded to.
    new ResizeObserver(() => {
      page.style.paddingBottom = page.style.scrollPaddingBottom = panel ? `${panel.offsetHeight}px` : "";
    }).observe(panel);
  };

  const close = () => {
    panel?.remove();
    panel = undefined;
    page.style.paddingBottom = page.style.scrollPaddingBottom = "";
  };

  const show = (heading, entries) => {
    const said = JSON.stringify([heading, entries]);
    if (said === wrong) return;
    wrong = said;
    if (entries.length === 0) return close();
    if (!panel) open();
    const root = panel.shadowRoot, all = root.querySelector("div");
    root.querySelector("summary").textContent = heading;
    all.setAttribute("aria-label", heading);
    all.textContent = "";
    all.append(...entries.map(entry));
    root.querySelector("[role=alert]").textContent = `${heading} ${entries[0].place ?? ""} ${entries[0].message}`;
  };

  // --- The news ---

  const hear = ({ data }) => {
    const said = JSON.parse(data);
    show(said.heading, said.wrong);
    // A preview that has not built yet has nothing to show instead.
    if (said.build === 0) return;
    if (said.pages > build || said.build < build) location.reload();
    else if (said.build > build) restyle(said.style);
  };

  const rest = () => {
    listening?.close();
    listening = undefined;
  };

  const listen = () => {
    rest();
    if (document.hidden) return;
    const news = listening = new EventSource("/.jianbao/news");
    news.onmessage = hear;
    // Whoever answers there now is not a preview; it may be one again.
    news.onerror = () => news.readyState === EventSource.CLOSED && setTimeout(() => listening === news && listen(), 1000);
  };

  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  document.addEventListener("visibilitychange", listen);
})();
