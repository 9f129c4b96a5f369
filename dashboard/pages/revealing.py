"""The callbacks behind the identity of a matter's parties: asked with a purpose, told once, taken away again."""

from __future__ import annotations

from typing import Any

import dash
import flask
from dash import ALL, ClientsideFunction, Input, Output, State
from flask_login import current_user

from dashboard import ids
from dashboard.pages.pressed import hear, pressed_button, refused_card
from dashboard.pages.reveal_part import parties_card
from dashboard.reveal import Asked, file_number
from dashboard.web.office import Office
from data.errors import UserError


def register(app: dash.Dash, office: Office) -> None:
    """Hang the callbacks on an app."""
    hear(app, ids.REVEAL_PRESSED, {"type": ids.REVEAL_PRESS, "matter": ALL})

    @app.callback(
        Output(ids.REVEAL_SHOWN, "children"),
        Output(ids.REVEAL_TICK, "disabled"),
        Output(ids.REVEAL_TICK, "n_intervals"),
        Input(ids.REVEAL_PRESSED, "data"),
        State(ids.REVEAL_PURPOSE, "value"),
        State(ids.REVEAL_FILE, "value"),
        prevent_initial_call=True,
    )
    def _press(kept: Any, purpose: str | None, file: str | None) -> Any:
        pressed = pressed_button(kept)
        if not pressed:
            return (dash.no_update,) * 3
        return show(office, pressed["matter"], purpose or "", file or "")

    app.clientside_callback(
        ClientsideFunction("fengqiao_lists", "forget"),
        Output(ids.REVEAL_SHOWN, "children", allow_duplicate=True),
        Output(ids.REVEAL_TICK, "disabled", allow_duplicate=True),
        Input(ids.MATTERS_DRAWER, "opened"),
        Input(ids.REVEAL_TICK, "n_intervals"),
        prevent_initial_call=True,
    )


def show(office: Office, matter_id: str, purpose: str, file: str) -> Any:
    """The parties of a matter this account may see, or why not; the ten minutes begin."""
    if not current_user.role.may_reveal:
        flask.abort(403)
    with office.open("matters") as (view, speech):
        if not view.rows("page_one_matter", matter_id=matter_id):
            flask.abort(403)
        rows = view.rows("page_matter_party", matter_id=matter_id)
    try:
        asked = Asked(matter_id, purpose, file_number(file), current_user.name, current_user.account.role)
        parties = office.jobs.reveal(asked, rows)
    except UserError as error:
        return refused_card(error, speech), True, 0
    return parties_card(parties, speech), False, 0
