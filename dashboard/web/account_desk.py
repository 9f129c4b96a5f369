"""What the buttons of the page of accounts do; who may press which is asked here again.

add reset lock          a system administrator
role unlock remove-totp a security administrator
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import flask
from flask_login import current_user

from dashboard.account import Scope, make_account
from dashboard.account_change import remove_codes, reset_password, set_lock, set_role
from dashboard.audit import write_line
from dashboard.role import Role
from dashboard.web.door import Answer, draw, speech_of
from dashboard.web.office import Office
from data.db import Connection
from data.errors import UserError

Act = Callable[[Connection, str, datetime], str | None]


def add_account_desk(server: flask.Flask, office: Office) -> None:
    """Hang /accounts/<what> on a server."""
    server.add_url_rule(
        "/accounts/<what>", "account_act", lambda what: _answer(office, what), methods=["POST"]
    )


def _answer(office: Office, what: str) -> Answer:
    if what not in ACTS:
        flask.abort(404)
    may, act = ACTS[what]
    name = flask.request.form.get("username", "").strip()
    event = f"account_{what.replace('-', '_')}"
    if not may(current_user.role) or name == current_user.name:
        _note(office, event, None, "refused")
        flask.abort(403)
    try:
        with office.store.writing() as connection:
            password = act(connection, name, office.now())
    except UserError as error:
        _note(office, event, None, "refused")
        message = error.en if speech_of(office).language == "en" else error.zh
        return draw(office, "account_done", message, status=422, password=None, who=name)
    _note(office, event, name, "ok")
    if password is None:
        return flask.redirect("/accounts")
    return draw(office, "account_done", password=password, who=name)


def _note(office: Office, event: str, name: str | None, result: str) -> None:
    """What was refused is noted without its name, which may be any words somebody typed."""
    write_line(
        office.store,
        office.home,
        actor=current_user.name,
        event=event,
        now=office.now(),
        object_id=name,
        result=result,
    )


def _add(connection: Connection, name: str, now: datetime) -> str:
    """A new account opens nothing until a security administrator gives it a role."""
    return make_account(connection, name, "none", now=now)


def _reset(connection: Connection, name: str, _now: datetime) -> str:
    return reset_password(connection, name)


def _lock(connection: Connection, name: str, _now: datetime) -> None:
    set_lock(connection, name, is_locked=True)


def _unlock(connection: Connection, name: str, _now: datetime) -> None:
    set_lock(connection, name, is_locked=False)


def _remove_codes(connection: Connection, name: str, _now: datetime) -> None:
    remove_codes(connection, name)


def _role(connection: Connection, name: str, _now: datetime) -> None:
    form = flask.request.form
    scope = Scope(form.get("area", "").strip() or None, form.get("unit", "").strip() or None)
    set_role(connection, name, form.get("role", ""), scope)


def _makes(role: Role) -> bool:
    return role.may_make_accounts


def _sets(role: Role) -> bool:
    return role.may_set_roles


ACTS: dict[str, tuple[Callable[[Role], bool], Act]] = {
    "add": (_makes, _add),
    "reset": (_makes, _reset),
    "lock": (_makes, _lock),
    "role": (_sets, _role),
    "unlock": (_sets, _unlock),
    "remove-totp": (_sets, _remove_codes),
}
