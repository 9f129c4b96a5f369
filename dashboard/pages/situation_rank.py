"""The areas with the highest numbers as buttons: the map for those who use the keyboard or listen to it."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import ids
from dashboard.pages.situation_data import Asked, step, written
from dashboard.painting.paint import MapRecord
from dashboard.present import Speech

MOST_RANKED = 5
WORST = "01"  # red and orange


def rank(asked: Asked, record: MapRecord, speech: Speech) -> list[Any]:
    """The first few of the level painted; of a score by colour, then by open matters."""
    ground = asked.board.ground
    order = _order(record)[:MOST_RANKED]
    if not order:
        return []
    title = html.H3([speech.say("panel.areas"), html.Small(speech.name("level", asked.place.level))])
    lines = []
    for at in order:
        code = record.codes[at]
        to = step(ground, asked.place.where, code)
        button = {"type": ids.STEP_TO, "by": f"rank-{code}", "focus": to.focus, "level": to.level or ""}
        name = ground.names[ground.number[code]]
        number = (
            speech.say(f"band.{_band(record, at)}")
            if record.is_banded
            else written(record.numbers[at], speech)
        )
        lines.append(html.Li(html.Button([html.Span(name), html.B(number)], id=button, className="ranked")))
    return [title, html.Ol(lines, className="ranks")]


def _order(record: MapRecord) -> list[int]:
    classes = record.scale.classes
    if record.is_banded:
        some = [at for at in range(len(classes)) if classes[at] in WORST]
        return sorted(some, key=lambda at: (classes[at], -(record.numbers[at] or 0)))
    counted = [at for at, number in enumerate(record.numbers) if number]
    return sorted(counted, key=lambda at: -(record.numbers[at] or 0))


def _band(record: MapRecord, at: int) -> str:
    return ("red", "orange", "yellow", "blue", "unknown")[int(record.scale.classes[at])]
