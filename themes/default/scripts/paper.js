// Pages of print: names the story under the pointer or the focus, on the page and in the list. Without this script, the
// story is outlined and everything leads where it leads.
(function () {
  "use strict";

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
    function over(event) {
      point(page, event.target.closest ? event.target.closest("[data-story]") : null);
    }
    page.addEventListener("pointerover", over);
    page.addEventListener("focusin", over);
    page.addEventListener("pointerleave", function () { point(page, null); });
    page.addEventListener("focusout", function () { point(page, null); });
  });
})();
