"""How a limit was counted, day by day, in words anyone can check with a calendar.

▸ 怎么算的    2024-01-26              起算当日不计
             2024-01-27 至 02-09     第 1–14 日   计入
             2024-02-10              第15日，逢春节，顺延
             2024-02-18              春节后第一个工作日，法定到期日
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dash import html

from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from risk.limit.explain import Explanation, explain
from risk.limit.given import given_again
from risk.limit.rule import Rule, read_rules
from risk.limit.walk import Row as Counted
from risk.limit.workdays import WorkDays, named_work_days


def work_days(view: View, deadlines: Sequence[Row]) -> WorkDays | None:
    """The holiday list from the first start day on; None where no limit runs or no list is held."""
    if not deadlines:
        return None
    rows = view.rows("page_calendar", since=min(row["from_date"] for row in deadlines))
    return named_work_days({row["day_date"]: bool(row["is_working"]) for row in rows}) if rows else None


def counted(row: Row, calendar: WorkDays | None, speech: Speech) -> list[Any]:
    """The explanation of one limit, folded behind a word; nothing where the site counts it by a rule of its own."""
    told = _explained(row, calendar)
    if told is None:
        return []
    body = html.Tbody([_line(each, speech) for each in told.rows])
    return [
        html.Details(
            [html.Summary(speech.say("deadline.counted")), html.Table(body, className="counted")],
            className="how-counted",
        )
    ]


@cache
def _rules() -> dict[str, Rule]:
    return read_rules()


def _explained(row: Row, calendar: WorkDays | None) -> Explanation | None:
    rule = _rules().get(str(row["rule_code"]))
    if rule is None or calendar is None:
        return None
    if row.get("day_count"):  # the rule in force here when it began
        rule = replace(rule, day_count=int(row["day_count"]))
    given = given_again(rule, row["from_date"], row.get("counted_with"))
    told = explain(rule, given.from_date, calendar, pauses=given.pauses, extension=given.extension)
    if row.get("state_code") == "paused":
        return told
    shown = (row["conservative_due_date"], row["statutory_due_date"])
    return told if (told.limit.conservative_due, told.limit.statutory_due) == shown else None


def _line(each: Counted, speech: Speech) -> html.Tr:
    day = speech.day(each.from_date)
    if each.to_date not in (None, each.from_date):
        day = speech.say("deadline.days", first=day, last=speech.day(each.to_date))
    numbers = ""
    if each.first_number is not None and each.code not in ("last", "last_rest", "last_unlisted"):
        one = each.first_number == each.last_number
        numbers = str(each.first_number) if one else f"{each.first_number}–{each.last_number}"
        numbers = speech.say("deadline.number", n=numbers)
    why = each.zh if speech.language == "zh" else each.en
    return html.Tr([html.Td(day), html.Td(numbers), html.Td(why)], className=f"counted-{each.code}")
