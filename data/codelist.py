"""Reference lists as they stand in data/reference, read once."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "reference"


@cache
def read_list(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/reference/<name>.csv as dicts of text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def read_words(name: str) -> dict[str, dict[str, list[str]]]:
    """The tables of data/reference/<name>.toml: set → code → words."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def code_rows() -> list[tuple[str, str, str, str, str]]:
    """Rows for core_code: (set_code, code, name, name_en, source)."""
    rows = [
        ("category", row["code"], row["name"], row["name_en"], "reference/kinds.csv")
        for row in read_list("kinds")
    ]
    rows += [
        (row["set"], row["code"], row["name"], row["name_en"], "reference/names_en.csv")
        for row in read_list("names_en")
    ]
    rows += [
        ("subject", row["code"], row["name"], row["name"], "reference/petition_l1_current.csv")
        for row in read_list("petition_l1_current")
    ]
    return rows
