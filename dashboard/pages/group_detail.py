"""One group opened: what is shared, the graph, how it grew, who holds which part, what may be done together, its matters.

同一被反映方：润基盛化工有限公司          劳动争议   石塘乡 · 虎岭社区        [导出]
[graph]      [weeks]   县人社局 ███░ 9 件（未化解 2）   ·  开一次联席会议……
红 41  三个月工资未发……   县人社局   已超期 4 天
"""

from __future__ import annotations

from typing import Any

import dash_cytoscape as cyto
from dash import dcc, html

from dashboard import ids
from dashboard.pages.graph_style import stylesheet
from dashboard.pages.group_graph import MOST_MATTERS, cause_name, graph_elements
from dashboard.pages.group_growth import growth_chart
from dashboard.pages.group_members import group_members
from dashboard.pages.group_part import joint_part
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.theme import scheme


def group_detail(group: Row, view: View, speech: Speech, *, back: str, growth_days: int) -> list[Any]:
    """Everything about one group; back: the address of the list."""
    group_id = str(group["group_id"])
    rows = view.rows("page_group_matter", group_id=group_id, most=MOST_MATTERS)
    units = view.rows("page_group_unit", group_id=group_id)
    weeks = growth_chart(view.rows("page_group_week", group_id=group_id), growth_days=growth_days)
    return [
        _head(group, speech, back=back),
        html.Div(
            [
                html.Div([_graph(group, rows, speech)], className="group-left"),
                html.Div(
                    [
                        *_growth(weeks, speech, growth_days),
                        _units(units, speech),
                        html.Div(joint_part(group, speech), className="group-joint"),
                    ],
                    className="group-right",
                ),
            ],
            className="group-two",
        ),
        group_members(group, rows, speech),
    ]


def cause_words(group: Row, speech: Speech) -> str:
    """What its matters share, in the reader's language."""
    return speech.say(f"groups.cause_{group['cause_code']}", name=cause_name(group))


def _head(group: Row, speech: Speech, *, back: str) -> html.Header:
    counts = ("matter_count", "open_matter_count", "people_count", "unit_count", "growth_count")
    return html.Header(
        [
            dcc.Link(speech.say("groups.back"), href=back, className="group-back"),
            html.H2(cause_words(group, speech)),
            html.P(
                [
                    html.Span(speech.name("category", group["category_code"]), className="chip plain"),
                    html.Span(str(group["place_name"] or speech.say("groups.no_place"))),
                    html.Span(
                        speech.say(
                            "groups.span",
                            first=speech.day(group["first_date"]),
                            last=speech.day(group["last_date"]),
                        ),
                        className="quiet",
                    ),
                ],
                className="group-facts",
            ),
            html.P(
                speech.say("matter.group_words", **{name: speech.count(group[name]) for name in counts}),
                className="group-sum",
            ),
            html.A(
                speech.say("groups.export"),
                href=f"/groups/{group['group_id']}.csv",
                className="action",
                download="",
            ),
        ],
        className="group-head",
    )


def _graph(group: Row, rows: list[Row], speech: Speech) -> html.Figure:
    """The graph itself; a click opens a matter, and the table below holds the same as links."""
    total = int(str(rows[0]["found_total"])) if rows else 0
    words = speech.say("groups.graph_words")
    cut = speech.say("groups.graph_first", n=len(rows), all=total) if total > len(rows) else ""
    picture = cyto.Cytoscape(
        id=ids.GROUP_GRAPH,
        elements=graph_elements(group, rows, speech),
        layout={"name": "preset", "fit": True, "padding": 14},
        stylesheet=stylesheet(scheme()),
        style={"width": "100%", "height": "100%"},
        userZoomingEnabled=False,
        userPanningEnabled=False,
        boxSelectionEnabled=False,
        autoungrabify=True,
        maxZoom=1.25,
        responsive=True,
    )
    return html.Figure(
        [
            html.H3(speech.say("groups.graph")),
            html.Div(picture, className="group-graph"),
            html.Div(words, id=ids.GROUP_SAID, className="group-said quiet"),
            html.Figcaption(
                " ".join(part for part in (cut, speech.say("groups.graph_key")) if part), className="quiet"
            ),
        ]
    )


def _growth(drawn: str | None, speech: Speech, growth_days: int) -> list[Any]:
    if drawn is None:
        return []
    words = speech.say("groups.growth_words", n=growth_days)
    return [
        html.Figure(
            [
                html.H3(speech.say("groups.growth")),
                html.Img(src=drawn, alt=words),
                html.Figcaption(words, className="quiet"),
            ]
        )
    ]


def _units(rows: list[Row], speech: Speech) -> html.Div:
    """Which unit holds which part: bars over the group, the open part dark."""
    most = max((row["matter_count"] for row in rows if isinstance(row["matter_count"], int)), default=1)
    return html.Div(
        [html.H3(speech.say("groups.units")), html.Ul([_unit(row, most, speech) for row in rows])],
        className="group-units",
    )


def _unit(row: Row, most: object, speech: Speech) -> html.Li:
    count, still_open = row["matter_count"], row["open_matter_count"]
    parts: list[Any] = []
    if isinstance(count, int) and isinstance(still_open, int) and isinstance(most, int):
        widths = (("open", still_open), ("done", count - still_open))
        parts = [html.I(className=name, style={"width": f"{part / most:.1%}"}) for name, part in widths]
    words = speech.say("groups.unit_words", n=speech.count(count), open=speech.count(still_open))
    return html.Li(
        [
            html.Span(str(row["unit_name"] or speech.say("matter.no_unit"))),
            html.Span(parts, className="part-bar"),
            html.Small(words),
        ]
    )
