"""The session cookie: signed, HttpOnly, SameSite=Lax, and Secure wherever the line is; and when a session ends.

began 09:00, last click 09:10, idle 20 minutes, at most 10 hours   →  ends 09:30
signed out, or the server began anew                               →  ended at once, a copy of its cookie too

The cookie only names a session; the server knows when it was last seen. So only whole pages set it: the answer to a
question asked before somebody signed out comes later than the sign-out, and must not bring the old cookie back.
"""

from __future__ import annotations

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta

import flask
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from data.config import Config

BEHIND_A_PAGE = "/_"  # what a page's script asks for


class SessionCookie(SecureCookieSessionInterface):
    """Flask's own, set by whole pages only, and marked Secure when the request came by https."""

    def get_expiration_time(self, app: flask.Flask, session: SessionMixin) -> datetime | None:
        """A wall screen's cookie outlives a night without a line; others' go with the working day."""
        if session.get("is_wall") or not session.permanent:
            return super().get_expiration_time(app, session)
        return datetime.now(UTC) + timedelta(hours=app.config["SESSION_HOURS"])

    def get_cookie_secure(self, app: flask.Flask) -> bool:
        """Whether the browser may send it over https only."""
        return super().get_cookie_secure(app) or flask.request.is_secure

    def save_session(self, app: flask.Flask, session: SessionMixin, response: flask.Response) -> None:
        """Set the cookie with a page or a redirect, never with what a page's script asked for."""
        if response.mimetype == "text/html" and not flask.request.path.startswith(BEHIND_A_PAGE):
            super().save_session(app, session, response)


def set_session(server: flask.Flask, *, key: str, session_hours: int, wall_hours: int) -> None:
    """Give a server its session cookie, signed with the home's session key; is_over says when a session ends."""
    server.session_interface = SessionCookie()
    server.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME="fengqiao_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=max(session_hours, wall_hours)),
        SESSION_HOURS=session_hours,
    )


class Sessions:
    """Sessions under way and when each was last seen; what is not here is over."""

    def __init__(self) -> None:
        self._seen_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def begin(self, number: str) -> None:
        """A session is under way."""
        with self._lock:
            self._seen_at[number] = time.time()

    def see(self, number: str) -> None:
        """A session did something just now; one that ended meanwhile stays ended."""
        with self._lock:
            if number in self._seen_at:
                self._seen_at[number] = time.time()

    def end(self, number: str) -> None:
        """A session is over."""
        with self._lock:
            self._seen_at.pop(number, None)

    def is_quiet(self, number: str, *, seconds: float) -> bool:
        """Whether a session was not seen for so long, or is not under way."""
        return time.time() - self._seen_at.get(number, 0.0) > seconds

    def forget_quiet(self, *, seconds: float) -> None:
        """Let go of all that were not seen for so long."""
        with self._lock:
            now = time.time()
            self._seen_at = {number: at for number, at in self._seen_at.items() if now - at <= seconds}


def begin_session(sessions: Sessions, config: Config, *, is_wall: bool = False) -> None:
    """A fresh session with a number of its own: one handed over before it is worth nothing after it."""
    flask.session.clear()
    flask.session.permanent = True
    number = secrets.token_hex(16)
    flask.session.update(number=number, began_at=time.time())
    if is_wall:
        flask.session["is_wall"] = True
    longest = max(config.access.idle_minutes * 60, config.wall.session_hours * 3600)
    sessions.forget_quiet(seconds=longest)
    sessions.begin(number)


def end_session(sessions: Sessions) -> None:
    """End this request's session for good."""
    sessions.end(flask.session.get("number", ""))
    flask.session.clear()


def is_over(sessions: Sessions, config: Config, *, is_tick: bool, is_wall: bool) -> bool:
    """Whether a session lay still or lasted too long, or was signed out; a page's own clock does not keep it alive.

    is_wall: a role that sees nothing but the wall screen, where nobody clicks: only its own, longer time ends it.
    """
    if "_user_id" not in flask.session:
        return False  # the open demo has no session to end
    number = flask.session.get("number", "")
    longest = (config.wall.session_hours if is_wall else config.access.session_hours) * 3600
    quiet = longest if is_wall else config.access.idle_minutes * 60
    if time.time() - flask.session.get("began_at", 0) > longest or sessions.is_quiet(number, seconds=quiet):
        return True
    if not is_tick:
        sessions.see(number)
    return False
