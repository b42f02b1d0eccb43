// Keeps a page of the preview up to date, and shows over it what is wrong. Text is only ever set as text.
(() => {
  const own = document.currentScript;
  const build = Number(own.dataset.build);
  const place = "jianbao-place";
  let panel;

  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (kept) {
    const [address, top] = JSON.parse(kept);
    if (address === location.pathname) addEventListener("load", () => scrollTo({ top, behavior: "instant" }));
  }

  const reload = () => {
    sessionStorage.setItem(place, JSON.stringify([location.pathname, scrollY]));
    location.reload();
  };

  const restyle = (style) => {
    const old = document.querySelector('link[rel="stylesheet"]');
    if (!old || !style) return reload();
    const href = new URL(old.href);
    if (href.pathname.endsWith(style)) return;
    href.pathname = "/" + style;
    const fresh = old.cloneNode();
    fresh.href = href.href;
    fresh.onload = () => old.remove();
    fresh.onerror = reload;
    old.after(fresh);
  };

  const show = (heading, wrong) => {
    panel?.remove();
    panel = undefined;
    if (!wrong.length) return;
    panel = document.createElement("aside");
    panel.setAttribute("role", "alert");
    Object.assign(panel.style, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", zIndex: 2147483647,
      margin: 0, padding: "1rem", background: "#fffbe8", color: "#221", borderTop: "4px solid #b3261e",
      font: "15px/1.5 ui-monospace, 'Noto Sans Mono CJK SC', monospace", boxShadow: "0 -4px 24px #0006",
    });
    const title = document.createElement("strong");
    title.textContent = heading;
    panel.append(title);
    for (const text of wrong) {
      const block = document.createElement("pre");
      Object.assign(block.style, { whiteSpace: "pre-wrap", overflowWrap: "anywhere", margin: ".75rem 0 0", font: "inherit" });
      block.textContent = text;
      panel.append(block);
    }
    document.body.append(panel);
  };

  const news = new EventSource("/.jianbao/news");
  news.onmessage = (event) => {
    const said = JSON.parse(event.data);
    show(said.heading, said.wrong);
    if (said.pages > build || said.build < build) reload();
    else if (said.build > build) restyle(said.style);
  };
  addEventListener("pagehide", () => news.close());
})();
