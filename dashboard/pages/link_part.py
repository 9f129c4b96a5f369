"""Why the reports of a matter are one: each later report beside the earlier one it was joined to, and what spoke for it.

▸ 2025-03-01 ↔ 2025-04-01   相隔 31 天   相距 320 米   文字相似 42%   电话相同
    both texts, what they share marked        姓名读音相同 +9.4   电话未写 0   地点同网格 +3.1   …   合计 +14.2

Bits of evidence compare two reports and say nothing of anybody else; no name and no token is shown (risk/person/contribution.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dash import html
from pyproj import Geod

from dashboard import ids
from dashboard.pages.differing import side_by_side
from dashboard.present import Speech
from dashboard.suppress import Row
from risk.person.contribution import RULES, Contribution, Explained

MOST_SHOWN = 6
GRS80 = Geod(ellps="GRS80")  # of CGCS2000
Explain = Callable[[str, str], Explained | None]


def link_part(rows: list[Row], explain: Explain, speech: Speech, *, decide_for: str | None = None) -> Any:
    """The links of a matter, the latest first; those beyond a handful are counted.

    decide_for: the matter whose doubts these are: then a person can say whether they are one.
    """
    shown = rows[-MOST_SHOWN:][::-1]
    parts: list[Any] = [_link(row, explain, speech, decide_for) for row in shown]
    left = len(rows) - len(shown)
    return html.Div(
        [*parts, *([html.Small(speech.say("link.more", n=left), className="quiet")] if left else [])]
    )


def _link(row: Row, explain: Explain, speech: Speech, decide_for: str | None) -> html.Details:
    one, other = side_by_side(str(row["story"] or "—"), str(row["other_story"] or "—"))
    told = explain(str(row["report_id"]), str(row["other_report_id"]))
    return html.Details(
        [
            html.Summary([html.B(_days(row, speech)), *(_chip(fact) for fact in _facts(row, speech))]),
            html.Div(
                [_side(row, "", one, speech), _side(row, "other_", other, speech)], className="pair-sides"
            ),
            *([] if told is None else [_waterfall(told, speech)]),
            *([] if decide_for is None else [_decide(row, decide_for, speech)]),
        ],
        className="link",
    )


def _decide(row: Row, matter_id: str, speech: Speech) -> html.Div:
    """Two buttons: one matter, or two."""
    pair = {"matter": matter_id, "one": str(row["report_id"]), "other": str(row["other_report_id"])}
    return html.Div(
        [
            html.Button(
                speech.say(f"enter.{given}"),
                id={"type": ids.ACT_PAIR, **pair, "as": given},
                className=f"answer {given}",
            )
            for given in ("same", "different")
        ],
        className="signal-steps",
    )


def _chip(words: str) -> html.Span:
    return html.Span(words, className="chip plain")


def _days(row: Row, speech: Speech) -> str:
    return f"{speech.day(row['reported_at'])} ↔ {speech.day(row['other_reported_at'])}"


def _facts(row: Row, speech: Speech) -> list[str]:
    if row["decided_by"] == "person":
        return [speech.say("link.by_person")]
    facts = [
        speech.say(f"link.{row['party_evidence_code']}"),
        speech.say("parked.likeness", share=f"{row['likeness_share']:.0%}"),
    ]
    if row["is_same_respondent"]:
        facts.append(speech.say("link.respondent"))
    one, other = row["reported_at"], row["other_reported_at"]
    if isinstance(one, datetime) and isinstance(other, datetime):
        days = (other.date() - one.date()).days
        facts.append(speech.say("parked.days", n=days) if days else speech.say("parked.same_day"))
    metres = _metres(row)
    if metres is not None:
        facts.append(
            speech.say("parked.metres", n=f"{metres:,}") if metres else speech.say("parked.same_place")
        )
    return facts


def _metres(row: Row) -> int | None:
    """Between the points shown; none when one has no place."""
    points = [row[name] for name in ("shown_lon", "shown_lat", "other_lon", "other_lat")]
    if any(value is None for value in points):
        return None
    return round(GRS80.inv(*points)[2])


def _side(row: Row, which: str, parts: Any, speech: Speech) -> html.Div:
    steps = [
        _chip(f"{speech.say(f'report.{name}')} {speech.day(row[f'{which}{name}_at'])}")
        for name in ("replied", "closed")
        if row[f"{which}{name}_at"]
    ]
    state = steps or [_chip(speech.say("link.open"))]
    return html.Div(
        [html.B(speech.day(row[f"{which}reported_at"])), html.P(parts, className="report-text"), *state]
    )


def _waterfall(told: Explained, speech: Speech) -> html.Div:
    """What each field says in bits, for and against, and the sum."""
    most = max((abs(each.bits) for each in told.contributions), default=1.0) or 1.0
    lines = [_line(each, most, speech) for each in told.contributions]
    total = html.Tr(
        [
            html.Th(speech.say("link.total")),
            html.Td(speech.say("link.chance", share=_share(told.match_probability))),
            html.Td(f"{told.match_weight:+.1f}"),
            html.Td(),
        ]
    )
    rules = [RULES[code][0 if speech.language == "zh" else 1] for code in told.rules]
    notes = [html.P(speech.say("link.rule", rule=rule), className="quiet") for rule in rules]
    return html.Div(
        [
            html.P(speech.say("link.words"), className="quiet"),
            html.Table(html.Tbody([*lines, total]), className="waterfall"),
            *notes,
        ]
    )


def _share(chance: float) -> str:
    """In whole percents; nothing is certain."""
    return ">99%" if chance > 0.99 else "<1%" if chance < 0.01 else f"{chance:.0%}"


def _line(each: Contribution, most: float, speech: Speech) -> html.Tr:
    is_zh = speech.language == "zh"
    width = f"{round(100 * abs(each.bits) / most)}%"
    bar = html.Span(className="bits for" if each.bits > 0 else "bits against", style={"width": width})
    return html.Tr(
        [
            html.Th(each.zh if is_zh else each.en),
            html.Td(each.level_zh if is_zh else each.level_en),
            html.Td(f"{each.bits:+.1f}"),
            html.Td(bar, className="bar"),
        ]
    )
