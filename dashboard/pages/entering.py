"""The callbacks behind what is entered on a matter's drawer: an act, its withdrawal, a decision about two reports.

pressed → kept at once, said so → the refresh runs → the drawer is drawn anew with limits and score as they stand
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import dash
import flask
from dash import ALL, ClientsideFunction, Input, Output, State, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.matter import drawer_content
from dashboard.pages.pressed import hear, pressed_button, refused_card
from dashboard.web.office import Office
from data.errors import BadArgument, NothingThere, UserError
from risk.judge import DECISIONS, Pair
from risk.limit.act import CLOSING, Act
from risk.limit.rule import Extension

LONGEST_NOTE = 300
EMPTY_AT_FIRST = (
    *(ids.ACT_CODE, ids.ACT_NOTE, ids.ACT_CLOSURE),
    *(ids.ACT_MEASURE, ids.ACT_MEASURE_UNIT, ids.ACT_MEASURE_CARRIER, ids.ACT_MEASURE_NOTE),
)  # whoever has filled one of these is in the middle of an entry


@dataclass(frozen=True)
class Boxes:
    """What the boxes hold, as the browser sends it."""

    code: str | None = None
    day: str | None = None
    route: str | None = None
    approved: str | None = None
    told: str | None = None
    days: int | None = None
    note: str | None = None
    closure: str | None = None

    def act(self) -> Act:
        """The act they say; BadArgument when they say none."""
        day = day_of(self.day)
        if not self.code or day is None:
            raise BadArgument("请先选“做了什么”和日期。", "Choose what was done and the day first.")
        extension = None
        if self.code == "extended":
            extension = Extension(
                day_of(self.approved), day_of(self.told), int(self.days) if self.days else None
            )
        route = self.route if self.code == "accepted" else None
        closure = self.closure or None if self.code in CLOSING else None
        return Act(self.code, day, route, False, extension, closure)


def day_of(text: str | None) -> date | None:
    """The day of a box; BadArgument when it holds something else."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise BadArgument(
            f"「{text[:20] if text else ''}」不是日期，应如 2026-03-05。",
            "Not a date; write it as 2026-03-05.",
        ) from None


def register(app: dash.Dash, office: Office) -> None:
    """Hang the callbacks on an app."""
    hear(
        app,
        ids.ACT_PRESSED,
        {"type": ids.ACT_ENTER, "matter": ALL},
        {"type": ids.ACT_BACK, "matter": ALL, "entry": ALL},
        {"type": ids.ACT_PAIR, "matter": ALL, "one": ALL, "other": ALL, "as": ALL},
    )

    @app.callback(
        Output(ids.MATTERS_DRAWER, "children", allow_duplicate=True),
        Output(ids.ACT_TICK, "disabled"),
        Output(ids.ACT_SAID, "children"),
        Input(ids.ACT_PRESSED, "data"),
        State(ids.ACT_CODE, "value"),
        State(ids.ACT_DAY, "value"),
        State(ids.ACT_ROUTE, "value"),
        State(ids.ACT_APPROVED, "value"),
        State(ids.ACT_TOLD, "value"),
        State(ids.ACT_DAYS, "value"),
        State(ids.ACT_NOTE, "value"),
        State(ids.ACT_CLOSURE, "value"),
        prevent_initial_call=True,
    )
    def _press(kept: Any, *boxes: Any) -> Any:
        pressed = pressed_button(kept)
        if not pressed:
            return (dash.no_update,) * 3
        return press(office, pressed, Boxes(*boxes))

    @app.callback(
        Output(ids.MATTERS_DRAWER, "children", allow_duplicate=True),
        Output(ids.ACT_TICK, "disabled", allow_duplicate=True),
        Input(ids.ACT_TICK, "n_intervals"),
        State(ids.ACT_OPEN, "data"),
        State(ids.ACT_FILLING, "data"),  # the boxes are not there when no drawer is
        prevent_initial_call=True,
    )
    def _wait(_tick: int, matter_id: str | None, is_filling: bool | None) -> Any:
        return wait(office, matter_id or "", is_filling=bool(is_filling))

    app.clientside_callback(
        ClientsideFunction("fengqiao", "isFilling"),
        Output(ids.ACT_FILLING, "data"),
        *(Input(box, "value") for box in EMPTY_AT_FIRST),
    )

    app.clientside_callback(
        ClientsideFunction("fengqiao", "actBoxes"),
        Output({"type": ids.ACT_MORE, "of": ALL}, "style"),
        Input(ids.ACT_CODE, "value"),
        State({"type": ids.ACT_MORE, "of": ALL}, "id"),
    )


def press(office: Office, pressed: dict[str, str], boxes: Boxes) -> Any:
    """Carry out what a button asks, draw the drawer anew and let the tick begin; refused, all boxes stay as they are."""
    if "matters" not in current_user.role.pages or not current_user.role.may_open_matters:
        flask.abort(403)
    matter_id = pressed["matter"]
    with office.open("matters") as (view, _):
        if not view.rows("page_one_matter", matter_id=matter_id):
            flask.abort(
                403
            )  # one that is not there, not for this account, or of another's area: all the same
    try:
        words = _carry_out(office, pressed, boxes)
    except UserError as error:
        with office.open("matters") as (_, speech):
            return dash.no_update, dash.no_update, refused_card(error, speech)
    with office.open("matters") as (view, speech):
        said = _said(speech.say(words))
        return drawer_content(view, speech, matter_id, office.in_force, said=said), False, dash.no_update


def _carry_out(office: Office, pressed: dict[str, str], boxes: Boxes) -> str:
    """What is said when it is done; only about an entry or a pair that this reader may see."""
    matter_id, by = pressed["matter"], current_user.name
    with office.open("matters") as (view, _):
        entries = {str(row["event_id"]) for row in view.rows("page_act", matter_id=matter_id)}
        doubts = {
            (row["report_id"], row["other_report_id"]) for row in view.rows("page_doubt", matter_id=matter_id)
        }
    if pressed["type"] == ids.ACT_ENTER:
        office.jobs.enter_act(matter_id, boxes.act(), by=by, note=(boxes.note or "")[:LONGEST_NOTE])
        return "enter.said"
    if pressed["type"] == ids.ACT_BACK:
        if pressed["entry"] not in entries:
            raise NothingThere("这个事项上没有这条记录。", "There is no such entry on this matter.")
        office.jobs.take_act_back(pressed["entry"], by=by)
        return "enter.said_back"
    decision = next((one for one in DECISIONS if one == pressed["as"]), None)
    if decision is None or (pressed["one"], pressed["other"]) not in doubts:
        raise NothingThere("这一对不在存疑之列。", "This pair is not in doubt.")
    office.jobs.judge_pair(Pair.of(pressed["one"], pressed["other"]), decision, by=by)
    return "enter.said_pair"


def wait(office: Office, matter_id: str, *, is_filling: bool = False) -> Any:
    """The drawer as it stands once the refresh has ended; nothing while it runs. is_filling: boxes that hold words stay."""
    state, _, _, message = office.jobs.progress()
    if state == "running":
        return (dash.no_update,) * 2
    with office.open("matters") as (view, speech):
        if not current_user.role.may_open_matters or not matter_id:
            return dash.no_update, True
        if state == "failed":
            words = speech.say("enter.failed", why=message)
        else:
            words = speech.say("enter.done_filling" if is_filling else "enter.done")
        if is_filling:
            dash.set_props(ids.ACT_SAID, {"children": _said(words)})
            return dash.no_update, True
        return drawer_content(view, speech, matter_id, office.in_force, said=_said(words)), True


def _said(words: str) -> html.Div:
    return html.Div(html.B(words), className="card said")
