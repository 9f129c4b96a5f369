"""The lists one looks at every day, each with its count, and the reader's own; pressed, they are the list's filters.

[全部未办结 412] [红、橙 40／本周可办 40] [7天内到期 18] [已超期 6] [无责任单位 9]   我的：[龙湖镇超期 ×]   [名字……] [存为常用]
"""

from __future__ import annotations

from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.chosen import Chosen, chosen_from
from dashboard.pages.pressed import hear, pressed_button, refused_card
from dashboard.present import Speech
from dashboard.read import View
from dashboard.saved_view import forget_view, save_view
from dashboard.web.office import Office
from data.errors import UserError

PAGE = "matters"
BOXES = (
    *((ids.MATTERS_WORDS, "value"), (ids.MATTERS_AREA, "value"), (ids.MATTERS_KIND, "value")),
    *((ids.MATTERS_BAND, "value"), (ids.MATTERS_UNIT, "value")),
    *((ids.MATTERS_DUE, "checked"), (ids.MATTERS_LATE, "checked"), (ids.MATTERS_CLOSED, "checked")),
)
DAILY = {
    "open": Chosen(),
    "week": Chosen(band="red_orange"),
    "due": Chosen(only_due=True),
    "late": Chosen(only_late=True),
    "unitless": Chosen(unit="none"),
}


def views_line(view: View, speech: Speech, capacity: int) -> html.Div:
    """The whole line; capacity: how many matters the centre takes up in a week."""
    return html.Div(
        [
            *_daily(view, speech, capacity),
            html.Span(_own(view, speech), id=ids.MATTERS_VIEWS, className="own-views"),
            dmc.TextInput(
                id=ids.MATTERS_VIEW_NAME,
                placeholder=speech.say("views.name"),
                size="sm",
                w=150,
                **{"aria-label": speech.say("views.name")},
            ),
            html.Button(speech.say("views.keep"), id=ids.MATTERS_VIEW_SAVE, className="answer small"),
        ],
        className="views-line card",
    )


def _daily(view: View, speech: Speech, capacity: int) -> list[Any]:
    counts = view.rows("page_work")[0]
    weeks = int(str(counts["red_count"])) + int(str(counts["orange_count"]))
    words = {
        "open": speech.say("views.open", n=speech.count(counts["open_count"])),
        "week": speech.say("views.week", n=speech.count(weeks), capacity=capacity),
        "due": speech.say("views.due", n=speech.count(counts["due_count"])),
        "late": speech.say("views.late", n=speech.count(counts["late_count"])),
        "unitless": speech.say("views.unitless", n=speech.count(counts["unitless_count"])),
    }
    closed = html.Span(speech.say("views.closed", n=speech.count(counts["closed_count"])), className="quiet")
    return [
        *(
            dcc.Link(words[name], href=f"/matters?{chosen.query}", className=f"view {name}")
            for name, chosen in DAILY.items()
        ),
        closed,
    ]


def _own(view: View, speech: Speech) -> list[Any]:
    rows = view.rows("page_saved_view", username=current_user.name, page_code=PAGE)
    return [_one(str(row["name"]), str(row["query_text"]), speech) for row in rows]


def _one(name: str, query: str, speech: Speech) -> html.Span:
    forget = html.Button(
        "×",
        id={"type": ids.MATTERS_VIEW_FORGET, "name": name},
        className="forget",
        **{"aria-label": speech.say("views.forget", name=name)},
    )
    return html.Span([dcc.Link(name, href=f"/matters?{query}"), forget], className="view own")


def register(app: dash.Dash, office: Office) -> None:
    """Hang the callback on an app."""
    hear(app, ids.MATTERS_VIEW_PRESSED, {"type": ids.MATTERS_VIEW_FORGET, "name": ALL})

    @app.callback(
        Output(ids.MATTERS_VIEWS, "children"),
        Output(ids.MATTERS_VIEW_NAME, "value"),
        Input(ids.MATTERS_VIEW_SAVE, "n_clicks"),
        Input(ids.MATTERS_VIEW_PRESSED, "data"),
        State(ids.MATTERS_VIEW_NAME, "value"),
        *(State(box, prop) for box, prop in BOXES),
        prevent_initial_call=True,
    )
    def _keep(_save: Any, kept: Any, name: str | None, *boxes: Any) -> Any:
        if dash.ctx.triggered_id == ids.MATTERS_VIEW_SAVE:
            return keep(office, name or "", chosen_from(*boxes))
        pressed = pressed_button(kept)
        return forget(office, pressed["name"]) if pressed else (dash.no_update, dash.no_update)


def keep(office: Office, name: str, chosen: Chosen) -> tuple[Any, Any]:
    """Keep the list shown under a name; the reader's lists, and the name again when it was refused."""
    with office.open("matters"):  # 403 for whom the page is closed
        pass
    try:
        with office.store.writing() as connection:
            save_view(connection, current_user.name, PAGE, name, query=chosen.to_keep.query, now=office.now())
    except UserError as error:
        with office.open("matters") as (view, speech):
            return [*_own(view, speech), refused_card(error, speech)], name
    return _lists(office), ""


def forget(office: Office, name: str) -> tuple[Any, Any]:
    """Let one of the reader's own lists go."""
    with office.open("matters"):
        pass
    with office.store.writing() as connection:
        forget_view(connection, current_user.name, PAGE, name)
    return _lists(office), dash.no_update


def _lists(office: Office) -> list[Any]:
    with office.open("matters") as (view, speech):
        return _own(view, speech)
