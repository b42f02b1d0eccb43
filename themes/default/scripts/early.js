// Applies what the reader chose before anything is drawn, so that no page flashes.
(function () {
  var page = document.documentElement;
  page.classList.add("scripted");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") page.dataset.theme = theme;
    if (localStorage.getItem("size") === "large") page.dataset.size = "large";
  } catch (refused) {
    // Storage is switched off: the page is as it came.
  }
})();
