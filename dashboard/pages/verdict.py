"""The verdicts of an upload as a bar one reads at a glance, and as numbers.

new 100, unchanged 5, changed 3, parked 2, rejected 10    →    ██████████████████▒▓░████
"""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from dashboard.present import Speech
from ingest.receipt import VERDICTS


def verdict_bar(counts: Mapping[str, int], speech: Speech) -> html.Div:
    """One stripe per verdict that has rows, as wide as its share; what it shows is said in words too."""
    stripes = [
        html.Span(className=f"stripe {name}", style={"flexGrow": counts[name]})
        for name in VERDICTS
        if counts[name]
    ]
    return html.Div(stripes, className="verdict-bar", role="img", **{"aria-label": in_words(counts, speech)})


def verdict_numbers(counts: Mapping[str, int], speech: Speech) -> html.Div:
    """All five numbers, those of no row pale."""
    return html.Div([_number(name, counts[name], speech) for name in VERDICTS], className="numbers")


def in_words(counts: Mapping[str, int], speech: Speech) -> str:
    """新增 100，退回 10: the verdicts that have rows."""
    told = [f"{speech.say(f'verdict.{name}')} {counts[name]:,}" for name in VERDICTS if counts[name]]
    return speech.say("verdict.comma").join(told)


def _number(name: str, value: int, speech: Speech) -> html.Div:
    return html.Div(
        [html.B(f"{value:,}"), html.Span(speech.say(f"verdict.{name}"))],
        className=f"number {name if value else 'zero'}",
        title=speech.say(f"verdict.{name}_means"),
    )
