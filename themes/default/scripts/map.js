// Brings the map nearer and moves it, by pointer, wheel, fingers, buttons and keys. Without this script the map stands
// still, and the list below it says all of it.
(function () {
  "use strict";
  // The nearest that one comes; names have as many levels, each twice as near as the one before.
  var MOST = 16;
  var LEVELS = 5;
  // How wide a map is in its own units, and the longest bar of its scale.
  var WIDTH = 360;
  var BAR = 90;
  // From how many pixels on a press is a pull.
  var PULL = 4;

  function between(least, value, most) {
    return Math.min(Math.max(value, least), most);
  }

  function Map(root) {
    this.sheet = root.querySelector(".map-sheet");
    this.frame = root.querySelector("[data-map-frame]");
    this.drawing = root.querySelector("[data-map-drawing]");
    this.bar = root.querySelector("[data-map-scale]");
    this.words = root.dataset;
    var whole = this.drawing.viewBox.baseVal;
    this.size = [whole.width, whole.height];
    this.corner = [0, 0];
    this.zoom = 1;
    this.fingers = {};
    this.isPulled = false;
  }

  // --- What is shown ---

  Map.prototype.show = function () {
    var zoom = this.zoom;
    var wide = this.drawing.getBoundingClientRect().width / WIDTH;
    this.corner = this.corner.map(function (edge, axis) {
      return between(0, edge, this.size[axis] * (1 - 1 / zoom));
    }, this);
    var seen = this.size.map(function (length) { return length / zoom; });
    this.drawing.setAttribute("viewBox", this.corner.concat(seen).map(function (one) { return +one.toFixed(3); }).join(" "));
    this.sheet.style.setProperty("--steady", Math.min(1, 1 / wide));
    this.drawing.style.setProperty("--steady", Math.min(1, 1 / (wide * zoom)));
    this.sheet.dataset.level = between(0, Math.floor(Math.log2(wide * zoom) + 0.01), LEVELS);
    this.frame.classList.toggle("is-near", zoom > 1);
    if (this.bar) this.measure();
  };

  // The longest bar that is 1, 2 or 5 metres long, with noughts.
  Map.prototype.measure = function () {
    var metres = Number(this.bar.dataset.mapScale) / this.zoom;
    var most = BAR * metres;
    var ten = Math.pow(10, Math.floor(Math.log10(most)));
    var length = [5, 2, 1].map(function (digit) { return digit * ten; }).find(function (one) { return one <= most; });
    var pattern = length < 1000 ? this.words.mapMetres : this.words.mapKilometres;
    var said = pattern.replace("{n}", String(+(length < 1000 ? length : length / 1000).toPrecision(3)));
    this.bar.querySelector(".bar").setAttribute("d", "M2 19v5h" + (length / metres).toFixed(2) + "v-5");
    this.bar.querySelector(".length").textContent = said;
    this.bar.setAttribute("aria-label", this.words.mapSaid.replace("{n}", said));
  };

  Map.prototype.nearer = function (factor, about) {
    var zoom = between(1, this.zoom * factor, MOST);
    var share = this.zoom / zoom;
    this.corner = this.corner.map(function (edge, axis) { return about[axis] - (about[axis] - edge) * share; });
    this.zoom = zoom;
    this.show();
  };

  Map.prototype.middle = function () {
    return this.corner.map(function (edge, axis) { return edge + this.size[axis] / this.zoom / 2; }, this);
  };

  Map.prototype.move = function (by) {
    this.corner = this.corner.map(function (edge, axis) { return edge + by[axis]; });
    this.show();
  };

  Map.prototype.whole = function () {
    this.zoom = 1;
    this.show();
  };

  // Where on the map a point of the screen is.
  Map.prototype.at = function (point) {
    var box = this.drawing.getBoundingClientRect();
    var units = this.size[0] / this.zoom / box.width;
    return [this.corner[0] + (point.clientX - box.left) * units, this.corner[1] + (point.clientY - box.top) * units];
  };

  // Where a place is.
  function place(link) {
    var found = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(link.querySelector("g").getAttribute("transform"));
    return [Number(found[1]), Number(found[2])];
  }

  Map.prototype.centre = function (spot) {
    var middle = this.middle();
    this.move(spot.map(function (one, axis) { return one - middle[axis]; }));
  };

  // --- Buttons and keys ---

  Map.prototype.act = function (what) {
    var step = this.size[0] / this.zoom / 5;
    var moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (what === "in") this.nearer(2, this.middle());
    else if (what === "out") this.nearer(0.5, this.middle());
    else if (what === "all") this.whole();
    // A map that is seen whole leaves the arrows to the page.
    else if (moves[what] && this.zoom > 1) this.move(moves[what]);
    else return false;
    return true;
  };

  var KEYS = { "+": "in", "=": "in", "-": "out", _: "out", 0: "all" };

  Map.prototype.key = function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.act(KEYS[event.key] || event.key)) event.preventDefault();
  };

  // --- Pointers ---

  function apart(one, other) {
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  }

  Map.prototype.press = function (event) {
    if (event.button !== 0) return;
    this.fingers[event.pointerId] = event;
    this.isPulled = false;
    this.pressed = event;
  };

  Map.prototype.pull = function (event) {
    var before = this.fingers[event.pointerId];
    if (!before) return;
    var others = Object.values(this.fingers).filter(function (finger) { return finger.pointerId !== event.pointerId; });
    // A click is not a pull, and a captured pointer would click on nothing.
    if (!this.isPulled && others.length === 0 && apart(event, this.pressed) < PULL) return;
    this.isPulled = true;
    this.frame.setPointerCapture(event.pointerId);
    this.fingers[event.pointerId] = event;
    if (others.length === 1) {
      this.nearer(apart(event, others[0]) / Math.max(1, apart(before, others[0])), this.at(others[0]));
    } else if (others.length === 0 && this.zoom > 1) {
      var from = this.at(before), to = this.at(event);
      this.move([from[0] - to[0], from[1] - to[1]]);
    }
  };

  Map.prototype.lift = function (event) {
    delete this.fingers[event.pointerId];
  };

  Map.prototype.wheel = function (event) {
    // A page is not held up by a map that the pointer happens to cross.
    if (!event.ctrlKey && !this.frame.contains(document.activeElement)) return;
    event.preventDefault();
    this.nearer(Math.pow(2, -event.deltaY / 300), this.at(event));
  };

  // --- All of it ---

  Map.prototype.start = function () {
    var map = this;
    function on(name, act, how) { map.frame.addEventListener(name, act.bind(map), how); }
    this.frame.tabIndex = 0;
    this.frame.setAttribute("role", "group");
    this.frame.setAttribute("aria-label", this.frame.dataset.mapFrame);
    this.sheet.addEventListener("keydown", this.key.bind(this));
    on("pointerdown", this.press);
    on("pointermove", this.pull);
    on("pointerup", this.lift);
    on("pointercancel", this.lift);
    on("pointerleave", this.lift);
    on("wheel", this.wheel, { passive: false });
    on("dblclick", function (event) { this.nearer(2, this.at(event)); });
    on("dragstart", function (event) { event.preventDefault(); });
    // Two fingers are for the map, one is for the page until the map is near.
    on("touchmove", function (event) { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
    on("click", function (event) { if (this.isPulled && event.target.closest("a")) event.preventDefault(); }, true);
    on("focusin", function (event) {
      var link = event.target.closest(".spot");
      if (!link || this.zoom === 1 || !link.matches(":focus-visible")) return;
      this.centre(place(link));
    });
    var tools = this.sheet.querySelector("[data-map-tools]");
    tools.hidden = false;
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("[data-map-do]");
      if (button) map.act(button.dataset.mapDo);
    });
    addEventListener("resize", this.show.bind(this));
    addEventListener("hashchange", this.arrive.bind(this));
    this.show();
    this.arrive();
  };

  // Comes to the place that an address asks for.
  Map.prototype.arrive = function () {
    var link = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!link || !this.drawing.contains(link)) return;
    this.zoom = 4;
    this.centre(place(link));
    this.frame.scrollIntoView({ block: "nearest" });
  };

  document.querySelectorAll("[data-map]").forEach(function (root) { new Map(root).start(); });
})();
