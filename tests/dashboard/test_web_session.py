"""Sessions and codes at the door: every way in, every way a session ends, and what is left of one that ended."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import dash
import pytest

from dashboard.account import Scope, make_account
from dashboard.account_change import remove_codes, reset_password, set_lock, set_role
from dashboard.role import ROLES
from dashboard.totp import secret_of
from dashboard.web import second_factor, session
from data.config import load_config
from data.db import Store
from data.errors import BadArgument
from data.keys import read_key
from tests.dashboard.test_totp import slow_code
from tests.dashboard.web_client import PASSWORD, Browser, add_account, browser, make_app

START = 1_775_000_010.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of codes and sessions, in a list of one."""
    now = [START]
    monkeypatch.setattr(session.time, "time", lambda: now[0])
    return now


@pytest.fixture
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    """As a site has it that changed no setting."""
    return make_app(filled_store, filled_home, config=load_config())


def first_duty(visitor: Browser) -> str:
    """Where the front page leads."""
    return str(visitor.page("/").headers.get("Location", ""))


def code_of(store: Store, home: Path, name: str, at: float) -> str:
    """What the authenticator of an account shows."""
    with store.reading() as connection:
        row = connection.execute("SELECT totp_salt FROM core_account WHERE username = ?", [name]).fetchone()
    assert row
    return slow_code(secret_of(read_key(home, "token"), name, row[0]), int(at) // 30)


def set_up(visitor: Browser, home: Path, name: str, at: float) -> str:
    """Set codes up as the page shows them; where that leads."""
    assert visitor.page("/second-factor").status_code == 200
    with visitor.client.session_transaction() as held:
        salt = held["salt"]
    told = slow_code(secret_of(read_key(home, "token"), name, salt), int(at) // 30)
    answer = visitor.client.post("/second-factor", data={"code": told, "csrf": visitor.token})
    return str(answer.headers["Location"])


def tell_code(visitor: Browser, code: str) -> tuple[int, str]:
    answer = visitor.client.post("/sign-in/code", data={"code": code, "csrf": visitor.token})
    return answer.status_code, str(answer.headers.get("Location", ""))


@pytest.mark.parametrize("role", ROLES)
def test_which_roles_need_codes(app: dash.Dash, filled_store: Store, role: str) -> None:
    add_account(filled_store, "needs", role, scope=Scope(unit_name="县住建局"))
    visitor = browser(app)
    visitor.sign_in("needs")
    assert first_duty(visitor) == ("" if role in ("grid_worker", "wall", "none") else "/second-factor")


def test_a_role_that_is_not_there_stops_the_server(filled_store: Store, filled_home: Path) -> None:
    ours = load_config()
    with pytest.raises(BadArgument, match="emperor"):
        make_app(
            filled_store,
            filled_home,
            config=replace(ours, access=replace(ours.access, totp_roles=("emperor",))),
        )


def test_the_whole_way_in_of_a_new_account(
    app: dash.Dash, filled_store: Store, filled_home: Path, clock: list[float]
) -> None:
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = 'whole'")
        once = make_account(connection, "whole", "command_centre", now=datetime.now())
    visitor = browser(app)
    assert visitor.sign_in("whole", once).headers["Location"] == "/change-password"
    assert visitor.page("/second-factor").headers["Location"] == "/change-password"
    form = {"old": once, "new": PASSWORD, "again": PASSWORD, "csrf": visitor.token}
    assert visitor.client.post("/change-password", data=form).headers["Location"] == "/second-factor"
    assert visitor.page("/matters").headers["Location"] == "/second-factor"
    assert visitor.client.get("/_dash-layout").status_code == 401
    assert visitor.page("/second-factor").status_code == 200
    wrong = visitor.client.post("/second-factor", data={"code": "000000", "csrf": visitor.token})
    assert wrong.status_code == 422
    assert set_up(visitor, filled_home, "whole", clock[0]) == "/"
    assert visitor.page("/matters").status_code == 200
    assert visitor.page("/second-factor").headers["Location"] == "/"  # shown once

    clock[0] += 60
    again = browser(app)
    assert again.sign_in("whole").headers["Location"] == "/sign-in/code"
    assert first_duty(again) == "/sign-in"  # the password alone opens nothing
    assert again.client.get("/_dash-layout").status_code == 401
    assert tell_code(again, "000000")[0] == 401
    told = code_of(filled_store, filled_home, "whole", clock[0])
    assert tell_code(again, told) == (302, "/")
    assert again.page("/matters").status_code == 200

    third = browser(app)
    third.sign_in("whole")
    assert tell_code(third, told)[0] == 401, "a code was taken twice"


def coded(app: dash.Dash, store: Store, home: Path, name: str, clock: list[float]) -> Browser:
    """Somebody whose password was right, at the door for the code; the clock moves on past the first one."""
    add_account(store, name, "leader")
    visitor = browser(app)
    visitor.sign_in(name)
    assert set_up(visitor, home, name, clock[0]) == "/"
    clock[0] += 90
    visitor = browser(app)
    visitor.sign_in(name)
    return visitor


def test_a_code_is_awaited_five_minutes_and_not_after_a_change(
    app: dash.Dash, filled_store: Store, filled_home: Path, clock: list[float]
) -> None:
    late = coded(app, filled_store, filled_home, "late", clock)
    clock[0] += second_factor.AWAITED_SECONDS + 1
    assert tell_code(late, code_of(filled_store, filled_home, "late", clock[0])) == (302, "/sign-in")

    for number, change in enumerate((reset_password, remove_codes, lock)):
        name = f"changed{number}"
        visitor = coded(app, filled_store, filled_home, name, clock)
        told = code_of(filled_store, filled_home, name, clock[0])
        with filled_store.writing() as connection:
            change(connection, name)
        assert tell_code(visitor, told) == (302, "/sign-in")


def lock(connection, name: str) -> None:  # type: ignore[no-untyped-def]
    set_lock(connection, name, is_locked=True)


def test_nobody_tells_a_code_who_told_no_password(app: dash.Dash) -> None:
    visitor = browser(app)
    visitor.page("/sign-in")
    assert visitor.page("/sign-in/code").headers["Location"] == "/sign-in"
    assert tell_code(visitor, "000000") == (302, "/sign-in")
    assert visitor.client.post("/sign-in/code", data={"code": "000000"}).status_code == 403


# --- how a session ends ---


@pytest.fixture
def plain(filled_store: Store, filled_home: Path) -> dash.Dash:
    """Where a password is enough."""
    return make_app(filled_store, filled_home)


def signed_in(app: dash.Dash, store: Store, name: str, role: str = "leader") -> Browser:
    add_account(store, name, role)
    visitor = browser(app)
    visitor.sign_in(name)
    assert visitor.page("/method").status_code == 200
    return visitor


def test_a_session_ends_after_a_working_day_however_busy(
    plain: dash.Dash, filled_store: Store, clock: list[float]
) -> None:
    visitor = signed_in(plain, filled_store, "busy")
    hours = load_config().access.session_hours
    for _ in range(hours * 6):
        assert visitor.page("/method").status_code == 200
        clock[0] += 600
    clock[0] += 1
    assert visitor.page("/method").headers["Location"] == "/sign-in"


def test_the_settings_say_how_long(filled_store: Store, filled_home: Path, clock: list[float]) -> None:
    ours = load_config()
    short = replace(ours, access=replace(ours.access, totp_roles=(), idle_minutes=1, session_hours=1))
    app = make_app(filled_store, filled_home, config=short)
    visitor = signed_in(app, filled_store, "short")
    clock[0] += 61
    assert visitor.page("/method").headers["Location"] == "/sign-in"


def cookie(visitor: Browser) -> str:
    held = visitor.client.get_cookie("fengqiao_session")
    return held.value if held else ""


def test_signing_in_gives_a_new_session_and_a_new_token(plain: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "fresh", "leader")
    visitor = browser(plain)
    visitor.page("/sign-in")
    before, token = cookie(visitor), visitor.token
    visitor.sign_in("fresh")
    assert cookie(visitor) != before
    assert visitor.token != token
    thief = browser(plain)
    thief.client.set_cookie("fengqiao_session", before)
    assert thief.page("/method").headers["Location"] == "/sign-in"
    refused = visitor.client.post("/sign-out", data={"csrf": token})
    assert refused.status_code == 403


@pytest.mark.parametrize("way", ["sign out", "new password"])
def test_a_copy_of_a_cookie_is_worth_nothing_once_its_session_ended(
    plain: dash.Dash, filled_store: Store, way: str
) -> None:
    visitor = signed_in(plain, filled_store, "copied")
    stolen = cookie(visitor)
    if way == "sign out":
        visitor.client.post("/sign-out", data={"csrf": visitor.token})
    else:
        new = PASSWORD + "!"
        form = {"old": PASSWORD, "new": new, "again": new, "csrf": visitor.token}
        assert visitor.client.post("/change-password", data=form).status_code == 302
        assert visitor.page("/method").status_code == 200
    thief = browser(plain)
    thief.client.set_cookie("fengqiao_session", stolen)
    assert thief.page("/method").headers["Location"] == "/sign-in"


def test_a_lock_ends_sessions_and_a_role_holds_from_the_next_click(
    plain: dash.Dash, filled_store: Store
) -> None:
    visitor = signed_in(plain, filled_store, "moved", "command_centre")
    assert visitor.call("matters-grid.rowData", {}).status_code == 200
    with filled_store.writing() as connection:
        set_role(connection, "moved", "grid_worker", Scope())
    assert visitor.call("matters-grid.rowData", {}).status_code == 403
    with filled_store.writing() as connection:
        set_lock(connection, "moved", is_locked=True)
    assert visitor.page("/method").headers["Location"] == "/sign-in"
    answer = browser(plain).sign_in("moved")
    assert answer.status_code == 401
    assert "已被锁定" in answer.text


def test_what_happens_at_the_door_is_in_the_audit_log(
    app: dash.Dash, filled_store: Store, filled_home: Path, clock: list[float]
) -> None:
    visitor = coded(app, filled_store, filled_home, "noted", clock)
    tell_code(visitor, "000000")
    tell_code(visitor, code_of(filled_store, filled_home, "noted", clock[0]))
    visitor.page("/")
    visitor.client.post("/sign-out", data={"csrf": visitor.token})
    with filled_store.reading() as connection:
        lines = connection.execute(
            "SELECT event_code, result_code FROM audit_log WHERE actor_name = 'noted' ORDER BY audit_no"
        ).fetchall()
    assert lines == [
        ("sign_in", "ok"),
        ("codes_set_up", "ok"),
        ("sign_in_code", "refused"),
        ("sign_in", "ok"),
        ("sign_out", "ok"),
    ]


def test_sessions_that_lay_still_are_forgotten(clock: list[float]) -> None:
    sessions = session.Sessions()
    sessions.begin("a")
    clock[0] += 20
    sessions.begin("b")
    sessions.forget_quiet(seconds=10)
    assert [sessions.is_quiet(number, seconds=100) for number in "ab"] == [True, False]
    assert time.time() == clock[0]


def test_a_session_that_ended_is_not_brought_back_by_what_was_under_way(clock: list[float]) -> None:
    sessions = session.Sessions()
    sessions.begin("a")
    sessions.end("a")
    sessions.see("a")
    assert sessions.is_quiet("a", seconds=60)


def test_only_whole_pages_set_cookies(plain: dash.Dash, filled_store: Store) -> None:
    """An answer that comes after the sign-out would otherwise put the old session in the place of the new one."""
    visitor = signed_in(plain, filled_store, "late", "command_centre")
    answers = [
        visitor.call("matters-grid.rowData", {}),
        visitor.client.get("/_dash-layout"),
        visitor.client.get("/_dash-dependencies"),
    ]
    visitor.client.post("/sign-out", data={"csrf": visitor.token})
    answers += [visitor.call("matters-grid.rowData", {}), visitor.client.get("/_dash-layout")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 401, 401]
    assert [answer.headers.getlist("Set-Cookie") for answer in answers] == [[]] * 5


def test_a_sign_in_form_that_lay_open_too_long_is_drawn_anew(plain: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "stale", "leader")
    visitor = browser(plain)
    form = {"username": "stale", "password": PASSWORD, "csrf": "of a session that is gone"}
    answer = visitor.client.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in")
    assert visitor.page("/method").headers["Location"] == "/sign-in"


def test_sessions_end_with_the_server(plain: dash.Dash, filled_store: Store, filled_home: Path) -> None:
    visitor = signed_in(plain, filled_store, "restarted")
    kept = cookie(visitor)
    after = browser(make_app(filled_store, filled_home))
    after.client.set_cookie("fengqiao_session", kept)
    assert after.page("/method").headers["Location"] == "/sign-in"
