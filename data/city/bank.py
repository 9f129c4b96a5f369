"""The word banks: what disputes are about, how they are told, what people and bodies are called."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

BANK = Path(__file__).parent / "bank"

Phrases = dict[str, list[str]]


@dataclass(frozen=True)
class Cause:
    """One thing disputes are about, with the sentences that tell it.

    kind  key       subject                party       place    joint
    18    工程欠薪  劳动和社会保障_工资    contractor  project  true
    """

    kind: str
    key: str
    weight: float
    heat: float
    subject: str
    label: str
    party: str
    place: str
    facts: tuple[str, ...]
    more: tuple[str, ...]
    asks: tuple[str, ...]
    joint: bool = False


@dataclass(frozen=True)
class UnitKind:
    """A responsible unit's habits: median days, share worked far too long, share satisfied."""

    name: str
    kinds: tuple[str, ...]
    days: float
    late: float
    content: float


def table(name: str) -> dict[str, object]:
    """One bank as it stands in its TOML file."""
    return tomllib.loads((BANK / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def causes() -> tuple[Cause, ...]:
    """Every cause of the bank, in the order of the file."""
    rows = cast(list[dict[str, object]], table("stories")["cause"])
    return tuple(Cause(**_tupled(row)) for row in rows)  # type: ignore[arg-type]


@cache
def unit_kinds() -> tuple[UnitKind, ...]:
    """Every kind of responsible unit."""
    rows = cast(list[dict[str, object]], table("units")["unit"])
    return tuple(UnitKind(**_tupled(row)) for row in rows)  # type: ignore[arg-type]


@cache
def phrases() -> Phrases:
    """Openings, courses and endings that any story may use."""
    return cast(Phrases, table("phrases"))


@cache
def name_parts() -> dict[str, str | list[str]]:
    """Surnames, given names, place names and characters that are mistaken for one another."""
    return cast(dict[str, str | list[str]], table("names"))


@cache
def body_parts() -> tuple[str, str, dict[str, list[str]]]:
    """First and second characters of a body's name, and the endings by type of body."""
    bodies = cast(dict[str, object], table("names")["bodies"])
    return str(bodies["first"]), str(bodies["second"]), cast(dict[str, list[str]], bodies["tails"])


def _tupled(row: dict[str, object]) -> dict[str, object]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
