"""Failed sign-ins by address: twenty in a quarter of an hour, then it waits, whichever name it tries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import dash
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from dashboard.web import address
from dashboard.web.address import WINDOW_SECONDS, Failures, address_of
from data.config import load_config
from data.db import Store
from tests.dashboard.web_client import PASSWORD, Browser, add_account, browser, make_app, without_codes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000.0]
    monkeypatch.setattr(address.time, "time", lambda: now[0])
    return now


def app_with(store: Store, home: Path, *, header: str = "") -> dash.Dash:
    config = without_codes(load_config())
    access = replace(config.access, failures_per_address=5, client_header=header)
    return make_app(store, home, config=replace(config, access=access))


def tries(visitor: Browser, name: str, password: str, *, at: str, told: str = ""):  # type: ignore[no-untyped-def]
    visitor.page("/sign-in")
    form = {"username": name, "password": password, "csrf": visitor.token}
    headers = {"X-Forwarded-For": told} if told else {}
    return visitor.client.post("/sign-in", data=form, headers=headers, environ_base={"REMOTE_ADDR": at})


def test_after_too_many_failures_an_address_waits_even_with_the_right_password(
    filled_store: Store, filled_home: Path, clock: list[float]
) -> None:
    app = app_with(filled_store, filled_home)
    add_account(filled_store, "patient", "leader")
    for number in range(5):
        assert tries(browser(app), f"nobody-{number}", "x", at="10.0.0.7").status_code == 401
        clock[0] += 60
    answer = tries(browser(app), "patient", PASSWORD, at="10.0.0.7")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == WINDOW_SECONDS - 5 * 60
    assert "10 分钟后再试" in answer.text
    assert tries(browser(app), "patient", PASSWORD, at="10.0.0.8").status_code == 302, "another address may"
    clock[0] += WINDOW_SECONDS - 5 * 60
    assert tries(browser(app), "patient", PASSWORD, at="10.0.0.7").status_code == 302


@pytest.mark.parametrize("header", ["", "X-Forwarded-For"])
def test_only_the_proxys_own_header_tells_the_address(
    filled_store: Store, filled_home: Path, clock: list[float], header: str
) -> None:
    """Without the setting a made-up header hides nobody; with it, everybody behind the proxy is his own address."""
    app = app_with(filled_store, filled_home, header=header)
    statuses = [
        tries(browser(app), "nobody", "x", at="10.0.0.1", told=f"1.1.1.1, 10.9.9.{number}").status_code
        for number in range(7)
    ]
    assert statuses == ([401] * 7 if header else [401] * 5 + [429] * 2)


def test_what_stands_before_the_proxys_own_word_is_not_believed() -> None:
    request = Request(EnvironBuilder(headers={"X-Real": "6.6.6.6, 10.0.0.9"}).get_environ())
    assert address_of(request, "X-Real") == "10.0.0.9"  # type: ignore[arg-type]
    assert address_of(request, "X-Other") == "unknown"  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 600), max_size=40), st.integers(1, 10))
def test_waiting_is_exactly_until_fewer_than_most_failures_are_young(steps: list[int], most: int) -> None:
    """A slow twin: the failures of the last quarter, counted anew; after the wait told it may try, a second before not."""
    with pytest.MonkeyPatch.context() as patch:
        now = [0.0]
        patch.setattr(address.time, "time", lambda: now[0])
        failures, moments = Failures(), []
        for step in steps:
            now[0] += step
            failures.note("a")
            moments.append(now[0])

        def young() -> int:
            return sum(moment > now[0] - WINDOW_SECONDS for moment in moments)

        seconds = failures.wait("a", most=most)
        assert (seconds > 0) == (young() >= most)
        if seconds:
            now[0] += seconds - 1
            assert young() >= most
            now[0] += 1
            assert failures.wait("a", most=most) == 0
