// The switches of the header, names over printed pages, and links that work from a disk. Every page is whole without this script.
(function () {
  "use strict";
  var page = document.documentElement;

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch (refused) {
      // Storage is switched off: the choice holds for this page.
    }
  }

  function isDark() {
    if (page.dataset.theme) return page.dataset.theme === "dark";
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var switches = {
    theme: {
      on: isDark,
      flip: function () {
        page.dataset.theme = isDark() ? "light" : "dark";
        keep("theme", page.dataset.theme);
      },
    },
    size: {
      on: function () { return page.dataset.size === "large"; },
      flip: function () {
        if (page.dataset.size) delete page.dataset.size;
        else page.dataset.size = "large";
        keep("size", page.dataset.size);
      },
    },
    menu: {
      on: function () { return page.classList.contains("menu-open"); },
      flip: function () { page.classList.toggle("menu-open"); },
    },
  };

  document.querySelectorAll("[data-switch]").forEach(function (button) {
    var name = button.dataset.switch;
    var it = switches[name];
    if (!it) return;
    var state = name === "menu" ? "aria-expanded" : "aria-pressed";
    button.hidden = false;
    button.setAttribute(state, String(it.on()));
    button.addEventListener("click", function () {
      it.flip();
      button.setAttribute(state, String(it.on()));
    });
  });

  // Pages of print: names the story under the pointer or the focus, on the page and in the list. Without this, the story is
  // outlined and everything leads where it leads.
  function stories(page, id) {
    return page.querySelectorAll("[data-story=\"" + id + "\"]");
  }

  // Over the area, from the side of the page that is nearer to it.
  function place(caption, area) {
    var page = caption.parentNode.getBoundingClientRect();
    var box = area.getBoundingClientRect();
    var isLeft = box.left - page.left <= page.right - box.right;
    var margin = Math.max(isLeft ? box.left - page.left : page.right - box.right, 0);
    caption.style.left = isLeft ? margin + "px" : "auto";
    caption.style.right = isLeft ? "auto" : margin + "px";
    caption.style.maxWidth = page.width - margin + "px";
    caption.style.top = Math.max(box.top - page.top - caption.offsetHeight, 0) + "px";
  }

  function point(page, link) {
    var caption = page.querySelector("[data-caption]");
    page.querySelectorAll(".pointed").forEach(function (old) { old.classList.remove("pointed"); });
    caption.hidden = true;
    if (!link) return;
    stories(page, link.dataset.story).forEach(function (one) { one.classList.add("pointed"); });
    var area = link.querySelector("rect");
    if (!area) return;
    caption.textContent = link.getAttribute("aria-label");
    caption.hidden = false;
    place(caption, area);
  }

  document.querySelectorAll("[data-paper]").forEach(function (page) {
    // The browser would name each area once more.
    page.querySelectorAll("svg title").forEach(function (title) { title.remove(); });
    var shown = null;
    function show(link) {
      if (link === shown) return;
      shown = link;
      point(page, link);
    }
    function over(event) {
      show(event.target.closest ? event.target.closest("[data-story]") : null);
    }
    // A page that scrolls away under a pointer takes nothing from the keys.
    function away() {
      var held = document.activeElement;
      show(page.contains(held) ? held.closest("[data-story]") : null);
    }
    function leave() {
      show(null);
    }
    // Not `pointerover`: what scrolls under a pointer that lies still is not pointed at.
    page.addEventListener("pointermove", over);
    page.addEventListener("focusin", over);
    page.addEventListener("pointerleave", away);
    page.addEventListener("focusout", leave);
    // The story that an address asks for.
    function arrive() {
      var there = document.getElementById(location.hash.slice(1));
      if (there && page.contains(there)) show(there.closest("[data-story]"));
    }
    addEventListener("hashchange", arrive);
    arrive();
  });

  // A folder on a disk has no index page of its own.
  if (location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (!link) return;
      // A link of a drawing does not know the parts of its address.
      var to = new URL(link.getAttribute("href"), document.baseURI);
      if (to.protocol !== "file:" || to.pathname.slice(-1) !== "/") return;
      to.pathname += "index.html";
      link.setAttribute("href", to.href);
    }, true);
    document.querySelectorAll("form[action$='/']").forEach(function (form) {
      form.action += "index.html";
    });
  }
})();
