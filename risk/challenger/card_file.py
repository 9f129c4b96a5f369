"""A learned card as the file a home keeps of it, which overrides the shipped card by name (data/config.py).

# learned 2026-07-01 …
[score]
red_floor = 61
[[score.measure]]
code = "people"
thresholds = [5.0, 11.0]
points = [3, 5]
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from data.config import Measure, Score

FLOORS = ("red_floor", "orange_floor", "yellow_floor")


def card_text(card: Score, notes: Sequence[str]) -> str:
    """The file; notes: one comment line each."""
    head = [f"# {note}" for note in notes]
    floors = [f"{name} = {getattr(card, name)}" for name in FLOORS]
    return "\n".join([*head, "", "[score]", *floors, *map(_measure, card.measure)]) + "\n"


def _measure(measure: Measure) -> str:
    """One table; JSON's strings and lists of numbers are TOML's too."""
    told = {
        "code": measure.code,
        "direction": measure.direction,
        "thresholds": list(measure.thresholds),
        "points": list(measure.points),
        "zh": measure.zh,
        "en": measure.en,
        "source": measure.source,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
    return "\n".join(["", "[[score.measure]]", *lines])
