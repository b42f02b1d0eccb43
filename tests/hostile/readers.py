"""Reads feed.xml with feedparser and calendar.ics with icalendar; prints what they say as JSON.

Standard input: {"folder": where the site is}.
"""

import json
import pathlib
import sys

try:
    import feedparser
except ImportError:
    sys.exit("PyPI package `feedparser` is needed")
try:
    import icalendar
except ImportError:
    sys.exit("PyPI package `icalendar` is needed")

folder = pathlib.Path(json.load(sys.stdin)["folder"])
feed = feedparser.parse((folder / "feed.xml").read_bytes(), sanitize_html=False, resolve_relative_uris=False)
if feed.bozo:
    sys.exit(f"feed.xml: {feed.bozo_exception}")
entries = [
    {
        "link": entry.link,
        "title": entry.title,
        "summary": entry.get("summary", ""),
        "authors": [author.get("name", "") for author in entry.get("authors", [])],
        "tags": [tag.term for tag in entry.get("tags", [])],
    }
    for entry in feed.entries
]
calendar = icalendar.Calendar.from_ical((folder / "calendar.ics").read_bytes())
events = []
for event in calendar.walk("VEVENT"):
    if event.errors:
        sys.exit(f"calendar.ics: {event.errors}")
    categories = event.get("CATEGORIES")
    events.append(
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "location": str(event.get("LOCATION", "")),
            "categories": [str(one) for one in categories.cats] if categories else [],
        }
    )
json.dump({"entries": entries, "events": events}, sys.stdout)
