// Reads every calendar of a site with ical.js. Run by tests/site: read_calendars.mjs SITE TOOLS.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../browser/chromium.mjs";

const [site, tools] = process.argv.slice(2);
const loaded = tool(tools, "ical.js");
const ICAL = loaded.default ?? loaded;
const faults = [];
let read = 0;

for (const entry of readdirSync(site, { recursive: true })) {
  if (!entry.endsWith(".ics")) continue;
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(site, entry), "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    read += 1;
    if (!event.uid || !event.summary || !event.startDate) faults.push(`${entry}: an event lacks uid, summary or start`);
    if (event.endDate.compare(event.startDate) < 0) faults.push(`${entry}: ${event.uid} ends before it starts`);
    const next = event.isRecurring() ? event.iterator().next() : event.startDate;
    if (!next) faults.push(`${entry}: ${event.uid} never happens`);
  }
}

if (read === 0) faults.push("no calendar has an event");
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
