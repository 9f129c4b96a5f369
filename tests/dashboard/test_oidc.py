"""Signing in by an identity provider that really runs: who gets in, who does not, and every token that lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import dash
import pytest
import requests
from joserfc.jwk import RSAKey

from dashboard.account import make_account
from dashboard.account_change import set_lock
from data.config import Config, Oidc, load_config
from data.db import Store
from data.errors import BadArgument
from tests.dashboard.oidc_provider import CLIENT, SECRET, Provider, provider
from tests.dashboard.test_web_session import first_duty
from tests.dashboard.web_client import Browser, add_account, browser, make_app

LINK = "https://fengqiao.county.example"


@pytest.fixture
def sso() -> Iterator[Provider]:
    with provider() as made:
        yield made


def settings(sso: Provider, **more: Any) -> Config:
    told = Oidc(sso.address, CLIENT, SECRET, LINK, "preferred_username", trusts_second_factor=False)
    return replace(load_config(), oidc=replace(told, **more))


def app_of(store: Store, home: Path, sso: Provider, **more: Any) -> dash.Dash:
    return make_app(store, home, config=settings(sso, **more))


def go(visitor: Browser, sso: Provider, *, state: str | None = None, code: str | None = None) -> Any:
    """The whole way: to the provider, through its desk, and back."""
    there = visitor.page("/sign-in/oidc").headers["Location"]
    assert there.startswith(f"{sso.address}/authorize?")
    back = requests.get(there, allow_redirects=False, timeout=10).headers["Location"]
    assert back.startswith(f"{LINK}/sign-in/oidc/back?")
    query = dict(part.split("=", 1) for part in back.partition("?")[2].split("&"))
    query |= {"state": state} if state else {}
    query |= {"code": code} if code else {}
    return visitor.client.get("/sign-in/oidc/back", query_string=query, headers={"Accept": "text/html"})


def test_a_known_person_gets_in_and_it_is_in_the_log(
    filled_store: Store, filled_home: Path, sso: Provider
) -> None:
    add_account(filled_store, "sso-li", "grid_worker")
    sso.person = "sso-li"
    visitor = browser(app_of(filled_store, filled_home, sso))
    assert "/sign-in/oidc" in visitor.page("/sign-in").get_data(as_text=True)
    assert go(visitor, sso).headers["Location"] == "/"
    assert visitor.page("/upload").status_code == 200
    with filled_store.reading() as connection:
        line = connection.execute(
            "SELECT event_code, result_code FROM audit_log WHERE actor_name = 'sso-li' ORDER BY audit_no DESC"
        ).fetchone()
    assert line == ("sign_in_oidc", "ok")


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"iss": "https://evil.example"}, id="another-issuer"),
        pytest.param({"aud": "another-site"}, id="for-another-site"),
        pytest.param({"exp": 1_000_000_000}, id="run-out"),
        pytest.param({"nonce": "stale"}, id="of-another-try"),
        pytest.param({"preferred_username": ["sso-li"]}, id="a-name-that-is-none"),
        pytest.param({"preferred_username": None}, id="no-name"),
        pytest.param({"preferred_username": "stranger"}, id="nobody-here"),
    ],
)
def test_a_token_that_lies_lets_nobody_in(
    filled_store: Store, filled_home: Path, sso: Provider, claims: dict[str, Any]
) -> None:
    add_account(filled_store, "sso-li", "grid_worker")
    sso.person, sso.bent = "sso-li", claims
    visitor = browser(app_of(filled_store, filled_home, sso))
    assert go(visitor, sso).status_code == 401
    assert first_duty(visitor) == "/sign-in"


def test_a_token_signed_by_another_lets_nobody_in(
    filled_store: Store, filled_home: Path, sso: Provider
) -> None:
    add_account(filled_store, "sso-li", "grid_worker")
    sso.person = "sso-li"
    sso.signing_key = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"})
    visitor = browser(app_of(filled_store, filled_home, sso))
    assert go(visitor, sso).status_code == 401
    assert first_duty(visitor) == "/sign-in"


@pytest.mark.parametrize("forged", [{"state": "guessed"}, {"code": "guessed"}], ids=["state", "code"])
def test_a_guess_lets_nobody_in(
    filled_store: Store, filled_home: Path, sso: Provider, forged: dict[str, str]
) -> None:
    add_account(filled_store, "sso-li", "grid_worker")
    sso.person = "sso-li"
    visitor = browser(app_of(filled_store, filled_home, sso))
    assert go(visitor, sso, **forged).status_code == 401
    assert first_duty(visitor) == "/sign-in"


def test_a_locked_account_stays_locked(filled_store: Store, filled_home: Path, sso: Provider) -> None:
    add_account(filled_store, "sso-locked", "grid_worker")
    with filled_store.writing() as connection:
        set_lock(connection, "sso-locked", is_locked=True)
    sso.person = "sso-locked"
    visitor = browser(app_of(filled_store, filled_home, sso))
    assert go(visitor, sso).status_code == 401


@pytest.mark.parametrize(("trusts", "duty"), [(False, "/second-factor"), (True, "")])
def test_codes_are_asked_unless_the_providers_are_trusted(
    filled_store: Store, filled_home: Path, sso: Provider, *, trusts: bool, duty: str
) -> None:
    name = f"sso-lead-{trusts}"
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = ?", [name])
        make_account(
            connection, name, "leader", now=datetime.now()
        )  # its one-time password is nobody's business
    sso.person = name
    visitor = browser(app_of(filled_store, filled_home, sso, trusts_second_factor=trusts))
    assert go(visitor, sso).headers["Location"] == (duty or "/")
    assert first_duty(visitor) == duty


def test_a_provider_that_is_gone_is_said_and_passwords_still_work(
    filled_store: Store, filled_home: Path
) -> None:
    add_account(filled_store, "sso-li", "grid_worker")
    with provider() as gone:
        app = app_of(filled_store, filled_home, gone)
    visitor = browser(app)
    answer = visitor.page("/sign-in/oidc")
    assert answer.status_code == 502
    assert "连不上" in answer.get_data(as_text=True)
    visitor.sign_in("sso-li")
    assert visitor.page("/upload").status_code == 200


def test_without_a_provider_there_is_no_such_door(filled_store: Store, filled_home: Path) -> None:
    visitor = browser(make_app(filled_store, filled_home))
    assert visitor.page("/sign-in/oidc").headers["Location"] == "/sign-in"
    assert "/sign-in/oidc" not in visitor.page("/sign-in").get_data(as_text=True)


def test_half_a_provider_stops_the_server() -> None:
    with pytest.raises(BadArgument, match="client_id"):
        Oidc("https://sso.example", "", "", "", "preferred_username", trusts_second_factor=False)
