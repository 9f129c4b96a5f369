"""The documents of a matter as links, in the order of the procedure."""

from __future__ import annotations

from dash import html

from dashboard.document import forms
from dashboard.present import Speech


def document_part(matter_id: str, speech: Speech) -> html.Div:
    """One link a form; each opens a page to fill in and print."""
    links = [
        html.A(
            form.title,
            href=f"/matters/{matter_id}/document/{form.code}",
            target="_blank",
            rel="noopener",
            title=form.basis,
            className="view",
        )
        for form in forms().values()
    ]
    return html.Div(
        [
            html.Div(links, className="views-line flat"),
            html.P(speech.say("document.words"), className="quiet"),
        ]
    )
