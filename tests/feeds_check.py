"""Reads feeds and calendars with other people's libraries and compares with what went in.

Run by tests/feeds: feeds_check.py FOLDER, where every folder in FOLDER holds feed.xml, feed.json, calendar.ics and
expected.json ({"xml": titles, "ics": titles}).
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


def same(what, found, wanted):
    if found != wanted:
        wrong = [(a, b) for a, b in zip(found, wanted) if a != b]
        sys.exit(f"{what}: {len(found)} of {len(wanted)}; first differences {wrong[:3]!r}")


def check_atom(folder, wanted):
    feed = feedparser.parse((folder / "feed.xml").read_bytes(), sanitize_html=False)
    if feed.bozo:
        sys.exit(f"{folder}/feed.xml: {feed.bozo_exception}")
    same("ids", [entry.id for entry in feed.entries], [entry.link for entry in feed.entries])
    same("titles", [entry.title.strip() for entry in feed.entries], [text.strip() for text in wanted])
    if not all(entry.published_parsed and entry.updated_parsed for entry in feed.entries):
        sys.exit("a date is not one")


def check_calendar(folder, wanted):
    calendar = icalendar.Calendar.from_ical((folder / "calendar.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))
    same("summaries", [str(event["SUMMARY"]) for event in events], wanted)
    same("locations", [str(event["LOCATION"]) for event in events], wanted)
    for event in events:
        if event.errors or event["DTSTART"].dt.isoformat() != "2024-04-13T07:00:00+08:00":
            sys.exit(f"{event.errors} {event['DTSTART'].dt}")
    if len({str(event["UID"]) for event in events}) != len(events):
        sys.exit("two events of one UID")


def main():
    folders = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.is_dir())
    for folder in folders:
        wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        check_atom(folder, wanted["xml"])
        check_calendar(folder, wanted["ics"])
        items = json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]
        same("items", len(items), len(wanted["xml"]))
    print(f"{len(folders)} folders agree")


main()
