"""One hook before every request: nobody gets in unless this file says so.

open to all    /sign-in, /assets/public/…, /healthz, /language/…
everything     a signed-in visitor, active within 20 minutes, with a changed password, and a CSRF token on every write
"""

from __future__ import annotations

import hmac
import secrets
import time

import flask
from flask_login import current_user, logout_user

from dashboard import ids

IDLE_SECONDS = 20 * 60
CSRF_COOKIE = "fengqiao_csrf"
CSRF_HEADER = "X-CSRF-Token"
OPEN_PATHS = ("/sign-in", "/healthz")
OPEN_PREFIXES = ("/assets/public/", "/language/")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def guard(server: flask.Flask) -> None:
    """Hang the guard on a server, before anything else is asked."""
    server.before_request(_check)
    server.after_request(_hand_out_token)


def _check() -> flask.typing.ResponseReturnValue | None:
    if flask.request.method not in SAFE_METHODS and not _has_token():
        flask.abort(403)
    path = flask.request.path
    if path in OPEN_PATHS or (path.startswith(OPEN_PREFIXES) and ".." not in path):
        return None
    if not current_user.is_authenticated or _is_idle():
        logout_user()
        return _to("/sign-in")
    if current_user.must_change and path not in ("/change-password", "/sign-out"):
        return _to("/change-password")
    return None


def _has_token() -> bool:
    kept = flask.session.get("csrf", "")
    sent = flask.request.headers.get(CSRF_HEADER) or flask.request.form.get("csrf", "")
    return bool(kept) and hmac.compare_digest(kept.encode(), sent.encode())


def _is_idle() -> bool:
    """Whether a session lay still too long; a page's own clock does not keep it alive."""
    if "_user_id" not in flask.session:
        return False  # the open demo has no session to end
    now = time.time()
    if now - flask.session.get("seen_at", 0) > IDLE_SECONDS:
        return True
    if not _is_tick():
        flask.session["seen_at"] = now
    return False


def _is_tick() -> bool:
    if flask.request.path != "/_dash-update-component":
        return False
    body = flask.request.get_json(silent=True) or {}
    changed = body.get("changedPropIds") or [""]
    return all(str(prop).split(".")[0] in ids.TICKS for prop in changed)


def _to(path: str) -> flask.typing.ResponseReturnValue:
    """A person's page is sent there; anything else is refused, and assets/session.js leads the way."""
    if flask.request.method == "GET" and "text/html" in flask.request.headers.get("Accept", ""):
        return flask.redirect(path)
    return flask.Response(status=401, headers={"X-Go-To": path})


def csrf_token() -> str:
    """The token of this session, made when it has none."""
    return str(flask.session.setdefault("csrf", secrets.token_urlsafe(24)))


def _hand_out_token(response: flask.Response) -> flask.Response:
    """Give the page's script the session's token in a cookie it can read."""
    if response.mimetype == "text/html" and flask.request.cookies.get(CSRF_COOKIE) != csrf_token():
        secure = flask.request.is_secure
        response.set_cookie(CSRF_COOKIE, csrf_token(), samesite="Lax", secure=secure, httponly=False)
    return response
