"""Records into words: codes into names, dates, counts and shares, in the reader's language.

speech.say("kpi.open")            未化解
speech.name("band", "red")        红
speech.count(None)                <3      a small count that was hidden
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from dashboard.suppress import Row

WORDS = Path(__file__).parent / "web" / "words.toml"
LANGUAGES = ("zh", "en")
BANDS = ("red", "orange", "yellow", "blue", "unknown")


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Speech:
    """One reader's language, and the names of the codes this site uses."""

    language: str
    names: Mapping[tuple[str, str], str]
    smallest_shown: int = 3

    def say(self, key: str, **values: object) -> str:
        """The sentence of a key such as kpi.open, with its values filled in."""
        section, name = key.split(".")
        return _words()[section][name][LANGUAGES.index(self.language)].format(**values)

    def name(self, set_code: str, code: object) -> str:
        """The name of a code; our own words first, then the site's list, then the code itself."""
        if code is None:
            return "—"
        own = _words().get(f"name_{set_code}", {}).get(str(code))
        listed = self.names.get((set_code, str(code)), str(code))
        return own[LANGUAGES.index(self.language)] if own else listed

    def count(self, value: object) -> str:
        """A count with thousands marked; <3 when it was hidden for being small."""
        return f"{value:,}" if isinstance(value, int) else f"<{self.smallest_shown}"

    def share(self, part: object, whole: object) -> str:
        """A share as per cent, — when there is nothing to divide or a part is hidden."""
        if not isinstance(part, int) or not isinstance(whole, int) or whole == 0:
            return "—"
        return f"{part / whole:.0%}"

    def day(self, value: object) -> str:
        """A date as 2026-03-31; — for none."""
        return f"{value:%Y-%m-%d}" if isinstance(value, date) else "—"

    def moment(self, value: object) -> str:
        """A time as 2026-03-31 18:05; — for none."""
        return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else "—"

    def sentence(self, row: Row) -> str:
        """A row's own sentence in the reader's language."""
        return str(row["sentence"] if self.language == "zh" else row["sentence_en"])

    def options(self, set_code: str) -> list[dict[str, str]]:
        """Every code of a list for a select box."""
        codes = sorted(code for kept, code in self.names if kept == set_code)
        return [{"value": code, "label": self.name(set_code, code)} for code in codes]


def speech_for(rows: Iterable[Row], language: str, smallest_shown: int) -> Speech:
    """The speech of a reader: rows as page_code gives them."""
    column = "name" if language == "zh" else "name_en"
    names = {(str(row["set_code"]), str(row["code"])): str(row[column]) for row in rows}
    return Speech(language, names, smallest_shown)
