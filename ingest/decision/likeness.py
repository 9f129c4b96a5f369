"""How alike two texts are, for parking near misses: shared pairs of characters.

likeness(pairs_of("拖欠工资三万元"), pairs_of("拖欠工资 3万元"))   4 pairs of 8 in common   →  0.5
"""

from __future__ import annotations

from ingest.cell import fold

Pairs = frozenset[str]


def pairs_of(text: str) -> Pairs:
    """The text's pairs of neighbouring characters, each once, blanks and width set aside."""
    plain = fold(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def likeness(one: Pairs, other: Pairs) -> float:
    """Jaccard share of two texts' pairs, 0..1; 0 when both are empty."""
    common = len(one & other)
    every = len(one) + len(other) - common
    return common / every if every else 0.0
