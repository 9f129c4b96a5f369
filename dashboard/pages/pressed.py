"""A button of a list was pressed: which one, and what is said when its act was refused.

[办结] on matter 7  →  store "act-pressed": {"button": {"type": "act-enter", "matter": "7"}, "at": …}  →  its callback

Buttons stand in lists that are drawn anew; their store does not. Were a callback to hear the buttons themselves, a list
drawn anew while a press is under way would call it once more, and the browser would throw away what the press came to.
"""

from __future__ import annotations

from typing import Any

import dash
import flask
from dash import ClientsideFunction, Input, Output, dcc, html

from dashboard.present import Speech
from data.errors import UserError


class Button(dict[str, str]):
    """The id of a pressed button, part by part; a part that is not there: 400."""

    def __missing__(self, part: str) -> str:
        """Only somebody who writes his own questions leaves a part out."""
        flask.abort(400)


def presses(*stores: str) -> list[dcc.Store]:
    """Where a page keeps which button was pressed last."""
    return [dcc.Store(id=store) for store in stores]


def hear(app: dash.Dash, store: str, *buttons: dict[str, Any]) -> None:
    """Keep in a store which of some kinds of buttons was pressed last."""
    app.clientside_callback(
        ClientsideFunction("fengqiao_pressed", "last"),
        Output(store, "data"),
        *(Input(button, "n_clicks") for button in buttons),
        prevent_initial_call=True,
    )


def pressed_button(kept: Any) -> Button | None:
    """The button a store keeps; None when none was pressed yet."""
    button = kept.get("button") if isinstance(kept, dict) else None
    if not isinstance(button, dict) or not button:
        return None
    return Button({str(name): str(value) for name, value in button.items()})


def refused_card(error: UserError, speech: Speech) -> html.P:
    """Why it could not be done, in the reader's language."""
    words = error.zh if speech.language == "zh" else error.en
    return html.P(words, className="card said refused", role="alert")
