"""The matters of a group as a table, each a link: what needs help first on top, closed ones last."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.pages.chip import band_chip, due_words
from dashboard.present import Speech
from dashboard.suppress import Row


def group_members(group: Row, rows: list[Row], speech: Speech) -> html.Section:
    """The table, from rows of page_group_matter."""
    total = int(str(rows[0]["found_total"])) if rows else 0
    cut = (
        [html.P(speech.say("groups.members_first", n=len(rows), all=total), className="quiet")]
        if total > len(rows)
        else []
    )
    heads = ("score", "title", "first_date", "unit_name", "due", "people_count", "report_count")
    head = html.Tr([html.Th(speech.say(f"groups.column_{name}")) for name in heads])
    table = html.Table(
        [html.Thead(head), html.Tbody([_member(row, speech) for row in rows])], className="plain-table"
    )
    return html.Section(
        [
            html.H3(speech.say("groups.members", n=speech.count(group["matter_count"]))),
            *cut,
            html.Div(table, className="scroll-x", tabIndex=0),
        ],
        className="group-members",
    )


def _member(row: Row, speech: Speech) -> html.Tr:
    chip: Any = html.Span(speech.say("groups.closed"), className="chip plain")
    if row["is_open"] and row["band_code"]:
        chip = band_chip(str(row["band_code"]), speech, score=row["score"])
    link = dcc.Link(str(row["title"]), href=f"/matters?matter={row['matter_id']}")
    return html.Tr(
        [
            html.Td(chip),
            html.Td(link),
            html.Td(speech.day(row["first_date"]), className="figure"),
            html.Td(str(row["unit_name"] or speech.say("matter.no_unit"))),
            html.Td(due_words(row, speech) if row["is_open"] else "—"),
            html.Td(speech.count(row["people_count"]), className="figure"),
            html.Td(speech.count(row["report_count"]), className="figure"),
        ]
    )
