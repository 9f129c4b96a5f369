"""The lawful routes of a matter as cards: what it is called, who takes it, until when, what it costs, who must agree.

劳动争议仲裁  免费
  谁来办        仲裁委
  什么时候前提出  不晚于 2025-03-01（1年，按首次反映日 2024-03-01 推算，以主管机关认定为准）
  我们能帮什么   帮助整理劳动关系和工资证据 …
  ▸ 依据，期限怎么算
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dash import html

from dashboard.present import Speech
from dashboard.suppress import Row
from risk.route.book import book
from risk.route.card import Said
from risk.route.limitation import LastDay
from risk.route.propose import Facts, Proposal, Proposed, propose

FIRM = "law"


def route_section(matter: Row, speech: Speech, *, as_of: date) -> html.Section:
    """The section of one matter, a row with the columns of out_matter; several routes, none put before another."""
    first = matter["first_reported_at"]
    facts = Facts(
        category_code=str(matter["category_code"]),
        legal_category_code=str(matter["legal_category_code"]),
        is_restricted=bool(matter["is_restricted"]),
        first_reported_date=first.date() if isinstance(first, datetime) else None,
        has_safety_concern=bool(matter.get("has_safety_concern")),
    )
    proposal = propose(facts, as_of=as_of)
    cards = [_card(one, speech) for one in proposal.routes]
    return html.Section(
        [
            html.H3(_say("title", speech)),
            _lead(proposal, speech),
            html.Ul(cards, className="routes"),
            *_beside(proposal, speech),
        ],
        className="matter-part",
    )


def _say(key: str, speech: Speech) -> str:
    return book().say(f"say.{key}").in_language(speech.language)


def _lead(proposal: Proposal, speech: Speech) -> html.P:
    """That the people concerned choose; of a special kind, that it is shown in no general list."""
    if proposal.is_restricted:
        return html.P(_say("restricted", speech), className="route-note")
    return html.P(_say("choose", speech), className="quiet")


def _beside(proposal: Proposal, speech: Speech) -> list[Any]:
    if not proposal.beside:
        return []
    notes = [html.Li(one.in_language(speech.language)) for one in proposal.beside]
    return [html.Div([html.B(_say("beside", speech)), html.Ul(notes)], className="route-note")]


def _card(one: Proposed, speech: Speech) -> html.Li:
    told = one.route
    facts: list[tuple[str, list[Any]]] = [
        ("who", [told.who.in_language(speech.language)]),
        ("until", _until(one, speech)),
        ("decide", [told.decide.in_language(speech.language)] if told.decide_written else []),
        ("fee", [told.fee.in_language(speech.language)]),
        ("consent", [told.consent.in_language(speech.language)] if told.consent.zh else []),
        ("step", [told.step.in_language(speech.language)]),
    ]
    rows = [html.Div([html.Dt(_say(name, speech)), html.Dd(value)]) for name, value in facts if value]
    return html.Li(
        [
            _head(one, speech),
            html.P(one.why.in_language(speech.language), className="route-why"),
            html.Dl(rows),
            _basis(one, speech),
        ],
        className="route",
    )


def _head(one: Proposed, speech: Speech) -> html.Div:
    """The name, in English beside the Chinese one that the authority goes by; a mark when it is not firm law."""
    standing = book().say(f"standing.{one.standing}").in_language(speech.language)
    name = one.route.name.in_language(speech.language)
    beside = [html.Small(one.route.name.zh, lang="zh")] if speech.language != "zh" else []
    mark = [html.Span(standing, className="chip")] if one.standing != FIRM else []
    return html.Div([html.B(name), *beside, *mark], className="route-head")


def _until(one: Proposed, speech: Speech) -> list[Any]:
    """The counted days, else the limit as written; never without the words that it is for the authority to say."""
    if one.last_days:
        return [part for day in one.last_days for part in _last_day(day, speech)]
    words = one.route.apply.in_language(speech.language)
    subject = [html.Small(_say("subject", speech))] if one.route.apply_written else []
    return [words, *subject]


def _last_day(day: LastDay, speech: Speech) -> list[Any]:
    note = [html.Small(day.note.in_language(speech.language))] if day.note.zh else []
    return [
        html.B(day.headline.in_language(speech.language), className="quiet" if day.is_past else None),
        html.Small(day.caution.in_language(speech.language)),
        *note,
    ]


def _basis(one: Proposed, speech: Speech) -> html.Details:
    """Where it is written and how the day was counted, behind a word."""
    firm = book().say(f"standing.{one.standing}")
    lines = [book().say("say.basis").filled(basis=Said(one.basis, one.basis), standing=firm)]
    if one.last_days:
        lines.append(book().say("say.as_written").filled(limit=one.route.apply))
    lines += [day.counted for day in one.last_days]
    told = [html.P(line.in_language(speech.language)) for line in lines]
    source = [html.P(one.route.basis)] if one.route.basis != one.basis else []
    return html.Details(
        [html.Summary(_say("more", speech)), *told, *source],
        className="route-basis",
    )
