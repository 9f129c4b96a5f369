"""One hook before every request: nobody gets in unless this file says so.

programs       /api/v1/…, by an access token and nothing else: dashboard/api/route.py
open to all    /sign-in, /sign-in/code, /sign-in/oidc (where there is a provider), /assets/public/…, /language/…,
               /healthz, /metrics (which answers this machine only)
everything     a signed-in visitor whose session is not over, with a changed password, with codes where his role
               needs them, and a CSRF token on every write; a callback only of a page the role may open
"""

from __future__ import annotations

import hmac
import secrets

import flask
from flask_login import current_user, logout_user

from dashboard import ids
from dashboard.web.callback_page import pages_of
from dashboard.web.office import Office
from dashboard.web.session import is_over

CSRF_COOKIE = "_csrf_token"  # both as Dash's own script reads and sends them
CSRF_HEADER = "X-CSRFToken"
OPEN_PATHS = ("/sign-in", "/sign-in/code", "/healthz", "/metrics")
OPEN_ENDPOINTS = ("oidc", "oidc_back")  # there only where the site has a provider
OPEN_PREFIXES = ("/assets/public/", "/language/")
CALLBACKS = "/_dash-update-component"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
API_ENDPOINT = "api_"  # what routes of the interface are named; no session or cookie is asked for there


def guard(server: flask.Flask, office: Office) -> None:
    """Hang the guard on a server, before anything else is asked."""
    server.before_request(lambda: _check(office))
    server.after_request(_hand_out_token)


def _check(office: Office) -> flask.typing.ResponseReturnValue | None:
    if (flask.request.endpoint or "").startswith(API_ENDPOINT):
        return None
    path = flask.request.path
    if flask.request.method not in SAFE_METHODS and not _has_token():
        if path == "/sign-in" and "csrf" in flask.request.form:
            return flask.redirect(
                path
            )  # a form that lay open too long: nobody is let in, and it is drawn anew
        flask.abort(403)
    if (
        path in OPEN_PATHS
        or flask.request.endpoint in OPEN_ENDPOINTS
        or (path.startswith(OPEN_PREFIXES) and ".." not in path)
    ):
        return None
    if not current_user.is_authenticated or is_over(
        office.sessions, office.config, is_tick=_is_tick(), is_wall=current_user.role.is_wall
    ):
        logout_user()
        return _to("/sign-in")
    duty = current_user.duty
    if duty and path not in (duty, "/sign-out"):
        return _to(duty)
    if path == CALLBACKS and not _may_call():
        flask.abort(403)
    return None


def _may_call() -> bool:
    """Whether every page the callback writes to is one this role may open; each also asks for itself."""
    body = flask.request.get_json(silent=True) or {}
    return pages_of(str(body.get("output", ""))) <= set(current_user.role.pages)


def _has_token() -> bool:
    kept = flask.session.get("csrf", "")
    sent = flask.request.headers.get(CSRF_HEADER) or flask.request.form.get("csrf", "")
    return bool(kept) and hmac.compare_digest(kept.encode(), sent.encode())


def _is_tick() -> bool:
    if flask.request.path != CALLBACKS:
        return False
    body = flask.request.get_json(silent=True) or {}
    changed = body.get("changedPropIds") or [""]
    return all(str(prop).split(".")[0] in ids.TICKS for prop in changed)


def _to(path: str) -> flask.typing.ResponseReturnValue:
    """A person's page is sent there; anything else is refused, and assets/session.js leads the way."""
    if flask.request.method == "GET" and "text/html" in flask.request.headers.get("Accept", ""):
        return flask.redirect(path)
    return flask.Response(status=401, headers={"X-Go-To": path}, mimetype="text/plain")


def csrf_token() -> str:
    """The token of this session, made when it has none."""
    return str(flask.session.setdefault("csrf", secrets.token_urlsafe(24)))


def _hand_out_token(response: flask.Response) -> flask.Response:
    """Give the page's script the session's token in a cookie it can read."""
    if response.mimetype == "text/html" and flask.request.cookies.get(CSRF_COOKIE) != csrf_token():
        secure = flask.request.is_secure
        response.set_cookie(CSRF_COOKIE, csrf_token(), samesite="Lax", secure=secure, httponly=False)
    return response
