"""What a parser answers when a cell says something that cannot be known.

parse_moment("3月5日", year=None)  → Unknowable("date_without_year")      never a guess
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unknowable:
    """What was written cannot be known: `why` is the rule of data/reference/rules.csv that says so."""

    why: str
