"""Codes at the door: asked after the password, and set up once after the first change of password.

/sign-in/code     asks the code of somebody whose password was right within the last five minutes
/second-factor    shows the secret and its picture, and begins with codes when one is right
"""

from __future__ import annotations

import secrets
import time

import flask
from flask_login import current_user
from markupsafe import Markup

from dashboard.account import Account, Refusal, find_account
from dashboard.second_factor import check_code, set_up_codes
from dashboard.totp import address_of, in_fours, new_salt, picture_of, secret_of
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
from dashboard.web.session import end_session
from data.keys import read_key

AWAITED_SECONDS = 5 * 60


def add_second_factor(server: flask.Flask, office: Office) -> None:
    """Hang /sign-in/code and /second-factor on a server."""
    server.add_url_rule("/sign-in/code", "code_form", lambda: _code_form(office))
    server.add_url_rule("/sign-in/code", "code", lambda: _code(office), methods=["POST"])
    server.add_url_rule("/second-factor", "codes_form", lambda: _codes_form(office))
    server.add_url_rule("/second-factor", "codes", lambda: _codes(office), methods=["POST"])


def await_code(account: Account, *, by_provider: bool = False) -> Answer:
    """Nobody is signed in yet: this session may only tell the code, and soon."""
    flask.session.clear()
    flask.session.update(
        awaited=account.username,
        awaited_stamp=account.stamp,
        awaited_at=time.time(),
        by_provider=by_provider,
        csrf=secrets.token_urlsafe(24),
    )
    return flask.redirect("/sign-in/code")


def _awaited(office: Office) -> Account | None:
    """Whose password was right just now, unless it was changed or locked since."""
    if time.time() - flask.session.get("awaited_at", 0) > AWAITED_SECONDS:
        return None
    with office.store.reading() as connection:
        account = find_account(connection, flask.session.get("awaited", ""))
    return account if account and account.stamp == flask.session.get("awaited_stamp") else None


def _code_form(office: Office) -> Answer:
    account = _awaited(office)
    return draw(office, "code", who=account.username) if account else flask.redirect("/sign-in")


def _code(office: Office) -> Answer:
    if told := too_many(office):
        return told
    account = _awaited(office)
    if account is None:
        return flask.redirect("/sign-in")
    code = flask.request.form.get("code", "")
    key = read_key(office.home, "token")
    with office.store.writing() as connection:
        answer = check_code(connection, account.username, code, key=key, now=office.now(), at=time.time())
    if isinstance(answer, Refusal):
        note_failure_of_address(office)
        note(office, account.username, "sign_in_code", "refused")
        words = refusal_words(office, answer, "code.wrong")
        return draw(office, "code", words, status=401, who=account.username)
    note(office, account.username, "sign_in")
    return start_session(office, answer, by_provider=bool(flask.session.get("by_provider")))


def _codes_form(office: Office, message: str = "", *, status: int = 200) -> Answer:
    if current_user.account.has_codes or current_user.name == "demo":
        return flask.redirect("/")
    salt = flask.session.setdefault("salt", new_salt())  # without the token key it tells nothing
    secret = secret_of(read_key(office.home, "token"), current_user.name, salt)
    address = address_of(secret, current_user.name)
    picture = picture_of(address, title=speech_of(office).say("code.picture"))
    return draw(
        office,
        "second_factor",
        message,
        status=status,
        picture=Markup(picture),
        secret=in_fours(secret),
        address=address,
        who=current_user.name,
    )


def _codes(office: Office) -> Answer:
    salt = flask.session.get("salt", "")
    if not salt:
        return flask.redirect("/second-factor")
    name = current_user.name
    with office.store.writing() as connection:
        done = set_up_codes(
            connection,
            name,
            flask.request.form.get("code", ""),
            salt=salt,
            key=read_key(office.home, "token"),
            now=office.now(),
            at=time.time(),
        )
        account = find_account(connection, name)
    note(office, name, "codes_set_up", "ok" if done else "refused")
    if not done or account is None:
        return _codes_form(office, speech_of(office).say("code.not_yet"), status=422)
    end_session(office.sessions)
    return start_session(office, account)
