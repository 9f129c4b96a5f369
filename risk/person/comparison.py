"""What is compared to tell whether two reports come from the same person, as data/reference/person_model.toml says it.

comparison  level                    m      u        bits = log2(m / u)
name        the same name            0.85   its frequency
place       another community        0.06   0.9675   −4.0
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "data" / "reference" / "person_model.toml"


@dataclass(frozen=True)
class Level:
    """One way two values compare: shares among true pairs (m) and chance pairs (u); `frequency` names the token that gives u."""

    zh: str
    en: str
    when: str
    m: float
    u: float
    frequency: str = ""

    def __post_init__(self) -> None:
        assert 0 < self.m <= 1, f"{self.en}: m = {self.m}"
        assert 0 < self.u <= 1, f"{self.en}: u = {self.u}"

    @property
    def bits(self) -> float:
        """Weight of evidence of this level by itself."""
        return log2(self.m / self.u)


@dataclass(frozen=True)
class Comparison:
    """A field and its levels, the best first; `unknown` says when one side does not tell."""

    code: str
    zh: str
    en: str
    unknown: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Settings:
    """Everything in person_model.toml; the file says what each means."""

    version: int
    prior: float
    least_bits: float
    frequency_prior_count: int
    frequency_prior_share: float
    common_share: float
    least_precision: float
    least_records_to_train: int
    block_cap_count: int
    likeness: tuple[float, float, float]
    comparisons: tuple[Comparison, ...]


@cache
def fixed_settings() -> Settings:
    """The settings that ship with the product."""
    told = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    compared = told.pop("comparison")
    likeness = tuple(told.pop("likeness"))
    return Settings(**told, likeness=likeness, comparisons=tuple(_comparison(one) for one in compared))


def _comparison(told: dict[str, object]) -> Comparison:
    levels = told.pop("level")
    assert isinstance(levels, list)
    return Comparison(**told, levels=tuple(Level(**level) for level in levels))  # type: ignore[arg-type]
