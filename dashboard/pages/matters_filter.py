"""The boxes that filter a list of matters, filled as the address says."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from dashboard import ids
from dashboard.pages.chosen import Chosen
from dashboard.present import BANDS, Speech
from dashboard.read import View
from dashboard.web.atlas import LEVELS


def filters(view: View, speech: Speech, chosen: Chosen) -> list[Any]:
    """The boxes of the work list."""
    bands = [{"value": band, "label": speech.name("band", band)} for band in BANDS[:-1]]
    both = {"value": "red_orange", "label": speech.say("filter.red_orange")}
    unitless = {"value": "none", "label": speech.say("filter.unitless")}
    return [
        dmc.TextInput(
            id=ids.MATTERS_WORDS,
            value=chosen.words,
            placeholder=speech.say("filter.words"),
            debounce=400,
            size="sm",
            className="words-box",
            **{"aria-label": speech.say("filter.words")},
        ),
        select_box(ids.MATTERS_AREA, area_options(view), speech.say("filter.area"), value=chosen.focus),
        select_box(
            ids.MATTERS_KIND, speech.options("category"), speech.say("filter.kind"), value=chosen.kind
        ),
        select_box(ids.MATTERS_BAND, [both, *bands], speech.say("filter.band"), value=chosen.band),
        select_box(
            ids.MATTERS_UNIT, [unitless, *unit_options(view)], speech.say("filter.unit"), value=chosen.unit
        ),
        dmc.Switch(id=ids.MATTERS_DUE, label=speech.say("filter.due"), size="sm", checked=chosen.only_due),
        dmc.Switch(id=ids.MATTERS_LATE, label=speech.say("filter.late"), size="sm", checked=chosen.only_late),
        dmc.Switch(
            id=ids.MATTERS_CLOSED, label=speech.say("filter.closed"), size="sm", checked=not chosen.only_open
        ),
    ]


def select_box(
    box_id: str, data: list[dict[str, str]], words: str, *, value: str | None = None
) -> dmc.Select:
    """A box to choose one of a list from, or all; an unknown value chooses none."""
    known = value if value in {option["value"] for option in data} else None
    return dmc.Select(
        id=box_id,
        data=data,
        value=known,
        placeholder=words,
        clearable=True,
        searchable=True,
        size="sm",
        w=170,
        **{"aria-label": words},
    )


def area_options(view: View) -> list[dict[str, str]]:
    """Every area above the grids, those below a town set in."""
    indent = {level: "　" * depth for depth, level in enumerate(LEVELS[2:])}
    return [
        {"value": str(row["area_code"]), "label": indent.get(str(row["level_code"]), "") + str(row["name"])}
        for row in view.rows("page_choice")
    ]


def unit_options(view: View) -> list[dict[str, str]]:
    """Every unit."""
    return [{"value": str(row["unit_id"]), "label": str(row["name"])} for row in view.rows("page_unit")]
