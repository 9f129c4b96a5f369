"""The drawer beside the map: reports one by one, each with how it was placed; or those of one number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, html

from dashboard import ids
from dashboard.pages.placed_part import WAY_COLOURS, InView, list_id
from dashboard.pages.placed_report import placed_card
from dashboard.pages.situation_data import Where, since
from dashboard.placing.around import around
from dashboard.placing.told import WAYS
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office

MOST_REPORTS = 30


@dataclass(frozen=True)
class Asked:
    """Which reports: of a way or a doubt among those in view, or of a number wherever they are."""

    way: str = ""
    doubt: str = ""
    number: str = ""


def number_box(speech: Speech) -> dmc.TextInput:
    """Where a report's number is typed."""
    words = speech.say("placing.search")
    return dmc.TextInput(
        id={"type": ids.PLACED_NUMBER, "at": "panel"},
        placeholder=words,
        size="sm",
        debounce=True,
        className="number-box",
        **{"aria-label": words},
    )


def drawer(speech: Speech) -> dmc.Drawer:
    """The drawer, shut."""
    return dmc.Drawer(
        id=ids.PLACED_DRAWER,
        title=speech.say("placing.title"),
        position="right",
        size="min(860px, 100vw)",
        opened=False,
        closeButtonProps={"aria-label": speech.say("matters.close")},
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the drawer's callback on an app."""

    @app.callback(
        Output(ids.PLACED_DRAWER, "opened"),
        Output(ids.PLACED_DRAWER, "children"),
        Input({"type": ids.PLACED_LIST, "by": ALL, "way": ALL, "doubt": ALL}, "n_clicks"),
        Input({"type": ids.PLACED_NUMBER, "at": ALL}, "n_submit"),
        State({"type": ids.PLACED_NUMBER, "at": ALL}, "value"),
        State(ids.SITUATION_WHERE, "data"),
        State(ids.SITUATION_SINCE, "value"),
        State(ids.SITUATION_KIND, "value"),
        prevent_initial_call=True,
    )
    def _open(_clicks: Any, _enters: Any, numbers: list[str | None], *in_view: Any) -> Any:
        target = ctx.triggered_id
        if not isinstance(target, dict) or not ctx.triggered[0]["value"]:
            return dash.no_update, dash.no_update
        if target["type"] == ids.PLACED_LIST:
            return open_list(office, Asked(str(target["way"]), str(target["doubt"])), *in_view)
        typed = next((number.strip() for number in numbers if number), "")
        return open_list(office, Asked(number=typed), *in_view) if typed else (dash.no_update,) * 2


def open_list(
    office: Office, asked: Asked, where: dict[str, str], span: str, kind: str | None
) -> tuple[bool, list[Any]]:
    """The drawer opened on the reports asked for."""
    with office.open("situation") as (view, speech):
        about = Where(**where)
        shown = InView(about.picked or about.focus, since(view, span), kind or "")
        return True, placed_list(view, speech, shown, asked)


def placed_list(view: View, speech: Speech, shown: InView, asked: Asked) -> list[Any]:
    """What stands in the drawer; a plain sentence for who may not open single reports."""
    if not view.viewer.may_open_matters:
        return [html.P(speech.say("panel.closed"))]
    rows = view.rows(
        "page_placed_report",
        focus=shown.focus,
        since=shown.since,
        kind=shown.kind,
        way=asked.way,
        doubt=asked.doubt,
        number=asked.number,
        most=MOST_REPORTS,
    )
    if asked.number and not rows:
        return [html.P(speech.say("placing.not_found", number=asked.number))]
    choices = [] if asked.number else [_choices(asked, speech)]
    beside = around(view, rows)
    found = rows[0]["found_count"] if rows else 0
    key = "placing.found" if len(rows) == found else "placing.found_first"
    return [
        *choices,
        html.P(speech.say(key, n=speech.count(found), shown=len(rows)), className="quiet placed-found"),
        _key(speech),
        *[placed_card(row, speech, beside) for row in rows],
    ]


def _choices(asked: Asked, speech: Speech) -> html.Div:
    """The ways to choose among, the chosen one marked."""
    names = {"": speech.say("placing.all_ways"), **{way: speech.name("located_by", way) for way in WAYS}}
    buttons = [
        html.Button(
            [html.I(className="swatch", style={"background": WAY_COLOURS[way]}) if way else "", name],
            id=list_id("drawer", way=way),
            className="choice here" if way == asked.way and not asked.doubt else "choice",
        )
        for way, name in names.items()
    ]
    doubt = (
        [html.Span(speech.name("doubt", asked.doubt), className="choice here doubt")] if asked.doubt else []
    )
    return html.Div([*buttons, *doubt], className="choices")


def _key(speech: Speech) -> html.Ul:
    """What the lines and dots of the pictures mean."""
    parts = ("own", "declared", "point", "unused")
    return html.Ul(
        [html.Li([html.I(className=f"key-{part}"), speech.say(f"placing.key_{part}")]) for part in parts],
        className="placed-key",
    )
