"""Accusations (检举控告): for accounts assigned to them and for nobody else; what names the account's own unit is not there.

2026-06-12  云溪镇 · 东村
控告某某公司……有账本为证
被反映单位：某某公司   承办单位：县纪检组   状态：已受理
No score, no rank, no link to any matter: an accusation stands in no other list.
"""

from __future__ import annotations

import dash
from dash import html
from flask_login import current_user

from dashboard.audit import write_line
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.office import Office


def layout(visit: Visit) -> html.Div:
    """The whole page; it asks nothing further. Opening it is a line of the log."""
    view, speech, office = visit.view, visit.speech, visit.office
    rows = view.rows("page_accusation") if view.viewer.may_see_accusations else []
    write_line(office.store, office.home, actor=current_user.name, event="accusation_view", now=office.now())
    return html.Div(
        className="accounts accusations",
        children=[
            html.Section(
                [html.H1(speech.say("accusation.title")), html.P(speech.say("accusation.words"))],
                className="card pad",
            ),
            html.Section(_list(rows, speech), className="card pad"),
        ],
    )


def register(_app: dash.Dash, _office: Office) -> None:
    """The page has no callbacks."""


def _list(rows: list[Row], speech: Speech) -> html.P | html.Ul:
    if not rows:
        return html.P(speech.say("accusation.none"), className="quiet")
    return html.Ul([_line(row, speech) for row in rows], className="accusation-list")


def _line(row: Row, speech: Speech) -> html.Li:
    place = row["place_name"] or speech.say("matters.no_place")
    facts = (
        ("about", row["respondent_name"]),
        ("unit", row["unit_name"]),
        ("state", speech.name("status", row["status_code"]) if row["status_code"] else None),
    )
    told = "　".join(f"{speech.say(f'accusation.{name}')}：{value}" for name, value in facts if value)
    return html.Li(
        [
            html.Div([html.B(speech.day(row["reported_at"])), html.Span(str(place), className="quiet")]),
            html.P(str(row["told_text"] or "—")),
            *([html.Small(told, className="quiet")] if told else []),
        ]
    )
