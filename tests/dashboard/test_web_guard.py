"""Nobody gets in who does not belong: every route, callback, token, role and clock."""

from __future__ import annotations

from pathlib import Path

import dash
import pytest

from dashboard import ids
from dashboard.web import session
from data.db import Store
from tests.dashboard.web_client import PASSWORD, add_account, browser, make_app

OPEN = ("/sign-in", "/sign-in/code", "/healthz", "/metrics", "/language/<chosen>", "/api/v1/openapi.json")
PROGRAMS = "/api/v1"  # by a token: tests/dashboard/test_api.py
FILTERS = {
    f"{ids.SITUATION_SINCE}.value": "all",
    f"{ids.SITUATION_LAYER}.value": "areas",
    f"{ids.SITUATION_WHERE}.data": {},
}


@pytest.fixture
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    return make_app(filled_store, filled_home)


def test_every_route_is_closed_unless_it_is_named_open(app: dash.Dash) -> None:
    for rule in app.server.url_map.iter_rules():
        path = rule.rule
        for name in rule.arguments:
            path = (
                path.replace(f"<path:{name}>", "a").replace(f"<string:{name}>", "a").replace(f"<{name}>", "a")
            )
        answer = browser(app).client.get(path)
        if rule.rule in OPEN:
            assert answer.status_code in (200, 302), rule.rule
        elif "GET" in (rule.methods or ()):
            assert answer.status_code == 401, rule.rule
            led_to = answer.headers.get("X-Go-To")
            assert led_to == (None if rule.rule.startswith(PROGRAMS) else "/sign-in"), rule.rule


def test_a_person_is_led_to_the_door_and_its_own_assets_are_open(app: dash.Dash) -> None:
    visitor = browser(app)
    assert visitor.page("/matters").headers["Location"] == "/sign-in"
    assert visitor.client.get("/assets/public/mark.svg").status_code == 200
    assert visitor.client.get("/assets/public/../atlas.js").status_code in (401, 404)
    assert visitor.client.get("/assets/atlas.js").status_code == 401


def test_a_write_without_the_token_is_refused_even_when_signed_in(
    app: dash.Dash, filled_store: Store
) -> None:
    add_account(filled_store, "chen", "command_centre")
    visitor = browser(app)
    visitor.sign_in("chen")
    assert visitor.call("matters-grid.rowData", {}).status_code == 200
    assert visitor.client.post("/_dash-update-component", json={}).status_code == 403
    assert visitor.client.post("/upload/file", data=b"x", headers={"X-CSRFToken": "guess"}).status_code == 403
    assert visitor.client.post("/sign-in", data={"username": "chen", "password": PASSWORD}).status_code == 403


def test_a_one_time_password_opens_only_the_change(app: dash.Dash, filled_store: Store) -> None:
    from datetime import datetime

    from dashboard.account import make_account

    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = 'first'")
        once = make_account(connection, "first", "leader", now=datetime.now())
    visitor = browser(app)
    assert visitor.sign_in("first", once).headers["Location"] == "/change-password"
    assert visitor.page("/").headers["Location"] == "/change-password"
    assert visitor.client.get("/_dash-layout").status_code == 401
    form = {"old": once, "new": PASSWORD, "again": PASSWORD, "csrf": visitor.token}
    assert visitor.client.post("/change-password", data={**form, "again": "x"}).status_code == 422
    assert visitor.client.post("/change-password", data={**form, "old": "x"}).status_code == 422
    assert visitor.client.post("/change-password", data=form).headers["Location"] == "/"
    assert visitor.page("/").status_code == 200


def test_twenty_still_minutes_end_a_session_and_the_pages_own_clock_does_not_save_it(
    app: dash.Dash, filled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_account(filled_store, "idle", "command_centre")
    now = [1_000_000.0]
    monkeypatch.setattr(session.time, "time", lambda: now[0])
    visitor = browser(app)
    visitor.sign_in("idle")
    now[0] += 15 * 60
    tick = {**FILTERS, f"{ids.SITUATION_TICK}.n_intervals": 3}
    ticked = visitor.call("situation-figure.data", tick, changed=f"{ids.SITUATION_TICK}.n_intervals")
    assert ticked.status_code == 200
    now[0] += 6 * 60
    assert visitor.page("/").headers["Location"] == "/sign-in"
    visitor.sign_in("idle")
    now[0] += 15 * 60
    assert visitor.page("/").status_code == 200
    now[0] += 15 * 60
    assert visitor.page("/").status_code == 200


def test_a_new_password_ends_the_sessions_of_the_old_one(app: dash.Dash, filled_store: Store) -> None:
    from dashboard.account_change import reset_password

    add_account(filled_store, "twice", "leader")
    visitor = browser(app)
    visitor.sign_in("twice")
    with filled_store.writing() as connection:
        reset_password(connection, "twice")
    assert visitor.page("/").headers["Location"] == "/sign-in"


@pytest.mark.parametrize(
    ("role", "map_", "work", "upload"),
    [("command_centre", 200, 200, 200), ("leader", 200, 403, 403), ("grid_worker", 403, 403, 200)],
)
def test_a_forged_call_goes_no_further_than_the_role(
    app: dash.Dash, filled_store: Store, role: str, map_: int, work: int, upload: int
) -> None:
    add_account(filled_store, role, role)
    visitor = browser(app)
    visitor.sign_in(role)
    assert visitor.call("situation-figure.data", FILTERS).status_code == map_
    assert visitor.client.get("/geometry/town/all.json").status_code == map_
    assert visitor.call("matters-grid.rowData", {}).status_code == work
    headers = {"X-CSRFToken": visitor.token, "X-File-Name": "a.xlsx"}
    assert visitor.client.post("/upload/file", data=b"PK", headers=headers).status_code == upload


def test_a_leader_sees_no_small_count(app: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "leader", "leader")
    visitor = browser(app)
    visitor.sign_in("leader")
    answer = visitor.call(
        "situation-figure.data", {**FILTERS, f"{ids.SITUATION_WHERE}.data": {"level": "grid"}}
    )
    paint = answer.json["response"][ids.SITUATION_FIGURE]["data"]
    counts = [number for _, numbers in paint["beside"] for number in numbers]
    assert None in counts
    assert paint["hidden"] == "<3"
    assert not {1, 2} & set(counts)


def test_a_wall_screen_stays_signed_in_by_its_own_clock_for_a_week(
    app: dash.Dash, filled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_account(filled_store, "screen", "wall")
    now = [1_000_000.0]
    monkeypatch.setattr(session.time, "time", lambda: now[0])
    visitor = browser(app)
    visitor.sign_in("screen")
    for _ in range(3):
        now[0] += 2 * 86_400
        ticked = visitor.call("situation-wall-figure.data", {}, changed=f"{ids.WALL_TICK}.n_intervals")
        assert ticked.status_code == 200
    now[0] += 2 * 86_400
    assert visitor.page("/").headers["Location"] == "/sign-in"


def test_a_wall_screen_may_see_nothing_else(app: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "screen", "wall")
    visitor = browser(app)
    visitor.sign_in("screen")
    page = visitor.call("root.children", {f"{ids.URL}.pathname": "/", f"{ids.URL}.search": ""})
    assert "wall-head" in page.text
    assert "nav-link" not in page.text
    assert visitor.call("matters-grid.rowData", {}).status_code == 403


@pytest.mark.parametrize(
    ("address", "host", "extra", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8050", {}, 200),
        ("127.0.0.1", "localhost:8050", {}, 200),
        ("::1", "[::1]:8050", {}, 200),
        ("10.0.0.5", "127.0.0.1:8050", {}, 302),
        ("127.0.0.1", "evil.example:8050", {}, 302),
        ("127.0.0.1", "127.0.0.1:8050", {"X-Forwarded-For": "10.0.0.5"}, 302),
    ],
)
def test_the_open_demo_is_open_to_this_machine_alone(
    filled_store: Store, filled_home: Path, address: str, host: str, extra: dict[str, str], status: int
) -> None:
    client = make_app(filled_store, filled_home, is_open=True).server.test_client()
    headers = {"Accept": "text/html", "Host": host, **extra}
    assert client.get("/", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == status


def test_the_language_link_leads_nowhere_else(app: dash.Dash) -> None:
    for there in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        location = browser(app).client.get("/language/en", query_string={"next": there}).headers["Location"]
        assert location == "/", there


def test_sign_ins_are_in_the_audit_log_but_never_a_name_nobody_has(
    app: dash.Dash, filled_store: Store
) -> None:
    add_account(filled_store, "seen", "leader")
    for name, password in (("seen", "wrong"), ("seen", PASSWORD), ("My-secret-typed-here", "")):
        browser(app).sign_in(name, password)
    with filled_store.reading() as connection:
        lines = connection.execute(
            "SELECT actor_name, result_code FROM audit_log WHERE event_code = 'sign_in' ORDER BY audit_no"
        ).fetchall()
    assert lines[-3:] == [("seen", "refused"), ("seen", "ok"), ("unknown", "refused")]
