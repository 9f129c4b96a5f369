"""The panel beside the map: one area's state, the matters behind the number painted, its signals, how reports were placed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import numpy as np
from dash import dcc, html

from dashboard.board.value import behind
from dashboard.pages.chip import band_chip, due_words, reason_chips
from dashboard.pages.placed_part import InView, placed_part
from dashboard.pages.situation_data import MOST_HEAT_REPORTS, Asked, written
from dashboard.pages.situation_matter import MOST_MATTERS, read_matters
from dashboard.pages.situation_rank import rank
from dashboard.painting.paint import MapRecord
from dashboard.present import Speech
from dashboard.suppress import Row


def panel(asked: Asked, record: MapRecord, speech: Speech, *, figures: Row) -> list[Any]:
    """The whole panel for the area the figures are about; what is listed follows the map's filters."""
    view, about = asked.view, asked.place.about
    signals = view.rows("page_signal", focus=about)
    return [
        _head(asked, record, speech),
        *_unplaced(figures, speech),
        *_matters(asked, speech),
        *([] if asked.place.where.picked else rank(asked, record, speech)),
        *_signals(signals, speech, may_act=asked.reading.may_open),
        *_placed(asked, speech),
    ]


def _head(asked: Asked, record: MapRecord, speech: Speech) -> html.Div:
    if not asked.place.above:
        return html.Div(html.H2(speech.say("map.everywhere")), className="panel-head")
    code, name, level = asked.place.above[-1]
    state = asked.view.rows("page_status", area_code=code)
    chips = [band_chip(str(state[0]["band_code"]), speech)] if state else []
    words = speech.say(f"screening.{state[0]['screening_status_code']}") if state else ""
    return html.Div(
        className="panel-head",
        children=[
            html.H2([name, html.Small(speech.name("level", level))]),
            html.Div(
                [*chips, html.Span(words, className="quiet"), *_number(record, code, speech)],
                className="panel-state",
            ),
        ],
    )


def _number(record: MapRecord, code: str, speech: Speech) -> list[Any]:
    """The number painted, of the area that is picked."""
    if code not in record.codes or record.is_banded:
        return []
    number = written(record.numbers[record.codes.index(code)], speech)
    return [html.Span([speech.say(f"measure.{record.measure}"), " ", html.B(number)], className="painted")]


def _unplaced(figures: Row, speech: Speech) -> list[Any]:
    """What the map cannot show, said beside it."""
    if not figures["unplaced_count"]:
        return []
    return [
        html.P(speech.say("panel.unplaced", n=speech.count(figures["unplaced_count"])), className="unplaced")
    ]


def _matters(asked: Asked, speech: Speech) -> list[Any]:
    """Those behind the number, the ones that need help first on top."""
    measure = speech.say(f"measure.{asked.choice.measure}")
    title = html.H3([speech.say("panel.matters"), html.Small(measure)])
    if not asked.reading.may_open:
        return [title, html.P(speech.say("panel.closed"), className="quiet")]
    at = _behind(asked)
    if not len(at):
        return [title, html.P(speech.say("panel.none"), className="quiet")]
    rows = _first(asked, [int(one) for one in at[:MOST_MATTERS]])
    query = {"area": asked.place.about, "kind": asked.choice.kind}
    more = dcc.Link(
        speech.say("panel.more", n=speech.count(len(at))),
        href=f"/matters?{urlencode({name: value for name, value in query.items() if value})}",
        className="more",
    )
    return [title, html.Ol([_matter(row, speech) for row in rows], className="top"), more]


def _first(asked: Asked, places: list[int]) -> list[Row]:
    """The same for everybody who may open matters while a refresh stands, so each is read once."""
    return asked.board.once(("matters", *places), lambda: read_matters(asked, places))


def _behind(asked: Asked) -> np.typing.NDArray[np.intp]:
    board, about = asked.board, asked.place.about
    mask = behind(board, asked.choice)
    area = board.stock["area_no"]
    if about:
        inside = np.append(board.ground.inside(about), False)  # -1: not placed
        mask &= inside[area]
    return np.flatnonzero(mask)


def _matter(row: Row, speech: Speech) -> html.Li:
    band = [band_chip(str(row["band_code"]), speech, score=row["score"])] if row["band_code"] else []
    return html.Li(
        dcc.Link(
            href=f"/matters?matter={row['matter_id']}",
            className="top-matter",
            children=[
                html.Div([*band, due_words(row, speech)], className="top-line"),
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
    return [title, html.Ul([signal_line(row, speech) for row in rows], className="signals"), *more]


def signal_line(row: Row, speech: Speech) -> html.Li:
    """A signal in three lines."""
    days = f"{speech.day(row['starts_on_date'])} — {speech.day(row['ends_on_date'])}"
    return html.Li(
        [
            html.B(speech.name("category", row["category_code"])),
            html.Span(speech.sentence(row)),
            html.Small(days),
        ]
    )


def _placed(asked: Asked, speech: Speech) -> list[Any]:
    """Counted from single reports, which takes too long on a large site; an outsider has only the site's own sum."""
    board, place = asked.board, asked.place
    if board.report_count > MOST_HEAT_REPORTS or not (asked.reading.may_open or not place.about):
        return []
    shown = InView(place.about, asked.choice.since(board.as_of), asked.choice.kind)
    return placed_part(asked.view, speech, shown, is_grid=place.where.picked is not None)
