"""fengqiao account: made, listed, reset, locked, given a role; the same while the server runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboard.account import Account, check_password
from dashboard.forward import forward
from dashboard.home import open_home
from dashboard.role import ROLES
from tests.end_to_end.conftest import NOW, Cli, Done
from tests.end_to_end.drawn import TWO_GRIDS, layer
from tests.end_to_end.server import serving

ONCE = re.compile(r"[A-Za-z0-9]{16}\n")
COMMANDS = (
    # command                                                          exit code
    (("add", "li", "--role", "town_staff"), 0),
    (("add", "li", "--role", "town_staff"), 2),  # taken
    (("add", "zhao", "--role", "emperor"), 2),
    (("add", "zhao", "--role", "grid_worker", "--area", "none"), 2),
    (("add", "zhao", "--role", "grid_worker", "--area", "990101001001", "--unit", "住建局"), 0),
    (("role", "zhao", "town_staff"), 0),
    (("role", "nobody", "town_staff"), 2),
    (("lock", "li"), 0),
    (("reset", "zhao"), 0),
    (("remove-totp", "zhao"), 0),
    (("remove-totp", "nobody"), 2),
    (("list",), 0),
)
HELD = [
    # name     role           area            unit      locked
    ("admin", "system_admin", None, None, False),
    ("li", "town_staff", None, None, True),
    ("zhao", "town_staff", "990101001001", "住建局", False),
]


@pytest.fixture
def placed(fresh: Path, here: Cli, tmp_path: Path) -> Path:
    """A home with two grids and its first administrator."""
    from dashboard.setup import first_administrator

    layer(tmp_path / "g.geojson", *TWO_GRIDS)
    done = here("areas", "g.geojson", "--level", "grid", "--code", "code", "--name", "name", home=fresh)
    assert done.code == 0, done.err
    first_administrator(fresh, now=NOW)
    return fresh


def drive(run: Cli, home: Path) -> str:
    """Every command in turn; the last one-time password of zhao."""
    password = ""
    for words, code in COMMANDS:
        done = run("account", *words, home=home)
        assert (words, done.code) == (words, code), done.err
        is_secret = words[0] in ("add", "reset") and code == 0
        assert bool(ONCE.fullmatch(done.out)) == is_secret
        password = done.out.strip() if is_secret else password
        assert done.err or words == ("list",)
    rows = json.loads(run("account", "list", "--json", home=home).out)
    keys = ("username", "role_code", "area_code", "unit_name", "is_locked")
    assert [tuple(row[key] for key in keys) for row in rows] == HELD
    assert not [row for row in rows if "hash" in str(row) or "salt" in str(row)]
    return password


def need_held(home: Path, password: str) -> None:
    """What the commands did is in the home and its log."""
    opened = open_home(home, now=NOW)
    try:
        with opened.warehouse.writing() as connection:
            let_in = check_password(connection, "zhao", password, now=NOW)
            events = connection.execute(
                "SELECT event_code, object_id FROM audit_log WHERE event_code LIKE 'account%' ORDER BY audit_no"
            ).fetchall()
    finally:
        opened.close()
    assert isinstance(let_in, Account)
    assert let_in.must_change
    assert events == [
        ("account_add", "li"),
        ("account_add", "zhao"),
        ("account_role", "zhao"),
        ("account_lock", "li"),
        ("account_reset", "zhao"),
        ("account_remove_totp", "zhao"),
    ]


def test_every_command_does_what_it_says(placed: Path, here: Cli) -> None:
    need_held(placed, drive(here, placed))


def test_every_command_works_while_the_server_runs(
    placed: Path, cli: Cli, capfd: pytest.CaptureFixture[str]
) -> None:
    """Over the socket, without paying for a start each; one as a person types it."""

    def sent(*words: str, home: Path) -> Done:
        capfd.readouterr()
        code = forward(home, [*words, "--home", str(home)])
        assert code is not None, "nobody answered"
        return Done(code, *capfd.readouterr())

    with serving(placed) as server:
        password = drive(sent, placed)
        assert "zhao" in cli("account", "list", home=placed).out
        assert server.get("/healthz")[0] == 200
    need_held(placed, password)


@pytest.fixture
def listed(placed: Path, here: Cli) -> str:
    here("account", "add", "李四", "--role", "leader", home=placed)
    return here("account", "list", home=placed).out


def test_the_list_stands_in_columns_and_tells_each_state(listed: str) -> None:
    lines = listed.splitlines()
    assert [line.split()[0] for line in lines] == ["admin", "李四"]
    assert all("待改密码" in line for line in lines)


def test_the_help_and_a_refusal_name_every_role(fresh: Path, here: Cli) -> None:
    done = here("account", "add", "--help")
    assert all(role in done.out for role in ROLES)
    refused = here("account", "add", "x", "--role", "emperor", home=fresh)
    assert refused.code == 2
    assert all(role in refused.err for role in ROLES)
