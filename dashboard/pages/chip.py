"""Small marks used on several pages: a band, a reason, how long is left."""

from __future__ import annotations

from dash import html

from dashboard.present import Speech
from dashboard.suppress import Row


def band_chip(band: str, speech: Speech, *, score: object = None) -> html.Span:
    """A band in its colour and its word, so that colour is never the only sign."""
    words = speech.name("band", band) + (f" {score}" if score is not None else "")
    return html.Span(words, className=f"band {band}")


def reason_chips(row: Row, speech: Speech, *, most: int = 9) -> list[html.Span]:
    """The reasons of a matter, the heaviest first."""
    reasons = row["reasons"]
    assert reasons is None or isinstance(reasons, list)
    return [html.Span(reason[speech.language], className="chip") for reason in (reasons or [])[:most]]


def due_words(row: Row, speech: Speech) -> html.Span:
    """How long is left, or for how long the limit has passed."""
    overdue = row["overdue_days"]
    if isinstance(overdue, int) and overdue > 0:
        return html.Span(speech.say("due.overdue", n=overdue), className="due late")
    if row["next_due_date"] is None:
        return html.Span(speech.say("due.none"), className="due quiet")
    words = speech.say("due.left", n=row["days_left"], day=speech.day(row["next_due_date"]))
    soon = isinstance(row["days_left"], int) and row["days_left"] <= 7
    return html.Span(words, className="due soon" if soon else "due")
