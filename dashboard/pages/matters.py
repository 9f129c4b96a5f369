"""Matters: the work list, one row per matter, what needs help first on top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash
import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import Input, Output, State, html

from dashboard import ids
from dashboard.pages.chip import due_words
from dashboard.pages.matter import drawer_content
from dashboard.pages.visit import Visit
from dashboard.present import BANDS, Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.atlas import LEVELS
from dashboard.web.office import Office

MOST_ROWS = 1000
GRID_THEME = (
    "themeQuartz.withParams({fontFamily: 'inherit', fontSize: 14, foregroundColor: '#18222e', accentColor: '#1f6f63', "
    "borderColor: '#e1e6ec', headerBackgroundColor: '#f8fafb', headerTextColor: '#5b6877', wrapperBorder: false, "
    "rowHoverColor: '#eef7f5', cellHorizontalPadding: 12})"
)


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
            html.Div(_grid(speech), className="card list"),
            dmc.Drawer(
                id=ids.MATTERS_DRAWER,
                position="right",
                size="min(760px, 100vw)",
                opened="matter" in visit.query,
                children=drawer_content(view, speech, visit.query["matter"])
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
        _select(ids.MATTERS_AREA, _areas(view), speech.say("filter.area"), value=query.get("area")),
        _select(ids.MATTERS_KIND, speech.options("category"), speech.say("filter.kind")),
        _select(ids.MATTERS_BAND, bands, speech.say("filter.band")),
        dmc.Switch(id=ids.MATTERS_DUE, label=speech.say("filter.due"), size="sm"),
        dmc.Switch(id=ids.MATTERS_CLOSED, label=speech.say("filter.closed"), size="sm"),
    ]


def _select(box_id: str, data: list[dict[str, str]], words: str, *, value: str | None = None) -> dmc.Select:
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


def _areas(view: View) -> list[dict[str, str]]:
    rows = view.rows("page_choice")
    indent = {level: "　" * depth for depth, level in enumerate(LEVELS[2:])}
    return [
        {"value": str(row["area_code"]), "label": indent.get(str(row["level_code"]), "") + str(row["name"])}
        for row in rows
    ]


def _grid(speech: Speech) -> dag.AgGrid:
    return dag.AgGrid(
        id=ids.MATTERS_GRID,
        className="work-list",
        columnDefs=_columns(speech),
        defaultColDef={"sortable": True, "resizable": True, "filter": True, "suppressHeaderMenuButton": True},
        getRowId="params.data.matter_id",
        dashGridOptions={
            "rowHeight": 58,
            "headerHeight": 38,
            "theme": {"function": GRID_THEME},
            "localeText": {
                "noRowsToShow": speech.say("matters.none"),
                "loadingOoo": speech.say("matters.loading"),
            },
            "enableCellTextSelection": True,
            "animateRows": False,
        },
        style={"height": "100%", "width": "100%"},
    )


def _columns(speech: Speech) -> list[dict[str, Any]]:
    def column(name: str, width: int, **more: Any) -> dict[str, Any]:
        return {"field": name, "headerName": speech.say(f"column.{name}"), "width": width, **more}

    number = {"type": "rightAligned", "filter": "agNumberColumnFilter", "suppressHeaderFilterButton": True}
    return [
        column("rank_no", 72, pinned="left", **number),
        column("score", 88, cellRenderer="BandChip", **{**number, "type": None}),
        column("title", 320, flex=2, minWidth=240, cellRenderer="Title", tooltipField="title"),
        column(
            "reasons",
            300,
            flex=2,
            minWidth=220,
            cellRenderer="Chips",
            sortable=False,
            filter=False,
            cellDataType=False,
        ),
        column("due", 150, cellRenderer="Due", comparator={"function": "fengqiaoByDays"}),
        column("people_count", 76, **number),
        column("report_count", 76, **number),
        column("unit_name", 150),
        column("status", 92),
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
    )
    def _fill(*filters: Any) -> Any:
        return fill(office, *filters)

    @app.callback(
        Output(ids.MATTERS_DRAWER, "opened"),
        Output(ids.MATTERS_DRAWER, "children"),
        Input(ids.MATTERS_GRID, "cellClicked"),
        State(ids.MATTERS_DRAWER, "opened"),
        prevent_initial_call=True,
    )
    def _open(cell: dict[str, Any] | None, opened: bool) -> Any:
        return open_matter(office, str(cell["rowId"])) if cell else (opened, dash.no_update)


def fill(
    office: Office, words: str | None, area: str | None, kind: str | None, *more: Any
) -> tuple[list[dict[str, Any]], str]:
    """The rows that pass the filters and how many they are."""
    band, only_due, with_closed = more
    with office.open("matters") as (view, speech):
        rows = view.rows(
            "page_matter",
            focus=area or "",
            kind=kind or "",
            band=band or "",
            since=None,
            words=(words or "").strip(),
            only_open=not with_closed,
            only_due=bool(only_due),
            most=MOST_ROWS,
        )
        found = rows[0]["found_count"] if rows else 0
        key = "matters.found_first" if len(rows) < int(str(found)) else "matters.found"
        return [_row(row, speech) for row in rows], speech.say(key, n=speech.count(found), shown=len(rows))


def _row(row: Row, speech: Speech) -> dict[str, Any]:
    reasons = row["reasons"] if isinstance(row["reasons"], list) else []
    due = due_words(row, speech)
    return {
        **{
            name: row[name]
            for name in ("matter_id", "rank_no", "score", "title", "people_count", "report_count")
        },
        "band_code": row["band_code"],
        "band": speech.name("band", row["band_code"]),
        "place": row["place_name"] or speech.say("matters.no_place"),
        "kind": speech.name("category", row["category_code"]),
        "reasons": [reason[speech.language] for reason in reasons],
        "due": due.children,
        "due_tone": due.className,
        "days": -int(str(row["overdue_days"])) or row["days_left"],
        "unit_name": row["unit_name"] or "—",
        "status": speech.name("status", row["status_code"]),
    }


def open_matter(office: Office, matter_id: str) -> tuple[bool, list[Any]]:
    """The drawer opened on one matter."""
    with office.open("matters") as (view, speech):
        return True, drawer_content(view, speech, matter_id)
