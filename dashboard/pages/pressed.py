"""A button of a list was pressed: which one, and what is said when its act was refused."""

from __future__ import annotations

import dash
from dash import html

from dashboard.present import Speech
from data.errors import UserError


def pressed_button() -> dict[str, str] | None:
    """The id of the button a callback was called for; None when buttons were only drawn."""
    button = dash.ctx.triggered_id
    if not button or not dash.ctx.triggered[0]["value"]:
        return None
    return {name: str(value) for name, value in button.items()}


def refused_card(error: UserError, speech: Speech) -> html.P:
    """Why it could not be done, in the reader's language."""
    words = error.zh if speech.language == "zh" else error.en
    return html.P(words, className="card said refused", role="alert")
