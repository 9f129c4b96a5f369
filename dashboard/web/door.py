"""The pages before all others: how one is drawn, how a session begins, what is noted of it."""

from __future__ import annotations

import flask
from flask_login import login_user

from dashboard.account import Account, Refusal
from dashboard.audit import write_line
from dashboard.present import Speech
from dashboard.web.address import address_of
from dashboard.web.guard import csrf_token
from dashboard.web.office import Office
from dashboard.web.session import begin_session
from dashboard.web.theme import theme_name, theme_words
from dashboard.web.visitor import visitor_of

Answer = flask.typing.ResponseReturnValue


def draw(
    office: Office, name: str, message: str = "", *, status: int = 200, **more: object
) -> tuple[str, int]:
    """One of web/template as a page."""
    speech = speech_of(office)
    page = flask.render_template(
        f"{name}.html",
        say=speech.say,
        language=speech.language,
        site=office.config.site.name,
        csrf=csrf_token(),
        message=message,
        theme_name=theme_name(speech),
        theme_words=theme_words(speech),
        has_provider=bool(office.config.oidc.issuer),
        **more,
    )
    return page, status


def speech_of(office: Office) -> Speech:
    """The reader's language, without the site's lists."""
    return Speech(office.language(), {})


def start_session(office: Office, account: Account, *, by_provider: bool = False) -> Answer:
    """Begin a session for an account and lead it to its first duty or page; by_provider: no password was told here."""
    is_wall = visitor_of(office, account).role.is_wall
    begin_session(office.sessions, office.config, is_wall=is_wall)
    flask.session["by_provider"] = by_provider
    visitor = visitor_of(office, account)
    login_user(visitor)
    csrf_token()
    return flask.redirect(visitor.duty or "/")


def too_many(office: Office) -> Answer | None:
    """What an address is told that failed too often just now; None when it may try."""
    access = office.config.access
    seconds = office.failures.wait(
        address_of(flask.request, access.client_header), most=access.failures_per_address
    )
    if not seconds:
        return None
    words = speech_of(office).say("sign_in.too_many", n=-(-seconds // 60))
    page, status = draw(office, "sign_in", words, status=429)
    return page, status, {"Retry-After": str(seconds)}


def note_failure_of_address(office: Office) -> None:
    """One more failed password or code from where this request comes."""
    office.failures.note(address_of(flask.request, office.config.access.client_header))


def refusal_words(office: Office, refusal: Refusal, wrong: str) -> str:
    """Why nobody was let in; wrong: the word for it when nothing is locked."""
    speech = speech_of(office)
    if refusal.is_locked:
        return speech.say("sign_in.closed")
    if refusal.locked_until is None:
        return speech.say(wrong)
    return speech.say("sign_in.locked", until=f"{refusal.locked_until:%H:%M}")


def note(office: Office, actor: str, event: str, result: str = "ok") -> None:
    """One line of the audit log."""
    write_line(office.store, office.home, actor=actor, event=event, now=office.now(), result=result)
