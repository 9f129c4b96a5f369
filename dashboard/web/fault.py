"""A callback that fails says so on the page, and in the log without a word of the data it failed on."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from uuid import uuid4

import dash
from dash import html
from werkzeug.exceptions import HTTPException

from dashboard import ids
from dashboard.present import Speech
from dashboard.web.office import Office

log = logging.getLogger("fengqiao")


def fault_teller(office: Office) -> Callable[[Exception], None]:
    """What Dash calls with the error of any callback."""

    def tell(error: Exception) -> None:
        if isinstance(error, HTTPException):
            raise error
        at = traceback.extract_tb(error.__traceback__)[-1]
        log.error(
            "callback failed: %s at %s:%s", type(error).__name__, at.filename.rsplit("/", 1)[-1], at.lineno
        )
        words = Speech(office.language(), {}).say("frame.fault")
        # a new key each time, so that the same words show again
        dash.set_props(ids.FAULT, {"children": html.Div(words, key=uuid4().hex)})

    return tell
