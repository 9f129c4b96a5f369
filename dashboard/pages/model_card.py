"""The model card on the method page: what the score is for, how it did on this site's own past, and where it is weak.

Who may not open matters, or not all, sees the shares of the orders and no counts: a count of a town and kind may be one matter.
"""

from __future__ import annotations

import json
from typing import Any

from dash import html

from dashboard.present import Speech
from dashboard.read import View

SAID = ("use", "not_use", "data", "learning", "weak")


def model_card_section(view: View, speech: Speech, *, config_hash: str) -> list[Any]:
    """The card of the last backtest; a plain sentence while there is none."""
    say, rows = speech.say, view.rows("page_model_card")
    head = [html.H2(say("model.title"))]
    if not rows:
        return [*head, html.P(say("model.none"), className="quiet")]
    card = json.loads(str(rows[0]["card"]))
    about = say(
        "model.about",
        day=card["made_at"].replace("T", " "),
        as_of=card["as_of"],
        folds=card["fold_count"],
        days=card["horizon_days"],
    )
    parts: list[Any] = [*head, html.P(about)]
    if card["config_hash"] != config_hash:
        parts.append(html.P(say("model.outdated"), className="warning"))
    parts.append(html.Ul([html.Li(say(f"model.{name}")) for name in SAID]))
    parts.append(_learned(card["learned"], speech))
    tables = card["en" if speech.language == "en" else "zh"]
    may_count = view.viewer.may_open_matters and not view.viewer.is_confined
    open_to_all = [table for table in tables if may_count or not table["has_counts"]]
    return [*parts, *(_table(table) for table in open_to_all)]


def _learned(told: dict[str, Any], speech: Speech) -> html.P:
    if not told["fold_count"]:
        return html.P(speech.say("model.learned_none"), className="quiet")
    figures = {
        f"{side}_{name}": _number(told[side][name], 0 if name == "hit_count" else 3)
        for side in ("card", "learned")
        for name in ("auc", "hit_count", "brier")
    }
    which = "model.learned_won" if told["is_won"] else "model.learned_lost"
    return html.P([html.Span(speech.say("model.learned", **figures)), " ", html.B(speech.say(which))])


def _number(value: float | None, digits: int) -> str:
    return "—" if value is None else f"{value:.{digits}f}"


def _table(table: dict[str, Any]) -> html.Details:
    heads = html.Thead(html.Tr([html.Th(head) for head in table["heads"]]))
    body = html.Tbody([html.Tr([html.Td(cell) for cell in row]) for row in table["rows"]])
    return html.Details(
        [
            html.Summary(table["title"]),
            html.Div(html.Table([heads, body], className="plain-table"), className="scroll-x", tabIndex=0),
        ]
    )
