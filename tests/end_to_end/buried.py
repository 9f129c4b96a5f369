"""Secrets buried in a file of any bytes: wherever one may begin, what stands from there on is read in each coding.

b"\\x8f\\x02139 8812 4406\\x91…"   →   "139 8812 4406…"
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from tests.end_to_end.canary import PROVINCES, SHORTEST_NUMBER, SURNAMES

CODINGS = ("utf-8", "gb18030", "utf-16-le")
LONGEST = 200  # bytes, of a secret and the marks in it
DIGITS, CAPITALS = (
    "0123456789０１２３４５６７８９",
    "ABCDEFGHJKLMNPQRSTUVWXYZＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＳＴＵＶＷＸＹＺ",
)
MARKS = "\t \u3000-－—.·•()（）"


def stretches(held: bytes) -> Iterator[tuple[str, str]]:
    """(coding, the stretches behind every place where a secret may begin, a line each)."""
    for coding in CODINGS:
        found = _beginning(coding).finditer(held)
        yield (
            coding,
            "\n".join(held[at.start() : at.start() + LONGEST].decode(coding, "ignore") for at in found),
        )


@functools.cache
def _beginning(coding: str) -> re.Pattern[bytes]:
    """Eleven digits, a surname, or a province and a letter, whatever marks are put between."""
    digit, mark, capital = (_any(signs, coding) for signs in (DIGITS, MARKS, CAPITALS))
    between = mark + b"{0,3}"
    number = digit + b"(?:" + between + digit + b"){%d}" % (SHORTEST_NUMBER - 1)
    names = [_any(name[0], coding) + between + _any(name[1], coding) for name in SURNAMES]
    return re.compile(b"|".join([number, *names, _any(PROVINCES, coding) + between + capital]))


def _any(signs: Iterable[str], coding: str) -> bytes:
    """Any of the signs, those that differ in their last byte alone as one class."""
    lasts: dict[bytes, bytes] = {}
    for coded in (sign.encode(coding) for sign in signs):
        lasts[coded[:-1]] = lasts.get(coded[:-1], b"") + re.escape(coded[-1:])
    return b"(?:" + b"|".join(re.escape(head) + b"[" + last + b"]" for head, last in lasts.items()) + b")"
