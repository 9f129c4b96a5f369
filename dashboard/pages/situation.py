"""Situation map: what needs help first, where, and why."""

from __future__ import annotations

from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Input, Output, State, ctx, dcc, html

from dashboard import ids
from dashboard.chart import MapRecord, situation_figure, situation_values
from dashboard.pages import placed_list
from dashboard.pages.situation_data import SPANS, Choice, Place, Where, find_place, map_record, step
from dashboard.pages.situation_panel import panel
from dashboard.pages.situation_part import kpi_cards, legend, trail
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office

TICK_MILLISECONDS = 60_000


def layout(visit: Visit) -> html.Div:
    """The page before its first answer."""
    view, speech = visit.view, visit.speech
    return html.Div(
        className="situation",
        children=[
            dcc.Store(id=ids.SITUATION_WHERE, data={}),
            dcc.Store(id=ids.SITUATION_FIGURE),
            dcc.Store(id=ids.SITUATION_STAMP, data=_stamp(view)),
            dcc.Interval(id=ids.SITUATION_TICK, interval=TICK_MILLISECONDS),
            html.Div(id=ids.SITUATION_KPI, className="kpis"),
            html.Section(className="map-card card", children=_map_card(speech)),
            _aside(view, speech),
            placed_list.drawer(speech),
        ],
    )


def _aside(view: View, speech: Speech) -> html.Aside:
    """The panel; who may open single reports can look one up by its number."""
    box = [placed_list.number_box(speech)] if view.viewer.may_open_matters else []
    return html.Aside([*box, html.Div(id=ids.SITUATION_PANEL)], className="panel card")


def _map_card(speech: Speech) -> list[Any]:
    graph = dcc.Graph(
        id=ids.SITUATION_MAP,
        className="map",
        responsive=True,
        config={"displayModeBar": False, "scrollZoom": True, "doubleClick": False},
    )
    return [
        html.Div(
            className="map-bar",
            children=[html.Div(id=ids.SITUATION_TRAIL, className="trail"), _filters(speech)],
        ),
        html.Div(graph, className="map-frame"),
        html.Div(id=ids.SITUATION_LEGEND, className="legend"),
    ]


def _filters(speech: Speech) -> html.Div:
    spans = [{"value": span, "label": speech.say(f"span.d{span}")} for span in reversed(SPANS)]
    layers = [{"value": name, "label": speech.say(f"layer.{name}")} for name in ("areas", "heat", "both")]
    return html.Div(
        className="filters",
        children=[
            dmc.SegmentedControl(id=ids.SITUATION_SINCE, data=spans, value="all", size="xs"),
            dmc.Select(
                id=ids.SITUATION_KIND,
                data=speech.options("category"),
                placeholder=speech.say("filter.kind"),
                clearable=True,
                searchable=True,
                size="xs",
                w=170,
                **{"aria-label": speech.say("filter.kind")},
            ),
            dmc.SegmentedControl(id=ids.SITUATION_LAYER, data=layers, value="areas", size="xs"),
        ],
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callbacks on an app."""

    @app.callback(
        Output(ids.SITUATION_WHERE, "data"),
        Output(ids.SITUATION_MAP, "clickData"),
        Input(ids.SITUATION_MAP, "clickData"),
        Input({"type": ids.STEP_TO, "by": ALL, "focus": ALL, "level": ALL}, "n_clicks"),
        State(ids.SITUATION_WHERE, "data"),
        prevent_initial_call=True,
    )
    def _move(click: dict[str, Any] | None, _clicks: list[int | None], where: dict[str, str]) -> Any:
        return move(office, click, where)

    @app.callback(
        Output(ids.SITUATION_FIGURE, "data"),
        Output(ids.SITUATION_KPI, "children"),
        Output(ids.SITUATION_TRAIL, "children"),
        Output(ids.SITUATION_LEGEND, "children"),
        Output(ids.SITUATION_PANEL, "children"),
        Output(ids.SITUATION_STAMP, "data"),
        Input(ids.SITUATION_WHERE, "data"),
        Input(ids.SITUATION_SINCE, "value"),
        Input(ids.SITUATION_KIND, "value"),
        Input(ids.SITUATION_LAYER, "value"),
        Input(ids.SITUATION_TICK, "n_intervals"),
        State(ids.SITUATION_STAMP, "data"),
    )
    def _draw(where: dict[str, str], span: str, kind: str | None, layer: str, _tick: int, stamp: str) -> Any:
        return draw(office, Where(**where), Choice(span, kind or "", layer), stamp=stamp)

    placed_list.register(app, office)
    app.clientside_callback(
        ClientsideFunction("fengqiao", "fit"),
        Output(ids.SITUATION_MAP, "figure"),
        Input(ids.SITUATION_FIGURE, "data"),
        prevent_initial_call=True,
    )


def move(office: Office, click: dict[str, Any] | None, where: dict[str, str]) -> Any:
    """Where a click leads: on the map into the area clicked, on a button to the place it names."""
    target = ctx.triggered_id
    if isinstance(target, dict):
        if not ctx.triggered[0]["value"]:
            return dash.no_update, dash.no_update
        return {"focus": target["focus"], "level": target["level"] or None}, None
    if not click or "location" not in click["points"][0]:
        return dash.no_update, dash.no_update
    with office.open("situation") as (view, _):
        to = step(view, Where(**where), str(click["points"][0]["location"]))
    return {"focus": to.focus, "picked": to.picked, "level": to.level}, None


def draw(office: Office, where: Where, choice: Choice, *, stamp: str) -> Any:
    """Everything the page shows, from one moment; after a filter only the map's values are sent."""
    changed = set(ctx.triggered_prop_ids.values())
    with office.open("situation") as (view, speech):
        now = _stamp(view)
        if changed == {ids.SITUATION_TICK} and now == stamp:
            return (dash.no_update,) * 6
        place = find_place(view, where)
        record = _record(office, view, place, choice=choice) if place else None
        if place is None or record is None:
            return dash.no_update, [], [], [], speech.say("empty.shapes"), now
        is_value = bool(changed) and changed <= {ids.SITUATION_SINCE, ids.SITUATION_KIND, ids.SITUATION_LAYER}
        figure = situation_values(record, speech) if is_value else situation_figure(record, speech)
        figures = view.rows("page_kpi", focus=place.about)[0]
        return (
            figure,
            kpi_cards(figures, speech),
            trail(place, speech),
            legend(record, speech),
            panel(view, speech, place, figures=figures, choice=choice),
            now,
        )


def _record(office: Office, view: View, place: Place, *, choice: Choice) -> MapRecord | None:
    return map_record(view, place, choice, atlas=office.atlas, area=office.config.area)


def _stamp(view: View) -> str:
    state = view.rows("page_state")
    return str(state[0]["refreshed_at"]) if state else ""
