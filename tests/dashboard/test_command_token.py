"""fengqiao token: shown once and kept as a hash, refused when it cannot be, and at work in the server that runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.access_token import SHAPE, AccessToken, Wrong, check_token
from dashboard.cli import run
from dashboard.forward import forward, listen
from dashboard.home import Home, open_home, serving
from data.db import Store
from tests.dashboard.api_client import Program
from tests.dashboard.web_client import make_app
from tests.new_home import new_home
from tests.risk.ledger import rows


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    opened = open_home(new_home(tmp_path / "home"), now=datetime.now())
    with opened.warehouse.writing() as connection:
        connection.execute(
            "INSERT INTO core_area VALUES ('9901', 'town', '枫桥镇', NULL, DATE '2024-01-01', NULL)"
        )
    yield opened
    opened.close()


def fengqiao(home: Home, *words: str) -> int:
    with serving(home):
        return run(["token", *words])


def held(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "SELECT * FROM core_token ORDER BY created_at, name")


def checked(home: Home, token: str) -> AccessToken | Wrong:
    with home.warehouse.reading() as connection:
        return check_token(connection, home.path, token, now=datetime.now())


def test_a_token_is_shown_once_and_only_its_hash_is_kept(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fengqiao(home, "add", "GIS", "--area", "9901", "--matters", "--days", "7") == 0
    token = capsys.readouterr().out.strip()
    assert SHAPE.fullmatch(token)
    assert checked(home, token) == AccessToken("GIS", "9901", may_open_matters=True)
    secret = token[12:]
    audit = rows(home.warehouse, "SELECT * FROM audit_log")
    assert secret not in str(held(home.warehouse)) + str(audit)
    assert audit[-1][3:5] == ("token_add", "GIS")
    assert fengqiao(home, "list") == 0
    listed = capsys.readouterr().out
    assert "GIS" in listed
    assert token[:11] in listed
    assert secret not in listed


def test_two_homes_hash_the_same_token_differently(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fengqiao(home, "add", "GIS")
    token = capsys.readouterr().out.strip()
    (home.path / "keys" / "session.key").write_text("0" * 64)
    assert checked(home, token) == Wrong("unknown")


def test_revoked_it_is_refused_and_its_name_is_free(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    fengqiao(home, "add", "GIS")
    token = capsys.readouterr().out.strip()
    assert fengqiao(home, "revoke", "GIS") == 0
    assert checked(home, token) == Wrong("revoked", "GIS")
    assert fengqiao(home, "revoke", "GIS") == 2
    assert fengqiao(home, "add", "GIS") == 0
    assert len(held(home.warehouse)) == 2


REFUSED = {
    "no such area": (("add", "GIS", "--area", "7"), "没有这个区域"),
    "no days": (("add", "GIS", "--days", "0"), "--days 0"),
    "for ever": (("add", "GIS", "--days", "99999"), "--days 99999"),
    "a name of many lines": (("add", "GIS\nx"), "令牌名"),
    "no name": (("add", " "), "令牌名"),
    "nobody's": (("revoke", "GIS"), "没有在用的令牌"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(
    home: Home, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fengqiao(home, *words) == 2
    assert said in capsys.readouterr().err
    assert held(home.warehouse) == []


def test_a_name_stands_once(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert fengqiao(home, "add", "GIS") == 0
    assert fengqiao(home, "add", "GIS") == 2
    assert "已经有了" in capsys.readouterr().err


def test_while_the_server_runs_a_token_works_and_ends_at_once(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """Carried over the home's socket into the server; before the first refresh the answer says what to do."""
    program = Program(make_app(home.warehouse, home.path))
    stop = listen(home, run)
    try:
        assert forward(home.path, ["token", "add", "GIS", "--home", str(home.path)]) == 0
        program.token = capsys.readouterr().out.strip()
        assert program.get("/areas").get_json()["error"]["code"] == "nothing_computed"
        with home.warehouse.writing() as connection:
            connection.execute(
                "INSERT INTO out_refresh VALUES (DATE '2026-03-31', now()::TIMESTAMP, 0, 0, 0, 0, 'x')"
            )
        assert [row["area_code"] for row in program.rows("/areas")] == ["9901"]
        assert program.rows("/grid-weeks") == []
        assert forward(home.path, ["token", "revoke", "GIS", "--home", str(home.path)]) == 0
        assert program.get("/areas").status_code == 401
    finally:
        stop()
