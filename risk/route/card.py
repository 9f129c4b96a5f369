"""What is known of lawful routes and of what they belong to, apart from any matter.

Route("ARB_LABOR", 劳动争议仲裁, 仲裁委, 1年…, free, law, limits=(Limit(1, "year", "infringed"),))
Opening("ARB_LABOR", why=…, basis="劳动争议调解仲裁法27、29、53")    why a kind of matter may take it
"""

from __future__ import annotations

from dataclasses import dataclass

STANDINGS = ("law", "local", "recheck", "memory")  # the firmest first
UNITS = ("day", "month", "year")


@dataclass(frozen=True)
class Said:
    """One sentence in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence for a reader of zh or en."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: Said) -> Said:
        """The sentence with its {names} filled in, each in its own language."""
        zh = {name: value.zh for name, value in values.items()}
        en = {name: value.en for name, value in values.items()}
        return Said(self.zh.format(**zh), self.en.format(**en))


NOTHING = Said("", "")


@dataclass(frozen=True)
class Limit:
    """A time to apply within that can be counted: so many units from an origin such as `infringed`."""

    count: int
    unit: str
    origin: str
    basis: str
    name: Said = NOTHING
    note: Said = NOTHING

    def __post_init__(self) -> None:
        assert self.count > 0, self
        assert self.unit in UNITS, self


@dataclass(frozen=True)
class Route:
    """One lawful route; *_written is the text of routes.csv, beside what a reader is told of it."""

    code: str
    name: Said
    who: Said
    outlet: str  # 条例31: 31.1 … 31.6; empty for mediation, relief and the like
    apply_written: str
    decide_written: str
    apply: Said
    decide: Said
    fee: Said
    basis: str
    standing: str
    consent: Said
    step: Said
    limits: tuple[Limit, ...]

    def __post_init__(self) -> None:
        assert self.standing in STANDINGS, self.code


@dataclass(frozen=True)
class Opening:
    """That a kind of matter may take a route: why, on what basis and how firm that is."""

    route_code: str
    why: Said
    basis: str
    standing: str

    def __post_init__(self) -> None:
        assert self.standing in STANDINGS, self.route_code


@dataclass(frozen=True)
class Kind:
    """A dispute type: its routes, and the special kinds that may hide in it."""

    name: str
    openings: tuple[Opening, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Category:
    """A legal category: routes beside or instead of the kind's, or the special kind it is."""

    openings: tuple[Opening, ...]
    adds_to_kind: bool
    special: str


@dataclass(frozen=True)
class Special:
    """A special kind: its own routes only, and the note to those who may meet it in an ordinary matter."""

    openings: tuple[Opening, ...]
    beside: Said
