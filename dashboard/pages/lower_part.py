"""What would lower the score of a matter: the open acts, the limit each would keep, and the points it takes off.

−6  书面告知信访人受理情况   补上「直接收到：书面告知」（已超 3 天）   信访工作条例第22、23条
以上都做到后约 4 分（现在 16 分）
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.present import Speech
from dashboard.suppress import Row
from data.config import Score
from risk.lower import OVERDUE, OpenLimit, Step, what_would_lower


def lower_part(score: object, reasons: list[Row], deadlines: list[Row], card: Score, speech: Speech) -> Any:
    """The acts as a list, most points first; a plain sentence when none is open, or the card is another since the refresh."""
    measured = {str(row["measure_code"]): float(row["measured_value"]) for row in reasons}
    limits = [_limit(row) for row in deadlines if _is_owed(row)]
    told = what_would_lower(measured, limits, card)
    if told.score != score:
        return html.P(speech.say("lower.outdated"), className="quiet")
    if not told.steps:
        return html.P(speech.say("lower.none"), className="quiet")
    names = {str(row["rule_code"]): _rule(row, speech) for row in deadlines}
    after = speech.say("lower.after", now=told.score, then=told.score_after_all)
    return html.Div(
        [
            html.Ul([_step(step, names, speech) for step in told.steps], className="reasons lowering"),
            html.P(after, className="quiet"),
        ]
    )


def _is_owed(row: Row) -> bool:
    """Whether a unit still has to do what the limit asks; a right lapses and is nobody's duty."""
    return row["met_date"] is None and row.get("ended_date") is None and not row.get("is_right")


def _limit(row: Row) -> OpenLimit:
    missed = row.get("missed_percent")
    return OpenLimit(
        str(row["rule_code"]),
        str(row["state_code"]),
        int(row["overdue_days"]),
        int(row["due_in_days"]),
        None if missed is None else int(missed),
    )


def _rule(row: Row, speech: Speech) -> str:
    return str(row["rule_name"] or speech.name("rule", row["rule_code"]))


def _step(step: Step, names: dict[str, str], speech: Speech) -> html.Li:
    act = step.act.zh if speech.language == "zh" else step.act.en
    kept = [
        speech.say(
            "lower.overdue" if limit.state_code == OVERDUE else "lower.running",
            name=names[limit.rule_code],
            n=limit.overdue_days if limit.state_code == OVERDUE else limit.due_in_days,
        )
        for limit in step.limits
    ]
    return html.Li(
        [
            html.B(f"{step.points:+d}"),
            html.Span([act, html.Small(" · ".join([*kept, step.act.basis]), className="quiet beneath")]),
        ]
    )
