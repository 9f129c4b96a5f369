"""Answers and refusals as JSON."""

from __future__ import annotations

import flask

from dashboard.api.fault import ApiFault


def plain(body: object, status: int = 200) -> flask.Response:
    """A body with its status."""
    response = flask.jsonify(body)
    response.status_code = status
    return response


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
