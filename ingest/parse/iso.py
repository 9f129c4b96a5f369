"""Plain dates of a whole column at once, for all but the few cells that ingest/parse/moment.py must look at.

"2024-03-05"           → 2024-03-05 00:00:00
"2024/03/05 10:20:30"  → 2024-03-05 10:20:30
"2024.3.5", "2023-02-29", "3月5日", "1985-01-01"  → null: not certain here, ask parse_moment
Where it answers, parse_moment answers the same.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_YEAR, _LEAP = r"(?:199\d|20\d\d)", r"(?:199[26]|20(?:[02468][048]|[13579][26]))"
_LONG, _SHORT = r"(?:0[13578]|1[02])", r"(?:0[469]|11)"
_DAY_28, _DAY_30 = r"(?:0[1-9]|1\d|2[0-8])", r"(?:29|30)"
_CLOCK = r"(?: (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?"


def _dates(mark: str) -> str:
    """Every day from 1990-01-01 to 2099-12-31 and no other, its parts joined by `mark`."""
    in_any = rf"(?:0[1-9]|1[0-2]){mark}{_DAY_28}"
    at_the_end = rf"(?:{_LONG}{mark}(?:{_DAY_30}|31)|{_SHORT}{mark}{_DAY_30})"
    return rf"(?:{_YEAR}{mark}(?:{in_any}|{at_the_end})|{_LEAP}{mark}02{mark}29)"


_ISO = rf"\A(?:{_dates('-')}|{_dates('/')}){_CLOCK}\z"


def is_iso(texts: pa.Array) -> pa.BooleanArray:
    """Whether each text is a plain zero-padded date of 1990–2099, with or without its time; null stays null."""
    return pc.match_substring_regex(texts, _ISO)


def moments_of(texts: pa.StringArray) -> pa.TimestampArray:
    """The moment of each plain date in microseconds without a zone, null for everything else."""
    plain = pc.if_else(is_iso(texts), texts, pa.scalar(None, texts.type))
    return pc.cast(pc.replace_substring(plain, "/", "-"), pa.timestamp("us"))
