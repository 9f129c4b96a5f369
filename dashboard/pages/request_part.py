"""Requests to see, correct or erase: a form for a new one, those that wait with their day, and what became of the others.

Q00001  更正  事项 R00012   07-30 前答复（还有 12 天）   [同意 ▾] [办理情况……] [答复]
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import dcc, html
from flask_login import current_user

from dashboard.pages.accounts import text_field
from dashboard.present import Speech
from dashboard.privacy import KINDS, LONGEST, RESULTS
from dashboard.suppress import Row
from dashboard.web.guard import csrf_token


def request_section(rows: list[Row], speech: Speech, *, today: date) -> list[Any]:
    """The whole section."""
    may_answer = current_user.role.may_answer_requests
    parts: list[Any] = [html.H2(speech.say("privacy.requests")), html.P(speech.say("privacy.request_words"))]
    if may_answer:
        parts.append(_new(speech))
    if not rows:
        return [*parts, html.P(speech.say("privacy.no_requests"), className="quiet")]
    items = [_request(row, speech, today=today, may_answer=may_answer) for row in rows]
    return [*parts, html.Ul(items, className="account-list requests")]


def _new(speech: Speech) -> html.Form:
    return _form(
        "request",
        [
            _choice("kind", KINDS, speech),
            text_field("matter", speech.say("privacy.matter"), most=40),
            text_field("note", speech.say("privacy.note"), most=LONGEST),
            _button(speech.say("privacy.enter")),
        ],
    )


def _request(row: Row, speech: Speech, *, today: date, may_answer: bool) -> html.Li:
    about = speech.say("privacy.of_matter", matter=row["matter_id"]) if row["matter_id"] else ""
    kind = speech.say(f"privacy.kind_{row['kind_code']}")
    head = html.Div(
        [
            html.B(f"{row['request_id']}　{kind}"),
            html.Small(" ".join(str(part) for part in (about, row["note_text"]) if part)),
            html.Small(f"{row['entered_by']}　{speech.moment(row['entered_at'])}"),
        ]
    )
    return html.Li([head, _standing(row, speech, today=today), _answer(row, speech, may_answer=may_answer)])


def _standing(row: Row, speech: Speech, *, today: date) -> html.Div:
    due = row["due_date"]
    assert isinstance(due, date)
    if row["result_code"]:
        return html.Div(html.Span(speech.say(f"privacy.result_{row['result_code']}")))
    left = (due - today).days
    key = "privacy.late" if left < 0 else "privacy.left"
    words = speech.say(key, n=abs(left), day=speech.day(due))
    return html.Div(html.Span(words, className="warn" if left <= 5 else None))


def _answer(row: Row, speech: Speech, *, may_answer: bool) -> html.Div:
    if row["result_code"]:
        who = f"{row['answered_by']}　{speech.moment(row['answered_at'])}"
        return html.Div([html.Span(str(row["answer_text"] or "")), html.Small(who)])
    if not may_answer:
        return html.Div()
    parts = [
        dcc.Input(type="hidden", name="request", value=str(row["request_id"])),
        _choice("result", RESULTS, speech),
        text_field("answer", speech.say("privacy.answer_note"), most=LONGEST),
        _button(speech.say("privacy.answer")),
    ]
    return html.Div(_form("answer", parts), className="account-acts")


def _choice(name: str, codes: tuple[str, ...], speech: Speech) -> html.Select:
    options = [html.Option(speech.say(f"privacy.{name}_{code}"), value=code) for code in codes]
    return html.Select(options, name=name, **{"aria-label": speech.say(f"privacy.{name}")})


def _form(what: str, parts: list[Any]) -> html.Form:
    token = dcc.Input(type="hidden", name="csrf", value=csrf_token())
    return html.Form([token, *parts], action=f"/privacy/{what}", method="POST")


def _button(words: str) -> html.Button:
    return html.Button(words, type="submit", className="action")
