"""七、工作建议: three kinds, each made by a rule from a number that stands beside it; none is about a person.

rule                                              suggestion
open matters past a limit                         improve work: supervise unit by unit, longest first
red matters without a leader                      improve work: a leader for each
areas without a return                            improve work: ask for the return
kind with open groups in ≥ 2 areas                policy: one joint meeting for the kind
a unit's longest overdue matter > 15 days         accountability: verify by the procedure, a reminder only
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.block import Block, Items
from dashboard.briefing.cause import MOST_LISTED
from dashboard.briefing.number import count
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

LATE_DAYS = 15
MOST_NAMED = 3
Suggestion = tuple[str, str]


@dataclass(frozen=True)
class Suggest:
    """The numbers the rules look at."""

    smallest_shown: int
    now: Row
    unled: Row
    missing: Sequence[Row]
    units: Sequence[Row]
    rising: Sequence[Row]
    spread: Sequence[Row]
    signals: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Suggest:
    """Ask for the numbers."""
    level = scope.compared_level
    return Suggest(
        smallest_shown=reading.smallest_shown,
        now=reading.one("brief_open"),
        unled=reading.one("brief_red_unled"),
        missing=reading.rows("brief_missing", level_code=scope.finest_level, cut_code=level),
        units=reading.rows("brief_overdue_unit", smallest_shown=reading.smallest_shown),
        rising=reading.rows("brief_rising", monday=scope.week.monday),
        spread=reading.rows("brief_spread", level_code=level),
        signals=reading.rows("brief_signal", monday=scope.week.monday, limit=MOST_LISTED),
    )


def show(own: Suggest, words: Words) -> list[Block]:
    """The three kinds and next week's points; a kind without a reason says so."""
    kinds = {
        "improve_work": _improve_work(own, words),
        "improve_policy": _improve_policy(own, words),
        "accountability": _accountability(own, words),
        "next_week": _next_week(own, words),
    }
    nothing = [(words("suggest.nothing"), "")]
    return [Items(words(f"suggest.{kind}"), items or nothing) for kind, items in kinds.items()]


def _improve_work(own: Suggest, words: Words) -> list[Suggestion]:
    found = []
    if _any(own.now["overdue_count"]):
        named = [str(row["unit_name"]) for row in own.units if row["unit_name"]]
        units = words("suggest.and").join(named[:MOST_NAMED])
        first = words("suggest.first_units", units=units) if units else ""
        found.append(
            (words("suggest.overdue", first=first), _basis(words, "overdue", own.now["overdue_count"]))
        )
    unowned = next((row for row in own.units if not row["unit_name"]), None)
    if unowned:
        found.append((words("suggest.unowned"), _basis(words, "unowned", unowned["overdue_count"])))
    if _any(own.unled["matter_count"]):
        found.append((words("suggest.unled"), _basis(words, "unled", own.unled["matter_count"])))
    if own.missing:
        places = words("suggest.and").join(_named_count(words, row) for row in own.missing)
        found.append((words("suggest.missing"), words("suggest.basis_missing", places=places)))
    if own.signals:
        found.append((words("suggest.signals"), words("suggest.basis_signals", n=len(own.signals))))
    return found


def _improve_policy(own: Suggest, words: Words) -> list[Suggestion]:
    return [
        (
            words("suggest.spread", kind=words.of("category", row, code="category_code")),
            words("suggest.basis_spread", groups=words.say(row["group_count"]), areas=row["area_total"]),
        )
        for row in own.spread
    ]


def _accountability(own: Suggest, words: Words) -> list[Suggestion]:
    late = [
        row for row in own.units if row["unit_name"] and int(str(row["longest_overdue_days"])) > LATE_DAYS
    ]
    return [
        (
            words("suggest.late_unit", unit=row["unit_name"]),
            words("suggest.basis_late", n=words.say(row["overdue_count"]), days=row["longest_overdue_days"]),
        )
        for row in late[:MOST_NAMED]
    ]


def _next_week(own: Suggest, words: Words) -> list[Suggestion]:
    found = []
    if _any(own.now["due_soon_count"]):
        found.append((words("suggest.due_soon"), _basis(words, "due_soon", own.now["due_soon_count"])))
    for row in own.rising:
        kind = words.of("category", row, code="category_code")
        found.append((words("suggest.rising", kind=kind), _basis(words, "rising", row["report_count"])))
    return found


def _any(value: object) -> bool:
    return value != 0


def _basis(words: Words, name: str, value: object) -> str:
    return words(f"suggest.basis_{name}", n=words.say(value))


def _named_count(words: Words, row: Row) -> str:
    return words("suggest.named_count", name=row["name"], n=count(row["area_count"]))
