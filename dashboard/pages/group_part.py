"""The group of a matter: what its members share, how many, who holds its parts, and how they may be handled together.

同一被反映方：龙捷建设集团有限公司       14 件（未化解 1 件），25 人，2 个责任单位
县住建局 9 件（未结 1）  县人社局 5 件     ·  开一次联席会议……   联席会议、首接首办（做法）
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.present import Speech
from dashboard.suppress import Row
from risk.joint import COUNTS, JointStep, propose


def group_part(group: Row, units: list[Row], speech: Speech) -> html.Div:
    """The whole box."""
    numbers = {name: speech.count(group[name]) for name in COUNTS}
    return html.Div(
        [
            html.B(str(group["shared_cause"])),
            html.P(speech.say("matter.group_words", **numbers)),
            html.Div([_unit(row, speech) for row in units], className="chips"),
            *joint_part(group, speech),
        ],
        className="group-box",
    )


def joint_part(group: Row, speech: Speech) -> list[Any]:
    """How a group's matters may be handled together; nothing once all is settled, or where a count is hidden."""
    counts = {name: count for name in COUNTS if isinstance(count := group[name], int)}
    steps = propose(counts, str(group["cause_code"])) if len(counts) == len(COUNTS) else ()
    if not steps:
        return []
    return [html.H4(speech.say("joint.title")), html.Ul([_step(step, speech) for step in steps])]


def _unit(row: Row, speech: Speech) -> html.Span:
    words = speech.say(
        "joint.unit",
        unit=row["unit_name"] or speech.say("matter.no_unit"),
        n=speech.count(row["matter_count"]),
        open=speech.count(row["open_matter_count"]),
    )
    return html.Span(words, className="chip plain")


def _step(step: JointStep, speech: Speech) -> html.Li:
    words = step.zh if speech.language == "zh" else step.en
    standing = speech.say(f"joint.{step.standing}")
    return html.Li([html.Span(words), " ", html.Small(f"{step.basis} · {standing}", className="quiet")])
