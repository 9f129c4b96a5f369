"""The last uploads on the upload page, and taking one's own back within a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dash
import flask
from dash import ALL, Input, Output, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.receipt import workbook_link
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.office import Office
from data.errors import UserError
from ingest.decision.withdraw import is_open

NUMBERS = ("row_count", "new_count", "unchanged_count", "changed_count", "parked_count", "rejected_count")


def past_uploads(office: Office, view: View, speech: Speech, *, asked: str = "") -> list[Any]:
    """The last uploads: one's own, or everybody's for staff who may open matters; asked: the one about to be withdrawn."""
    mine = "" if view.viewer.may_open_matters else view.viewer.name
    rows = view.rows("page_submission", uploader=mine)
    if not rows:
        return [html.H2(speech.say("upload.past")), html.P(speech.say("upload.no_past"), className="quiet")]
    hours = office.config.intake.withdraw_hours
    items = [_past(row, speech, hours=hours, asked=asked) for row in rows]
    return [html.H2(speech.say("upload.past")), html.Ul(items, className="past")]


def _past(row: Row, speech: Speech, *, hours: int, asked: str) -> html.Li:
    numbers = speech.say("upload.past_line", **{name: speech.count(row[name]) for name in NUMBERS})
    who = f"{row['submission_id']} · {row['uploader_name'] or '—'} · {speech.moment(row['received_at'])}"
    words: list[Any] = [html.B(str(row["file_name"])), html.Span(numbers), html.Small(who, className="quiet")]
    if row["withdrawn_at"]:
        mark = speech.say("upload.withdrawn", at=speech.moment(row["withdrawn_at"]))
        return html.Li([html.Div(words), html.Span(mark, className="chip plain")], className="withdrawn")
    words.append(workbook_link(row["submission_id"], speech))
    if not _may_withdraw(row, hours):
        return html.Li(html.Div(words))
    return html.Li([html.Div(words), *_way_back(str(row["submission_id"]), speech, hours=hours, asked=asked)])


def _may_withdraw(row: Row, hours: int) -> bool:
    received_at = row["received_at"]
    is_mine = row["uploader_name"] == current_user.name or current_user.role.may_withdraw_any
    return (
        is_mine
        and isinstance(received_at, datetime)
        and is_open(received_at, now=datetime.now(), hours=hours)
    )


def _way_back(submission_id: str, speech: Speech, *, hours: int, asked: str) -> list[Any]:
    """The button; once pressed, what it will do and whether that is meant."""
    if submission_id != asked:
        return [_button(submission_id, "ask", speech, title=speech.say("upload.ask_means", hours=hours))]
    words = html.P(speech.say("upload.sure_words"))
    sure, keep = (_button(submission_id, step, speech, title="") for step in ("sure", "keep"))
    return [html.Div([words, sure, keep], className="ask-back", role="alert")]


def _button(submission_id: str, step: str, speech: Speech, *, title: str) -> html.Button:
    button_id = {"type": ids.UPLOAD_WITHDRAW, "submission": submission_id, "step": step}
    return html.Button(speech.say(f"upload.{step}"), id=button_id, className=f"back {step}", title=title)


def register(app: dash.Dash, office: Office) -> None:
    """Hang the way back on an app."""

    @app.callback(
        Output(ids.UPLOAD_SAID, "children"),
        Output(ids.UPLOAD_PAST, "children", allow_duplicate=True),
        Output(ids.UPLOAD_TICK, "disabled", allow_duplicate=True),
        Input({"type": ids.UPLOAD_WITHDRAW, "submission": ALL, "step": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def _step(_clicks: list[int | None]) -> Any:
        pressed = dash.ctx.triggered_id
        if not pressed or not dash.ctx.triggered[0]["value"]:
            return dash.no_update, dash.no_update, dash.no_update
        return take_step(office, str(pressed["submission"]), str(pressed["step"]))


def take_step(office: Office, submission_id: str, step: str) -> Any:
    """Ask first, then take the upload back; what is said, the list as it is now, whether the refresh need not be watched."""
    if "upload" not in current_user.role.pages:
        flask.abort(403)
    told: Any = None
    refused = None
    if step == "sure":
        try:
            told = office.jobs.withdraw(
                submission_id, by=current_user.name, may_any=current_user.role.may_withdraw_any
            )
        except UserError as error:
            refused = error
    with office.open("upload") as (view, speech):
        asked = submission_id if step == "ask" else ""
        past = past_uploads(office, view, speech, asked=asked)
        if refused:
            words = refused.zh if speech.language == "zh" else refused.en
            return html.P(words, className="card said refused", role="alert"), past, dash.no_update
        return (_said(told, submission_id, speech), past, False) if told else (None, past, dash.no_update)


def _said(told: Any, submission_id: str, speech: Speech) -> html.Div:
    words = speech.say(
        "upload.taken_back",
        submission=submission_id,
        withdrawn=told.withdrawn_count,
        restored=told.restored_count,
    )
    left = [html.P(speech.say("upload.left", n=told.left_count))] if told.left_count else []
    return html.Div([html.B(words), *left, html.P(speech.say("upload.send_again"))], className="card said")
