"""三、办理时效与评价: limits met on time, what is due, what is past, what people said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from dashboard.briefing.block import Bar, Bars, Block, Text
from dashboard.briefing.limit_bars import limit_bars
from dashboard.briefing.matter_table import matter_table
from dashboard.briefing.number import HIDDEN, NONE, Rate, as_int, count
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

FOUR_WEEKS = timedelta(days=28)
MOST_LATE, MOST_DUE = 8, 5


@dataclass(frozen=True)
class Timeliness:
    """Limits by rule, this week and in four weeks; evaluation; lists."""

    smallest_shown: int
    rules: dict[str, Row]
    week: Sequence[Row]
    month: Sequence[Row]
    evaluation: Sequence[Row]
    due_soon: Sequence[Row]
    overdue: Sequence[Row]
    units: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Timeliness:
    """Ask for limits, evaluations and the two lists."""
    week, end = scope.week, scope.week.end
    month = {"start": end - FOUR_WEEKS, "end": end}
    heard = reading.rows("brief_evaluation", **month)
    total = {"closed_count": heard[0]["all_count"] if heard else 0}
    return Timeliness(
        smallest_shown=reading.smallest_shown,
        rules={str(row["rule_code"]): row for row in reading.rows("brief_rule")},
        week=reading.rows("brief_deadline", start=week.monday, end=end),
        month=reading.rows("brief_deadline", **month),
        evaluation=reading.parts("brief_evaluation", total, **month),
        due_soon=reading.rows("brief_matter", list_code="due_soon", limit=MOST_DUE),
        overdue=reading.rows("brief_matter", list_code="overdue", limit=MOST_LATE),
        units=reading.rows("brief_overdue_unit", smallest_shown=reading.smallest_shown),
    )


def show(own: Timeliness, words: Words) -> list[Block]:
    """The limits, the words on evaluation, the lists."""
    smallest = own.smallest_shown
    return [
        limit_bars(own.rules, own.week, own.month, smallest=own.smallest_shown, words=words),
        _evaluation(own, words),
        matter_table(
            words,
            "overdue",
            own.overdue,
            columns=("id", "kind", "place", "unit", "overdue_days"),
            smallest=smallest,
        ),
        *_units(own, words),
        matter_table(
            words, "due_soon", own.due_soon, columns=("id", "kind", "place", "unit", "due"), smallest=smallest
        ),
    ]


def _evaluation(own: Timeliness, words: Words) -> Text:
    counts = {str(row["part_code"]): as_int(row["closed_count"]) for row in own.evaluation}
    total = as_int(own.evaluation[0]["all_count"]) if own.evaluation else 0
    if not own.evaluation:
        return Text(words("timeliness.no_evaluation"))
    good = _sum(counts, "satisfied", "fair")
    heard = _sum(counts, "satisfied", "fair", "dissatisfied")
    return Text(
        words(
            "timeliness.evaluation",
            closed=words.say(total),
            heard=Rate(heard, total).text,
            satisfied=Rate(good, heard).text if heard is not None else HIDDEN,
            n=count(heard) if heard else NONE if heard == 0 else HIDDEN,
            dissatisfied=words.say(counts.get("dissatisfied", 0)),
        )
    )


def _sum(counts: dict[str, int | None], *codes: str) -> int | None:
    parts = [counts.get(code, 0) for code in codes]
    return None if None in parts else sum(part or 0 for part in parts)


def _units(own: Timeliness, words: Words) -> list[Block]:
    if not own.units:
        return []
    most = max(int(str(row["overdue_count"])) for row in own.units)
    bars = [
        Bar(
            str(row["unit_name"] or words("unit.none")),
            int(str(row["overdue_count"])) / most,
            [count(row["overdue_count"]), str(row["longest_overdue_days"])],
        )
        for row in own.units
    ]
    heads = [words("column.unit"), words("column.overdue_count"), words("column.longest")]
    note = words("timeliness.units_note", smallest=own.smallest_shown)
    return [Bars(words("timeliness.units"), heads, bars, is_half=False, note=note)]
