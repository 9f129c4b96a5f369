"""One matter: what it is, why it needs help, which limits run, how its reports came; never who."""

from __future__ import annotations

import itertools
from datetime import date
from functools import partial
from typing import Any

from dash import html

from dashboard.closing import closed_on
from dashboard.pages.act_part import act_part
from dashboard.pages.chip import band_chip
from dashboard.pages.counted import work_days
from dashboard.pages.deadline_part import deadline_part
from dashboard.pages.document_part import document_part
from dashboard.pages.group_part import group_part
from dashboard.pages.link_part import link_part
from dashboard.pages.lower_part import lower_part
from dashboard.pages.matters_filter import unit_options
from dashboard.pages.measure_part import measure_part
from dashboard.pages.reveal_part import reveal_part
from dashboard.pages.route_section import route_section
from dashboard.pages.timeline_part import timeline_part
from dashboard.placing.around import around
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from data.config import Config
from risk.person.contribution import explain
from risk.person.model import model_in_use

_DRAWINGS = itertools.count()


def drawer_content(
    view: View, speech: Speech, matter_id: str, config: Config, *, said: Any = None, said_measure: Any = None
) -> list[Any]:
    """The whole drawer; a plain sentence when there is no such matter or it may not be seen.

    config: as it stands now; said, said_measure: what came of an act or a measure just entered.
    """
    found = view.rows("page_one_matter", matter_id=matter_id) if view.viewer.may_open_matters else []
    if not found:
        return [html.P(speech.say("matter.unknown"))]
    matter = found[0]
    reports = view.rows("page_matter_report", matter_id=matter_id)
    reasons = view.rows("page_matter_reason", matter_id=matter_id)
    deadlines = view.rows("page_matter_deadline", matter_id=matter_id)
    acts = view.rows("page_act", matter_id=matter_id)
    return _drawn(
        *_head(matter, acts, speech),
        _section(speech.say("matter.reasons"), _reasons(reasons, speech)),
        *_lower(matter, lower_part(matter["score"], reasons, deadlines, config.score, speech), speech),
        _section(
            speech.say("matter.deadlines"), deadline_part(deadlines, work_days(view, deadlines), speech)
        ),
        _section(
            speech.say("enter.title"),
            act_part(matter_id, acts, speech, as_of=_as_of(view), said=said),
        ),
        _section(
            speech.say("carry.title"),
            measure_part(
                matter_id,
                view.rows("page_measure", matter_id=matter_id),
                unit_options(view),
                speech,
                as_of=_as_of(view),
                said=said_measure,
            ),
        ),
        _section(speech.say("document.title"), document_part(matter_id, speech)),
        *_group(view, speech, matter_id),
        route_section(matter, speech, as_of=_as_of(view)),
        _section(
            speech.say("matter.reports"),
            timeline_part(reports, acts, speech, around(view, reports)),
        ),
        *_links(view, speech, matter_id, config),
        *_identity(view, speech, matter_id),
    )


def _drawn(*parts: Any) -> list[Any]:
    """Under a name of its own, so that the browser makes it anew: boxes are empty, none keeps what it held before."""
    return [html.Div(list(parts), id=f"act-drawn-{next(_DRAWINGS)}")]


def _identity(view: View, speech: Speech, matter_id: str) -> list[Any]:
    """The way to who the parties are, for who may ask."""
    if not view.viewer.may_reveal:
        return []
    return [_section(speech.say("reveal.title"), reveal_part(matter_id, speech))]


def _links(view: View, speech: Speech, matter_id: str, config: Config) -> list[Any]:
    """Why its reports are one matter, and which others may belong to it."""
    found = []
    told = partial(explain, view.connection, model_in_use(view.connection, config))
    for query, title in (("page_matter_link", "link.title"), ("page_doubt", "link.doubts")):
        rows = view.rows(query, matter_id=matter_id)
        if rows:
            about = matter_id if query == "page_doubt" else None
            found.append(_section(speech.say(title), link_part(rows, told, speech, decide_for=about)))
    return found


def _as_of(view: View) -> date:
    day = view.rows("page_state")[0]["as_of_date"]
    assert isinstance(day, date)
    return day


def _lower(matter: Row, content: Any, speech: Speech) -> list[Any]:
    """Only of a matter that is scored."""
    return [_section(speech.say("matter.lower"), content)] if matter["score"] is not None else []


def _section(title: str, content: Any) -> html.Section:
    return html.Section([html.H3(title), content], className="matter-part")


def _head(matter: Row, acts: list[Row], speech: Speech) -> list[Any]:
    facts = (
        ("place", matter["place_name"] or speech.say("matters.no_place")),
        ("kind", speech.name("category", matter["category_code"])),
        ("unit", matter["unit_name"] or speech.say("matter.no_unit")),
        ("respondent", _respondent(matter, speech)),
        ("status", speech.name("status", matter["status_code"])),
        ("closure", closed_on(matter, acts, speech)),
        ("people", speech.say("matter.people", n=speech.count(matter["people_count"]))),
        ("count", speech.say("matter.report_count", n=speech.count(matter["report_count"]))),
        ("level", speech.name("level", matter["level_code"])),
        ("no", matter["matter_id"]),
    )
    chips = (
        [band_chip(str(matter["band_code"]), speech, score=matter["score"])] if matter["band_code"] else []
    )
    return [
        html.Div([*chips, html.Span(_rank(matter, speech), className="quiet")], className="matter-line"),
        html.H2(str(matter["title"]), className="matter-title"),
        html.Dl(
            [
                html.Div([html.Dt(speech.say(f"fact.{name}")), html.Dd(str(value))])
                for name, value in facts
                if value
            ],
            className="matter-facts",
        ),
    ]


def _respondent(matter: Row, speech: Speech) -> str | None:
    """The organisation, and whether only the words of its reports name it."""
    name = matter["respondent_name"]
    if name is None or not matter["is_respondent_drawn"]:
        return None if name is None else str(name)
    return speech.say("matter.respondent_drawn", name=name)


def _rank(matter: Row, speech: Speech) -> str:
    return (
        speech.say("matter.rank", n=matter["rank_no"]) if matter["rank_no"] else speech.say("matter.closed")
    )


def _reasons(rows: list[Row], speech: Speech) -> Any:
    if not rows:
        return html.P(speech.say("matter.no_reason"), className="quiet")
    items = [
        html.Li(
            [
                html.B(f"{row['points']:+d}"),
                html.Span(speech.sentence(row)),
            ]
        )
        for row in rows
    ]
    return html.Ul(items, className="reasons")


def _group(view: View, speech: Speech, matter_id: str) -> list[Any]:
    rows = view.rows("page_matter_group", matter_id=matter_id)
    if not rows:
        return []
    units = view.rows("page_group_unit", group_id=rows[0]["group_id"])
    return [_section(speech.say("matter.group"), group_part(rows[0], units, speech))]
