"""What a work list is filtered by, as the address and its boxes hold it.

?area=990001&band=red&due=1   ↔   Chosen(focus="990001", band="red", only_due=True)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

LONGEST_WORDS = 60


@dataclass(frozen=True)
class Chosen:
    """The filters; the names are those of page_matter's values."""

    words: str = ""
    focus: str = ""
    kind: str = ""
    band: str = ""
    unit: str = ""
    only_due: bool = False
    only_late: bool = False
    only_open: bool = True

    @property
    def query(self) -> str:
        """The part of an address behind the question mark; what is not filtered is left out."""
        asked = {
            "words": self.words,
            "area": self.focus,
            "kind": self.kind,
            "band": self.band,
            "unit": self.unit,
            "due": "1" if self.only_due else "",
            "late": "1" if self.only_late else "",
            "closed": "" if self.only_open else "1",
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def to_keep(self) -> Chosen:
        """Without the words searched for: a kept list looks at places and kinds, never for somebody."""
        return replace(self, words="")


def chosen_in(query: Mapping[str, str]) -> Chosen:
    """The filters of an address."""
    return Chosen(
        query.get("words", "")[:LONGEST_WORDS],
        query.get("area", ""),
        query.get("kind", ""),
        query.get("band", ""),
        query.get("unit", ""),
        "due" in query,
        "late" in query,
        "closed" not in query,
    )


def chosen_from(
    words: str | None, area: str | None, kind: str | None, band: str | None, *more: Any
) -> Chosen:
    """The filters as the page's boxes hold them: nothing chosen is None."""
    unit, only_due, only_late, with_closed = more
    return Chosen(
        (words or "").strip()[:LONGEST_WORDS],
        area or "",
        kind or "",
        band or "",
        unit or "",
        bool(only_due),
        bool(only_late),
        not with_closed,
    )
