// The switches of the header, and links that work from a disk. Every page is whole without this script.
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

  // A folder on a disk has no index page of its own.
  if (location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (link && link.protocol === "file:" && link.pathname.slice(-1) === "/") link.pathname += "index.html";
    }, true);
    document.querySelectorAll("form[action$='/']").forEach(function (form) {
      form.action += "index.html";
    });
  }
})();
