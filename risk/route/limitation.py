"""The last day to apply, counted from the first report, and the words it may only be shown with.

from 2024-02-29   1 year → 2025-02-28    6 months → 2024-08-29    60 days → 2024-04-29

The start day is not counted; years and months end on the same day of the last month, or on its last (民法典 200-202).
Nobody here knows when the claimant came to know; the first report is the latest day it can have been, so the day given
is the latest one for a limit that was neither interrupted nor suspended. It is not rolled over a holiday: warn on the
earlier day. A day that has passed closes no route: that is for the authority to say.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from risk.route.book import Book
from risk.route.card import Limit, Said


@dataclass(frozen=True)
class LastDay:
    """One counted limit: its last day, the headline, the line that must stand with it, how it was counted, and a note."""

    last_date: date
    is_past: bool
    headline: Said
    caution: Said
    counted: Said
    note: Said


def last_day(start: date, count: int, unit: str) -> date:
    """The last day of so many days, months or years after a day, itself not counted."""
    if unit == "day":
        return start + timedelta(days=count)
    years, month = divmod(start.month - 1 + count * (12 if unit == "year" else 1), 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def count_limit(limit: Limit, book: Book, *, start: date, as_of: date) -> LastDay:
    """A limit counted from the first report's day, with its sentences."""
    last = last_day(start, limit.count, limit.unit)
    is_past = last < as_of
    number = Said(str(limit.count), str(limit.count))
    told = {
        "name": limit.name,
        "length": book.say(f"unit.{limit.unit}").filled(n=number),
        "start": Said(start.isoformat(), start.isoformat()),
    }
    full = {**told, "origin": book.say(f"origin.{limit.origin}"), "basis": Said(limit.basis, limit.basis)}
    headline = book.say("say.last_day_past" if is_past else "say.last_day")
    return LastDay(
        last_date=last,
        is_past=is_past,
        headline=headline.filled(last=Said(last.isoformat(), last.isoformat())),
        caution=book.say("say.short").filled(**told),
        counted=book.say("say.counted").filled(**full),
        note=limit.note,
    )
