"""What a boundary file came to: counts that add up, and one problem per feature that was mended or refused.

feature  code        what happened                              severity   counted in
1        990101001   a new area                                 –          loaded
2        990101002   a bow-tie ring, mended                     warning    loaded, repaired
3        990101001   same code and name as feature 1: joined    warning    merged
4        990101001   same code, another name                    error      refused
5        990101003   held already, exactly so                   –          unchanged
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.errors import language

Severity = Literal["warning", "error"]


@dataclass(frozen=True)
class AreaProblem:
    """One thing found wrong in a boundary file; feature_no counts from 1 and is None for the file as a whole."""

    feature_no: int | None
    area_code: str | None
    severity: Severity
    rule_code: str
    message_zh: str
    message_en: str
    remedy_zh: str
    remedy_en: str

    @property
    def message(self) -> str:
        """Where and what, in the language in force."""
        return self.message_en if language() == "en" else self.message_zh

    @property
    def remedy(self) -> str:
        """What to do, in the language in force."""
        return self.remedy_en if language() == "en" else self.remedy_zh


@dataclass(frozen=True)
class FaultGroup:
    """All faults of one kind between boundaries: how many, how much ground, and the largest of them with a sentence."""

    rule_code: str
    count: int
    km2: float
    message_zh: str
    message_en: str
    remedy_zh: str
    remedy_en: str
    problems: tuple[AreaProblem, ...]  # the worst first; the rest is only counted


@dataclass(frozen=True)
class FaultReport:
    """What is wrong between boundaries, by kind; slivers, narrower than sliver_m, are counted only."""

    groups: tuple[FaultGroup, ...] = ()
    sliver_count: int = 0
    sliver_m: float = 0.0
    is_parent_checked: bool = True  # False where no boundaries of a level above are held
    are_gaps_checked: bool = True  # False where too many overlap for their union to be worth its time


@dataclass(frozen=True)
class Move:
    """Reports that went from one area to another, by how they are placed now; None is "in no area"."""

    from_code: str | None
    from_name: str | None
    to_code: str | None
    to_name: str | None
    located_by: str
    report_count: int


@dataclass(frozen=True)
class Moved:
    """What new boundaries did to the places of reports, in counts; the largest move first."""

    checked_count: int = 0  # reports placed anew: all that could have moved
    moves: tuple[Move, ...] = ()

    @property
    def moved_count(self) -> int:
        """Reports that are in another area now."""
        return sum(move.report_count for move in self.moves)


@dataclass(frozen=True)
class AreasReceipt:
    """Every feature of the file is in exactly one of loaded, unchanged, merged and refused."""

    file: str
    level: str
    loaded_count: int  # areas written: new ones and new versions
    unchanged_count: int  # areas held already, exactly so
    merged_count: int  # features joined into another feature's area
    refused_count: int  # features not taken, each with an error
    repaired_count: int  # areas, of those loaded or unchanged, with an invalid ring mended
    problems: tuple[AreaProblem, ...]  # of features, in the order of the file
    faults: FaultReport = FaultReport()  # between boundaries: warnings that refuse nothing
    moved: Moved = Moved()  # reports placed anew
    new_count: int = 0  # of those loaded, areas no version of which was held before

    @property
    def feature_count(self) -> int:
        """Features in the file."""
        return self.loaded_count + self.unchanged_count + self.merged_count + self.refused_count
