"""Method: how the score works, what is never done here, and how good the data is."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from dashboard.pages.measure import Measure, configured_measures
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.office import Office

NEVER = ("persons", "lists", "columns", "accusation", "danger", "delete")


def layout(view: View, speech: Speech, _query: dict[str, str]) -> html.Div:
    """The whole page; it asks nothing further."""
    return html.Div(
        className="method",
        children=[
            html.Section(_score(configured_measures(), speech), className="card pad"),
            html.Section(_never(speech), className="card pad"),
            html.Section(_quality(view, speech), className="card pad"),
        ],
    )


def register(_app: dash.Dash, _office: Office) -> None:
    """The page has no callbacks."""


def _score(measures: list[Measure], speech: Speech) -> list[Any]:
    say = speech.say
    head = [html.H1(say("method.title")), html.P(say("method.words"))]
    if not measures:
        return [*head, html.P(say("method.no_measures"), className="quiet")]
    heads = html.Tr([html.Th(say(f"method.{name}")) for name in ("measure", "points", "source")])
    rows = [html.Tr([html.Td(one.name), html.Td(one.points, className="points"), html.Td(one.source)]) for one in measures]
    table = html.Table([html.Thead(heads), html.Tbody(rows)], className="plain-table")
    return [*head, html.Div(table, className="scroll-x")]


def _never(speech: Speech) -> list[Any]:
    return [
        html.H2(speech.say("method.never")),
        html.Ul([html.Li(speech.say(f"never.{name}")) for name in NEVER], className="never"),
    ]


def _quality(view: View, speech: Speech) -> list[Any]:
    total = view.rows("page_quality")[0]
    names = ("row", "new", "unchanged", "changed", "parked", "rejected")
    numbers = [
        html.Div([html.B(speech.count(total[f"{name}_count"] or 0)), html.Span(speech.say(f"verdict.{name}"))], className="number")
        for name in names
    ]
    placed = speech.share(total["placed_count"], total["report_count"])
    placed_words = speech.say("method.placed", share=placed, n=speech.count(total["report_count"]))
    rules = [_rule(row, speech) for row in view.rows("page_quality_rule")]
    return [
        html.H2(speech.say("method.quality")),
        html.P(speech.say("method.quality_words", n=speech.count(total["submission_count"]))),
        html.Div(numbers, className="numbers"),
        html.P(placed_words),
        html.Ul(rules, className="rules"),
    ]


def _rule(row: Row, speech: Speech) -> html.Li:
    severity = str(row["severity_code"])
    mark = html.Span(speech.say(f"problem.{severity}"), className=f"severity {severity}")
    return html.Li([html.B(speech.count(row["problem_count"])), mark, html.Code(str(row["rule_code"])), html.Span(str(row["remedy"]))])
