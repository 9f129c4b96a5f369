"""Upload: for a tired grid worker on a phone. Take the template, hand in the sheet, read the receipt."""

from __future__ import annotations

from typing import Any

import dash
from dash import Input, Output, dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages import one_report, past_upload
from dashboard.pages.parked import waiting
from dashboard.pages.past_upload import past_uploads
from dashboard.pages.pressed import presses
from dashboard.pages.receipt import receipt_card, refusal_card
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.web.office import Office

TICK_MILLISECONDS = 1000


def layout(visit: Visit) -> html.Div:
    """The page: three steps, then what came of earlier uploads."""
    office, view, speech = visit.office, visit.view, visit.speech
    return html.Div(
        className="upload",
        children=[
            *presses(ids.UPLOAD_PRESSED),
            dcc.Store(id=ids.UPLOAD_SENT),
            dcc.Interval(id=ids.UPLOAD_TICK, interval=TICK_MILLISECONDS, disabled=True),
            html.Section(className="card upload-step", children=_zone(speech)),
            one_report.one_report(speech, today=office.now().date().isoformat()),
            html.Div(id=ids.UPLOAD_RECEIPT, className="upload-receipt", **{"aria-live": "polite"}),
            html.Div(id=ids.UPLOAD_PROGRESS),
            html.Div(id=ids.UPLOAD_SAID, **{"aria-live": "polite"}),
            html.Section(
                id=ids.UPLOAD_PAST,
                children=past_uploads(office, view, speech),
                className="card upload-past",
            ),
        ],
    )


def _zone(speech: Speech) -> list[Any]:
    say = speech.say
    return [
        html.Div(
            [
                html.H1(say("upload.title")),
                html.A(say("upload.template"), href="/template.xlsx", className="template-link"),
            ],
            className="upload-head",
        ),
        html.Button(
            id=ids.UPLOAD_ZONE,
            className="zone",
            title=say("upload.choose"),
            children=[
                html.I(className="icon icon-upload"),
                html.Strong(say("upload.choose")),
                html.Span(say("upload.or_drop"), className="zone-drop"),
                html.Span(say("upload.kinds"), className="quiet"),
            ],
        ),
        html.Div(id=ids.UPLOAD_STATE, className="zone-state", **{"aria-live": "polite"}, **_words(speech)),
        html.P(say("upload.privacy"), className="quiet"),
    ]


def _words(speech: Speech) -> dict[str, str]:
    """What assets/upload.js says while a file is on its way."""
    said = {f"data-{name}": speech.say(f"upload.{name}") for name in ("sending", "checking", "lost")}
    return {**said, "data-seconds": speech.say("upload.seconds", n="{n}")}


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callbacks on an app; assets/upload.js sends the file and writes UPLOAD_SENT."""
    past_upload.register(app, office)
    one_report.register(app, office)

    @app.callback(
        Output(ids.UPLOAD_RECEIPT, "children"),
        Output(ids.UPLOAD_PAST, "children"),
        Output(ids.UPLOAD_TICK, "disabled"),
        Output(ids.NAV_WAITING, "children", allow_duplicate=True),
        Input(ids.UPLOAD_SENT, "data"),
        prevent_initial_call=True,
    )
    def _show(sent: dict[str, Any] | None) -> Any:
        return show_receipt(office, sent)

    @app.callback(
        Output(ids.UPLOAD_PROGRESS, "children"),
        Output(ids.UPLOAD_TICK, "disabled", allow_duplicate=True),
        Input(ids.UPLOAD_TICK, "n_intervals"),
        prevent_initial_call=True,
    )
    def _follow(_ticks: int) -> Any:
        return follow(office)


def show_receipt(office: Office, sent: dict[str, Any] | None) -> Any:
    """What the server answered to a file, the list of uploads it now stands in, and how many reports are parked."""
    if not sent:
        return (dash.no_update,) * 4
    with office.open("upload") as (view, speech):
        past = past_uploads(office, view, speech)
        if "error" in sent:
            return refusal_card(sent["error"], speech), past, True, dash.no_update
        return receipt_card(sent, speech), past, False, waiting(view)


def follow(office: Office) -> Any:
    """The refresh in hand as a bar; when it is done, the way to the map, and the clock stops.

    Who may not open the map is told nothing of it: his sheet is in, and that is all he waits for.
    """
    state, step, fraction, message = office.jobs.progress()
    speech = Speech(office.language(), {})
    if "situation" not in current_user.role.pages:
        return None, True
    if state == "running":
        return _progress(speech.name("step", step), fraction, message), False
    if state == "failed":
        return html.Div(
            [html.B(speech.say("upload.refresh_failed")), html.P(message)], className="card progress failed"
        ), True
    to_map = dcc.Link(speech.say("upload.to_map"), href="/", className="to-map")
    return html.Div([html.B(speech.say("upload.refreshed")), to_map], className="card progress done"), True


def _progress(step: str, fraction: float, message: str) -> html.Div:
    bar = html.Div(
        html.Div(style={"width": f"{fraction:.0%}"}, className="bar-done"),
        className="bar",
        role="progressbar",
    )
    return html.Div(
        [
            html.Div([html.B(step), html.Span(f"{fraction:.0%}")], className="bar-words"),
            bar,
            html.Small(message),
        ],
        className="card progress",
    )
