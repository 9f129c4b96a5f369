"""Signals (预警信号): what rises beyond its own past, few enough to look at, each with an owner and what was done about it."""

from __future__ import annotations

from typing import Any

import dash
import flask
from dash import ALL, Input, Output, State, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.pressed import hear, pressed_button, presses, refused_card
from dashboard.pages.signal_card import OUTCOMES, closed_line, signal_card
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.office import Office
from data.config import Config
from data.errors import UserError

CLOSED_DAYS = 92  # a quarter
MOST_CARDS = 12


def layout(visit: Visit) -> html.Div:
    """The page: what signals are, what was just done, then the signals."""
    say = visit.speech.say
    return html.Div(
        className="signals-page",
        children=[
            html.Div([html.H1(say("signal.title")), html.P(say("signal.words"), className="quiet")]),
            *presses(ids.SIGNAL_PRESSED),
            html.Div(id=ids.SIGNAL_SAID, **{"aria-live": "polite"}),
            html.Div(id=ids.SIGNAL_LIST, children=signal_list(visit.view, visit.speech, visit.office.config)),
        ],
    )


def signal_list(view: View, speech: Speech, config: Config) -> list[Any]:
    """The signals that run, those closed in the last quarter, and how often signals were right."""
    rows = view.rows("page_signals", focus="", closed_days=CLOSED_DAYS)
    running = [row for row in rows if row["state_code"] != "closed"]
    closed = [row for row in rows if row["state_code"] == "closed"]
    shown: list[Any] = [_budget(view, speech, config)]
    shown += [signal_card(row, view, speech) for row in running[:MOST_CARDS]]
    if not running:
        shown.append(
            html.Div(
                [html.B(speech.say("signal.none")), html.P(speech.say("signal.none_words"))],
                className="card none",
            )
        )
    if len(running) > MOST_CARDS:
        shown.append(html.P(speech.say("signal.more", n=len(running) - MOST_CARDS), className="quiet"))
    if closed:
        lines = html.Ul([closed_line(row, speech) for row in closed], className="card decided")
        shown += [html.H2(speech.say("signal.closed")), lines]
    return [*shown, *_quarters(view.rows("page_signal_quarter"), speech)]


def _budget(view: View, speech: Speech, config: Config) -> html.P:
    """How many false alarms are borne, and where silence is not calm."""
    per_month = config.signal.false_alarms_per_week * 30.4 / 7
    number = f"{per_month:.0f}" if per_month >= 1 else f"{per_month:.1f}"
    words = [speech.say("signal.budget", n=number, most=config.signal.max_signals)]
    unknown = view.rows("page_signal_unknown")[0]
    if unknown["missing_total"]:
        words.append(speech.say("signal.unknown", n=unknown["missing_total"], all=unknown["community_total"]))
    return html.P(" ".join(words), className="quiet signal-budget")


def _quarters(rows: list[Row], speech: Speech) -> list[Any]:
    if not rows:
        return []
    names = ("signal_total", "real_total", "not_real_total", "unclear_total", "lapsed_total", "waiting_total")
    head = html.Tr(
        [html.Th(speech.say("signal.quarter")), *(html.Th(speech.say(f"signal.{name}")) for name in names)]
    )
    lines = [
        html.Tr(
            [
                html.Th(speech.say("signal.quarter_name", year=row["year_no"], quarter=row["quarter_no"])),
                *(html.Td(str(row[name])) for name in names),
            ]
        )
        for row in rows
    ]
    table = html.Table([html.Thead(head), html.Tbody(lines)], className="signal-quarters")
    return [html.H2(speech.say("signal.quarters")), html.Div(table, className="card wide-table", tabIndex=0)]


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callbacks on an app."""
    hear(
        app,
        ids.SIGNAL_PRESSED,
        {"type": ids.SIGNAL_ANSWER, "signal": ALL, "as": ALL},
        {"type": ids.SIGNAL_BACK, "entry": ALL},
    )

    @app.callback(
        Output(ids.SIGNAL_SAID, "children"),
        Output(ids.SIGNAL_LIST, "children"),
        Input(ids.SIGNAL_PRESSED, "data"),
        State({"type": ids.SIGNAL_NOTE, "signal": ALL}, "value"),
        State({"type": ids.SIGNAL_NOTE, "signal": ALL}, "id"),
        prevent_initial_call=True,
    )
    def _answer(kept: Any, notes: list[str | None], owners: list[dict[str, str]]) -> Any:
        pressed = pressed_button(kept)
        if not pressed:
            return dash.no_update, dash.no_update
        written = {one["signal"]: note or "" for one, note in zip(owners, notes, strict=True)}
        return answer(office, pressed, written)


def answer(office: Office, pressed: dict[str, str], written: dict[str, str]) -> Any:
    """Carry out what a button asks; what is said about it, and the signals as they stand then."""
    if "signals" not in current_user.role.pages:
        flask.abort(403)
    about = {"signal_id": pressed.get("signal", ""), "event_id": pressed.get("entry", "")}
    with office.open("signals") as (view, _):
        if view.viewer.is_confined and not view.rows("page_one_signal", **about):
            flask.abort(403)
    refused, words = None, ""
    try:
        if pressed["type"] == ids.SIGNAL_BACK:
            office.jobs.take_signal_back(pressed["entry"], by=current_user.name)
            words = "signal.said_back"
        else:
            signal_id, code = pressed["signal"], pressed["as"]
            note = written.get(signal_id, "")[:300]
            step, outcome = ("outcome", code) if code in OUTCOMES else (code, None)
            owner = note if step == "own" else None
            office.jobs.answer_signal(
                signal_id,
                step,
                by=current_user.name,
                note="" if owner else note,
                owner=owner,
                outcome=outcome,
            )
            words = f"signal.said_{step}"
    except UserError as error:
        refused = error
    with office.open("signals") as (view, speech):
        said = (
            refused_card(refused, speech)
            if refused
            else html.Div(html.B(speech.say(words)), className="card said")
        )
        return said, signal_list(view, speech, office.config)
