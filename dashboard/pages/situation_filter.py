"""What the map can be filtered by: measure, kind, channel, time; and the player that goes through the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard import ids
from dashboard.board import told
from dashboard.board.choice import LAYERS, MEASURES, SPANS
from dashboard.present import Speech

WEEKS = 52
STEP_MILLISECONDS = 1_400


def filters(speech: Speech, *, may_open: bool) -> html.Div:
    """The controls; who sees totals only chooses the measure: kinds and weeks stand protected in the briefing."""
    more = [*_narrowing(speech), _layer(speech)] if may_open else _fixed()
    return html.Div([_measure(speech, may_open=may_open), *more], className="filters")


def _measure(speech: Speech, *, may_open: bool) -> dmc.Select:
    known = MEASURES if may_open else told.MEASURES
    return dmc.Select(
        id=ids.SITUATION_MEASURE,
        data=[{"value": name, "label": speech.say(f"measure.{name}")} for name in known],
        value="score",
        allowDeselect=False,
        size="xs",
        w=138,
        **{"aria-label": speech.say("measure.label")},
    )


def _narrowing(speech: Speech) -> list[Any]:
    spans = [{"value": span, "label": speech.say(f"span.d{span}")} for span in reversed(SPANS)]
    spans.append({"value": "week", "label": speech.say("span.dweek")})
    return [
        _select(ids.SITUATION_KIND, "category", "filter.kind", speech, width=150),
        _select(ids.SITUATION_CHANNEL, "channel", "filter.channel", speech, width=120),
        dmc.SegmentedControl(
            id=ids.SITUATION_SINCE,
            data=spans,
            value="all",
            size="xs",
            **{"aria-label": speech.say("span.label")},
        ),
    ]


def _select(at: str, set_code: str, words: str, speech: Speech, *, width: int) -> dmc.Select:
    return dmc.Select(
        id=at,
        data=speech.options(set_code),
        placeholder=speech.say(words),
        clearable=True,
        searchable=True,
        size="xs",
        w=width,
        **{"aria-label": speech.say(words)},
    )


def _layer(speech: Speech) -> dmc.SegmentedControl:
    layers = [{"value": name, "label": speech.say(f"layer.{name}")} for name in LAYERS]
    return dmc.SegmentedControl(
        id=ids.SITUATION_LAYER,
        data=layers,
        value="areas",
        size="xs",
        **{"aria-label": speech.say("layer.label")},
    )


def _fixed() -> list[Any]:
    """What callbacks read where nothing can be chosen."""
    stores = {
        ids.SITUATION_KIND: None,
        ids.SITUATION_CHANNEL: None,
        ids.SITUATION_SINCE: "all",
        ids.SITUATION_LAYER: "areas",
    }
    return [dcc.Input(id=at, type="hidden", value=value) for at, value in stores.items()]


def player(speech: Speech, weeks: Sequence[str]) -> html.Div:
    """Play, stop, and a slider that arrow keys move; shown when time is told by weeks."""
    return html.Div(
        id=ids.SITUATION_PLAYER,
        className="player",
        style={"display": "none"},
        children=[
            html.Button(
                "▶",
                id=ids.SITUATION_PLAY,
                className="play",
                title=speech.say("player.play"),
                **{"aria-label": speech.say("player.play")},
            ),
            html.Label(
                [
                    html.Span(speech.say("player.week"), className="unseen"),
                    dcc.Input(
                        id=ids.SITUATION_WEEK,
                        type="range",
                        min=0,
                        max=WEEKS - 1,
                        step=1,
                        value=str(WEEKS - 1),
                    ),
                ],
                className="week-slider",
            ),
            html.Output(id=ids.SITUATION_WEEKS, className="week-name", title=" ".join(weeks)),
            dcc.Interval(id=ids.SITUATION_STEP, interval=STEP_MILLISECONDS, disabled=True),
        ],
    )
