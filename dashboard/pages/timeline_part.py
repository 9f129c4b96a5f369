"""What happened on a matter: its reports as they came and what was done, oldest first; never who.

2026-02-28 13:56 来访 第2次反映     上次说的事还没解决……     受理 2026-03-06   答复 2026-04-30
2026-03-05 已告知
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.briefing.shape import Shapes
from dashboard.closing import basis_told
from dashboard.pages.placed_report import placed_picture, placed_words
from dashboard.present import Speech
from dashboard.suppress import Row


def timeline_part(reports: list[Row], acts: list[Row], speech: Speech, beside: Shapes) -> dmc.Timeline:
    """Reports and the acts entered on the matter, in order; an entry that was withdrawn is left out."""
    told = [
        (
            row["reported_at"],
            0,
            dmc.TimelineItem(title=_when(row, speech), children=_report(row, speech, beside)),
        )
        for row in reports
    ]
    told += [(row["occurred_at"], 1, _act(row, speech)) for row in acts if row["withdrawn_at"] is None]
    items = [item for _, _, item in sorted(told, key=lambda each: each[:2])]
    return dmc.Timeline(items, active=len(items), bulletSize=14, lineWidth=2)


def _act(row: Row, speech: Speech) -> dmc.TimelineItem:
    name = speech.say(f"act.{row['event_code']}")
    article, _, item = str(row["route_code"] or "").partition(".")
    route = (
        [html.Span(speech.say("act.route", article=article, item=item), className="chip plain")]
        if item
        else []
    )
    basis = [html.Span(told, className="chip plain") for told in basis_told(row, speech)]
    title = html.Span(
        [html.B(speech.day(row["occurred_at"])), html.Span(name, className="chip"), *route, *basis]
    )
    note = [html.P(str(row["note_text"]), className="report-text quiet")] if row["note_text"] else []
    return dmc.TimelineItem(title=title, children=note)


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
    if row["closed_at"] or row["status_code"] in ("settled", "closed"):
        steps.append(html.Span(speech.say("enter.closure_none"), className="chip plain"))
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
