"""Matters: the work list, one row per matter, what needs help first on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html

from dashboard import ids
from dashboard.pages import entering
from dashboard.pages.matter import drawer_content
from dashboard.pages.visit import Visit
from dashboard.pages.work_list import list_row, work_list
from dashboard.present import BANDS, Speech
from dashboard.read import View
from dashboard.web.atlas import LEVELS
from dashboard.web.office import Office

MOST_ROWS = 1000
TICK_MILLISECONDS = 1000


@dataclass(frozen=True)
class Chosen:
    """What the reader filtered the list by; the names are those of page_matter's values."""

    words: str
    focus: str
    kind: str
    band: str
    only_due: bool
    only_open: bool


def chosen_from(words: str | None, area: str | None, kind: str | None, *more: Any) -> Chosen:
    """The filters as the page's boxes hold them: nothing chosen is None."""
    band, only_due, with_closed = more
    return Chosen((words or "").strip(), area or "", kind or "", band or "", bool(only_due), not with_closed)


def layout(visit: Visit) -> html.Div:
    """The page before its first answer; ?matter= opens one, ?area= filters by one."""
    view, speech = visit.view, visit.speech
    return html.Div(
        className="matters",
        children=[
            html.Div(
                [*_filters(view, speech, visit.query), html.Span(id=ids.MATTERS_FOUND, className="found")],
                className="list-bar card",
            ),
            html.Div(work_list(speech), className="card list"),
            dcc.Store(id=ids.ACT_OPEN, data=visit.query.get("matter")),
            dcc.Interval(id=ids.ACT_TICK, interval=TICK_MILLISECONDS, disabled=True),
            dmc.Drawer(
                id=ids.MATTERS_DRAWER,
                position="right",
                size="min(760px, 100vw)",
                opened="matter" in visit.query,
                children=drawer_content(view, speech, visit.query["matter"], visit.office.in_force)
                if "matter" in visit.query
                else [],
                closeButtonProps={"aria-label": speech.say("matters.close")},
            ),
        ],
    )


def _filters(view: View, speech: Speech, query: Mapping[str, str]) -> list[Any]:
    bands = [{"value": band, "label": speech.name("band", band)} for band in BANDS[:-1]]
    return [
        dmc.TextInput(
            id=ids.MATTERS_WORDS,
            placeholder=speech.say("filter.words"),
            debounce=400,
            size="sm",
            className="words-box",
        ),
        select_box(ids.MATTERS_AREA, area_options(view), speech.say("filter.area"), value=query.get("area")),
        select_box(ids.MATTERS_KIND, speech.options("category"), speech.say("filter.kind")),
        select_box(ids.MATTERS_BAND, bands, speech.say("filter.band")),
        dmc.Switch(id=ids.MATTERS_DUE, label=speech.say("filter.due"), size="sm"),
        dmc.Switch(id=ids.MATTERS_CLOSED, label=speech.say("filter.closed"), size="sm"),
    ]


def select_box(
    box_id: str, data: list[dict[str, str]], words: str, *, value: str | None = None
) -> dmc.Select:
    """A box to choose one of a list from, or all; an unknown value chooses none."""
    label = {"aria-label": words}
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
        **label,
    )


def area_options(view: View) -> list[dict[str, str]]:
    """Every area above the grids, those below a town set in."""
    rows = view.rows("page_choice")
    indent = {level: "　" * depth for depth, level in enumerate(LEVELS[2:])}
    return [
        {"value": str(row["area_code"]), "label": indent.get(str(row["level_code"]), "") + str(row["name"])}
        for row in rows
    ]


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callbacks on an app."""

    @app.callback(
        Output(ids.MATTERS_GRID, "rowData"),
        Output(ids.MATTERS_FOUND, "children"),
        Input(ids.MATTERS_WORDS, "value"),
        Input(ids.MATTERS_AREA, "value"),
        Input(ids.MATTERS_KIND, "value"),
        Input(ids.MATTERS_BAND, "value"),
        Input(ids.MATTERS_DUE, "checked"),
        Input(ids.MATTERS_CLOSED, "checked"),
        Input(ids.ACT_TICK, "disabled"),  # what was entered has been counted
    )
    def _fill(*filters: Any) -> Any:
        return fill(office, chosen_from(*filters[:-1]))

    @app.callback(
        Output(ids.MATTERS_DRAWER, "opened"),
        Output(ids.MATTERS_DRAWER, "children"),
        Output(ids.ACT_OPEN, "data"),
        Input(ids.MATTERS_GRID, "cellClicked"),
        State(ids.MATTERS_DRAWER, "opened"),
        prevent_initial_call=True,
    )
    def _open(cell: dict[str, Any] | None, opened: bool) -> Any:
        if not cell:
            return opened, dash.no_update, dash.no_update
        matter_id = str(cell["rowId"])
        return (*open_matter(office, matter_id), matter_id)

    entering.register(app, office)


def fill(office: Office, chosen: Chosen) -> tuple[list[dict[str, Any]], str]:
    """The rows that pass the filters and how many they are."""
    with office.open("matters") as (view, speech):
        rows = view.rows("page_matter", since=None, most=MOST_ROWS, **asdict(chosen))
        found = rows[0]["found_count"] if rows else 0
        key = "matters.found_first" if len(rows) < int(str(found)) else "matters.found"
        return [list_row(row, speech) for row in rows], speech.say(
            key, n=speech.count(found), shown=len(rows)
        )


def open_matter(office: Office, matter_id: str) -> tuple[bool, list[Any]]:
    """The drawer opened on one matter."""
    with office.open("matters") as (view, speech):
        return True, drawer_content(view, speech, matter_id, office.in_force)
