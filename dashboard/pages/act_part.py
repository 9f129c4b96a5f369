"""What was done on a matter, to be entered: the act, its day, and what only some acts need; what was entered can be taken back.

做了什么 [受理，写明途径 ▾]   哪天 [2026-06-30]   途径 [31.6 ▾]   备注 [……]   [记录]
2026-03-05 告知接收情况及途径程序   li   [撤回]
"""

from __future__ import annotations

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard import ids
from dashboard.closing import basis_told
from dashboard.present import Speech
from dashboard.suppress import Row
from risk.enter import ROUTES
from risk.limit.act import CLOSING
from risk.limit.closure import bases

# in the order of the procedure, as a clerk looks for them
SHELVES: dict[str, tuple[str, ...]] = {
    "receive": ("unit_received", "transferred", "objected", "returned", "told", "accepted", "not_accepted"),
    "handle": (
        "routed_out",
        "extended",
        "hearing_begun",
        "hearing_ended",
        "mediation_started",
        "mediation_ended",
    ),
    "answer": (
        "opinion_issued",
        "opinion_delivered",
        "settled",
        "closed",
        "agreement_effective",
        "withdrawn",
        "reopened",
    ),
    "review": (
        *("review_asked", "review_received", "review_issued", "review_delivered"),
        *("recheck_asked", "recheck_received", "recheck_issued", "recheck_delivered", "no_longer_accepted"),
    ),
}


def act_part(matter_id: str, acts: list[Row], speech: Speech, *, as_of: date, said: Any = None) -> html.Div:
    """The boxes, what was just said, and the entries, the latest first."""
    return html.Div(
        [
            html.Div(said, id=ids.ACT_SAID, **{"aria-live": "polite"}),
            html.Div(
                [_code(speech), _day(ids.ACT_DAY, speech.say("enter.day"), value=as_of)],
                className="act-line",
            ),
            html.Div(_route(speech), id={"type": ids.ACT_MORE, "of": "accepted"}, style={"display": "none"}),
            html.Div(
                _closure(speech),
                id={"type": ids.ACT_MORE, "of": " ".join(sorted(CLOSING))},
                style={"display": "none"},
            ),
            html.Div(
                _extension(speech),
                id={"type": ids.ACT_MORE, "of": "extended"},
                className="act-line",
                style={"display": "none"},
            ),
            dmc.TextInput(id=ids.ACT_NOTE, label=speech.say("enter.note")),
            html.Button(
                speech.say("enter.enter"),
                id={"type": ids.ACT_ENTER, "matter": matter_id},
                className="answer different act-enter",
            ),
            _entered(matter_id, acts, speech),
        ],
        className="act-part",
    )


def _code(speech: Speech) -> dmc.Select:
    shelves = [
        {
            "group": speech.say(f"enter.{shelf}"),
            "items": [{"value": code, "label": speech.say(f"act.{code}")} for code in codes],
        }
        for shelf, codes in SHELVES.items()
    ]
    return dmc.Select(
        id=ids.ACT_CODE,
        label=speech.say("enter.code"),
        data=shelves,
        value=None,
        searchable=True,
        placeholder=speech.say("enter.choose"),
        maxDropdownHeight=360,
    )


def _day(box: str, label: str, *, value: date | None = None) -> dmc.DateInput:
    return dmc.DateInput(
        id=box,
        label=label,
        value=value.isoformat() if value else None,
        valueFormat="YYYY-MM-DD",
        clearable=value is None,
    )


def _route(speech: Speech) -> dmc.Select:
    data = [
        {"value": code, "label": speech.say(f"enter.route_{code.replace('.', '_')}")}
        for code in sorted(ROUTES)
    ]
    return dmc.Select(id=ids.ACT_ROUTE, label=speech.say("enter.route"), data=data, value="31.6")


def _closure(speech: Speech) -> dmc.Select:
    data = [{"value": code, "label": f"{code}　{speech.name('closure_basis', code)}"} for code in bases()]
    return dmc.Select(
        id=ids.ACT_CLOSURE,
        label=speech.say("enter.closure"),
        description=speech.say("enter.closure_words"),
        data=data,
        value=None,
        placeholder=speech.say("enter.closure_choose"),
    )


def _extension(speech: Speech) -> list[Any]:
    return [
        _day(ids.ACT_APPROVED, speech.say("enter.approved")),
        _day(ids.ACT_TOLD, speech.say("enter.told")),
        dmc.NumberInput(id=ids.ACT_DAYS, label=speech.say("enter.days"), min=1, max=30, value=30),
    ]


def _entered(matter_id: str, acts: list[Row], speech: Speech) -> html.Ul:
    return html.Ul([_entry(matter_id, row, speech) for row in reversed(acts)], className="act-entered")


def _entry(matter_id: str, row: Row, speech: Speech) -> html.Li:
    name = speech.say(f"act.{row['event_code']}")
    words = "　".join((speech.day(row["occurred_at"]), name, *basis_told(row, speech)))
    facts = html.Small(
        "　".join(str(part) for part in (row["actor_name"], row["note_text"]) if part), className="quiet"
    )
    if row["withdrawn_at"] is not None:
        return html.Li([html.Del(words), html.Small(speech.say("signal.withdrawn"), className="quiet")])
    back = html.Button(
        speech.say("signal.take_back"),
        id={"type": ids.ACT_BACK, "matter": matter_id, "entry": str(row["event_id"])},
        className="answer undo",
    )
    return html.Li([html.Div([html.Span(words), facts]), back])
