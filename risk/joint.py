"""How the matters of a group may be handled together: what fits its numbers, each with its basis and standing.

units 2, open 14, people 25, growth 0   →   a joint meeting, one unit in the lead · representatives · a recommendation
units 1, open 3, people 3, growth 0     →   one inquiry, each matter answered by itself

Every step serves the matters; each stays a matter of its own, with its own limits and its own answer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "data" / "reference" / "joint_steps.toml"
COUNTS = ("matter_count", "open_matter_count", "people_count", "unit_count", "growth_count")


@dataclass(frozen=True)
class JointStep:
    """One step: what to do, its basis and standing, and the counts from and up to which it fits."""

    code: str
    zh: str
    en: str
    basis: str
    standing: str
    at_least: Mapping[str, int]
    at_most: Mapping[str, int]
    cause: str | None

    def fits(self, counts: Mapping[str, int], cause: str) -> bool:
        """Whether it is proposed for a group of these counts and this cause (respondent or place)."""
        enough = all(counts[name] >= least for name, least in self.at_least.items())
        few = all(counts[name] <= most for name, most in self.at_most.items())
        return enough and few and self.cause in (None, cause)


@cache
def joint_steps() -> tuple[JointStep, ...]:
    """The steps that ship with the product, in the order they are proposed."""
    told = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        JointStep(
            code,
            step["zh"],
            step["en"],
            step["basis"],
            step["standing"],
            step.get("at_least", {}),
            step.get("at_most", {}),
            step.get("cause"),
        )
        for code, step in told.items()
    )


def propose(counts: Mapping[str, int], cause: str) -> tuple[JointStep, ...]:
    """The steps that fit a group; none once nothing of it is open."""
    if not counts["open_matter_count"]:
        return ()
    return tuple(step for step in joint_steps() if step.fits(counts, cause))
