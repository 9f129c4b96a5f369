"""Privacy: who looked at whose particulars and when, by account and day or about one matter; requests and their answers.

There is no search by a person: a request names its matter by the number on its receipt, and looking it up is noted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dash
from dash import html
from flask_login import current_user

from dashboard.audit import write_line
from dashboard.pages.accounts import text_field
from dashboard.pages.request_part import request_section
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.office import Office

DAYS_SHOWN = 30


def layout(visit: Visit) -> html.Div:
    """The whole page; query: matter, whose lines are shown."""
    office, view, speech = visit.office, visit.view, visit.speech
    matter_id = visit.query.get("matter", "").strip()[:40]
    since = office.now() - timedelta(days=DAYS_SHOWN)
    looks = view.rows("page_privacy_look", since=since)
    requests = view.rows("page_privacy_request")
    about = view.rows("page_privacy_matter", matter_id=matter_id)
    _note(office, matter_id if about else None)
    return html.Div(
        className="accounts privacy",
        children=[
            html.Section(_head(speech), className="card pad"),
            html.Section(request_section(requests, speech, today=office.now().date()), className="card pad"),
            html.Section(_looks(looks, speech), className="card pad"),
            html.Section(_matter(matter_id, about, speech), className="card pad"),
        ],
    )


def register(_app: dash.Dash, _office: Office) -> None:
    """The page has no callbacks."""


def _note(office: Office, matter_id: str | None) -> None:
    """Opening the page is a line of its own, with the matter looked up when there are lines about it."""
    write_line(
        office.store,
        office.home,
        actor=current_user.name,
        event="privacy_view",
        now=office.now(),
        object_id=matter_id,
    )


def _head(speech: Speech) -> list[Any]:
    return [html.H1(speech.say("privacy.title")), html.P(speech.say("privacy.words"))]


def _looks(rows: list[Row], speech: Speech) -> list[Any]:
    title = html.H2(speech.say("privacy.looks", n=DAYS_SHOWN))
    if not rows:
        return [title, html.P(speech.say("privacy.no_looks"), className="quiet")]
    names = ("day", "who", "what", "times", "result")
    lines = [
        (
            _day(row["looked_date"]),
            str(row["actor_name"]),
            speech.name("event", row["event_code"]),
            f"{row['look_total']:,}",
            speech.name("result", row["result_code"]),
        )
        for row in rows
    ]
    return [title, _table(names, lines, speech)]


def _matter(matter_id: str, rows: list[Row], speech: Speech) -> list[Any]:
    form = html.Form(
        [
            text_field("matter", speech.say("privacy.matter"), value=matter_id, most=40),
            html.Button(speech.say("privacy.show"), type="submit", className="action"),
        ],
        action="/privacy",
        method="GET",
    )
    parts: list[Any] = [html.H2(speech.say("privacy.about")), html.P(speech.say("privacy.about_words")), form]
    if not matter_id:
        return parts
    if not rows:
        return [*parts, html.P(speech.say("privacy.nothing", matter=matter_id), role="status")]
    lines = [
        (
            speech.moment(row["occurred_at"]),
            str(row["actor_name"]),
            speech.name("event", row["event_code"]),
            _purpose(row, speech),
            speech.name("result", row["result_code"]),
        )
        for row in rows
    ]
    return [*parts, _table(("at", "who", "what", "purpose", "result"), lines, speech)]


def _purpose(row: Row, speech: Speech) -> str:
    """Of a look at identities its role, purpose and words, as the log holds them."""
    if row["event_code"] != "reveal":
        return "—"
    _, role, purpose, *note = str(row["object_id"]).split(" ", 3)
    return " · ".join([speech.name("role", role), speech.say(f"reveal.{purpose}"), *note])


def _day(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else "—"


def _table(names: tuple[str, ...], lines: list[tuple[str, ...]], speech: Speech) -> html.Div:
    head = html.Thead(html.Tr([html.Th(speech.say(f"privacy.{name}")) for name in names]))
    body = html.Tbody([html.Tr([html.Td(cell) for cell in line]) for line in lines])
    return html.Div(
        html.Table([head, body], className="plain-table audit-lines"), className="scroll-x", tabIndex=0
    )
