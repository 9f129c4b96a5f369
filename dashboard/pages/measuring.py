"""The callbacks behind the measures on a matter's drawer: set one, end it, take an entry back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dash
import flask
from dash import ALL, Input, Output, State, html
from flask_login import current_user

from dashboard import ids
from dashboard.jobs_protocol import MEASURE_STEPS
from dashboard.pages.entering import LONGEST_NOTE, day_of
from dashboard.pages.matter import drawer_content
from dashboard.pages.pressed import hear, pressed_button, refused_card
from dashboard.web.office import Office
from data.errors import BadArgument, NothingThere, UserError
from risk.measure import Measure


@dataclass(frozen=True)
class Boxes:
    """What the boxes hold, as the browser sends it."""

    code: str | None = None
    start: str | None = None
    unit: str | None = None
    carrier: str | None = None
    due: str | None = None
    note: str | None = None

    def measure(self) -> Measure:
        """The measure they say; BadArgument when they say none."""
        start = day_of(self.start)
        if not self.code or start is None:
            raise BadArgument("请先选措施和日期。", "Choose the measure and its day first.")
        return Measure(
            self.code,
            start,
            unit_id=self.unit or None,
            carrier=(self.carrier or "")[:LONGEST_NOTE],
            due=day_of(self.due),
            note=(self.note or "")[:LONGEST_NOTE],
        )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the callbacks on an app."""
    hear(
        app,
        ids.ACT_MEASURE_PRESSED,
        {"type": ids.ACT_MEASURE_SET, "matter": ALL},
        {"type": ids.ACT_MEASURE_STEP, "matter": ALL, "entry": ALL, "as": ALL},
    )

    @app.callback(
        Output(ids.MATTERS_DRAWER, "children", allow_duplicate=True),
        Output(ids.ACT_TICK, "disabled", allow_duplicate=True),
        Output(ids.ACT_MEASURE_SAID, "children"),
        Input(ids.ACT_MEASURE_PRESSED, "data"),
        State(ids.ACT_MEASURE, "value"),
        State(ids.ACT_MEASURE_START, "value"),
        State(ids.ACT_MEASURE_UNIT, "value"),
        State(ids.ACT_MEASURE_CARRIER, "value"),
        State(ids.ACT_MEASURE_DUE, "value"),
        State(ids.ACT_MEASURE_NOTE, "value"),
        prevent_initial_call=True,
    )
    def _press(kept: Any, *boxes: Any) -> Any:
        pressed = pressed_button(kept)
        if not pressed:
            return (dash.no_update,) * 3
        return press(office, pressed, Boxes(*boxes))


def press(office: Office, pressed: dict[str, str], boxes: Boxes) -> Any:
    """Carry out what a button asks, draw the drawer anew and let the tick begin; refused, all boxes stay as they are."""
    if "matters" not in current_user.role.pages or not current_user.role.may_open_matters:
        flask.abort(403)
    with office.open("matters") as (view, _):
        if not view.rows("page_one_matter", matter_id=pressed["matter"]):
            flask.abort(403)  # not there, not for this account, or of another's area: all the same
    try:
        _carry_out(office, pressed, boxes)
    except UserError as error:
        with office.open("matters") as (_, speech):
            return dash.no_update, dash.no_update, refused_card(error, speech)
    with office.open("matters") as (view, speech):
        said = html.Div(html.B(speech.say("carry.said")), className="card said")
        content = drawer_content(view, speech, pressed["matter"], office.in_force, said_measure=said)
        return content, False, dash.no_update


def _carry_out(office: Office, pressed: dict[str, str], boxes: Boxes) -> None:
    """Only about an entry that this reader may see."""
    matter_id, by = pressed["matter"], current_user.name
    with office.open("matters") as (view, _):
        entries = {str(row["measure_id"]) for row in view.rows("page_measure", matter_id=matter_id)}
    if "entry" not in pressed:
        office.jobs.set_measures((matter_id,), boxes.measure(), by=by)
        return
    step = next((one for one in MEASURE_STEPS if one == pressed["as"]), None)
    if step is None or pressed["entry"] not in entries:
        raise NothingThere("这个事项上没有这条措施。", "There is no such measure on this matter.")
    office.jobs.step_measure((pressed["entry"],), step, by=by)
