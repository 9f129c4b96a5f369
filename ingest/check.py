"""The rules a row is held to: each with its severity, its sentence and what to do, Chinese and English.

An error rejects the row; a warning lets it in and is said on the receipt.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.codelist import read_list
from data.errors import language


@dataclass(frozen=True)
class Rule:
    """One rule: its code, whether breaking it is an error or a warning, what is wrong, and what to do."""

    code: str
    severity: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str

    @property
    def sentence(self) -> str:
        """What is wrong, in the language in force."""
        return self.en if language() == "en" else self.zh

    @property
    def remedy(self) -> str:
        """What to do, in the language in force."""
        return self.remedy_en if language() == "en" else self.remedy_zh


RULES: dict[str, Rule] = {row["code"]: Rule(**row) for row in read_list("rules")}
