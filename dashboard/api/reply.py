"""Answers and refusals as JSON."""

from __future__ import annotations

import json

import flask

from dashboard.api.fault import ApiFault


def plain(body: object, status: int = 200) -> flask.Response:
    """A body with its status."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return flask.Response(text + "\n", status=status, mimetype="application/json")


def refusal(fault: ApiFault) -> flask.Response:
    """What is wrong and what to do, with the headers that go with it."""
    response = plain(fault.body(), fault.status)
    if fault.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="fengqiao"'
    if fault.status == 405:
        response.headers["Allow"] = "GET, HEAD"
    if fault.status == 429:
        response.headers["Retry-After"] = "60"
    return response
