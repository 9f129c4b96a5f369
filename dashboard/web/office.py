"""What every page is served from, and the one way a page opens the warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

import flask
from flask_login import current_user

from dashboard.access import Viewer
from dashboard.archive import Issue, issue_of
from dashboard.board.board import Shelf
from dashboard.jobs_protocol import Jobs
from dashboard.present import LANGUAGES, Speech, speech_for
from dashboard.read import Door, View
from dashboard.role import Page
from dashboard.web.address import Failures
from dashboard.web.atlas import Atlas
from dashboard.web.pending import Pending
from dashboard.web.press import Press
from dashboard.web.session import Sessions
from data.config import Config, config_in_force
from data.db import Store


@dataclass(frozen=True)
class Office:
    """The warehouse, the settings and the engine behind one running server."""

    store: Store
    config: Config
    home: Path
    jobs: Jobs
    open_to_loopback: bool
    atlas: Atlas = field(default_factory=Atlas)
    press: Press = field(default_factory=Press)
    sessions: Sessions = field(default_factory=Sessions)
    failures: Failures = field(default_factory=Failures)
    pending: Pending = field(default_factory=Pending)

    @cached_property
    def shelf(self) -> Shelf:
        """What the map counts from."""
        return Shelf(self.store, self.config)

    @property
    def in_force(self) -> Config:
        """The settings as they stand now: a command may have changed the score card since the server began."""
        return config_in_force(self.home)

    @contextmanager
    def open(self, page: Page) -> Iterator[tuple[View, Speech]]:
        """One moment of the warehouse for one page, in the reader's words; 403 when the role may not open the page."""
        if page not in current_user.role.pages:
            flask.abort(403)
        role = current_user.role
        viewer = Viewer(
            current_user.name,
            role.may_open_matters,
            current_user.scope,
            role.may_reveal,
            role.may_see_accusations and current_user.scope.unit_name is not None,
        )
        with Door(self.store, viewer, self.config).open() as view:
            yield view, speech_for(view.rows("page_code"), self.language(), view.smallest_shown)

    def issue(self, week: str) -> Issue | None:
        """The briefing of a week as it last went out, for a reader who may see it; 403 for others."""
        with self.open("briefing") as (view, _):
            return issue_of(view, week, self.language())

    def briefing(self, week: str, *, is_phone: bool = False) -> bytes:
        """The briefing of a week as it went out, or printed now when it never did; UserError when it cannot be made."""
        issue = self.issue(week)
        if issue is None:
            page = self.print_briefing(week)
            issue = self.issue(week)
            if issue is None:
                return page
        return issue.phone_page if is_phone else issue.page

    def print_briefing(self, week: str) -> bytes:
        """Have the briefing of a week printed from the data as refreshed last; it joins the archive."""
        with self.open("briefing") as (view, _):
            state = view.rows("page_state")
        stamp = str(state[0]["refreshed_at"]) if state else ""
        return self.press.page(self.jobs, week, lang=self.language(), by=current_user.name, stamp=stamp)

    def language(self) -> str:
        """The language of the request's cookie, else the site's."""
        chosen = flask.request.cookies.get("language", self.config.site.language)
        return chosen if chosen in LANGUAGES else "zh"

    def now(self) -> datetime:
        """The site's local time, without a zone, as the warehouse holds it."""
        return self.config.site.now()
