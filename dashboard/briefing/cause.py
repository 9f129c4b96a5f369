"""六、成因与趋势研判: what matters share, what rises, what came of earlier recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.block import Block, Table, Text
from dashboard.briefing.number import NONE, count, day
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

MOST_LISTED = 6
TEN_YEARS = 3650


@dataclass(frozen=True)
class Cause:
    """Groups, signals, kinds that rise, recommendations."""

    groups: Sequence[Row]
    signals: Sequence[Row]
    quarter: Row
    rising: Sequence[Row]
    recommended: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Cause:
    """Ask for all four."""
    return Cause(
        groups=reading.rows("brief_group", list_code="cause", limit=MOST_LISTED),
        signals=reading.rows("brief_signal", monday=scope.week.monday, limit=MOST_LISTED),
        quarter=reading.rows("brief_signal_quarter", monday=scope.week.monday)[0],
        rising=reading.rows("brief_rising", monday=scope.week.monday),
        recommended=reading.rows("brief_recommendation"),
    )


def show(own: Cause, words: Words) -> list[Block]:
    """Two tables and two sentences."""
    return [
        _groups(own, words),
        _signals(own, words),
        *_quarter(own.quarter, words),
        Text(_rising(own, words)),
        Text(_recommended(own, words)),
    ]


def _groups(own: Cause, words: Words) -> Block:
    if not own.groups:
        return Text(words("cause.no_groups"), "note")
    counts = ("matter_count", "open_matter_count", "people_count", "growth_count")
    rows = [
        [
            str(row["shared_cause"]),
            words.of("category", row, code="category_code"),
            str(row["place_name"] or NONE),
            *(count(row[name]) for name in counts),
            day(row["first_date"]),
        ]
        for row in own.groups
    ]
    heads = [words(f"column.{name}") for name in ("cause", "kind", "place", *counts, "first")]
    caption = words("cause.groups", n=count(own.groups[0]["group_count"]), listed=len(own.groups))
    return Table(caption, heads, rows, numeric=(3, 4, 5, 6))


def _signals(own: Cause, words: Words) -> Block:
    if not own.signals:
        return Text(words("cause.no_signals"), "note")
    rows = [
        [
            words.of("category", row, code="category_code"),
            str(row["place_name"] or NONE),
            words("cause.window", start=row["starts_on_date"], end=row["ends_on_date"]),
            count(row["observed_count"]),
            f"{row['expected_count']:.1f}",
            _rare(row, words),
            str(row["owner_name"] or NONE),
            _stands(row, words),
        ]
        for row in own.signals
    ]
    names = ("kind", "place", "window", "observed", "expected", "recurrence", "owner", "stands")
    heads = [words(f"column.{name}") for name in names]
    return Table(words("cause.signals"), heads, rows, numeric=(3, 4, 5), note=words("cause.signals_note"))


def _rare(row: Row, words: Words) -> str:
    days = float(str(row["recurrence_interval_days"]))
    return words("cause.ten_years") if days >= TEN_YEARS else words("cause.days", n=f"{days:,.0f}")


def _stands(row: Row, words: Words) -> str:
    return words(f"signal.{row['outcome_code'] or row['state_code']}")


def _quarter(quarter: Row, words: Words) -> list[Block]:
    """How often the quarter's signals were right, so far; nothing when none was raised."""
    if not quarter["signal_total"]:
        return []
    totals = {name.removesuffix("_total"): quarter[name] for name in quarter if name.endswith("_total")}
    return [Text(words("cause.quarter", year=quarter["year_no"], quarter=quarter["quarter_no"], **totals))]


def _rising(own: Cause, words: Words) -> str:
    if not own.rising:
        return words("cause.none_rising")
    kinds = [
        words(
            "cause.risen",
            kind=words.of("category", row, code="category_code"),
            n=words.say(row["report_count"]),
            mean="＊" if row["past_count"] is None else f"{row['past_count'] / 4:.1f}",  # type: ignore[operator]
        )
        for row in own.rising
    ]
    return words("cause.rising", kinds=words("cause.and").join(kinds))


def _recommended(own: Cause, words: Words) -> str:
    if not own.recommended:
        return words("cause.none_recommended")
    kinds = [
        words(
            "cause.made",
            kind=words(f"recommendation.{row['kind_code']}"),
            made=words.say(row["made_count"]),
            replied=words.say(row["replied_count"]),
        )
        for row in own.recommended
    ]
    return words("cause.recommended", kinds=words("cause.and").join(kinds))
