"""Lists of the supervision page: matters that call for it, the week's draw of closed ones, and the three working lists.

红 41  三个月工资未发……   县人社局   2026-06-12 到期   已超 18 天
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.pages.chip import band_chip
from dashboard.present import Speech
from dashboard.suppress import Row

CAUSES = ("overdue", "dissatisfied", "idle")
LISTS = ("control_new", "reduce_stock", "guard_change")


def cause_lists(rows: list[Row], speech: Speech, *, idle_days: int) -> html.Div:
    """The three causes for supervision side by side, each with how many there are."""
    return html.Div([_cause(code, rows, speech, idle_days) for code in CAUSES], className="cause-lists")


def _cause(code: str, rows: list[Row], speech: Speech, idle_days: int) -> html.Section:
    own = [row for row in rows if row["cause_code"] == code]
    items = [_item(row, speech, speech.say(f"supervision.{code}_days", n=row["waited_days"])) for row in own]
    return html.Section(
        [
            _title(speech.say(f"supervision.{code}", n=idle_days), own, speech),
            html.Ul(items) if items else html.P(speech.say("supervision.none"), className="quiet"),
        ],
        className="card pad-small",
    )


def _title(words: str, rows: list[Row], speech: Speech) -> html.H2:
    total = int(str(rows[0]["found_total"])) if rows else 0
    cut = speech.say("supervision.first", n=len(rows)) if total > len(rows) else ""
    return html.H2([words, html.B(f"{total:,}"), html.Small(cut, className="quiet")])


def _item(row: Row, speech: Speech, state: str) -> html.Li:
    """A matter: its link, its unit, its day, and how it stands."""
    due = (
        speech.say("supervision.due", day=speech.day(row["due_date"]))
        if row["due_date"]
        else speech.say("due.none")
    )
    return html.Li(
        [
            matter_link(row, speech),
            html.Div(
                [
                    html.Span(str(row["unit_name"] or speech.say("supervision.no_unit")), className="unit"),
                    html.Span(due),
                    html.B(state),
                ],
                className="item-facts",
            ),
        ]
    )


def matter_link(row: Row, speech: Speech) -> dcc.Link:
    """A matter's band and words, leading to its page."""
    chip = [band_chip(str(row["band_code"]), speech, score=row["score"])] if row.get("band_code") else []
    return dcc.Link(
        [*chip, html.Span(str(row["title"]))],
        href=f"/matters?matter={row['matter_id']}",
        title=str(row["title"]),
        className="matter-link",
    )


def three_lists(rows: list[Row], speech: Speech, *, most: int) -> dmc.Tabs:
    """The three working lists as tabs, each with its count, owner, day and why."""
    parts = {code: [row for row in rows if row["list_code"] == code] for code in LISTS}
    tabs = [
        dmc.TabsTab([speech.say(f"supervision.{code}"), html.B(_total(parts[code]))], value=code)
        for code in LISTS
    ]
    panels = [dmc.TabsPanel(_list(parts[code], code, speech, most), value=code) for code in LISTS]
    return dmc.Tabs([dmc.TabsList(tabs), *panels], value=LISTS[0], color="pine", className="three-lists")


def _total(rows: list[Row]) -> str:
    return f"{rows[0]['found_total']:,}" if rows else "0"


def _list(rows: list[Row], code: str, speech: Speech, most: int) -> html.Div:
    words = [html.P(speech.say(f"supervision.{code}_words"), className="quiet")]
    if not rows:
        return html.Div([*words, html.P(speech.say("supervision.none"), className="quiet")])
    if int(str(rows[0]["found_total"])) > len(rows):
        words.append(html.P(speech.say("supervision.list_first", n=most), className="quiet"))
    heads = ("matter", "unit", "due_date", "why")
    head = html.Tr([html.Th(speech.say(f"supervision.column_{name}")) for name in heads])
    table = html.Table(
        [html.Thead(head), html.Tbody([_row(row, speech) for row in rows])], className="plain-table"
    )
    return html.Div([*words, html.Div(table, className="scroll-x long-list", tabIndex=0)])


def _row(row: Row, speech: Speech) -> html.Tr:
    left = row["days_left"]
    tone = "due late" if isinstance(left, int) and left < 0 else "due"
    return html.Tr(
        [
            html.Td(matter_link(row, speech)),
            html.Td(str(row["unit_name"] or speech.say("supervision.no_unit"))),
            html.Td(speech.day(row["due_date"]), className=tone),
            html.Td(speech.sentence(row)),
        ]
    )


def sample_table(rows: list[Row], speech: Speech) -> Any:
    """The week's draw of closed matters."""
    if not rows:
        return html.P(speech.say("supervision.no_sample"), className="quiet")
    heads = ("matter", "kind", "unit", "closed_date", "reply", "rating")
    head = html.Tr([html.Th(speech.say(f"supervision.column_{name}")) for name in heads])
    lines = [
        html.Tr(
            [
                html.Td(matter_link(row, speech)),
                html.Td(speech.name("category", row["category_code"])),
                html.Td(str(row["unit_name"] or speech.say("supervision.no_unit"))),
                html.Td(speech.day(row["closed_date"]), className="due"),
                html.Td(
                    speech.say("supervision.replied" if row["is_replied"] else "supervision.not_replied")
                ),
                html.Td(
                    speech.name("satisfaction", row["satisfaction_code"])
                    if row["satisfaction_code"]
                    else speech.say("supervision.not_rated")
                ),
            ]
        )
        for row in rows
    ]
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(lines)], className="plain-table"),
        className="scroll-x",
        tabIndex=0,
    )
