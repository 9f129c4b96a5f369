"""One matter: what it is, why it needs help, which limits run, how its reports came; never who."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.briefing.shape import Shapes
from dashboard.pages.chip import band_chip
from dashboard.pages.counted import counted, work_days
from dashboard.pages.group_part import group_part
from dashboard.pages.link_part import link_part
from dashboard.pages.lower_part import lower_part
from dashboard.pages.placed_report import placed_picture, placed_words
from dashboard.pages.route_section import route_section
from dashboard.placing.around import around
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from data.config import Config
from risk.limit.workdays import WorkDays
from risk.person.contribution import explain
from risk.person.model import model_in_use


def drawer_content(view: View, speech: Speech, matter_id: str, config: Config) -> list[Any]:
    """The whole drawer; a plain sentence when there is no such matter or it may not be seen. config: as it stands now."""
    found = view.rows("page_one_matter", matter_id=matter_id) if view.viewer.may_open_matters else []
    if not found:
        return [html.P(speech.say("matter.unknown"))]
    matter = found[0]
    reports = view.rows("page_matter_report", matter_id=matter_id)
    reasons = view.rows("page_matter_reason", matter_id=matter_id)
    deadlines = view.rows("page_matter_deadline", matter_id=matter_id)
    return [
        *_head(matter, speech),
        _section(speech.say("matter.reasons"), _reasons(reasons, speech)),
        *_lower(matter, lower_part(matter["score"], reasons, deadlines, config.score, speech), speech),
        _section(speech.say("matter.deadlines"), _deadlines(deadlines, work_days(view, deadlines), speech)),
        *_group(view, speech, matter_id),
        route_section(matter, speech, as_of=_as_of(view)),
        _section(
            speech.say("matter.reports"),
            _timeline(reports, speech, around(view, reports)),
        ),
        *_links(view, speech, matter_id, config),
    ]


def _links(view: View, speech: Speech, matter_id: str, config: Config) -> list[Any]:
    rows = view.rows("page_matter_link", matter_id=matter_id)
    if not rows:
        return []
    model = model_in_use(view.connection, config)
    told = link_part(rows, partial(explain, view.connection, model), speech)
    return [_section(speech.say("link.title"), told)]


def _as_of(view: View) -> date:
    day = view.rows("page_state")[0]["as_of_date"]
    assert isinstance(day, date)
    return day


def _lower(matter: Row, content: Any, speech: Speech) -> list[Any]:
    """Only of a matter that is scored."""
    return [_section(speech.say("matter.lower"), content)] if matter["score"] is not None else []


def _section(title: str, content: Any) -> html.Section:
    return html.Section([html.H3(title), content], className="matter-part")


def _head(matter: Row, speech: Speech) -> list[Any]:
    facts = (
        ("place", matter["place_name"] or speech.say("matters.no_place")),
        ("kind", speech.name("category", matter["category_code"])),
        ("unit", matter["unit_name"] or speech.say("matter.no_unit")),
        ("respondent", matter["respondent_name"]),
        ("status", speech.name("status", matter["status_code"])),
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


def _deadlines(rows: list[Row], calendar: WorkDays | None, speech: Speech) -> Any:
    if not rows:
        return html.P(speech.say("matter.no_deadline"), className="quiet")
    heads = [html.Th(speech.say(f"deadline.{name}")) for name in ("step", "from", "due", "state", "basis")]
    lines: list[html.Tr] = []
    for row in rows:
        lines.append(_deadline(row, speech))
        told = counted(row, calendar, speech)
        lines += [html.Tr(html.Td(told, colSpan=len(heads)), className="beneath")] if told else []
    body = html.Tbody(lines)
    return html.Div(
        html.Table([html.Thead(html.Tr(heads)), body], className="plain-table"), className="scroll-x"
    )


def _deadline(row: Row, speech: Speech) -> html.Tr:
    due: list[Any] = [html.B(speech.day(row["conservative_due_date"]))]
    if row["statutory_due_date"] != row["conservative_due_date"]:
        due.append(html.Small(speech.say("deadline.rolled", day=speech.day(row["statutory_due_date"]))))
    if row["is_past_calendar"]:
        due.append(html.Small(speech.say("deadline.past_calendar")))
    state = str(row["state_code"])
    words = speech.say(f"deadline.{state}", n=row["overdue_days"], day=speech.day(row["met_date"]))
    return html.Tr(
        [
            html.Td(speech.name("rule", row["rule_code"]) if not row["rule_name"] else str(row["rule_name"])),
            html.Td(speech.day(row["from_date"])),
            html.Td(due),
            html.Td(html.Span(words, className=f"state {state}")),
            html.Td(str(row["basis"])),
        ]
    )


def _group(view: View, speech: Speech, matter_id: str) -> list[Any]:
    rows = view.rows("page_matter_group", matter_id=matter_id)
    if not rows:
        return []
    units = view.rows("page_group_unit", group_id=rows[0]["group_id"])
    return [_section(speech.say("matter.group"), group_part(rows[0], units, speech))]


def _timeline(rows: list[Row], speech: Speech, beside: Shapes) -> dmc.Timeline:
    items = [
        dmc.TimelineItem(title=_when(row, speech), children=_report(row, speech, beside)) for row in rows
    ]
    return dmc.Timeline(items, active=len(items), bulletSize=14, lineWidth=2)


def _when(row: Row, speech: Speech) -> html.Span:
    repeat = row["repeat_no"]
    mark = (
        [html.Span(speech.say("report.repeat", n=repeat), className="chip")] if repeat and repeat != 1 else []
    )
    channel = speech.name("channel", row["channel_code"])
    return html.Span(
        [html.B(speech.moment(row["reported_at"])), html.Span(channel, className="chip plain"), *mark]
    )


def _report(row: Row, speech: Speech, beside: Shapes) -> list[Any]:
    text = row["narrative"] or row["title"]
    source = speech.say(
        "report.source", file=row["file_name"] or "—", sheet=row["sheet_name"], row=row["row_no"]
    )
    steps = [
        html.Span(f"{speech.say(f'report.{name}')} {speech.day(row[f'{name}_at'])}", className="chip plain")
        for name in ("accepted", "replied", "closed")
        if row[f"{name}_at"]
    ]
    rated = [html.Span(speech.name("satisfaction", row["satisfaction_code"]), className="chip plain")]
    return [
        html.P(str(text or "—"), className="report-text"),
        *([html.P(str(row["progress_text"]), className="report-text quiet")] if row["progress_text"] else []),
        html.Div(steps + (rated if row["satisfaction_code"] else []), className="chips"),
        *_placed(row, speech, beside),
        html.Small(source, className="quiet"),
    ]


def _placed(row: Row, speech: Speech, beside: Shapes) -> list[Any]:
    """How the report was placed, and the picture behind a word; open when something speaks against it."""
    shown = placed_picture(row, speech, beside)
    look = html.Details(
        [html.Summary(speech.say("placing.picture")), *shown],
        open=bool(row["doubt_code"]),
        className="placed-at",
    )
    return [*placed_words(row, speech), *([look] if shown else [])]
