"""One report with how it was placed: a sentence, how far it is trusted, what speaks against it, and a picture."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.briefing.shape import Shapes
from dashboard.placing.picture import picture
from dashboard.placing.told import told
from dashboard.present import Speech
from dashboard.suppress import Row


def placed_words(row: Row, speech: Speech) -> list[Any]:
    """The sentence, and a second one in colour when something speaks against it."""
    words = told(row, speech)
    trust = [html.Span(words.trust, className="trust")] if words.trust else []
    doubt = [html.P(words.doubt, className="placed-doubt")] if words.doubt else []
    return [html.P([html.Span(words.how), *trust], className="placed-how"), *doubt]


def placed_picture(row: Row, speech: Speech, beside: Shapes) -> list[Any]:
    """The picture, said in words to whoever cannot see it; nothing when no outline is known."""
    source = picture(row, speech, beside)
    if source is None:
        return []
    words = told(row, speech)
    return [html.Img(src=source, alt=f"{words.how} {words.doubt}".strip(), className="placed-picture")]


def placed_card(row: Row, speech: Speech, beside: Shapes) -> html.Article:
    """A report in the list: what and when, how it was placed, the picture beside it."""
    return html.Article(
        [
            html.Div(
                [
                    _head(row, speech),
                    html.P(str(row["told_text"] or "—"), className="placed-text"),
                    *placed_words(row, speech),
                    _foot(row, speech),
                ],
                className="placed-words",
            ),
            *placed_picture(row, speech, beside),
        ],
        className="placed-card",
    )


def placed_line(row: Row, speech: Speech) -> html.Li:
    """A report in the panel: the same without a picture."""
    return html.Li(
        [
            _head(row, speech),
            html.P(str(row["told_text"] or "—"), className="placed-text short"),
            *placed_words(row, speech),
        ]
    )


def _head(row: Row, speech: Speech) -> html.Div:
    state = str(row["state_code"])
    chips = [html.Span(speech.name("state", state), className="chip")] if state != "accepted" else []
    return html.Div(
        [
            html.B(speech.day(row["reported_at"])),
            html.Span(speech.name("channel", row["channel_code"]), className="chip plain"),
            *chips,
            html.Span(_place(row), className="placed-area"),
        ],
        className="placed-head",
    )


def _place(row: Row) -> str:
    return " · ".join(str(name) for name in (row["within_name"], row["area_name"]) if name)


def _foot(row: Row, speech: Speech) -> html.Div:
    number = speech.say("placing.number", n=row["report_no"] or row["report_id"])
    source = speech.say(
        "report.source", file=row["file_name"] or "—", sheet=row["sheet_name"], row=row["row_no"]
    )
    to_matter = (
        [dcc.Link(speech.say("placing.to_matter"), href=f"/matters?matter={row['matter_id']}")]
        if row["matter_id"]
        else []
    )
    return html.Div(
        [html.Small(f"{number}　{source}", className="quiet"), *to_matter], className="placed-foot"
    )
