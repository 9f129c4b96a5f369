"""From an address to a page in its frame."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import dash
import dash_mantine_components as dmc
from dash import Input, Output, dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages import (
    accounts,
    accusations,
    admin,
    audit,
    briefing,
    empty,
    groups,
    matters,
    method,
    parked,
    privacy,
    signals,
    situation,
    situation_wall,
    supervision,
    upload,
)
from dashboard.pages.frame import PATHS, frame
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.role import Page
from dashboard.web.office import Office
from dashboard.web.theme import scheme

LAYOUTS = {
    "situation": situation.layout,
    "matters": matters.layout,
    "groups": groups.layout,
    "signals": signals.layout,
    "supervision": supervision.layout,
    "parked": parked.layout,
    "upload": upload.layout,
    "briefing": briefing.layout,
    "method": method.layout,
    "accusations": accusations.layout,
    "accounts": accounts.layout,
    "admin": admin.layout,
    "audit": audit.layout,
    "privacy": privacy.layout,
}
AREALESS: tuple[Page, ...] = (
    "parked",
    "upload",
    "method",
    "accusations",
    "accounts",
    "admin",
    "audit",
    "privacy",
)  # pages that make sense before the first refresh
THEME = {
    "primaryColor": "pine",
    "primaryShade": 7,
    "fontFamily": "var(--letters)",
    "defaultRadius": "sm",
    "colors": {
        "pine": [
            *("#eef7f5", "#d9ebe7", "#b4d7d0", "#8cc2b8", "#68aea2", "#479a8c"),
            *("#2f8577", "#1f6f63", "#185b51", "#10463e"),
        ],
        # letters first, then edges, boxes and grounds of the dark scheme
        "dark": [
            *("#e8edf3", "#c4ceda", "#a9b7c6", "#98a6b4", "#536170", "#36424e"),
            *("#212c37", "#1a232d", "#131a22", "#0d1218"),
        ],
    },
}


def outer_layout() -> dmc.MantineProvider:
    """What stands before any page is asked for."""
    return dmc.MantineProvider(
        theme=THEME,
        forceColorScheme=scheme(),
        children=[
            dcc.Location(id=ids.URL, refresh="callback-nav"),
            html.Div(id=ids.ROOT),
            html.Div(id=ids.FAULT, className="fault", role="alert"),
        ],
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the way to the pages, and every page's own callbacks, on an app."""

    @app.callback(Output(ids.ROOT, "children"), Input(ids.URL, "pathname"), Input(ids.URL, "search"))
    def _show(path: str | None, search: str | None) -> Any:
        return show_page(office, path or "/", search or "")

    work = (situation, matters, groups, signals, supervision, parked, upload, briefing, method)
    for page in (*work, accusations, accounts, admin, audit, privacy):
        page.register(app, office)


def show_page(office: Office, path: str, search: str) -> html.Div:
    """The page of an address; a friendly word when there is none, or when it is not this role's to open."""
    speech = Speech(office.language(), {})
    page = next((name for name, kept in PATHS.items() if kept == path), None)
    if page is None:
        return frame(office, speech, "situation", state=None, body=empty.not_found(speech))
    if page not in current_user.role.pages:
        return _first_allowed(office, speech, path)
    with office.open(page) as (view, full):
        state = next(iter(view.rows("page_state")), None)
        waiting = parked.waiting(view)
        if state is None and page not in AREALESS:
            body = empty.before_first_refresh(full)
            return frame(office, full, page, state=None, body=body, waiting=waiting)
        if page == "situation" and state and not state["areas_known"]:
            return frame(office, full, page, state=state, body=empty.without_areas(full), waiting=waiting)
        query = {name: values[0] for name, values in parse_qs(search.lstrip("?")).items()}
        visit = Visit(office, view, full, query)
        body = LAYOUTS[page](visit)
        if page == "situation" and situation_wall.is_wall(visit):
            return body  # no navigation, no names: a screen for a whole room
        return frame(office, full, page, state=state, body=body, waiting=waiting)


def _first_allowed(office: Office, speech: Speech, path: str) -> html.Div:
    """The front door leads a role to its own first page; any other closed page says so."""
    pages = current_user.role.pages
    if path == "/" and pages:
        return show_page(office, PATHS[pages[0]], "")
    return frame(office, speech, "situation", state=None, body=empty.not_allowed(speech))
