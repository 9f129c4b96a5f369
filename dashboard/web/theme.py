"""Light or dark, as the browser tells it in its cookies; assets/public/theme.js keeps the choice and sets them.

theme    auto, dark or light: what was chosen
scheme   dark or light: what that comes to on this machine
"""

from __future__ import annotations

from typing import Literal

import flask

from dashboard.painting.colour import DARK, LIGHT, Theme
from dashboard.present import Speech

CHOICES = ("auto", "dark", "light")


def scheme() -> Literal["dark", "light"]:
    """What the browser shows; light until it says so."""
    return (
        "dark" if flask.has_request_context() and flask.request.cookies.get("scheme") == "dark" else "light"
    )


def map_theme() -> Theme:
    """The map's colours for this browser."""
    return DARK if scheme() == "dark" else LIGHT


def theme_name(speech: Speech) -> str:
    """The choice as its button calls it."""
    return speech.say(f"frame.theme_{_choice()}")


def theme_words(speech: Speech) -> str:
    """What the button says to those who hear it: what holds, and what a press brings."""
    following = CHOICES[(CHOICES.index(_choice()) + 1) % len(CHOICES)]
    return speech.say("frame.theme", now=theme_name(speech), next=speech.say(f"frame.theme_{following}"))


def _choice() -> str:
    told = flask.request.cookies.get("theme", "auto")
    return told if told in CHOICES else "auto"
