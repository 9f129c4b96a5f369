"""One report at a time, for a grid worker with a phone at the door: nine boxes, three of them needed.

哪天 [今天]  类型 [物业纠纷 ▾]   什么事 [……]   地点 [……] 网格 [……]   ▸ 当事人、被反映方（可不填）   [报送这一件]
"""

from __future__ import annotations

from typing import Any

import dash
import dash_mantine_components as dmc
import flask
from dash import Input, Output, State, html
from flask_login import current_user

from dashboard import ids
from dashboard.present import Speech
from dashboard.web.office import Office
from dashboard.web.one_report import OneReport, take_one
from data.errors import UserError

BOXES = (
    *(
        ids.UPLOAD_ONE_DAY,
        ids.UPLOAD_ONE_KIND,
        ids.UPLOAD_ONE_STORY,
        ids.UPLOAD_ONE_PLACE,
        ids.UPLOAD_ONE_GRID,
    ),
    *(ids.UPLOAD_ONE_NAME, ids.UPLOAD_ONE_PHONE, ids.UPLOAD_ONE_PEOPLE, ids.UPLOAD_ONE_RESPONDENT),
)
FORGOTTEN = (ids.UPLOAD_ONE_STORY, ids.UPLOAD_ONE_NAME, ids.UPLOAD_ONE_PHONE, ids.UPLOAD_ONE_RESPONDENT)


def one_report(speech: Speech, *, today: str) -> html.Details:
    """The form, shut until it is wanted; place and grid stay for the next report."""
    say = speech.say
    people = dmc.NumberInput(id=ids.UPLOAD_ONE_PEOPLE, label=say("one.people"), min=1, max=100000, value=1)
    more = html.Details(
        [
            html.Summary(say("one.more")),
            dmc.TextInput(id=ids.UPLOAD_ONE_NAME, label=say("one.name")),
            dmc.TextInput(id=ids.UPLOAD_ONE_PHONE, label=say("one.phone"), inputProps={"inputMode": "tel"}),
            people,
            dmc.TextInput(id=ids.UPLOAD_ONE_RESPONDENT, label=say("one.respondent")),
        ]
    )
    return html.Details(
        [
            html.Summary(say("one.title")),
            html.Div(
                [
                    dmc.DateInput(
                        id=ids.UPLOAD_ONE_DAY, label=say("one.day"), value=today, valueFormat="YYYY-MM-DD"
                    ),
                    dmc.Select(
                        id=ids.UPLOAD_ONE_KIND,
                        label=say("one.kind"),
                        data=speech.options("category"),
                        searchable=True,
                        clearable=True,
                    ),
                    dmc.Textarea(id=ids.UPLOAD_ONE_STORY, label=say("one.story"), minRows=3, autosize=True),
                    dmc.TextInput(id=ids.UPLOAD_ONE_PLACE, label=say("one.place")),
                    dmc.TextInput(id=ids.UPLOAD_ONE_GRID, label=say("one.grid")),
                    more,
                    html.Button(say("one.send"), id=ids.UPLOAD_ONE_SEND, className="answer different"),
                ],
                className="one-report",
            ),
        ],
        className="card upload-one",
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the callback on an app: the receipt goes where a sheet's goes, and what was told is forgotten."""

    @app.callback(
        Output(ids.UPLOAD_SENT, "data", allow_duplicate=True),
        *(Output(box, "value") for box in FORGOTTEN),
        Input(ids.UPLOAD_ONE_SEND, "n_clicks"),
        *(State(box, "value") for box in BOXES),
        running=[(Output(ids.UPLOAD_ONE_SEND, "disabled"), True, False)],
        prevent_initial_call=True,
    )
    def _send(_press: Any, *boxes: Any) -> Any:
        return send(office, boxes)


def send(office: Office, boxes: tuple[Any, ...]) -> tuple[Any, ...]:
    """The receipt and emptied boxes; when it was refused, why, and the boxes as they are."""
    if "upload" not in current_user.role.pages:
        flask.abort(403)
    report = OneReport(*("" if value is None else str(value) for value in boxes))
    try:
        told = take_one(office, report, uploader=current_user.name)
    except UserError as error:
        return {"error": {"zh": error.zh, "en": error.en}}, *(dash.no_update for _ in FORGOTTEN)
    return told, *("" for _ in FORGOTTEN)
