"""Accounts: a system administrator makes, resets and locks them; a security administrator gives roles and scopes.

Each button is a form of its own, answered by web/account_desk.py; nobody changes his own account here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dash
from dash import dcc, html
from flask_login import current_user

from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.role import ROLES
from dashboard.suppress import Row
from dashboard.web.guard import csrf_token
from dashboard.web.office import Office


def layout(visit: Visit) -> html.Div:
    """The whole page; it asks nothing further."""
    speech = visit.speech
    rows = visit.view.rows("page_account")
    now = visit.office.now()
    return html.Div(
        className="accounts",
        children=[
            html.Section(_head(speech), className="card pad"),
            html.Section(
                html.Ul([_account(row, speech, now) for row in rows], className="account-list"),
                className="card pad",
            ),
        ],
    )


def register(_app: dash.Dash, _office: Office) -> None:
    """The page has no callbacks."""


def _head(speech: Speech) -> list[Any]:
    role = current_user.role
    words = [html.H1(speech.say("account.title"))]
    if role.may_set_roles:
        words.append(html.P(speech.say("account.setter")))
    if role.may_make_accounts:
        name = text_field("username", speech.say("account.name"), required=True, most=64)
        words += [
            html.P(speech.say("account.maker")),
            _form("add", [name, submit_button(speech.say("account.add"))]),
        ]
    return words


def _account(row: Row, speech: Speech, now: datetime) -> html.Li:
    scope = " · ".join(str(row[name]) for name in ("area_code", "unit_name") if row[name])
    who = html.Div(
        [
            html.B(str(row["username"])),
            html.Small(
                f"{speech.name('role', row['role_code'])}　{scope or speech.say('account.everywhere')}"
            ),
        ]
    )
    word, is_warning = account_state(row, now)
    last = speech.moment(row["signed_in_at"]) if row["signed_in_at"] else speech.say("account.never")
    state = html.Div(
        [
            html.Span(speech.say(f"account.{word}"), className="warn" if is_warning else None),
            html.Small(speech.say("account.last", at=last)),
        ]
    )
    return html.Li([who, state, html.Div(_acts(row, speech), className="account-acts")])


def account_state(row: Row, now: datetime) -> tuple[str, bool]:
    """What an account's state is called, and whether somebody should look at it."""
    until = row["locked_until_at"]
    if row["is_locked"] or (isinstance(until, datetime) and until > now):
        return "locked", True
    if row["role_code"] == "none":
        return "no_role", True
    if row["must_change"]:
        return "one_time", False
    return ("with_codes" if row["totp_since_at"] else "password_only"), False


def _acts(row: Row, speech: Speech) -> list[Any]:
    """The buttons this role has for an account that is not its own."""
    name, role = str(row["username"]), current_user.role
    if name == current_user.name:
        return [html.Span(speech.say("account.own"), className="quiet")]
    acts: list[Any] = []
    if role.may_set_roles:
        acts.append(_role_form(row, speech))
    for what, may in (
        ("reset", role.may_make_accounts),
        ("lock", role.may_make_accounts and not row["is_locked"]),
        ("unlock", role.may_set_roles and bool(row["is_locked"] or row["locked_until_at"])),
        ("remove-totp", role.may_set_roles and bool(row["totp_since_at"])),
    ):
        if may:
            acts.append(
                _form(what, [hidden_field("username", name), submit_button(speech.say(f"account.{what}"))])
            )
    return acts


def _role_form(row: Row, speech: Speech) -> html.Form:
    held = str(row["role_code"])
    roles = [held, *(role for role in ROLES if role != held)]
    choice = html.Select(
        [html.Option(speech.name("role", role), value=role) for role in roles],
        name="role",
        **{"aria-label": speech.say("account.role")},
    )
    fields = [
        text_field(name, speech.say(f"account.{name}"), value=str(row[column] or ""))
        for name, column in (("area", "area_code"), ("unit", "unit_name"))
    ]
    parts = [
        hidden_field("username", str(row["username"])),
        choice,
        *fields,
        submit_button(speech.say("account.save")),
    ]
    return _form("role", parts, className="account-scope")


def _form(what: str, parts: list[Any], *, className: str = "") -> html.Form:
    token = hidden_field("csrf", csrf_token())
    return html.Form([token, *parts], action=f"/accounts/{what}", method="POST", className=className)


def text_field(
    name: str, words: str, *, value: str = "", required: bool = False, most: int = 100
) -> html.Label:
    """A line to write in, its name told to those who hear the page."""
    field = dcc.Input(name=name, value=value, required=required, maxLength=most, placeholder=words)
    return html.Label([html.Span(words, className="unseen"), field])


def hidden_field(name: str, value: str) -> dcc.Input:
    """A value the form carries unseen."""
    return dcc.Input(type="hidden", name=name, value=value)


def submit_button(words: str) -> html.Button:
    """The button that sends a form."""
    return html.Button(words, type="submit", className="action")
