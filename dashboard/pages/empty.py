"""Friendly pages for when there is nothing to show yet: each says the next step."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.present import Speech

STEPS = (
    ("areas", "fengqiao areas <file> --level grid --code <column> --name <column>"),
    ("ingest", "fengqiao ingest <file.xlsx>"),
)


def before_first_refresh(speech: Speech) -> html.Div:
    """No refresh has run: what to load, in order."""
    items = [html.Li([html.Span(speech.say(f"empty.{name}")), html.Code(command)]) for name, command in STEPS]
    items.append(html.Li([html.Span(speech.say("empty.refresh")), html.Code("fengqiao refresh")]))
    return _card(
        speech, "refresh_title", [html.Ol(items), dcc.Link(speech.say("empty.to_upload"), href="/upload")]
    )


def without_areas(speech: Speech) -> html.Div:
    """No area is loaded, so there is nothing to draw a map of."""
    return _card(speech, "areas_title", [html.P(speech.say("empty.areas_words")), html.Code(STEPS[0][1])])


def not_found(speech: Speech) -> html.Div:
    """No such page."""
    return _card(speech, "page_title", [dcc.Link(speech.say("empty.home"), href="/")])


def not_allowed(speech: Speech) -> html.Div:
    """The role may not open the page."""
    return _card(speech, "role_title", [html.P(speech.say("empty.role_words"))])


def _card(speech: Speech, title: str, children: list[Any]) -> html.Div:
    mark = html.Img(src="/assets/public/mark.svg", alt="", className="empty-mark")
    return html.Div(
        html.Div([mark, html.H1(speech.say(f"empty.{title}")), *children], className="card"),
        className="empty",
    )
