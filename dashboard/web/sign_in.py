"""Signing in and out, the forced first change of password, and the choice of language."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import flask
from flask_login import current_user, login_user, logout_user

from dashboard.account import Refusal, change_password, check_password, find_account
from dashboard.audit import write_line
from dashboard.present import LANGUAGES, Speech
from dashboard.web.guard import csrf_token
from dashboard.web.office import Office
from dashboard.web.visitor import Visitor

Answer = flask.typing.ResponseReturnValue


def add_sign_in(server: flask.Flask, office: Office) -> None:
    """Hang /sign-in, /sign-out, /change-password and /language on a server."""
    server.add_url_rule("/sign-in", "sign_in_form", lambda: _form(office, "sign_in"))
    server.add_url_rule("/sign-in", "sign_in", lambda: _sign_in(office), methods=["POST"])
    server.add_url_rule("/sign-out", "sign_out", _sign_out, methods=["POST"])
    server.add_url_rule("/change-password", "change_form", lambda: _form(office, "change_password"))
    server.add_url_rule("/change-password", "change", lambda: _change(office), methods=["POST"])
    server.add_url_rule("/language/<chosen>", "language", _choose_language)


def _form(office: Office, name: str, message: str = "", *, status: int = 200) -> Answer:
    if name == "sign_in" and current_user.is_authenticated and not current_user.must_change:
        return flask.redirect("/")
    speech = Speech(office.language(), {})
    page = flask.render_template(
        f"{name}.html",
        say=speech.say,
        language=speech.language,
        site=office.config.site.name,
        csrf=csrf_token(),
        message=message,
    )
    return page, status


def _sign_in(office: Office) -> Answer:
    username = flask.request.form.get("username", "").strip()
    password = flask.request.form.get("password", "")
    with office.store.writing() as connection:
        known = find_account(connection, username)
        answer = check_password(connection, username, password, now=office.now())
    _note(office, known.username if known else "unknown", "refused" if isinstance(answer, Refusal) else "ok")
    if isinstance(answer, Refusal):
        return _form(office, "sign_in", _refusal_words(office, answer), status=401)
    _start_session(Visitor(answer))
    return flask.redirect("/change-password" if answer.must_change else "/")


def _note(office: Office, actor: str, result: str) -> None:
    """One line of the audit log; a name nobody has may be a password in the wrong box, so it is not kept."""
    write_line(office.store, office.home, actor=actor, event="sign_in", now=office.now(), result=result)


def _start_session(visitor: Visitor) -> None:
    """A fresh session and token, so that one handed over before sign-in is worth nothing after it."""
    flask.session.clear()
    flask.session.permanent = True
    flask.session["seen_at"] = time.time()
    login_user(visitor)
    csrf_token()


def _refusal_words(office: Office, refusal: Refusal) -> str:
    speech = Speech(office.language(), {})
    if refusal.locked_until is None:
        return speech.say("sign_in.wrong")
    return speech.say("sign_in.locked", until=f"{refusal.locked_until:%H:%M}")


def _sign_out() -> Answer:
    logout_user()
    flask.session.clear()
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
    if fault:
        return _refuse_change(office, fault)
    _start_session(Visitor(account))
    return flask.redirect("/")


def _refuse_change(office: Office, fault: str) -> Answer:
    words = Speech(office.language(), {}).say(f"password.{fault}")
    return _form(office, "change_password", words, status=422)


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
