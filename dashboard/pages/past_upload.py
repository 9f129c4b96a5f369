"""The last uploads on the upload page, and taking one's own back within a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dash
import flask
from dash import ALL, Input, Output, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.pressed import hear, pressed_button, refused_card
from dashboard.pages.receipt import workbook_link
from dashboard.pages.verdict import in_words, verdict_bar
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.office import Office
from data.errors import UserError
from ingest.decision.withdraw import is_open
from ingest.receipt import VERDICTS


def past_uploads(office: Office, view: View, speech: Speech, *, asked: str = "") -> list[Any]:
    """The last uploads: one's own, or everybody's for staff who may open matters; asked: the one about to be withdrawn."""
    mine = "" if view.viewer.may_open_matters else view.viewer.name
    rows = view.rows("page_submission", uploader=mine)
    if not rows:
        return [html.H2(speech.say("upload.past")), html.P(speech.say("upload.no_past"), className="quiet")]
    hours, now = office.config.intake.withdraw_hours, office.now()
    items = [_past(row, speech, hours=hours, asked=asked, now=now) for row in rows]
    return [html.H2(speech.say("upload.past")), html.Ul(items, className="past")]


def _past(row: Row, speech: Speech, *, hours: int, asked: str, now: datetime) -> html.Li:
    submission_id = str(row["submission_id"])
    words = html.Div(_what_came(row, speech), className="past-words")
    if row["withdrawn_at"]:
        mark = speech.say("upload.withdrawn", at=speech.moment(row["withdrawn_at"]))
        return html.Li([words, html.Span(mark, className="chip plain")], className="withdrawn")
    back = workbook_link(submission_id, speech, is_button=True)
    if not _may_withdraw(row, hours, now):
        return html.Li([words, html.Div(back, className="past-buttons")])
    if submission_id == asked:
        return html.Li([words, _question(submission_id, speech)])
    ask = _button(submission_id, "ask", speech, title=speech.say("upload.ask_means", hours=hours))
    return html.Li([words, html.Div([back, ask], className="past-buttons")])


def _what_came(row: Row, speech: Speech) -> list[Any]:
    """The file, its verdicts as a bar and in words, who sent it and when."""
    counts = {name: int(str(row[f"{name}_total"])) for name in VERDICTS}
    rows = sum(counts.values())
    told = speech.say("upload.past_line", rows=f"{rows:,}", verdicts=in_words(counts, speech))
    who = f"{row['submission_id']} · {row['uploader_name'] or '—'} · {speech.moment(row['received_at'])}"
    return [
        html.B(str(row["file_name"])),
        *([verdict_bar(counts, speech)] if rows else []),
        html.Span(told if rows else speech.say("upload.past_empty")),
        html.Small(who, className="quiet"),
    ]


def _may_withdraw(row: Row, hours: int, now: datetime) -> bool:
    received_at = row["received_at"]
    is_mine = row["uploader_name"] == current_user.name or current_user.role.may_withdraw_any
    return is_mine and isinstance(received_at, datetime) and is_open(received_at, now=now, hours=hours)


def _question(submission_id: str, speech: Speech) -> html.Div:
    """What taking it back will do, and whether that is meant."""
    sure, keep = (_button(submission_id, step, speech, title="") for step in ("sure", "keep"))
    return html.Div([html.P(speech.say("upload.sure_words")), sure, keep], className="ask-back", role="alert")


def _button(submission_id: str, step: str, speech: Speech, *, title: str) -> html.Button:
    button_id = {"type": ids.UPLOAD_WITHDRAW, "submission": submission_id, "step": step}
    return html.Button(speech.say(f"upload.{step}"), id=button_id, className=f"back {step}", title=title)


def register(app: dash.Dash, office: Office) -> None:
    """Hang the way back on an app."""
    hear(app, ids.UPLOAD_PRESSED, {"type": ids.UPLOAD_WITHDRAW, "submission": ALL, "step": ALL})

    @app.callback(
        Output(ids.UPLOAD_SAID, "children"),
        Output(ids.UPLOAD_PAST, "children", allow_duplicate=True),
        Output(ids.UPLOAD_TICK, "disabled", allow_duplicate=True),
        Input(ids.UPLOAD_PRESSED, "data"),
        prevent_initial_call=True,
    )
    def _step(kept: Any) -> Any:
        pressed = pressed_button(kept)
        if not pressed:
            return dash.no_update, dash.no_update, dash.no_update
        return take_step(office, pressed["submission"], pressed["step"])


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
            return refused_card(refused, speech), past, dash.no_update
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
