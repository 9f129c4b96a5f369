"""The audit log: who did what and when, newest first, and whether the chain is whole; opening it is a line of its own."""

from __future__ import annotations

from typing import Any

import dash
from dash import html
from flask_login import current_user

from dashboard.audit import broken_line_of, write_line
from dashboard.pages.accounts import text_field
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.office import Office

COLUMNS = ("at", "who", "event", "object", "result")


def layout(visit: Visit) -> html.Div:
    """One page of the log; query: who, event, before (a number), check."""
    speech, query = visit.speech, visit.query
    before = int(query["before"]) if query.get("before", "").isdecimal() else 0
    lines = visit.view.rows(
        "page_audit", before=min(before, 2**62), actor=query.get("who", ""), event=query.get("event", "")
    )
    _note(visit.office)
    return html.Div(
        className="accounts audit",
        children=[
            html.Section([*_head(visit), _filter(visit)], className="card pad"),
            html.Section([_table(lines, speech), _more(lines, visit)], className="card pad"),
        ],
    )


def register(_app: dash.Dash, _office: Office) -> None:
    """The page has no callbacks."""


def _note(office: Office) -> None:
    write_line(office.store, office.home, actor=current_user.name, event="audit_view", now=office.now())


def _head(visit: Visit) -> list[Any]:
    speech = visit.speech
    words = [html.H1(speech.say("audit.title")), html.P(speech.say("audit.words"))]
    if "check" in visit.query:
        broken = broken_line_of(visit.office.store, visit.office.home)
        told = speech.say("audit.whole") if broken is None else speech.say("audit.broken", n=broken)
        return [*words, html.P(told, className="warn" if broken else None, role="status")]
    return [*words, html.P(html.A(speech.say("audit.check"), href="/audit?check=1"))]


def _filter(visit: Visit) -> html.Form:
    speech, query = visit.speech, visit.query
    held = query.get("event", "")
    events = ["", *(str(row["event_code"]) for row in visit.view.rows("page_audit_event"))]
    options = [
        html.Option(_event(event, speech) if event else speech.say("audit.every_event"), value=event)
        for event in sorted(events, key=lambda event: event != held)
    ]
    return html.Form(
        [
            text_field("who", speech.say("audit.who"), value=query.get("who", ""), most=64),
            html.Select(options, name="event", **{"aria-label": speech.say("audit.event")}),
            html.Button(speech.say("audit.show"), type="submit", className="action"),
        ],
        action="/audit",
        method="GET",
    )


def _table(lines: list[Row], speech: Speech) -> Any:
    if not lines:
        return html.P(speech.say("audit.none"), className="quiet")
    heads = html.Tr([html.Th(speech.say(f"audit.{name}")) for name in ("number", *COLUMNS)])
    body = html.Tbody([_line(line, speech) for line in lines])
    return html.Div(
        html.Table([html.Thead(heads), body], className="plain-table audit-lines"),
        className="scroll-x",
        tabIndex=0,
    )


def _line(line: Row, speech: Speech) -> html.Tr:
    cells = (
        speech.moment(line["occurred_at"]),
        line["actor_name"],
        _event(str(line["event_code"]), speech),
        line["object_id"] or "—",
        speech.name("result", line["result_code"]),
    )
    is_refused = line["result_code"] != "ok"
    return html.Tr(
        [
            html.Td(str(line["audit_no"]), className="digits"),
            html.Td(cells[0], className="digits"),
            *(html.Td(str(cell)) for cell in cells[1:4]),
            html.Td(cells[4], className="warn" if is_refused else None),
        ]
    )


def _event(code: str, speech: Speech) -> str:
    """The event in words, with its code where it has none."""
    return speech.name("event", code)


def _more(lines: list[Row], visit: Visit) -> html.Div:
    """The way to older lines, when there may be any."""
    if len(lines) < 100:
        return html.Div()
    kept = "".join(f"&{name}={visit.query[name]}" for name in ("who", "event") if visit.query.get(name))
    older = f"/audit?before={lines[-1]['audit_no']}{kept}"
    return html.Div(
        html.A(visit.speech.say("audit.older"), href=older, className="action"), className="audit-more"
    )
