"""A file's or a sheet's name as a message may show it: one short line that reads the way it is written.

"台账\u202excod.exe"  → "台账�xcod.exe"      "../../a\n.xlsx" → "..�..�a�.xlsx"
"""

from __future__ import annotations

import re
import unicodedata

from ingest.mask import mask
from ingest.reading.limits import LONGEST_NAME

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_PATH = re.compile(r"[/\\]")


def shown(name: str) -> str:
    """The name without control characters, reversed writing, path separators and anybody's number, cut to a line."""
    name = mask(name)
    if name.isprintable() and len(name) <= LONGEST_NAME and not _PATH.search(name):
        return name
    seen = "".join("\ufffd" if unicodedata.category(sign) in _UNSEEN else sign for sign in name)
    return _PATH.sub("\ufffd", seen[:LONGEST_NAME])
