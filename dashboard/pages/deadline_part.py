"""The limits of a matter as a table, each with how it was counted folded beneath.

直接收到：书面告知   2026-02-28   2026-03-15 遇节假日顺延至 2026-03-16   2026-03-06 已办   信访工作条例第23条第2款
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.pages.counted import counted
from dashboard.present import Speech
from dashboard.suppress import Row
from risk.limit.workdays import WorkDays


def deadline_part(rows: list[Row], calendar: WorkDays | None, speech: Speech) -> Any:
    """The table; a plain sentence when no limit runs."""
    if not rows:
        return html.P(speech.say("matter.no_deadline"), className="quiet")
    heads = [html.Th(speech.say(f"deadline.{name}")) for name in ("step", "from", "due", "state", "basis")]
    lines: list[html.Tr] = []
    for row in rows:
        lines.append(_deadline(row, speech))
        told = counted(row, calendar, speech)
        lines += [html.Tr(html.Td(told, colSpan=len(heads)), className="beneath")] if told else []
    body = html.Tbody(lines)
    return html.Div(
        html.Table([html.Thead(html.Tr(heads)), body], className="plain-table"),
        className="scroll-x",
        tabIndex=0,
    )


def _deadline(row: Row, speech: Speech) -> html.Tr:
    due: list[Any] = [html.B(speech.day(row["conservative_due_date"]))]
    if row["statutory_due_date"] != row["conservative_due_date"]:
        due.append(html.Small(speech.say("deadline.rolled", day=speech.day(row["statutory_due_date"]))))
    if row["is_past_calendar"]:
        due.append(html.Small(speech.say("deadline.past_calendar")))
    state = str(row["state_code"])
    words = speech.say(f"deadline.{state}", n=row["overdue_days"], day=speech.day(row["met_date"]))
    return html.Tr(
        [
            html.Td(speech.name("rule", row["rule_code"]) if not row["rule_name"] else str(row["rule_name"])),
            html.Td(speech.day(row["from_date"])),
            html.Td(due),
            html.Td(html.Span(words, className=f"state {state}")),
            html.Td(str(row["basis"])),
        ]
    )
