"""Groups (群体事项): matters of different people that share a cause, what needs joint handling first on top; one opened beside.

未化解 17/17   +17   同一被反映方：润基盛化工有限公司   →   graph, growth, units, joint steps, members
The address holds what is chosen (?group= &kind= &area= &closed=), so a link, the way back and a reload show the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

import dash
import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import ids
from dashboard.pages.group_detail import cause_words, group_detail
from dashboard.pages.matters_filter import area_options, select_box
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.office import Office

MOST_GROUPS = 200


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; '' for everything."""

    kind: str = ""
    area: str = ""
    closed: str = ""

    def address(self, group_id: object = "") -> str:
        """The address of this choice, one group opened."""
        asked = {"group": group_id, "kind": self.kind, "area": self.area, "closed": self.closed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/groups?{query}" if query else "/groups"


def chosen_from(query: Mapping[str, str]) -> Chosen:
    """The choice of an address; what is unknown finds nothing and breaks nothing."""
    return Chosen(query.get("kind", ""), query.get("area", ""), "1" if query.get("closed") else "")


def layout(visit: Visit) -> html.Div:
    """The page: filters, the list, and the group the address opens, else the first."""
    view, speech = visit.view, visit.speech
    chosen = chosen_from(visit.query)
    growth_days = visit.office.config.group.growth_days
    rows = _groups(view, chosen, growth_days)
    asked = visit.query.get("group", "")
    found = _one(view, asked, growth_days) if asked else rows[:1]
    detail = (
        group_detail(found[0], view, speech, back=chosen.address(), growth_days=growth_days)
        if found
        else [html.P(speech.say("groups.unknown" if asked else "groups.none"), className="none")]
    )
    shown_id = str(found[0]["group_id"]) if found else ""
    return html.Div(
        className="groups-page opened" if asked else "groups-page",
        children=[
            _bar(view, speech, chosen, rows),
            html.Nav(
                [_line(row, speech, chosen, is_here=row["group_id"] == shown_id) for row in rows],
                className="group-list card",
                **{"aria-label": speech.say("groups.title")},
            ),
            html.Article(detail, className="group-detail card", key=shown_id),
        ],
    )


def _groups(view: View, chosen: Chosen, growth_days: int) -> list[Row]:
    return view.rows(
        "page_group",
        kind=chosen.kind,
        focus=chosen.area,
        only_open=not chosen.closed,
        group_id="",
        growth_days=growth_days,
        most=MOST_GROUPS,
    )


def _one(view: View, group_id: str, growth_days: int) -> list[Row]:
    return view.rows(
        "page_group", kind="", focus="", only_open=False, group_id=group_id, growth_days=growth_days, most=1
    )


def _bar(view: View, speech: Speech, chosen: Chosen, rows: list[Row]) -> html.Div:
    total = rows[0]["found_total"] if rows else 0
    key = "groups.found_first" if len(rows) < int(str(total)) else "groups.found"
    return html.Div(
        [
            html.H1(speech.say("groups.title")),
            select_box(ids.GROUPS_AREA, area_options(view), speech.say("filter.area"), value=chosen.area),
            select_box(
                ids.GROUPS_KIND, speech.options("category"), speech.say("filter.kind"), value=chosen.kind
            ),
            dmc.Switch(
                id=ids.GROUPS_CLOSED,
                label=speech.say("filter.closed"),
                size="sm",
                checked=bool(chosen.closed),
            ),
            html.Span(speech.say(key, n=total, shown=len(rows)), className="found"),
            html.P(speech.say("groups.order"), className="quiet"),
        ],
        className="list-bar card",
    )


def _line(row: Row, speech: Speech, chosen: Chosen, *, is_here: bool) -> dcc.Link:
    """One group of the list."""
    numbers = (
        (
            "growth",
            row["growth_count"],
            speech.say("groups.line_growth", n=speech.count(row["growth_count"])),
        ),
        (
            "people",
            row["people_count"],
            speech.say("groups.line_people", n=speech.count(row["people_count"])),
        ),
        ("units", row["unit_count"], speech.say("groups.line_units", n=speech.count(row["unit_count"]))),
    )
    return dcc.Link(
        [
            html.Span(
                [
                    html.B(speech.count(row["open_matter_count"])),
                    html.Small(speech.say("groups.line_open")),
                    html.Small(speech.say("groups.line_all", n=speech.count(row["matter_count"]))),
                ],
                className="group-open" if row["open_matter_count"] else "group-open none-open",
            ),
            html.Span(
                [
                    html.Span(cause_words(row, speech), className="group-cause"),
                    html.Span(
                        [
                            html.Span(words, className=f"group-{name}")
                            for name, value, words in numbers
                            if value != 0
                        ],
                        className="group-numbers",
                    ),
                    html.Small(
                        f"{speech.name('category', row['category_code'])}　{row['place_name'] or speech.say('groups.no_place')}",
                        className="quiet",
                    ),
                ],
                className="group-words",
            ),
        ],
        href=chosen.address(row["group_id"]),
        className="group-line here" if is_here else "group-line",
    )


def register(app: dash.Dash, _office: Office) -> None:
    """Hang the page's callbacks on an app: they only write addresses, and the way to an address checks who asks."""

    @app.callback(
        Output(ids.URL, "search", allow_duplicate=True),
        Input(ids.GROUPS_AREA, "value"),
        Input(ids.GROUPS_KIND, "value"),
        Input(ids.GROUPS_CLOSED, "checked"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def _choose(area: str | None, kind: str | None, closed: bool | None, search: str | None) -> Any:
        return search_after(search or "", Chosen(kind or "", area or "", "1" if closed else ""))

    @app.callback(
        Output(ids.URL, "href", allow_duplicate=True),
        Input(ids.GROUP_GRAPH, "tapNodeData"),
        prevent_initial_call=True,
    )
    def _tap(node: dict[str, Any] | None) -> Any:
        return matter_address(node)

    app.clientside_callback(
        ClientsideFunction("fengqiao_graph", "told"),
        Output(ids.GROUP_SAID, "children"),
        Input(ids.GROUP_GRAPH, "mouseoverNodeData"),
        prevent_initial_call=True,
    )


def search_after(search: str, chosen: Chosen) -> Any:
    """The part of the address behind the question mark for a new choice; nothing when it is the one shown."""
    shown = chosen_from({name: values[0] for name, values in parse_qs(search.lstrip("?")).items()})
    return dash.no_update if shown == chosen else chosen.address().removeprefix("/groups")


def matter_address(node: dict[str, Any] | None) -> Any:
    """Where a click on a node leads: to a matter's page, from its organisation or place nowhere."""
    matter_id = (node or {}).get("matter")
    return f"/matters?{urlencode({'matter': matter_id})}" if matter_id else dash.no_update
