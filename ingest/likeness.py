"""How alike two texts are, for parking near misses: shared pairs of characters.

likeness("拖欠工资三万元", "拖欠工资 3万元") → 0.5
"""

from __future__ import annotations

from ingest.cell import fold


def likeness(one: str, other: str) -> float:
    """Jaccard share of the two texts' character pairs, 0..1; 0 when either is empty."""
    pairs, others = _pairs(one), _pairs(other)
    union = len(pairs | others)
    return len(pairs & others) / union if union else 0.0


def _pairs(text: str) -> set[str]:
    plain = fold(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
