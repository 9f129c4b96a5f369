"""The version mark on the template, and what it says when a sheet comes back with it.

枫桥排查表 第1版  →  1, older than the one given out now: read as ever, and the receipt says there is a newer one
"""

from __future__ import annotations

import re
import unicodedata

VERSION = 2
MARK = f"枫桥排查表 第{VERSION}版"
_MARK = re.compile(r"枫桥排查表\s*第\s*(\d{1,3})\s*版")


def version_of(above: str) -> int | None:
    """The template's version told by the text above a header; None for a sheet that is not the template."""
    found = _MARK.search(unicodedata.normalize("NFKC", above))
    return int(found.group(1)) if found else None


def is_outdated(above: str) -> bool:
    """Whether a sheet was filled in on an older template than the one given out now."""
    version = version_of(above)
    return version is not None and version < VERSION
