"""The list in three cuts, by town, kind and channel: how it fared for each, with intervals, or too few to judge.

cut       code     matters  escalated  taken  hits   precision            recall
area      990101   812      96         84     31     0.37 (0.27–0.48)     0.32 (0.24–0.42)
category  07       22       too few to judge

Cases are open matters at an origin, over all folds; taken are those among the top share of the whole list, not of the cut.
A rate is given from 30 cases on (Parker et al. 2017, NCHS Data Presentation Standards for Proportions): precision of the
taken, recall of the escalated. A cut with fewer matters says only that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.backtest.known import Known
from risk.backtest.top import Flags
from risk.backtest.wilson import Rate, wilson

LEAST_COUNT = 30
CUTS = {"area": "town_code", "category": "category_code", "channel": "channel_code"}


@dataclass(frozen=True)
class Cut:
    """One town, kind or channel; None where there are too few to judge, `code` None for matters not placed in a town."""

    cut_code: str
    code: str | None
    matter_count: int
    escalated_count: int | None
    taken_count: int | None
    hit_count: int | None
    precision: Rate | None
    recall: Rate | None

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few matters to say anything."""
        return self.escalated_count is None


def cuts(folds: list[tuple[Known, Flags]], taken: list[int]) -> list[Cut]:
    """Every town, kind and channel over all folds; `taken`: how many of each fold's list are taken."""
    top = np.concatenate([np.arange(known.count) < n for (known, _), n in zip(folds, taken, strict=True)])
    escalated = np.concatenate([happened for _, happened in folds])
    found = []
    for cut_code, column in CUTS.items():
        codes = np.concatenate([known.codes(column) for known, _ in folds])
        text = np.array(["" if code is None else str(code) for code in codes], dtype=str)
        for code in sorted(set(text.tolist()), key=lambda code: (not code, code)):
            here = text == code
            found.append(_cut(cut_code, code or None, escalated[here], top[here]))
    return found


def _cut(cut_code: str, code: str | None, escalated: Flags, top: Flags) -> Cut:
    if len(escalated) < LEAST_COUNT:
        return Cut(cut_code, code, len(escalated), None, None, None, None, None)
    hits, taken, all_escalated = int((escalated & top).sum()), int(top.sum()), int(escalated.sum())
    return Cut(
        cut_code, code, len(escalated), all_escalated, taken, hits, _rate(hits, taken), _rate(hits, all_escalated)
    )  # fmt: skip


def _rate(hits: int, count: int) -> Rate | None:
    return wilson(hits, count) if count >= LEAST_COUNT else None
