"""Several matters of the list given to one unit at once, and taken back as one.

已选 3 件   交办给 [住建局 ▾]   期限 [2026-07-15]   [交办]      →  已交办 3 件给住建局。[撤销]
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import dash
import dash_mantine_components as dmc
import flask
from dash import ALL, ClientsideFunction, Input, Output, State, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.entering import day_of
from dashboard.pages.matters_filter import select_box, unit_options
from dashboard.pages.pressed import hear, pressed_button, refused_card
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office
from data.errors import BadArgument, NothingThere, UserError
from risk.measure import Measure

MOST_AT_ONCE = 200


def bulk_part(view: View, speech: Speech) -> html.Div:
    """The line that appears when something is chosen."""
    return html.Div(
        [
            html.B(id=ids.MATTERS_BULK_COUNT),
            select_box(ids.MATTERS_BULK_UNIT, unit_options(view), speech.say("bulk.unit")),
            dmc.DateInput(
                id=ids.MATTERS_BULK_DUE,
                placeholder=speech.say("bulk.due"),
                valueFormat="YYYY-MM-DD",
                clearable=True,
                size="sm",
                w=150,
                **{"aria-label": speech.say("bulk.due")},
            ),
            html.Button(
                speech.say("bulk.assign"), id=ids.MATTERS_BULK_ASSIGN, className="answer different small"
            ),
        ],
        id=ids.MATTERS_BULK,
        className="bulk-line card",
        style={"display": "none"},
        **{"data-words": speech.say("bulk.chosen", n="{n}")},
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the callbacks on an app."""
    hear(app, ids.MATTERS_BULK_PRESSED, {"type": ids.MATTERS_BULK_UNDO, "ids": ALL})
    app.clientside_callback(
        ClientsideFunction("fengqiao_lists", "bulkLine"),
        Output(ids.MATTERS_BULK, "style"),
        Output(ids.MATTERS_BULK_COUNT, "children"),
        Input(ids.MATTERS_GRID, "selectedRows"),
        State(ids.MATTERS_BULK, "data-words"),
    )

    @app.callback(
        Output(ids.MATTERS_BULK_SAID, "children"),
        Output(ids.MATTERS_GRID, "selectedRows"),
        Output(ids.ACT_TICK, "disabled", allow_duplicate=True),
        Input(ids.MATTERS_BULK_ASSIGN, "n_clicks"),
        Input(ids.MATTERS_BULK_PRESSED, "data"),
        State(ids.MATTERS_GRID, "selectedRows"),
        State(ids.MATTERS_BULK_UNIT, "value"),
        State(ids.MATTERS_BULK_DUE, "value"),
        prevent_initial_call=True,
    )
    def _assign(_press: Any, kept: Any, rows: Any, unit: str | None, due: str | None) -> Any:
        if dash.ctx.triggered_id == ids.MATTERS_BULK_ASSIGN:
            chosen = [str(row.get("matter_id")) for row in rows or ()]
            return assign(office, chosen, unit or "", due)
        pressed = pressed_button(kept)
        if pressed is None:
            return dash.no_update, dash.no_update, dash.no_update
        return take_back(office, pressed["ids"].split())


def assign(office: Office, chosen: Sequence[str], unit: str, due: str | None) -> Any:
    """Give the chosen matters to a unit; only those this reader may see, all or none."""
    _allow()
    try:
        _check(chosen, unit)
        with office.open("matters") as (view, _):
            seen = [str(row["matter_id"]) for row in view.rows("page_seen", matter_ids=list(chosen))]
            as_of = view.rows("page_state")[0]["as_of_date"]
        if set(seen) != set(chosen):
            flask.abort(403)  # some are not there, or not for this account
        assert isinstance(as_of, date)
        measure = Measure("assign", as_of, unit_id=unit, due=day_of(due))
        entries = office.jobs.set_measures(seen, measure, by=current_user.name)
    except UserError as error:
        with office.open("matters") as (_, speech):
            return refused_card(error, speech), dash.no_update, dash.no_update
    with office.open("matters") as (_, speech):
        undo = html.Button(
            speech.say("bulk.undo"),
            id={"type": ids.MATTERS_BULK_UNDO, "ids": " ".join(entries)},
            className="answer undo",
        )
        words = speech.say("bulk.done", n=len(entries))
        return html.Div([html.B(words), undo], className="card said"), [], False


def take_back(office: Office, entries: Sequence[str]) -> Any:
    """Withdraw what was just assigned; only one's own entries on matters one may see."""
    _allow()
    with office.open("matters") as (view, speech):
        own = view.rows("page_own_measure", measure_ids=list(entries), actor=current_user.name)
        try:
            if not own or len(own) != len(set(entries)):
                raise NothingThere("这些交办已不在，或不是您录入的。", "These are gone, or not yours.")
            office.jobs.step_measure(list(entries), "withdraw", by=current_user.name)
        except UserError as error:
            return refused_card(error, speech), dash.no_update, dash.no_update
        words = speech.say("bulk.undone", n=len(entries))
        return html.Div(html.B(words), className="card said"), dash.no_update, False


def _check(chosen: Sequence[str], unit: str) -> None:
    if not chosen or not unit:
        raise BadArgument("请先勾选事项，并选责任单位。", "Choose matters and the unit first.")
    if len(chosen) > MOST_AT_ONCE:
        raise BadArgument(f"一次最多 {MOST_AT_ONCE} 件。", f"At most {MOST_AT_ONCE} at once.")


def _allow() -> None:
    if "matters" not in current_user.role.pages or not current_user.role.may_open_matters:
        flask.abort(403)
