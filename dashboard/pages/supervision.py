"""Supervision (督办): how units keep their limits and answers, with n and intervals; what calls for supervision; what to check.

Units are compared only where there are enough cases, and no person at all.
The address holds what is chosen (?area= &days= &by=).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, html

from dashboard import ids
from dashboard.pages.matters_filter import area_options, select_box
from dashboard.pages.supervised_list import cause_lists, sample_table, three_lists
from dashboard.pages.unit_share import MEASURES, units_told
from dashboard.pages.unit_table import unit_table
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office
from data.config import Supervision

DAYS = ("90", "180", "365")
MOST_LISTED, MOST_ON_LIST = 12, 60


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; area '' for everywhere."""

    area: str = ""
    days: str = DAYS[-1]
    by: str = "reply"

    @property
    def search(self) -> str:
        """The part of the address behind the path."""
        asked = {"area": self.area, "days": self.days, "by": self.by}
        usual = {"area": "", "days": DAYS[-1], "by": "reply"}
        query = urlencode({name: value for name, value in asked.items() if value != usual[name]})
        return f"?{query}" if query else ""


def chosen_from(query: Mapping[str, str]) -> Chosen:
    """The choice of an address; an unknown period or measure is the usual one."""
    days, by = query.get("days", ""), query.get("by", "")
    return Chosen(
        query.get("area", ""), days if days in DAYS else DAYS[-1], by if by in MEASURES else "reply"
    )


def layout(visit: Visit) -> html.Div:
    """The page: filters, units, the causes for supervision, the three lists, the week's draw."""
    view, speech, told = visit.view, visit.speech, visit.office.config.supervision
    chosen = chosen_from(visit.query)
    causes = view.rows(
        "page_supervision_matter", focus=chosen.area, idle_days=told.idle_days, most=MOST_LISTED
    )
    lists = view.rows("page_supervision_list", focus=chosen.area, most=MOST_ON_LIST)
    return html.Div(
        className="supervision-page",
        children=[
            _bar(view, speech, chosen),
            _units(view, speech, chosen, told),
            cause_lists(causes, speech, idle_days=told.idle_days),
            html.Section(
                [html.H2(speech.say("supervision.lists")), three_lists(lists, speech, most=MOST_ON_LIST)],
                className="card pad-small",
            ),
            _sample(view, speech, chosen, told),
        ],
    )


def _bar(view: View, speech: Speech, chosen: Chosen) -> html.Div:
    spans = [{"value": days, "label": speech.say(f"supervision.d{days}")} for days in DAYS]
    return html.Div(
        [
            html.H1(speech.say("supervision.title")),
            select_box(
                ids.SUPERVISION_AREA, area_options(view), speech.say("filter.area"), value=chosen.area
            ),
            dmc.SegmentedControl(id=ids.SUPERVISION_DAYS, data=spans, value=chosen.days, size="sm"),
            html.P(speech.say("supervision.words"), className="quiet"),
        ],
        className="list-bar card",
    )


def _units(view: View, speech: Speech, chosen: Chosen, told: Supervision) -> html.Section:
    rows = view.rows(
        "page_supervision_unit", focus=chosen.area, days=int(chosen.days), settle_days=told.settle_days
    )
    whole, units = units_told(rows)
    note = speech.say(
        "supervision.units_note", least=told.least_count, settle=told.settle_days, days=chosen.days
    )
    return html.Section(
        [
            html.H2(speech.say("supervision.units")),
            html.P(note, className="quiet"),
            unit_table(
                whole,
                units,
                speech,
                by=chosen.by,
                least_count=told.least_count,
                settle_days=told.settle_days,
                address=lambda measure: f"/supervision{replace(chosen, by=measure).search}",
            ),
        ],
        className="card pad-small",
    )


def _sample(view: View, speech: Speech, chosen: Chosen, told: Supervision) -> html.Section:
    as_of = view.rows("page_state")[0]["as_of_date"]
    assert isinstance(as_of, date)
    week = week_name(as_of)
    rows = view.rows(
        "page_supervision_sample", focus=chosen.area, days=int(chosen.days), week=week, most=told.sample_count
    )
    all_count = rows[0]["found_total"] if rows else 0
    words = speech.say("supervision.sample_words", week=week, n=len(rows), all=all_count, days=chosen.days)
    return html.Section(
        [
            html.H2(speech.say("supervision.sample")),
            html.P(words, className="quiet"),
            sample_table(rows, speech),
        ],
        className="card pad-small",
    )


def week_name(day: date) -> str:
    """The ISO week a day is in.

    >>> week_name(date(2026, 6, 30))
    '2026-W27'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def register(app: dash.Dash, _office: Office) -> None:
    """Hang the page's callback on an app: it only writes an address, and the way there checks who asks."""

    @app.callback(
        Output(ids.URL, "search", allow_duplicate=True),
        Input(ids.SUPERVISION_AREA, "value"),
        Input(ids.SUPERVISION_DAYS, "value"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def _choose(area: str | None, days: str | None, search: str | None) -> Any:
        return search_after(search or "", area=area or "", days=days or DAYS[-1])


def search_after(search: str, *, area: str, days: str) -> Any:
    """The part of the address behind the path for a new choice; nothing when it is the one shown."""
    shown = chosen_from({name: values[0] for name, values in parse_qs(search.lstrip("?")).items()})
    wanted = replace(shown, area=area, days=days)
    return dash.no_update if wanted == shown else wanted.search
