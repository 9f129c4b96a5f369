"""What a new holiday list changes, in sentences: the years, the days, and the limits of open matters it moves."""

from __future__ import annotations

from collections.abc import Iterator

from risk.holiday_list import Taken

MOST_SHOWN = 40


def years_told(taken: Taken) -> tuple[str, str]:
    """The years, and how many days and limits change."""
    years = "、".join(map(str, taken.years))
    return (
        f"{years} 年节假日安排：{taken.changed_count} 天与原来不同；{len(taken.moves)} 个在办时限随之变动。",
        f"Holidays of {years}: {taken.changed_count} days differ; {len(taken.moves)} open limits move.",
    )


def moves_told(taken: Taken) -> Iterator[tuple[str, str]]:
    """Each limit that moves, by its matter."""
    for move in taken.moves[:MOST_SHOWN]:
        zh, en = move.sentence
        yield f"{move.key[0]}  {zh}", f"{move.key[0]}  {en}"
    left = len(taken.moves) - MOST_SHOWN
    if left > 0:
        yield f"……另有 {left} 个，略。", f"… and {left} more."
