"""Parked (待核): each report that looks like another, both side by side, and a person's answer: same, different, later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import dash
import flask
from dash import ALL, Input, Output, html
from flask_login import current_user

from dashboard import ids
from dashboard.jobs_protocol import STEPS
from dashboard.pages.pair import answer_button, decided_line, pair_card
from dashboard.pages.pressed import hear, pressed_button, presses, refused_card
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office
from data.errors import UserError

MOST_SHOWN = 20  # pairs of each part; what is decided makes room for the next
DAYS_SHOWN = 7  # so long a decision stays in sight, to be undone


def layout(visit: Visit) -> html.Div:
    """The page: what to do, what was just done, then the pairs."""
    say = visit.speech.say
    return html.Div(
        className="parked-page",
        children=[
            html.Div([html.H1(say("parked.title")), html.P(say("parked.words"), className="quiet")]),
            *presses(ids.PARKED_PRESSED),
            html.Div(id=ids.PARKED_SAID, **{"aria-live": "polite"}),
            html.Div(
                id=ids.PARKED_LIST, children=pair_list(visit.view, visit.speech, now=visit.office.now())
            ),
        ],
    )


def whose(view: View) -> str:
    """Whose uploads a viewer decides about: everybody's ('') or, for a grid worker, his own."""
    return "" if view.viewer.may_open_matters else view.viewer.name


def waiting(view: View) -> str:
    """How many reports wait for this viewer, for the navigation; blank for none."""
    if "parked" not in current_user.role.pages:
        return ""
    count = view.rows("page_waiting", uploader=whose(view))[0]["waiting_total"]
    return f"{count:,}" if count else ""


def pair_list(view: View, speech: Speech, *, now: datetime) -> list[Any]:
    """The pairs that wait, those put off, and what was decided lately."""
    since = now - timedelta(days=DAYS_SHOWN)
    rows = view.rows("page_parked", uploader=whose(view), since=since, most=MOST_SHOWN)
    parts = {
        name: [row for row in rows if row["part_code"] == name] for name in ("waiting", "later", "decided")
    }
    count = waiting(view)
    shown: list[Any] = [_none(speech)] if not parts["waiting"] else []
    if len(parts["waiting"]) == MOST_SHOWN:
        shown.append(html.P(speech.say("parked.first", n=MOST_SHOWN, all=count), className="quiet"))
    shown += [pair_card(row, speech) for row in parts["waiting"]]
    if parts["later"]:
        shown += [html.H2(speech.say("parked.put_off")), *(pair_card(row, speech) for row in parts["later"])]
    if parts["decided"]:
        lines = html.Ul([decided_line(row, speech) for row in parts["decided"]], className="card decided")
        shown += [html.H2(speech.say("parked.decided")), lines]
    return shown


def _none(speech: Speech) -> html.Div:
    return html.Div(
        [html.B(speech.say("parked.none")), html.P(speech.say("parked.none_words"))], className="card none"
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callback on an app."""
    hear(app, ids.PARKED_PRESSED, {"type": ids.PARKED_DECIDE, "report": ALL, "as": ALL, "at": ALL})

    @app.callback(
        Output(ids.PARKED_SAID, "children"),
        Output(ids.PARKED_LIST, "children"),
        Output(ids.NAV_WAITING, "children"),
        Input(ids.PARKED_PRESSED, "data"),
        prevent_initial_call=True,
    )
    def _decide(kept: Any) -> Any:
        pressed = pressed_button(kept)
        if not pressed:
            return dash.no_update, dash.no_update, dash.no_update
        return answer(office, pressed["report"], pressed["as"])


def answer(office: Office, report_id: str, given: str) -> Any:
    """Carry an answer out; what is said about it, the pairs that are left, and how many wait."""
    if "parked" not in current_user.role.pages:
        flask.abort(403)
    step = next((step for step in STEPS if step == given), None)
    if step is None:
        flask.abort(400)
    with office.open("parked") as (view, _):
        if view.viewer.is_confined and not view.rows("page_one_parked", report_id=report_id):
            flask.abort(403)
    refused = None
    try:
        office.jobs.decide(
            report_id, step, by=current_user.name, own_only=not current_user.role.may_open_matters
        )
    except UserError as error:
        refused = error
    with office.open("parked") as (view, speech):
        return (
            said(refused, report_id, given, speech),
            pair_list(view, speech, now=office.now()),
            waiting(view),
        )


def said(refused: UserError | None, report_id: str, given: str, speech: Speech) -> Any:
    """What came of an answer, with the way back beside it."""
    if refused:
        return refused_card(refused, speech)
    words = speech.say(f"parked.said_{given}")
    if given == "undo":
        return html.Div(words, className="card said")
    return html.Div(
        [html.B(words), answer_button(report_id, "undo", "said", speech)], className="card said done"
    )
