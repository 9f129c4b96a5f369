"""The words of the briefing, Chinese and English side by side in words.toml.

words("overview.caption")                 →  "分渠道登记情况"
words("overview.change", percent="5.2%")  →  "环比上升5.2%"
words.of("channel", row)                  →  the row's own name, else the word for its code
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dashboard.briefing.number import change, count
from dashboard.suppress import Row
from data.errors import BadArgument

FILE = Path(__file__).parent / "words.toml"
SECTIONS = Path(__file__).parents[2] / "data" / "reference" / "briefing_sections.toml"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Words:
    """One language."""

    lang: str
    texts: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """A text with its values filled in."""
        return self.texts[key].format(**values)

    def of(self, kind: str, row: Row, *, code: str = "part_code") -> str:
        """The name of a code of a list, as the row brings it, else as words.toml has it, else the code itself."""
        name = row.get("name_en" if self.lang == "en" else "name")
        return str(name or self.texts.get(f"{kind}.{row[code]}") or row[code])

    def say(self, value: object) -> str:
        """A count inside a sentence: some, when it is hidden."""
        return self.texts["number.some"] if value is None else count(value)

    def compared(self, now: object, before: object) -> str:
        """The change since the week before, as a phrase."""
        if now is None or before is None or before == 0:
            return self.texts["number.not_compared"]
        text = change(now, before)
        way = "same" if text == "0" else "down" if text[0] in "−-" else "up"
        return self(f"number.{way}", change=text.lstrip("+−-"))

    def day(self, value: date) -> str:
        """A day inside a sentence."""
        return self(
            "number.day", year=value.year, month=value.month, day=value.day, name=value.strftime("%B")
        )

    def pick(self, row: Row, name: str) -> str:
        """A column that has an English twin."""
        return str(row[f"{name}_en" if self.lang == "en" else name])


@cache
def load_words(lang: str) -> Words:
    """The words of a language; BadArgument when there are none."""
    if lang not in LANGUAGES:
        raise BadArgument(f"--lang {lang}：只有 zh 和 en。", f"--lang {lang}: there are only zh and en.")
    texts = {f"{group}.{key}": text for group, own in _tables(lang).items() for key, text in own.items()}
    if lang == "zh":
        sections = tomllib.loads(SECTIONS.read_text(encoding="utf-8"))["section"]
        texts |= {f"section.{section['id']}": section["title"] for section in sections}
    return Words(lang, texts)


def _tables(lang: str) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, dict[str, str]]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tables[lang]
