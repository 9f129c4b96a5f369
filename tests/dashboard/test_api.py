"""The interface for programs: let in by a token and nothing else, held to its area, and its manners."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import dash
import pytest

from data.db import Store
from tests.dashboard.api_client import Program, new_token
from tests.dashboard.web_client import add_account, browser, make_app

TOWN, OTHER_TOWN = "990101100000", "990101101000"
COUNTS = ("/areas", "/grid-weeks", "/signals", "/grids.geojson")
MATTERS = ("/matters", "/matters/R00003")
PATHS = (*COUNTS, *MATTERS)


@pytest.fixture(scope="module")
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    made = make_app(filled_store, filled_home)
    made.server.logger.disabled = True
    return made


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pace to keep."""
    monkeypatch.setattr("dashboard.api.pace.Pace.is_too_fast", lambda *_, **__: False)


@pytest.fixture
def whole(app: dash.Dash, filled_store: Store, filled_home: Path) -> Program:
    return Program(app, new_token(filled_store, filled_home, "whole", matters=True))


def ask(store: Store, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        return connection.execute(sql, list(values)).fetchall()


# --- who is let in ---


def test_without_a_token_or_with_a_forged_one_nothing_is_told(
    app: dash.Dash, whole: Program, fast: None
) -> None:
    real = whole.token or ""
    forged = (
        None,
        "",
        "x",
        real[:-1],
        real[:-1] + "é",
        real.upper(),
        real.replace("fq_", "fq-"),
        "fq_00000000_" + "A" * 43,
    )
    for token in forged:
        for path in PATHS:
            answer = Program(app, token).get(path)
            assert answer.status_code == 401, (token, path)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert set(answer.get_json()["error"]) == {"code", "zh", "en"}
    half = real[:12] + real[12:][::-1]
    assert Program(app, half).get("/areas").status_code == 401


def test_expired_and_revoked_tokens_are_told_apart_and_refused(
    app: dash.Dash, filled_store: Store, filled_home: Path
) -> None:
    program = Program(app, new_token(filled_store, filled_home, "ends"))
    assert program.get("/areas").status_code == 200
    for column, why in (("expires_at", "expired"), ("revoked_at", "revoked")):
        with filled_store.writing() as connection:
            connection.execute(
                f"UPDATE core_token SET {column} = ? WHERE name = 'ends'",
                [datetime.now() - timedelta(seconds=1)],
            )
        answer = program.get("/areas")
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, why)


def test_a_session_does_not_open_the_interface_nor_a_token_the_pages(
    app: dash.Dash, filled_store: Store, whole: Program
) -> None:
    add_account(filled_store, "api-li", "command_centre")
    visitor = browser(app)
    visitor.sign_in("api-li")
    assert visitor.page("/matters").status_code == 200
    assert visitor.client.get("/api/v1/areas").status_code == 401
    header = {"Authorization": f"Bearer {whole.token}"}
    for path in ("/_dash-layout", "/geometry/town/all.json", "/template.xlsx"):
        assert app.server.test_client().get(path, headers=header).status_code == 401, path


def test_the_open_demo_opens_no_interface(filled_store: Store, filled_home: Path) -> None:
    client = make_app(filled_store, filled_home, is_open=True).server.test_client()
    assert client.get("/api/v1/areas", headers={"Host": "127.0.0.1:8050"}).status_code == 401


SCOPES = {  # area, may read matters
    "everything": (None, True),
    "counts of all": (None, False),
    "one town": (TOWN, True),
    "counts of a town": (TOWN, False),
    "an area that is gone": ("gone", True),
}


@pytest.mark.parametrize(("area", "matters"), SCOPES.values(), ids=SCOPES)
def test_every_address_in_every_scope(
    app: dash.Dash, filled_store: Store, filled_home: Path, area: str | None, matters: bool
) -> None:
    program = Program(app, new_token(filled_store, filled_home, "scoped", matters=matters))
    with filled_store.writing() as connection:
        connection.execute("UPDATE core_token SET area_code = ? WHERE name = 'scoped'", [area])
    inside = {
        code
        for (code,) in ask(filled_store, "SELECT area_code FROM out_area_path WHERE ancestor_code = ?", area)
    }
    for path in COUNTS:
        told = program.get(path, limit=1000) if path != "/grids.geojson" else program.get(path)
        assert told.status_code == 200, told.text
        rows = told.get_json().get("rows") or [f["properties"] for f in told.get_json().get("features", [])]
        assert bool(rows) is (area != "gone"), path
        assert area is None or {row["area_code"] for row in rows} <= inside
    (own,) = ask(
        filled_store,
        "SELECT min(matter_id) FROM out_matter WHERE NOT is_restricted AND area_code LIKE '990101100%'",
    )[0]
    (other,) = ask(
        filled_store,
        "SELECT min(matter_id) FROM out_matter WHERE NOT is_restricted AND area_code LIKE '990101101%'",
    )[0]
    expected = {None: (200, 200), TOWN: (200, 404), "gone": (404, 404)}[area] if matters else (403, 403)
    assert tuple(program.get(f"/matters/{one}").status_code for one in (own, other)) == expected
    listed = program.get("/matters", limit=1000)
    assert listed.status_code == (200 if matters else 403)
    if matters and area:
        assert {row["area_code"] for row in listed.get_json()["rows"]} <= inside


def test_other_areas_are_not_confirmed(
    app: dash.Dash, filled_store: Store, filled_home: Path, whole: Program
) -> None:
    """An id elsewhere, an accusation and an id nobody has give the very same answer."""
    town = Program(app, new_token(filled_store, filled_home, "town", area=TOWN, matters=True))
    (other,) = ask(
        filled_store,
        "SELECT min(matter_id) FROM out_matter WHERE NOT is_restricted AND area_code LIKE '990101101%'",
    )[0]
    answers = {
        (a.status_code, a.text) for a in (town.get(f"/matters/{one}") for one in (other, "R00040", "none"))
    }
    assert len(answers) == 1
    assert {
        whole.get(f"/matters/{one}").status_code for one in ("R00040", "R00080", "R00120", "x" * 300)
    } == {404}
    for path in ("/areas", "/matters", "/grid-weeks", "/signals", "/grids.geojson"):
        assert {town.get(path, area=code).status_code for code in (OTHER_TOWN, "none", "'--")} == {404}
        assert town.get(path, area="990101100001").status_code == 200


# --- manners ---


def test_only_reading_and_no_other_site(app: dash.Dash, whole: Program) -> None:
    client = app.server.test_client()
    headers = {"Authorization": f"Bearer {whole.token}", "Origin": "https://evil.example"}
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = client.open("/api/v1/areas", method=method, headers=headers)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert "zh" in answer.get_json()["error"]
    told = client.get("/api/v1/areas", headers=headers)
    head = client.head("/api/v1/areas", headers=headers)
    assert (head.status_code, head.data) == (200, b"")
    assert told.headers["Cache-Control"] == "no-store"
    assert not [name for name, _ in told.headers if name.startswith("Access-Control") or name == "Set-Cookie"]


def test_what_is_not_there_is_json_too_and_closed(app: dash.Dash, whole: Program) -> None:
    for path in ("", "/", "/persons", "/matters/a/b", "/areas/", "/../_dash-layout"):
        assert whole.get(path).status_code == 404, path
        assert "error" in whole.get(path).get_json()
        assert Program(app).get(path).status_code == 401


def test_a_token_in_the_address_is_refused_and_told_to_be_revoked(app: dash.Dash, whole: Program) -> None:
    assert Program(app).get("/areas", token=whole.token).status_code == 401
    answer = whole.get("/areas", token=whole.token)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "token_in_address")


def test_pace_is_kept_by_token_and_failures_by_address(filled_store: Store, filled_home: Path) -> None:
    app = make_app(filled_store, filled_home)
    fast, calm = (Program(app, new_token(filled_store, filled_home, name)) for name in ("fast", "calm"))
    statuses = [fast.get("/areas", limit=1).status_code for _ in range(250)]
    assert set(statuses) == {200, 429}
    assert statuses[:120] == [200] * 120
    assert fast.get("/areas").headers["Retry-After"] == "60" or calm.get("/areas").status_code == 200
    assert calm.get("/areas").status_code == 200
    wrong = [Program(app, "fq_00000000_" + "A" * 43).get("/areas").status_code for _ in range(45)]
    assert wrong[0] == 401
    assert 429 in wrong
    assert calm.get("/areas").status_code == 200


def test_calls_leave_one_line_an_hour_and_refusals_are_noted(filled_store: Store, filled_home: Path) -> None:
    app = make_app(filled_store, filled_home)
    program = Program(app, new_token(filled_store, filled_home, "noted"))
    before = ask(filled_store, "SELECT count(*) FROM audit_log")[0][0]
    for _ in range(3):
        program.get("/areas")
        program.get("/matters")
    Program(app, "My-secret").get("/areas")
    lines = ask(
        filled_store,
        "SELECT DISTINCT actor_name, object_id, result_code FROM audit_log WHERE audit_no > ? ORDER BY ALL",
        before,
    )
    assert lines == [
        ("token:noted", "areas", "ok"),
        ("token:noted", "matters no_matters", "refused"),
        ("unknown", "areas unknown", "refused"),
    ]
    assert (
        len(ask(filled_store, "SELECT 1 FROM audit_log WHERE audit_no > ?", before)) <= 6
    )  # the clock may turn once
