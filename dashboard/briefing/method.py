"""附：统计口径与数据质量: period, formulas, what was refused or waits, what was hidden, what it was made with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.block import Bar, Bars, Block, Items, Table, Text
from dashboard.briefing.number import NONE, SMALLEST_N, Rate, as_int, count, share
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

FORMULAS = (
    "report",
    "matter",
    "repeat",
    "closed",
    "settled",
    "on_time",
    "heard",
    "satisfied",
    "open",
    "joint",
    "long",
)

VERDICTS = ("new", "unchanged", "changed", "parked", "rejected")


@dataclass(frozen=True)
class Method:
    """Data quality and rules."""

    scope: Scope
    smallest_shown: int
    intake: Sequence[Row]
    uploads: Row
    parked: Row
    total: Row
    located: Sequence[Row]
    rules: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Method:
    """Ask for quality and rules."""
    monday = scope.week.monday
    weeks = {row["which_code"]: row for row in reading.rows("brief_week", monday=monday)}
    totals = {
        "report_count": weeks["this"]["report_count"],
        "previous_count": weeks["previous"]["report_count"],
    }
    intake = reading.rows("brief_intake")
    return Method(
        scope=scope,
        smallest_shown=reading.smallest_shown,
        intake=reading.parts("brief_intake", {"row_count": intake[0]["all_count"]}),
        uploads=intake[0],
        parked=reading.one("brief_parked", monday=monday),
        total=weeks["this"],
        located=reading.parts("brief_located", totals, monday=monday),
        rules=reading.rows("brief_rule"),
    )


def show(own: Method, words: Words) -> list[Block]:
    """Period, formulas, quality, rules."""
    return [
        Text(_period(own, words)),
        Items(words("method.formulas"), [(words(f"formula.{name}", n=SMALLEST_N), "") for name in FORMULAS]),
        Text(_quality(own, words)),
        _located(own, words),
        *_rules(own, words),
    ]


def _period(own: Method, words: Words) -> str:
    week = own.scope.week
    late = words("method.later", as_of=own.scope.as_of) if own.scope.as_of > week.sunday else ""
    return words("method.period", start=week.monday, end=week.sunday, as_of=own.scope.as_of, later=late)


def _quality(own: Method, words: Words) -> str:
    rows = {str(row["part_code"]): row["row_count"] for row in own.intake}
    hidden = None if own.uploads["all_count"] != 0 and not rows else 0
    verdicts = {name: count(rows.get(name, hidden)) for name in VERDICTS}
    parked = {name: count(value) for name, value in own.parked.items()}
    uploads, total = own.uploads["submission_total"], count(own.uploads["all_count"])
    return words("method.quality", uploads=uploads, rows=total, **verdicts, **parked)


def _located(own: Method, words: Words) -> Block:
    if not own.located:
        return Text(words("structure.too_small", what=words("method.located")), "note")
    total = own.total["report_count"]
    bars = [
        Bar(
            words.of("located", row),
            Rate(as_int(row["report_count"]), as_int(total)).fraction,
            [count(row["report_count"]), share(row["report_count"], total)],
        )
        for row in own.located
    ]
    heads = [words("method.way"), words("column.report_count"), words("column.share")]
    return Bars(words("method.located"), heads, bars, is_half=False)


def _rules(own: Method, words: Words) -> list[Block]:
    if not own.rules:
        return []
    rows = [
        [
            words.texts.get(f"rule.{row['rule_code']}") or str(row["name"]),
            NONE
            if row["limit_days"] is None
            else words(f"method.days_{row['kind_code']}", n=row["limit_days"]),
            str(row["basis"]),
            words.texts.get(f"standing.{row['standing_code']}", NONE),
        ]
        for row in own.rules
    ]
    heads = [words(f"method.{name}") for name in ("rule", "limit", "basis", "standing")]
    return [Table(words("method.rules"), heads, rows, note=words("method.rules_note"))]
