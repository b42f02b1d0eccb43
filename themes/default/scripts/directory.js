// A box over the directory of venues that leaves those with certain words, of one type, or open now. Without this script all stand
// there under their headings.
(function () {
  "use strict";
  var directory = document.querySelector("[data-directory]");
  var box = directory && directory.querySelector("[data-directory-filter]");
  if (!box) return;
  var venues = Array.prototype.map.call(directory.querySelectorAll("[data-venue]"), function (element) {
    return {
      element: element,
      text: element.textContent.normalize("NFKC").toLowerCase() + " " + element.dataset.area.normalize("NFKC").toLowerCase(),
      types: Array.prototype.map.call(element.querySelectorAll(".venue-types-of span"), function (one) { return one.textContent; }),
      opening: element.querySelector("[data-opening]"),
    };
  });

  function field(name, text, type) {
    var label = document.createElement("label");
    var input = document.createElement(type === "select" ? "select" : "input");
    if (type !== "select") input.type = type;
    input.name = name;
    if (type === "checkbox") label.append(input, " ", text);
    else label.append(text, " ", input);
    box.append(label);
    return input;
  }

  function option(select, value, text) {
    var one = document.createElement("option");
    one.value = value;
    one.textContent = text;
    select.append(one);
  }

  var words = field("venue-words", box.dataset.words, "search");
  words.autocomplete = "off";
  var type = field("venue-type", box.dataset.type, "select");
  option(type, "", box.dataset.all);
  directory.querySelectorAll("[data-type]").forEach(function (one) { option(type, one.dataset.type, one.dataset.type); });
  var open = field("venue-open", box.dataset.open, "checkbox");
  var status = document.createElement("p");
  status.setAttribute("role", "status");
  box.append(status);

  function isShown(venue, wanted) {
    if (open.checked && !(venue.opening && venue.opening.dataset.state === "open")) return false;
    if (type.value && venue.types.indexOf(type.value) < 0) return false;
    return wanted.every(function (word) { return venue.text.indexOf(word) >= 0; });
  }

  function filter() {
    var wanted = words.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    venues.forEach(function (venue) {
      var shown = isShown(venue, wanted);
      venue.element.hidden = !shown;
      if (shown) count += 1;
    });
    directory.querySelectorAll("[data-area-of]").forEach(function (area) {
      area.hidden = !area.querySelector("[data-venue]:not([hidden])");
    });
    var all = count === venues.length && !wanted.length && !type.value && !open.checked;
    var forms = box.dataset[count ? "count" : "none"].split("|");
    var says = all ? "" : forms[count === 1 ? forms.length - 1 : 0].replace("{n}", count);
    if (status.textContent !== says) status.textContent = says;
  }

  // A link to a venue that is filtered away shows all again.
  function arrive() {
    var there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!there || !there.hidden || !directory.contains(there)) return;
    words.value = type.value = "";
    open.checked = false;
    filter();
    there.scrollIntoView();
  }

  box.addEventListener("input", filter);
  document.addEventListener("opening", function () { if (open.checked) filter(); });
  addEventListener("hashchange", arrive);
  box.hidden = false;
  filter();
})();
