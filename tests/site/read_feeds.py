"""Reads every feed and calendar of a site. Run by tests/site: read_feeds.py SITE."""

import pathlib
import sys

try:
    import feedparser
    import icalendar
except ImportError as missing:
    sys.exit(f"PyPI package `{missing.name}` is needed")


def feeds(site):
    for path in sorted(site.rglob("feed.xml")):
        feed = feedparser.parse(path.read_bytes())
        ids = [entry.get("id") for entry in feed.entries]
        if feed.bozo:
            yield f"{path}: {feed.bozo_exception}"
        if feed.version != "atom10" or not feed.feed.get("title") or not feed.feed.get("updated_parsed"):
            yield f"{path}: {feed.version}, title and time {feed.feed.get('title')} {feed.feed.get('updated')}"
        if len(set(ids)) != len(ids) or len(ids) > 50:
            yield f"{path}: {len(ids)} entries, {len(set(ids))} ids"
        for entry in feed.entries:
            if not (entry.get("title") and entry.get("link") and entry.get("updated_parsed")):
                yield f"{path}: {entry.get('id')} lacks title, link or time"


def calendars(site):
    for path in sorted(site.rglob("*.ics")):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = list(calendar.walk("VEVENT"))
        if calendar.errors or not events:
            yield f"{path}: {calendar.errors}, {len(events)} events"
        for event in events:
            if event.errors or not (event.get("UID") and event.get("DTSTART") and event.get("SUMMARY")):
                yield f"{path}: {event.get('UID')} {event.errors}"


root = pathlib.Path(sys.argv[1])
sys.exit("\n".join([*feeds(root), *calendars(root)]) or 0)
