"""Matters: the work list, one row per matter, what needs help first on top."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html

from dashboard import ids
from dashboard.pages import bulk_part, entering, list_views, measuring, revealing
from dashboard.pages.chosen import Chosen, chosen_from, chosen_in
from dashboard.pages.list_views import BOXES, views_line
from dashboard.pages.matter import drawer_content
from dashboard.pages.matters_filter import filters
from dashboard.pages.pressed import presses
from dashboard.pages.visit import Visit
from dashboard.pages.work_list import list_row, work_list
from dashboard.web.office import Office

MOST_ROWS = 1000
TICK_MILLISECONDS = 1000


def layout(visit: Visit) -> html.Div:
    """The page before its first answer; ?matter= opens one, ?area= filters by one."""
    view, speech, chosen = visit.view, visit.speech, chosen_in(visit.query)
    capacity = visit.office.in_force.score.weekly_capacity
    return html.Div(
        className="matters",
        children=[
            views_line(view, speech, capacity),
            html.Div(filters(view, speech, chosen), className="list-bar card"),
            html.Div(
                [
                    html.Span(id=ids.MATTERS_FOUND),
                    html.A(speech.say("matters.file"), id=ids.MATTERS_FILE, href=_file(chosen), download=""),
                ],
                className="found",
            ),
            bulk_part.bulk_part(view, speech),
            html.Div(id=ids.MATTERS_BULK_SAID, **{"aria-live": "polite"}),
            html.Div(work_list(speech, capacity), className="card list"),
            *presses(
                ids.ACT_PRESSED,
                ids.ACT_MEASURE_PRESSED,
                ids.REVEAL_PRESSED,
                ids.MATTERS_BULK_PRESSED,
                ids.MATTERS_VIEW_PRESSED,
            ),
            dcc.Store(id=ids.ACT_OPEN, data=visit.query.get("matter")),
            dcc.Store(id=ids.ACT_FILLING, data=False),
            dcc.Interval(id=ids.ACT_TICK, interval=TICK_MILLISECONDS, disabled=True),
            dmc.Drawer(
                id=ids.MATTERS_DRAWER,
                title=speech.say("nav.matters"),
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


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callbacks on an app."""

    @app.callback(
        Output(ids.MATTERS_GRID, "rowData"),
        Output(ids.MATTERS_FOUND, "children"),
        Output(ids.MATTERS_FILE, "href"),
        *(Input(box, prop) for box, prop in BOXES),
        Input(ids.ACT_TICK, "disabled"),  # what was entered has been counted
    )
    def _fill(*filters: Any) -> Any:
        chosen = chosen_from(*filters[:-1])
        return *fill(office, chosen), _file(chosen)

    @app.callback(
        Output(ids.MATTERS_DRAWER, "opened"),
        Output(ids.MATTERS_DRAWER, "children"),
        Output(ids.ACT_OPEN, "data"),
        Input(ids.MATTERS_GRID, "cellClicked"),
        State(ids.MATTERS_DRAWER, "opened"),
        prevent_initial_call=True,
    )
    def _open(cell: dict[str, Any] | None, opened: bool) -> Any:
        if not cell or "rowId" not in cell:
            return opened, dash.no_update, dash.no_update
        matter_id = str(cell["rowId"])
        return (*open_matter(office, matter_id), matter_id)

    for part in (entering, measuring, revealing, list_views, bulk_part):
        part.register(app, office)


def _file(chosen: Chosen) -> str:
    """Where what is listed can be had as a file."""
    return f"/matters.csv?{chosen.query}"


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
