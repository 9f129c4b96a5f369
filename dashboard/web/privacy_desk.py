"""What the forms of the privacy page do: a request entered, a request answered; each one line of the log."""

from __future__ import annotations

import flask
from flask_login import current_user

from dashboard.audit import write_line
from dashboard.privacy import Reply, Request, answer_request, enter_request
from dashboard.web.door import Answer, draw, speech_of
from dashboard.web.office import Office
from data.errors import UserError

WHAT = ("request", "answer")


def add_privacy_desk(server: flask.Flask, office: Office) -> None:
    """Hang /privacy/<what> on a server."""
    server.add_url_rule(
        "/privacy/<what>", "privacy_act", lambda what: _answer(office, what), methods=["POST"]
    )


def _answer(office: Office, what: str) -> Answer:
    if what not in WHAT:
        flask.abort(404)
    role = current_user.role
    if "privacy" not in role.pages or not role.may_answer_requests:
        _note(office, what, None, "refused")
        flask.abort(403)
    try:
        number = _enter(office) if what == "request" else _reply(office)
    except UserError as error:
        _note(office, what, None, "refused")
        message = error.en if speech_of(office).language == "en" else error.zh
        return draw(office, "privacy_refused", message, status=422)
    _note(office, what, number, "ok")
    return flask.redirect("/privacy")


def _enter(office: Office) -> str:
    form = flask.request.form
    asked = Request(form.get("kind", ""), form.get("matter", ""), form.get("note", ""))
    with office.store.writing() as connection:
        days = office.config.access.answer_days
        return enter_request(connection, asked, by=current_user.name, now=office.now(), days=days)


def _reply(office: Office) -> str:
    form = flask.request.form
    reply = Reply(form.get("request", ""), form.get("result", ""), form.get("answer", ""))
    with office.store.writing() as connection:
        answer_request(connection, reply, by=current_user.name, now=office.now())
    return reply.request_id.strip()


def _note(office: Office, what: str, number: str | None, result: str) -> None:
    write_line(
        office.store,
        office.home,
        actor=current_user.name,
        event=f"privacy_{what}",
        now=office.now(),
        object_id=number,
        result=result,
    )
