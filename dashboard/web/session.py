"""The session cookie: signed, HttpOnly, SameSite=Lax, and Secure wherever the line is."""

from __future__ import annotations

from datetime import timedelta

import flask
from flask.sessions import SecureCookieSessionInterface

from dashboard.web.guard import IDLE_SECONDS


class SessionCookie(SecureCookieSessionInterface):
    """Flask's own, marked Secure when the request came by https."""

    def get_cookie_secure(self, app: flask.Flask) -> bool:
        """Whether the browser may send it over https only."""
        return super().get_cookie_secure(app) or flask.request.is_secure


def set_session(server: flask.Flask, *, key: str) -> None:
    """Give a server its session cookie, signed with the home's session key."""
    server.session_interface = SessionCookie()
    server.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME="fengqiao_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=IDLE_SECONDS),
    )
