"""Prints the distinct payloads of PyPI's `brs-kb` as JSON, in the order of their text."""

import json
import sys

try:
    from brs_kb.payloads import FULL_PAYLOAD_DATABASE
except ImportError:
    sys.exit("PyPI package `brs-kb` is needed")

json.dump(sorted({entry.payload for entry in FULL_PAYLOAD_DATABASE.values()}), sys.stdout)
