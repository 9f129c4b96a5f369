"""Method: how the score works, what is never done here, and how good the data is."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from dashboard.pages.model_card import model_card_section
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.office import Office
from data.config import Measure, Score

NEVER = ("persons", "lists", "columns", "accusation", "danger", "delete")


def layout(visit: Visit) -> html.Div:
    """The whole page; it asks nothing further."""
    view, speech = visit.view, visit.speech
    return html.Div(
        className="method",
        children=[
            html.Section(_score(visit.office.in_force.score, speech), className="card pad"),
            html.Section(
                model_card_section(view, speech, config_hash=visit.office.in_force.config_hash),
                className="card pad model",
            ),
            html.Section(_never(speech), className="card pad"),
            html.Section(_quality(view, speech), className="card pad"),
        ],
    )


def register(_app: dash.Dash, _office: Office) -> None:
    """The page has no callbacks."""


def _score(score: Score, speech: Speech) -> list[Any]:
    say = speech.say
    heads = html.Tr([html.Th(say(f"method.{name}")) for name in ("measure", "points", "source")])
    table = html.Table(
        [html.Thead(heads), html.Tbody([_measure(one, speech) for one in score.measure])],
        className="plain-table",
    )
    bands = say(
        "method.bands",
        capacity=score.weekly_capacity,
        red=score.red_count,
        red_floor=score.red_floor,
        orange_floor=score.orange_floor,
        yellow_floor=score.yellow_floor,
    )
    return [
        html.H1(say("method.title")),
        html.P(say("method.words")),
        html.P(bands),
        html.Div(table, className="scroll-x", tabIndex=0),
    ]


def _measure(measure: Measure, speech: Speech) -> html.Tr:
    """One line of the score card: ≥ 5 → +6, ≥ 11 → +10."""
    sign = "≥" if measure.direction == "at_least" else "≤"
    sentence = measure.zh if speech.language == "zh" else measure.en
    steps = [
        html.Span(f"{sign}{threshold:g} → {points:+d}", className="chip plain")
        for threshold, points in zip(measure.thresholds, measure.points, strict=True)
    ]
    return html.Tr(
        [
            html.Td(sentence.replace("{value}", "n")),
            html.Td(steps, className="points"),
            html.Td(measure.source),
        ]
    )


def _never(speech: Speech) -> list[Any]:
    return [
        html.H2(speech.say("method.never")),
        html.Ul([html.Li(speech.say(f"never.{name}")) for name in NEVER], className="never"),
    ]


def _quality(view: View, speech: Speech) -> list[Any]:
    total = view.rows("page_quality")[0]
    names = ("row", "new", "unchanged", "changed", "parked", "rejected")
    numbers = [
        html.Div(
            [html.B(speech.count(total[f"{name}_count"] or 0)), html.Span(speech.say(f"verdict.{name}"))],
            className="number",
        )
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
    return html.Li(
        [
            html.B(speech.count(row["problem_count"])),
            mark,
            html.Code(str(row["rule_code"])),
            html.Span(str(row["remedy"])),
        ]
    )
