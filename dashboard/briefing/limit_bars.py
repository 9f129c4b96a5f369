"""Limits met on time, one bar per rule.

rule      due  on time  late    rate
notice    42   40       2       ≥95.2%    one or two late: that much the hidden 2 says anyway, and no more
handling  41   23       18      56.1%
transfer  3    3        0       —         fewer than five are no rate
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.briefing.block import Bar, Bars, Block, Text
from dashboard.briefing.number import SMALLEST_N, Rate, as_int, count
from dashboard.briefing.words import Words
from dashboard.suppress import Row

NOTHING_DUE: Row = {"due_count": 0, "on_time_count": 0, "late_count": 0}


def limit_bars(
    rules: Mapping[str, Row], week: Sequence[Row], month: Sequence[Row], *, smallest: int, words: Words
) -> Block:
    """The bars of every rule that fell due in four weeks; each bar is the rate of this week."""
    if not month:
        return Text(words("timeliness.no_limits"), "note")
    by_rule = {str(row["part_code"]): row for row in week}
    bars = [
        _bar(rules, by_rule.get(str(row["part_code"]), NOTHING_DUE), row, smallest=smallest, words=words)
        for row in month
    ]
    heads = [words(f"timeliness.{name}") for name in ("step", "rate_week", "n_week", "rate_month", "n_month")]
    note = words("timeliness.note", n=SMALLEST_N)
    return Bars(words("timeliness.limits"), heads, bars, is_half=False, note=note)


def _bar(rules: Mapping[str, Row], now: Row, month: Row, *, smallest: int, words: Words) -> Bar:
    code = str(month["part_code"])
    name = words.texts.get(f"rule.{code}") or str(rules[code]["name"])
    (rate, length), (rate_month, _) = on_time(now, smallest=smallest), on_time(month, smallest=smallest)
    return Bar(name, length, [rate, count(now["due_count"]), rate_month, count(month["due_count"])])


def on_time(row: Row, *, smallest: int) -> tuple[str, float]:
    """The rate as written, and as a length 0..1 (a bound's own when only that is known)."""
    due = as_int(row["due_count"])
    part = None if row["late_count"] is None else as_int(row["on_time_count"])
    rate = Rate(part, due)
    if part is not None or due is None or due < SMALLEST_N:
        return rate.text, rate.fraction
    few = (smallest - 1) / due
    return (f"≥{1 - few:.1%}", 1 - few) if row["late_count"] is None else (f"≤{few:.1%}", few)
