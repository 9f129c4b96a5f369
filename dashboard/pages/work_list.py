"""The work list as a grid: its columns, and a matter as one row of it."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag

from dashboard import ids
from dashboard.pages.chip import due_words
from dashboard.present import Speech
from dashboard.suppress import Row

GRID_THEME = (
    "themeQuartz.withParams({fontFamily: 'inherit', fontSize: 14, foregroundColor: 'var(--ink)', "
    "backgroundColor: 'var(--paper)', accentColor: 'var(--pine)', "
    "borderColor: 'var(--line)', headerBackgroundColor: 'var(--head)', headerTextColor: 'var(--quiet)', wrapperBorder: false, "
    "rowHoverColor: 'var(--pine-pale)', cellHorizontalPadding: 12})"
)


def work_list(speech: Speech, capacity: int) -> dag.AgGrid:
    """The empty grid; MATTERS_GRID.rowData fills it. capacity: after how many matters the week is full."""
    return dag.AgGrid(
        id=ids.MATTERS_GRID,
        className="work-list",
        columnDefs=_columns(speech),
        defaultColDef={"sortable": True, "resizable": True, "filter": True, "suppressHeaderMenuButton": True},
        rowClassRules={"week-full": f"params.data.rank_no === {capacity}"},
        getRowId="params.data.matter_id",
        dashGridOptions={
            "rowSelection": {
                "mode": "multiRow",
                "checkboxes": True,
                "headerCheckbox": True,
                "enableClickSelection": False,
            },
            "selectionColumnDef": {"width": 46, "pinned": "left"},
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


def list_row(row: Row, speech: Speech) -> dict[str, Any]:
    """A row of page_matter as the grid shows it; days: how soon it is due, negative when overdue, for sorting."""
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
