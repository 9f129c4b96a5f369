"""One column of the template: heading, note, example, width, drop-down, and what may be written in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from data.errors import language

Kind = Literal["any", "text", "date", "people", "degrees"]
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
_FORMATS: dict[Kind, str] = {
    "any": "General",
    "text": "@",
    "date": "yyyy-mm-dd",
    "people": "0",
    "degrees": "0.000000",
}


@dataclass(frozen=True)
class Column:
    """One column: heading with * when required, its English, note, example, width in characters, choices, kind.

    between: the least and the most a number in it may be.
    """

    heading: str
    english: str
    note: tuple[str, str] = ("", "")
    example: str | float | date = ""
    width: int = 12
    kind: Kind = "any"
    choices: tuple[str, ...] = ()
    between: tuple[float, float] = field(default=(0, 0))

    @property
    def is_required(self) -> bool:
        """Whether a row without it cannot be taken."""
        return self.heading.endswith("*")

    @property
    def title(self) -> str:
        """The heading as written: 上报时间*, or 上报时间*(Reported on) for an English reader."""
        return f"{self.heading}({self.english})" if language() == "en" else self.heading

    @property
    def number_format(self) -> str:
        """Excel's format of its cells."""
        return _FORMATS[self.kind]

    @property
    def rule(self) -> dict[str, Any]:
        """What Excel is to warn about when it is written in; nothing for free text."""
        if self.kind == "date":
            return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        if self.kind in ("people", "degrees"):
            kind = "integer" if self.kind == "people" else "decimal"
            least, most = self.between
            return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
        return {}
