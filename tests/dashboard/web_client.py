"""A browser without a screen: signs in, carries the token, calls callbacks by the id they write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.account import Scope, change_password, make_account
from dashboard.app import build_app
from dashboard.role import ROLES
from data.config import Config, load_config
from data.db import Store
from tests.dashboard.fake_jobs import FakeJobs
from tests.dashboard.web_browser import PASSWORD


def make_app(
    store: Store,
    home: Path,
    *,
    jobs: FakeJobs | None = None,
    is_open: bool = False,
    config: Config | None = None,
) -> dash.Dash:
    """The app of a home with a made-up engine; no role needs codes unless the settings given say so."""
    return build_app(
        store,
        config or without_codes(load_config()),
        home=home,
        jobs=jobs or FakeJobs(),
        open_to_loopback=is_open,
    )


def without_codes(config: Config) -> Config:
    """The same settings where a password is enough for every role."""
    return replace(config, access=replace(config.access, totp_roles=()))


def add_account(store: Store, username: str, role: str, *, scope: Scope | None = None) -> None:
    """An account that has changed its one-time password to PASSWORD; one that sees accusations is of a unit."""
    if scope is None and ROLES[role].may_see_accusations:
        scope = Scope(None, "县纪委监委")
    with store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = ?", [username])
        make_account(connection, username, role, now=datetime.now(), scope=scope)
        assert change_password(connection, username, PASSWORD) is None


@dataclass
class Browser:
    """One visitor's cookies."""

    app: dash.Dash
    client: FlaskClient

    @property
    def token(self) -> str:
        """The token the page's script would send."""
        cookie = self.client.get_cookie("_csrf_token")
        return cookie.value if cookie else ""

    def page(self, path: str) -> TestResponse:
        """A page as a person opens it."""
        return self.client.get(path, headers={"Accept": "text/html"})

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        """The form filled in and sent."""
        self.page("/sign-in")
        form = {"username": username, "password": password, "csrf": self.token}
        answer = self.client.post("/sign-in", data=form)
        self.page("/")
        return answer

    def call(self, output: str, inputs: dict[str, Any], *, changed: str | None = None) -> TestResponse:
        """The callback that writes an output, with any values a forger likes; inputs: id.property → value."""
        key = next(name for name in self.app.callback_map if output in name.strip(".").split("..."))
        outputs = [
            dict(zip(("id", "property"), part.split("@")[0].split("."), strict=True))
            for part in key.strip(".").split("...")
        ]
        kept = self.app.callback_map[key]
        body = {
            "output": key,
            "outputs": outputs if key.startswith("..") else outputs[0],
            "inputs": [_given(item, inputs) for item in kept["inputs"]],
            "state": [_given(item, inputs) for item in kept["state"]],
            "changedPropIds": [changed] if changed else [],
        }
        return self.client.post("/_dash-update-component", json=body, headers={"X-CSRFToken": self.token})

    def press(self, output: str, button: dict[str, str], boxes: dict[str, Any] | None = None) -> TestResponse:
        """A press on a button of a list, real or forged; boxes: what the callback reads beside it."""
        key = next(name for name in self.app.callback_map if output in name.strip(".").split("..."))
        (store,) = {
            item["id"] for item in self.app.callback_map[key]["inputs"] if item["id"].endswith("-pressed")
        }
        kept = {f"{store}.data": {"button": button, "at": 1}, **(boxes or {})}
        return self.call(output, kept, changed=f"{store}.data")


def _given(item: dict[str, str], inputs: dict[str, Any]) -> Any:
    if item["id"].startswith("{"):
        return []  # boxes of a kind, of which none stands there
    return {**item, "value": inputs.get(f"{item['id']}.{item['property']}")}


def browser(app: dash.Dash) -> Browser:
    """A fresh visitor."""
    return Browser(app, app.server.test_client())
