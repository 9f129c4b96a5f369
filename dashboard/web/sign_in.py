"""Signing in and out, the forced first change of password, and the choice of language."""

from __future__ import annotations

from urllib.parse import urlsplit

import flask
from flask_login import current_user, logout_user

from dashboard.account import Refusal, change_password, check_password, find_account
from dashboard.account_row import row_of
from dashboard.present import LANGUAGES
from dashboard.web.door import (
    Answer,
    draw,
    note,
    note_failure_of_address,
    refusal_words,
    speech_of,
    start_session,
    too_many,
)
from dashboard.web.office import Office
from dashboard.web.second_factor import await_code
from dashboard.web.session import end_session


def add_sign_in(server: flask.Flask, office: Office) -> None:
    """Hang /sign-in, /sign-out, /change-password and /language on a server."""
    server.add_url_rule("/sign-in", "sign_in_form", lambda: _form(office))
    server.add_url_rule("/sign-in", "sign_in", lambda: _sign_in(office), methods=["POST"])
    server.add_url_rule("/sign-out", "sign_out", lambda: _sign_out(office), methods=["POST"])
    server.add_url_rule("/change-password", "change_form", lambda: draw(office, "change_password"))
    server.add_url_rule("/change-password", "change", lambda: _change(office), methods=["POST"])
    server.add_url_rule("/language/<chosen>", "language", _choose_language)


def _form(office: Office) -> Answer:
    if current_user.is_authenticated and not current_user.duty:
        return flask.redirect("/")
    return draw(office, "sign_in")


def _sign_in(office: Office) -> Answer:
    if told := too_many(office):
        return told
    username = flask.request.form.get("username", "").strip()
    password = flask.request.form.get("password", "")
    with office.store.writing() as connection:
        answer = check_password(connection, username, password, now=office.now())
        known = row_of(connection, username)
    # a name nobody has may be a password in the wrong box, so it is not kept
    actor = known.username if known else "unknown"
    if isinstance(answer, Refusal):
        note_failure_of_address(office)
        note(office, actor, "sign_in", "refused")
        return draw(office, "sign_in", refusal_words(office, answer, "sign_in.wrong"), status=401)
    if answer.has_codes:
        return await_code(answer)
    note(office, actor, "sign_in")
    return start_session(office, answer)


def _sign_out(office: Office) -> Answer:
    note(office, current_user.name, "sign_out")
    logout_user()
    end_session(office.sessions)
    return flask.redirect("/sign-in")


def _change(office: Office) -> Answer:
    form = flask.request.form
    name = current_user.name
    if form.get("new", "") != form.get("again", ""):
        return _refuse_change(office, "differs")
    with office.store.writing() as connection:
        checked = check_password(connection, name, form.get("old", ""), now=office.now())
        if isinstance(checked, Refusal):
            fault: str | None = "old"
        else:
            fault = change_password(connection, name, form.get("new", ""))
        account = find_account(connection, name)
    if fault or account is None:
        return _refuse_change(office, fault or "old")
    note(office, name, "password_change")
    end_session(office.sessions)
    return start_session(office, account)


def _refuse_change(office: Office, fault: str) -> Answer:
    note(office, current_user.name, "password_change", "refused")
    return draw(office, "change_password", speech_of(office).say(f"password.{fault}"), status=422)


def _choose_language(chosen: str) -> Answer:
    response = flask.redirect(_here(flask.request.args.get("next", "/")))
    if chosen in LANGUAGES:
        response.set_cookie("language", chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


def _here(address: str) -> str:
    """An address on this site, or the front page for any other."""
    back = urlsplit(address)
    if (
        back.scheme
        or back.netloc
        or not back.path.startswith("/")
        or back.path.startswith("//")
        or "\\" in address
    ):
        return "/"
    return back.path + (f"?{back.query}" if back.query else "")
