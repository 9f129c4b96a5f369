"""The session cookie: signed, HttpOnly, SameSite=Lax, and Secure wherever the line is; and when a session ends.

began 09:00, last click 09:10, idle 20 minutes, at most 10 hours   →  ends 09:30
signed out                                                         →  ended at once, a copy of its cookie too
"""

from __future__ import annotations

import secrets
import threading
import time
from datetime import timedelta

import flask
from flask.sessions import SecureCookieSessionInterface

from data.config import Access


class SessionCookie(SecureCookieSessionInterface):
    """Flask's own, marked Secure when the request came by https."""

    def get_cookie_secure(self, app: flask.Flask) -> bool:
        """Whether the browser may send it over https only."""
        return super().get_cookie_secure(app) or flask.request.is_secure


def set_session(server: flask.Flask, *, key: str, idle_minutes: int) -> None:
    """Give a server its session cookie, signed with the home's session key."""
    server.session_interface = SessionCookie()
    server.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME="fengqiao_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=idle_minutes),
    )


class Ended:
    """Sessions signed out before their time, kept until their cookies would be too old anyway."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._lock = threading.Lock()

    def end(self, number: str, *, until: float) -> None:
        """Remember that a session is over."""
        with self._lock:
            now = time.time()
            self._until = {kept: then for kept, then in self._until.items() if then > now}
            self._until[number] = until

    def has(self, number: str) -> bool:
        """Whether it is."""
        return number in self._until


def begin_session() -> None:
    """A fresh session with a number of its own: one handed over before it is worth nothing after it."""
    flask.session.clear()
    flask.session.permanent = True
    now = time.time()
    flask.session.update(number=secrets.token_hex(16), began_at=now, seen_at=now)


def end_session(ended: Ended, access: Access) -> None:
    """End this request's session for good."""
    if number := flask.session.get("number"):
        ended.end(number, until=time.time() + access.session_hours * 3600)
    flask.session.clear()


def is_over(ended: Ended, access: Access, *, is_tick: bool) -> bool:
    """Whether a session lay still or lasted too long, or was signed out; a page's own clock does not keep it alive."""
    if "_user_id" not in flask.session:
        return False  # the open demo has no session to end
    now = time.time()
    if now - flask.session.get("began_at", 0) > access.session_hours * 3600:
        return True
    if now - flask.session.get("seen_at", 0) > access.idle_minutes * 60:
        return True
    if not is_tick:
        flask.session["seen_at"] = now
    return ended.has(flask.session.get("number", ""))
