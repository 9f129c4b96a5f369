"""Holidays and working weekends by year, the latest first.

2026 年：18 个工作日放假，6 个周末上班
休 01-01 01-02 …   班 01-04 …
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from dashboard.present import Speech
from risk.limit.workdays import WorkDays

YEARS_SHOWN = 3
SOON_DAYS = 60  # so long before its end somebody should see to the next list
WEEKEND = 5


def calendar_part(held: WorkDays | None, speech: Speech, *, today: date) -> html.Div:
    """How far the list goes, and what is out of the ordinary in each of its years."""
    if held is None:
        return html.Div(html.P(speech.say("admin.calendar_none"), className="warn"))
    years = sorted({day.year for day in held.listed}, reverse=True)
    shown = [_year(held, year, speech, is_open=place == 0) for place, year in enumerate(years)]
    late = (held.last - today).days < SOON_DAYS
    span = speech.say("admin.calendar_span", first=held.first, last=held.last)
    ends = speech.say("admin.calendar_ends", last=held.last)
    older = len(years) - YEARS_SHOWN
    rest = [html.Details([html.Summary(speech.say("admin.older", n=older)), *shown[YEARS_SHOWN:]])]
    return html.Div(
        [
            html.P(ends if late else span, className="warn" if late else None),
            *shown[:YEARS_SHOWN],
            *(rest if older > 0 else []),
        ],
        className="admin-years",
    )


def _year(held: WorkDays, year: int, speech: Speech, *, is_open: bool) -> html.Details:
    odd = [day for day in held.listed if day.year == year and held.listed[day] != (day.weekday() < WEEKEND)]
    work = [day for day in odd if held.listed[day]]
    rest = [day for day in odd if not held.listed[day]]
    words = speech.say("admin.year", year=year, rest=len(rest), work=len(work))
    lines = [
        _days(speech.say(f"admin.{name}"), days, held, speech)
        for name, days in (("rest", rest), ("work", work))
    ]
    return html.Details([html.Summary(words), *lines], open=is_open)


def _days(word: str, days: Sequence[date], held: WorkDays, speech: Speech) -> html.P:
    place = 1 if speech.language == "en" else 0
    told: list[Any] = [html.B(word)]
    for day in sorted(days):
        name = held.names.get(day, ("", ""))[place]
        told.append(html.Span([f"{day:%m-%d}", html.Small(name)] if name else f"{day:%m-%d}"))
    return html.P(told, className="admin-days")
