"""Who carries a matter and until when: the measures set on it, and the boxes to set one, end it or take an entry back.

措施 [领导包案 ▾]  从 [2026-06-30]  责任单位 [住建局 ▾]  包案领导（职务） [……]  期限 [2026-07-15]  备注 [……]   [记录]
2026-06-30 领导包案　分管副县长　期限 2026-07-15    [结束] [撤回]
"""

from __future__ import annotations

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard import ids
from dashboard.present import Speech
from dashboard.suppress import Row
from risk.measure import MEASURES


def measure_part(
    matter_id: str,
    rows: list[Row],
    units: list[dict[str, str]],
    speech: Speech,
    *,
    as_of: date,
    said: Any = None,
) -> html.Div:
    """What stands, and the boxes."""
    return html.Div(
        [
            html.Div(said, id=ids.ACT_MEASURE_SAID, **{"aria-live": "polite"}),
            html.Ul([_entry(matter_id, row, speech) for row in rows], className="measure-entered"),
            html.Div(
                [_code(speech), _day(ids.ACT_MEASURE_START, speech.say("carry.start"), value=as_of)],
                className="act-line",
            ),
            html.Div(
                [
                    _unit(units, speech),
                    _day(ids.ACT_MEASURE_DUE, speech.say("bulk.due")),
                ],
                className="act-line",
            ),
            dmc.TextInput(id=ids.ACT_MEASURE_CARRIER, label=speech.say("carry.carrier")),
            dmc.TextInput(id=ids.ACT_MEASURE_NOTE, label=speech.say("enter.note")),
            html.Button(
                speech.say("carry.enter"),
                id={"type": ids.ACT_MEASURE_SET, "matter": matter_id},
                className="answer different act-enter",
            ),
        ],
        className="measure-part",
    )


def _code(speech: Speech) -> dmc.Select:
    data = [{"value": code, "label": speech.say(f"carry.{code}")} for code in MEASURES]
    return dmc.Select(
        id=ids.ACT_MEASURE,
        label=speech.say("carry.code"),
        data=data,
        value=None,
        placeholder=speech.say("carry.choose"),
    )


def _unit(units: list[dict[str, str]], speech: Speech) -> dmc.Select:
    return dmc.Select(
        id=ids.ACT_MEASURE_UNIT, label=speech.say("bulk.unit"), data=units, searchable=True, clearable=True
    )


def _day(box: str, label: str, *, value: date | None = None) -> dmc.DateInput:
    return dmc.DateInput(
        id=box,
        label=label,
        value=value.isoformat() if value else None,
        valueFormat="YYYY-MM-DD",
        clearable=value is None,
    )


def _entry(matter_id: str, row: Row, speech: Speech) -> html.Li:
    name = speech.say(f"carry.{row['measure_code']}")
    words = f"{speech.day(row['started_at'])}　{name}"
    if row["withdrawn_at"] is not None:
        return html.Li([html.Del(words), html.Small(speech.say("signal.withdrawn"), className="quiet")])
    due = speech.say("carry.due", day=speech.day(row["due_date"])) if row["due_date"] else ""
    carried = "　".join(str(part) for part in (row["unit_name"], row["carrier_name"]) if part)
    more = "　".join(str(part) for part in (row["actor_name"], row["note_text"]) if part)
    facts = [
        html.Span([words, "　", html.B(carried)]),
        html.Small(due, className="state late" if row["is_late"] else "quiet"),
        html.Small(more, className="quiet"),
    ]
    if row["ended_at"] is not None:
        facts.append(
            html.Small(speech.say("carry.ended", day=speech.day(row["ended_at"])), className="quiet")
        )
    return html.Li([html.Div(facts), html.Div(_steps(matter_id, row, speech), className="steps")])


def _steps(matter_id: str, row: Row, speech: Speech) -> list[Any]:
    steps = ("withdraw",) if row["ended_at"] is not None else ("end", "withdraw")
    return [
        html.Button(
            speech.say(f"carry.step_{step}"),
            id={
                "type": ids.ACT_MEASURE_STEP,
                "matter": matter_id,
                "entry": str(row["measure_id"]),
                "as": step,
            },
            className="answer undo",
        )
        for step in steps
    ]
