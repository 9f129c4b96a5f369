"""The panel beside the map: one area's state, the matters behind its figures, its signals, how reports were placed."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.pages.chip import band_chip, due_words, reason_chips
from dashboard.pages.placed_part import InView, placed_part
from dashboard.pages.situation_data import MOST_MATTERS, Choice, Place, since
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row


def panel(view: View, speech: Speech, place: Place, *, figures: Row, choice: Choice) -> list[Any]:
    """The whole panel for the area the figures are about; how reports were placed follows the map's filters."""
    signals = view.rows("page_signal", focus=place.about)
    shown = InView(place.about, since(view, choice.span), choice.kind)
    return [
        _head(view, speech, place),
        *_unplaced(figures, speech),
        *_matters(view, speech, place),
        *_signals(signals, speech, may_act=view.viewer.may_open_matters),
        *placed_part(view, speech, shown, is_grid=place.where.picked is not None),
    ]


def _head(view: View, speech: Speech, place: Place) -> html.Div:
    if not place.above:
        return html.Div(html.H2(speech.say("map.everywhere")), className="panel-head")
    own = place.above[-1]
    state = view.rows("page_status", area_code=own["area_code"])
    chips = [band_chip(str(state[0]["band_code"]), speech)] if state else []
    words = speech.say(f"screening.{state[0]['screening_status_code']}") if state else ""
    return html.Div(
        className="panel-head",
        children=[
            html.H2([str(own["name"]), html.Small(speech.name("level", own["level_code"]))]),
            html.Div([*chips, html.Span(words, className="quiet")], className="panel-state"),
        ],
    )


def _unplaced(figures: Row, speech: Speech) -> list[Any]:
    """What the map cannot show, said beside it."""
    if figures["unplaced_count"] == 0:
        return []
    return [
        html.P(speech.say("panel.unplaced", n=speech.count(figures["unplaced_count"])), className="unplaced")
    ]


def _matters(view: View, speech: Speech, place: Place) -> list[Any]:
    title = html.H3(speech.say("panel.matters"))
    if not view.viewer.may_open_matters:
        return [title, html.P(speech.say("panel.closed"), className="quiet")]
    rows = view.rows(
        "page_matter",
        focus=place.about,
        kind="",
        band="",
        since=None,
        words="",
        only_open=True,
        only_due=False,
        only_late=False,
        unit="",
        most=MOST_MATTERS,
    )
    if not rows:
        return [title, html.P(speech.say("panel.none"), className="quiet")]
    more = dcc.Link(
        speech.say("panel.more", n=speech.count(rows[0]["found_count"])),
        href=f"/matters?area={place.about}",
        className="more",
    )
    return [title, html.Ol([_matter(row, speech) for row in rows], className="top"), more]


def _matter(row: Row, speech: Speech) -> html.Li:
    return html.Li(
        dcc.Link(
            href=f"/matters?matter={row['matter_id']}",
            className="top-matter",
            children=[
                html.Div(
                    [band_chip(str(row["band_code"]), speech, score=row["score"]), due_words(row, speech)],
                    className="top-line",
                ),
                html.Div(str(row["title"]), className="top-title"),
                html.Div(_where(row, speech), className="quiet"),
                html.Div(reason_chips(row, speech, most=2), className="chips"),
            ],
        )
    )


def _where(row: Row, speech: Speech) -> str:
    parts = (speech.name("category", row["category_code"]), row["place_name"])
    return "　".join(str(part) for part in parts if part)


def _signals(rows: list[Row], speech: Speech, *, may_act: bool) -> list[Any]:
    title = html.H3(speech.say("panel.signals"))
    if not rows:
        return [title, html.P(speech.say("panel.no_signal"), className="quiet")]
    more = [dcc.Link(speech.say("panel.all_signals"), href="/signals", className="more")] if may_act else []
    return [title, html.Ul([_signal(row, speech) for row in rows], className="signals"), *more]


def _signal(row: Row, speech: Speech) -> html.Li:
    days = f"{speech.day(row['starts_on_date'])} — {speech.day(row['ends_on_date'])}"
    return html.Li(
        [
            html.B(speech.name("category", row["category_code"])),
            html.Span(speech.sentence(row)),
            html.Small(days),
        ]
    )
