// Whether a place is open now, worked out where the page is read and again every minute, by the clock of the place. Nothing is
// claimed for days that may be public holidays: what holds then is known on the spot. The hours stand on the page without this script.
(function () {
  "use strict";
  var DAY = 1440;
  var places = document.querySelectorAll("[data-opening]");
  var words = document.querySelector("[data-opening-words]");
  if (!places.length || !words || typeof Intl !== "object") return;

  function say(name, n, day) {
    return (words.getAttribute("data-" + name) || "").replace("{n}", n).replace("{day}", day);
  }

  // The civil date of a zone at a moment, and the minutes from its midnight.
  function now(zone, moment) {
    var parts = {};
    new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    }).formatToParts(moment).forEach(function (part) { parts[part.type] = Number(part.value); });
    return { day: Date.UTC(parts.year, parts.month - 1, parts.day), minute: parts.hour * 60 + parts.minute };
  }

  var chinese = new Intl.DateTimeFormat("en-u-ca-chinese-nu-latn", { timeZone: "UTC", month: "numeric", day: "numeric" });
  var isChinese = chinese.resolvedOptions().calendar === "chinese";

  // Month and day of the farmers' calendar as one number; 0 in a leap month, which has no feasts.
  function lunar(day) {
    var parts = {};
    chinese.formatToParts(day).forEach(function (part) { parts[part.type] = part.value; });
    return /^\d+$/.test(parts.month) ? Number(parts.month) * 100 + Number(parts.day) : 0;
  }

  function within(value, from, to) {
    return value >= from && value <= to;
  }

  // Whether a day may be a public holiday: New Year, Spring Festival, 清明, Labour Day, 端午, 中秋, National Day, each with the
  // days that are put together with it.
  var known = {};
  function mayBeHoliday(day) {
    if (!(day in known)) {
      var date = new Date(day);
      var civil = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
      var feast = lunar(day);
      known[day] = !isChinese || civil >= 1230 || civil <= 103 || within(civil, 402, 407) || within(civil, 429, 505)
        || within(civil, 1001, 1008) || feast >= 1227 || within(feast, 101, 109) || within(feast, 503, 507) || within(feast, 813, 817);
    }
    return known[day];
  }

  // Whether a Saturday or Sunday may be a working day, because a holiday near it was made longer.
  function mayBeMoved(day) {
    var weekday = new Date(day).getUTCDay();
    if (weekday > 0 && weekday < 6) return false;
    for (var away = -10; away <= 10; away += 1) if (mayBeHoliday(day + away * DAY * 60000)) return true;
    return false;
  }

  // `05-01/09-30 510-1050 1950-2490;…`: for each part of the year the minutes of the week, from Monday.
  function read(typed) {
    return typed.split(";").map(function (part) {
      var season = { from: 101, to: 1231, spans: [] };
      part.split(" ").filter(Boolean).forEach(function (word) {
        var pair = word.split(word.indexOf("/") < 0 ? "-" : "/").map(function (half) { return Number(half.replace("-", "")); });
        if (word.indexOf("/") < 0) season.spans.push(pair);
        else { season.from = pair[0]; season.to = pair[1]; }
      });
      return season;
    });
  }

  function seasonOf(seasons, day) {
    var date = new Date(day);
    var civil = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    return seasons.filter(function (one) {
      return one.from <= one.to ? within(civil, one.from, one.to) : civil >= one.from || civil <= one.to;
    })[0];
  }

  // When a place opens and closes on a day, in minutes from its midnight; nothing where nothing can be said.
  function onDay(place, day) {
    var season = seasonOf(place.seasons, day);
    if (!season || (!place.isAsEver && mayBeHoliday(day)) || (place.isByWork && mayBeMoved(day))) return null;
    var first = (new Date(day).getUTCDay() + 6) % 7 * DAY;
    return season.spans.filter(function (span) { return span[0] >= first && span[0] < first + DAY; })
      .map(function (span) { return [span[0] - first, span[1] - first]; });
  }

  // The days from yesterday on of which something can be said, with what is open on them in minutes from today's midnight.
  function ahead(place, today) {
    var found = { spans: [], until: 0, isToday: false };
    for (var away = -1; away <= 8; away += 1) {
      var spans = onDay(place, today + away * DAY * 60000);
      if (!spans && away < 0 && !place.isOvernight) continue;
      if (!spans && away < 1) return found;
      if (!spans) break;
      found.until = (away + 1) * DAY;
      spans.forEach(function (span) {
        var last = found.spans[found.spans.length - 1];
        var from = span[0] + away * DAY;
        var to = span[1] + away * DAY;
        if (last && last[1] >= from) last[1] = Math.max(last[1], to);
        else found.spans.push([from, to]);
      });
    }
    found.isToday = true;
    return found;
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  // Whether a place may still be open from the day before.
  function isOvernight(seasons) {
    return seasons.some(function (season) {
      return season.spans.some(function (span) { return span[1] > (Math.floor(span[0] / DAY) + 1) * DAY; });
    });
  }

  // A time in words: today's by its hour, others with their day.
  function label(minute, today) {
    var time = Math.floor(minute % DAY / 60) + ":" + two(minute % 60);
    if (minute < DAY) return say("today", time);
    if (minute < 2 * DAY) return say("tomorrow", time);
    var day = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", timeZone: "UTC" });
    return say(minute < 7 * DAY ? "weekday" : "week-on", time, day.format(today + Math.floor(minute / DAY) * DAY * 60000));
  }

  // What is said of a place: whether it is open, and in which words.
  function state(place, moment) {
    var at = now(place.zone, moment);
    var found = ahead(place, at.day);
    if (!found.isToday) return { is: "unknown", says: seasonOf(place.seasons, at.day) ? say("doubt") : "" };
    var open = found.spans.filter(function (span) { return span[0] <= at.minute && at.minute < span[1]; })[0];
    if (open) {
      // Who is open at the end of all that is known may stay so.
      if (open[1] - at.minute >= 7 * DAY) return { is: "open", says: say("always") };
      if (open[1] === found.until) return { is: "open", says: say("now") };
      return { is: "open", says: say("until", open[1] === DAY ? say("today", "24:00") : label(open[1], at.day)) };
    }
    var next = found.spans.filter(function (span) { return span[0] > at.minute; })[0];
    return { is: "closed", says: next ? say("next", label(next[0], at.day)) : say("closed") };
  }

  var all = Array.prototype.map.call(places, function (element) {
    var seasons = read(element.dataset.opening);
    return {
      element: element,
      seasons: seasons,
      isOvernight: isOvernight(seasons),
      zone: element.dataset.zone,
      isAsEver: "asEver" in element.dataset,
      isByWork: "byWork" in element.dataset,
    };
  });

  var timer = 0;
  function look() {
    var moment = Date.now();
    all.forEach(function (place) {
      var is = state(place, moment);
      place.element.textContent = is.says;
      place.element.hidden = !is.says;
      place.element.dataset.state = is.is;
    });
    document.dispatchEvent(new Event("opening"));
    clearTimeout(timer);
    timer = setTimeout(look, 60000 - moment % 60000);
  }

  // A page that was in the background, or kept for the way back, may be hours old.
  document.addEventListener("visibilitychange", function () { if (!document.hidden) look(); });
  addEventListener("pageshow", function (event) { if (event.persisted) look(); });
  try {
    look();
  } catch (unknown) {
    // A zone that this browser does not know: the hours stand there as they were typed.
    all.forEach(function (place) { place.element.hidden = true; });
  }
})();
