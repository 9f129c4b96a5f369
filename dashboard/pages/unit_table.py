"""The units as a table: per measure a small bar with the interval, the share, and n; a thin line for all units together.

县住建局      ▕    ▬▬●▬▬ ▏▏   73%  n=55
凤坝社区居委会  5 件，样本太少（少于 20 件不评）
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import dcc, html

from dashboard.pages.unit_share import HEARD, MEASURES, Share, Unit, in_order, is_surely_below
from dashboard.present import Speech


def unit_table(
    whole: Unit,
    units: list[Unit],
    speech: Speech,
    *,
    by: str,
    least_count: int,
    settle_days: int,
    address: Callable[[str], str],
) -> html.Div:
    """The table ordered by one measure; address: of the page ordered by another."""
    compared, others = in_order(units, by, least_count)
    judged = [unit for unit in others if unit.is_judged(least_count)]
    few = [unit for unit in others if not unit.is_judged(least_count)]
    body = [_line(speech.say("supervision.all"), whole, whole, speech, least_count, tone="whole")]
    body += [_line(_name(unit, speech), unit, whole, speech, least_count) for unit in compared]
    if judged:
        words = speech.say("supervision.not_compared", measure=speech.say(f"supervision.{by}"), n=least_count)
        body.append(html.Tr(html.Td(words, colSpan=len(MEASURES) + 1, className="quiet")))
        body += [_line(_name(unit, speech), unit, whole, speech, least_count) for unit in judged]
    body += [
        _line(_name(unit, speech), unit, whole, speech, least_count) for unit in units if unit.name is None
    ]
    table = html.Table([_head(speech, by, settle_days, address), html.Tbody(body)], className="unit-table")
    return html.Div([html.Div(table, className="scroll-x", tabIndex=0), *_few(few, speech, least_count)])


def _head(speech: Speech, by: str, settle_days: int, address: Callable[[str], str]) -> html.Thead:
    cells = [html.Th(speech.say("supervision.unit"))]
    for measure in MEASURES:
        name = speech.say(f"supervision.{measure}")
        link = dcc.Link(f"{name} ▾" if measure == by else name, href=address(measure))
        sort = {"aria-sort": "ascending"} if measure == by else {}
        cells.append(
            html.Th([link, html.Small(speech.say(f"supervision.{measure}_words", n=settle_days))], **sort)
        )
    return html.Thead(html.Tr(cells))


def _line(name: str, unit: Unit, whole: Unit, speech: Speech, least_count: int, *, tone: str = "") -> html.Tr:
    cells = [_cell(unit, whole, measure, speech, least_count) for measure in MEASURES]
    return html.Tr([html.Th(name, scope="row"), *cells], className=tone)


def _cell(unit: Unit, whole: Unit, measure: str, speech: Speech, least_count: int) -> html.Td:
    share = unit.share(measure)
    rate = share.rate(least_count)
    label = {"data-label": speech.say(f"supervision.{measure}")}
    if rate is None:
        return html.Td(_too_few(share, speech), className="too-few", **label)
    words = speech.say(
        "supervision.interval", share=f"{rate.share:.0%}", low=f"{rate.low:.0%}", high=f"{rate.high:.0%}"
    )
    is_low = unit is not whole and is_surely_below(share, whole.share(measure), least_count)
    every = whole.share(measure).rate(least_count)
    line = [html.I(className="all", style={"left": f"{every.share:.1%}"})] if every else []
    bar = html.Span(
        [
            html.I(
                className="band-low-high",
                style={"left": f"{rate.low:.1%}", "width": f"{rate.high - rate.low:.1%}"},
            ),
            *line,
            html.I(className="dot-share", style={"left": f"{rate.share:.1%}"}),
        ],
        className="share-bar",
        title=words,
        role="img",
        **{"aria-label": words},
    )
    return html.Td(
        [
            html.Div(
                [
                    html.B(f"{rate.share:.0%}"),
                    html.Small(f"n={share.case_count:,}"),
                    *_beside(unit, measure, speech),
                ]
            ),
            bar,
        ],
        className="share low" if is_low else "share",
        **label,
    )


def _beside(unit: Unit, measure: str, speech: Speech) -> list[Any]:
    """Beside satisfaction: how many of the closed were asked and answered; silence is no praise."""
    heard = unit.share(HEARD)
    if measure != "satisfied" or not heard.case_count:
        return []
    return [
        html.Small(speech.say("supervision.heard", share=speech.share(heard.good_count, heard.case_count)))
    ]


def _too_few(share: Share, speech: Speech) -> str:
    if share.case_count == 0:
        return "—"
    return speech.say("supervision.too_few", n=speech.count(share.case_count))


def _few(units: list[Unit], speech: Speech, least_count: int) -> list[Any]:
    """Units with too few cases in every measure: named with their n, not compared."""
    if not units:
        return []
    head = speech.say("supervision.few", n=len(units), least=least_count)
    items = [
        html.Li(
            [
                html.Span(_name(unit, speech)),
                html.Small(
                    "　".join(
                        f"{speech.say(f'supervision.{measure}')} {speech.count(unit.share(measure).case_count)}"
                        for measure in MEASURES
                    )
                ),
            ]
        )
        for unit in units
    ]
    return [html.Details([html.Summary(head), html.Ul(items)], className="few-units")]


def _name(unit: Unit, speech: Speech) -> str:
    return unit.name or speech.say("supervision.no_unit")
