"""Names written with one character wrong or missing, at the beginning of a stretch of text no known name covers.

stretch          name        read as     why not
柳弯社区          柳湾社区     柳弯社区
柳社区            柳湾社区     柳社区
云桥街            云桥街道     云桥街       the end is gone: only when nothing follows
龙湖湾            龙湖村       –           湾 ends names of its own: another kind of place, no slip
阳光小区          阳光社区     –           小区 is an estate
青村              青河村       青村         so little is left that it is thin: it only confirms what other words prove
"""

from __future__ import annotations

import re
from collections.abc import Container

LEAST_NAME = 3
NO_COMMUNITY = re.compile(r"[小园校新老片库山景厂城]区$")


def slip_length(stretch: str, name: str, ends: Container[str]) -> int:
    """How many characters of the stretch are the name with one slip; 0 when they are not.

    ends: the characters names end with. A slip at the end of a name hides where it ends, so nothing may follow it.
    """
    size = len(name)
    if size < LEAST_NAME or stretch.startswith(name):
        return 0
    if _is_wrong_sign(stretch[:size], name, is_whole=len(stretch) == size, ends=ends):
        return size
    return size - 1 if _is_missing_sign(stretch, name) else 0


def is_thin(words: str) -> bool:
    """Whether so little is left that it tells two places apart by one character alone (青村)."""
    return len(words) < LEAST_NAME


def _is_wrong_sign(words: str, name: str, *, is_whole: bool, ends: Container[str]) -> bool:
    if len(words) != len(name):
        return False
    wrong = [place for place, (one, other) in enumerate(zip(words, name, strict=True)) if one != other]
    if len(wrong) != 1:
        return False
    if NO_COMMUNITY.search(words) and not NO_COMMUNITY.search(name):
        return False
    is_last = wrong[0] == len(name) - 1
    return not is_last or (is_whole and words[-1] not in ends)


def _is_missing_sign(stretch: str, name: str) -> bool:
    words = stretch[: len(name) - 1]
    if words == name[:-1]:
        return len(stretch) == len(words)
    return any(words == name[:place] + name[place + 1 :] for place in range(len(name) - 1))
