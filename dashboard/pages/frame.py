"""What stands around every page: name, navigation, the day the data is of, language, the way out."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.present import Speech
from dashboard.role import Page
from dashboard.suppress import Row
from dashboard.web.guard import csrf_token
from dashboard.web.office import Office
from dashboard.web.theme import theme_name, theme_words

PATHS: dict[Page, str] = {
    "situation": "/",
    "matters": "/matters",
    "groups": "/groups",
    "signals": "/signals",
    "supervision": "/supervision",
    "parked": "/parked",
    "upload": "/upload",
    "briefing": "/briefing",
    "method": "/method",
    "accusations": "/accusations",
    "accounts": "/accounts",
    "admin": "/admin",
    "audit": "/audit",
    "privacy": "/privacy",
}


def frame(
    office: Office, speech: Speech, page: Page, *, state: Row | None, body: Any, waiting: str = ""
) -> html.Div:
    """A page in its frame; state: the refresh its figures come from; waiting: how many reports are parked."""
    return html.Div(
        className=f"frame page-{page}",
        children=[
            html.A(speech.say("frame.skip"), href="#content", className="skip"),
            html.Header(
                className="top-bar",
                children=[
                    _name(office),
                    _links(speech, page, waiting),
                    _menu(speech, page),
                    _facts(state, speech, is_upload=page == "upload"),
                ],
            ),
            *(
                [html.Div(speech.say("frame.demo"), className="demo-line")]
                if current_user.name == "demo"
                else []
            ),
            html.Main(body, id="content"),
        ],
    )


def _name(office: Office) -> dcc.Link:
    mark = html.Img(src="/assets/public/mark.svg", alt="", className="mark")
    return dcc.Link([mark, html.Span(office.config.site.name)], href="/", className="site-name")


def _links(speech: Speech, page: Page, waiting: str) -> html.Nav:
    links = [_link(speech, name, page, waiting) for name in current_user.role.pages]
    return html.Nav(links, className="nav", **{"aria-label": speech.say("frame.pages")})


def _link(speech: Speech, name: Page, here: Page, waiting: str) -> dcc.Link:
    count = [html.B(waiting, id=ids.NAV_WAITING, className="nav-count")] if name == "parked" else []
    return dcc.Link(
        [html.I(className=f"icon icon-{name}"), html.Span(speech.say(f"nav.{name}")), *count],
        href=PATHS[name],
        className="nav-link here" if name == here else "nav-link",
    )


def _menu(speech: Speech, page: Page) -> html.Details:
    """Every page at once, for screens too narrow for a strip of tabs."""
    links = [
        dcc.Link(
            [html.I(className=f"icon icon-{name}"), html.Span(speech.say(f"nav.{name}"))],
            href=PATHS[name],
            className="menu-link here" if name == page else "menu-link",
        )
        for name in current_user.role.pages
    ]
    words = speech.say("frame.menu")
    return html.Details(
        [
            html.Summary("☰", title=words, **{"aria-label": words}),
            html.Nav([*links, _theme(speech)], **{"aria-label": words}),
        ],
        className="menu",
    )


def _facts(state: Row | None, speech: Speech, *, is_upload: bool) -> html.Div:
    """Nothing is said of missing data to somebody who is just bringing some."""
    facts: list[Any] = [] if is_upload else [html.Span(speech.say("frame.no_data"), className="as-of")]
    if state:
        facts = [
            html.Span(
                [speech.say("frame.as_of"), html.B(speech.day(state["as_of_date"]))], className="as-of"
            ),
            html.Span(
                speech.say("frame.refreshed", at=speech.moment(state["refreshed_at"])), className="refreshed"
            ),
        ]
    other = "en" if speech.language == "zh" else "zh"
    switch = html.A(
        speech.say("frame.other_language"), href=f"/language/{other}", className="language", id="language"
    )
    wall = [_wall(speech)] if "situation" in current_user.role.pages and state else []
    return html.Div([*facts, *wall, switch, _theme(speech), *_way_out(speech)], className="facts")


def _theme(speech: Speech) -> html.Button:
    words = theme_words(speech)
    return html.Button(theme_name(speech), className="theme", title=words, **{"aria-label": words})


def _wall(speech: Speech) -> dcc.Link:
    return dcc.Link(speech.say("wall.enter"), href="/?wall=1", className="to-wall")


def _way_out(speech: Speech) -> list[Any]:
    """The account's name, behind which the password and the way out are."""
    if current_user.name == "demo":
        return []
    token = dcc.Input(type="hidden", name="csrf", value=csrf_token())
    out = html.Button(speech.say("frame.sign_out"), type="submit", className="sign-out")
    return [
        html.Details(
            [
                html.Summary(current_user.name, className="who"),
                html.Form(
                    [token, html.A(speech.say("frame.password"), href="/change-password"), out],
                    action="/sign-out",
                    method="POST",
                ),
            ],
            className="account",
        )
    ]
