"""The server holds the warehouse; every command works meanwhile, it leaves nothing behind, and survives being killed."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.home import open_home
from ingest.load import Upload
from tests.end_to_end.conftest import NOW, City, Cli, environment
from tests.end_to_end.drawn import HEAD, ROW1, TWO_GRIDS, layer, sheet
from tests.end_to_end.server import Server, free_port, serving

NAME = "fengqiao.sock"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def demo(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the demo's home."""
    home = Path(shutil.copytree(city.home, tmp_path_factory.mktemp("serve") / "home"))
    with serving(home) as server:
        yield server


# --- while it runs ---


def test_the_open_demo_answers_on_loopback(demo: Server) -> None:
    assert demo.get("/")[0] == 200
    status, body = demo.get("/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_the_socket_is_for_its_owner_only(demo: Server) -> None:
    mode = (demo.home / NAME).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) == 0o600


def test_every_command_works_while_the_server_runs(demo: Server, cli: Cli, tmp_path: Path) -> None:
    """Relative paths are the caller's; words go to standard error, JSON to standard output."""
    home = demo.home
    sheet(tmp_path / "新.xlsx", HEAD, ROW1, ("9", "", "", "", "", "没有时间", "", ""))
    taken = cli("ingest", "新.xlsx", "--json", "--source", "甲村", "--workbook", "回.xlsx", home=home)
    assert taken.code == 3, taken.err
    (line,) = taken.out.splitlines()
    assert (json.loads(line)["rows"], json.loads(line)["rejected"]) == (2, 1)
    assert (tmp_path / "回.xlsx").exists()

    layer(
        tmp_path / "外.geojson",
        *((code.replace("990101", "998801"), name, ring) for code, name, ring in TWO_GRIDS),
    )
    done = cli("areas", "外.geojson", "--level", "grid", "--code", "code", "--name", "name", home=home)
    assert (done.code, done.out) == (0, ""), done.err

    done = cli("refresh", "--as-of", "2026-06-30", "--json", home=home)
    assert (done.code, json.loads(done.out)["as_of"]) == (0, "2026-06-30"), done.err
    assert "Traceback" not in done.err

    done = cli("export", "matters", "--out", "m.csv", home=home)
    assert (done.code, done.out) == (0, ""), done.err
    assert (tmp_path / "m.csv").stat().st_size > 100_000

    done = cli("brief", "--out", "b.html", home=home)
    assert done.code == 0, done.err
    assert (tmp_path / "b.html").stat().st_size > 10_000

    done = cli("doctor", "--audit", home=home)
    assert done.code == 0, done.err
    assert "操作日志完整" in done.err


def test_what_is_refused_is_refused_over_the_socket_too(demo: Server, cli: Cli, tmp_path: Path) -> None:
    for words, code in (
        (("ingest", "没有.xlsx"), 2),
        (("export", "persons", "--out", "p.csv"), 2),
        (("refresh", "--nosuch"), 2),
    ):
        done = cli(*words, home=demo.home)
        assert (done.code, done.out) == (code, ""), done.err
        assert done.err
    assert demo.get("/healthz")[0] == 200


def test_a_forwarded_command_speaks_the_callers_language(demo: Server, cli: Cli) -> None:
    done = cli("ingest", "none.xlsx", home=demo.home, FENGQIAO_LANG="en")
    assert done.code == 2
    assert not CHINESE.search(done.err), done.err


def test_help_comes_to_the_caller_and_not_to_the_servers_own_window(demo: Server, cli: Cli) -> None:
    done = cli("ingest", "--help", home=demo.home)
    assert done.code == 0
    assert "--mapping" in done.out
    assert "--mapping" not in (demo.home.parent / "serve.log").read_text()


def test_a_second_server_and_a_demo_leave_the_first_alone(demo: Server, cli: Cli) -> None:
    for words in (("serve", "--port", free_port()), ("demo", "--no-serve", "--size", "small")):
        done = cli(*words, home=demo.home)
        assert (done.code, done.out) == (2, ""), done.err
    assert (demo.home / NAME).exists()
    assert demo.get("/healthz")[0] == 200


def test_readers_are_answered_while_a_refresh_runs(demo: Server, cli: Cli) -> None:
    codes: list[int] = []
    worker = threading.Thread(
        target=lambda: codes.append(cli("refresh", "--as-of", "2026-06-30", home=demo.home).code)
    )
    worker.start()
    asked = 0
    while worker.is_alive():
        assert demo.get("/geometry/grid/all.json")[0] == 200
        asked += 1
        time.sleep(0.2)
    worker.join()
    assert codes == [0]
    assert asked >= 2


# --- how it ends ---


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_server_that_is_stopped_leaves_no_socket_and_its_home_whole(
    fresh: Path, cli: Cli, number: signal.Signals
) -> None:
    with serving(fresh) as server:
        assert server.get("/") == (302, "/sign-in")  # a real home: nobody without an account
        assert server.get("/healthz")[0] == 200
        assert server.end(number) in (0, 130, 143)
    assert not (fresh / NAME).exists()
    assert list(fresh.glob("*.wal")) == []


def test_a_port_that_is_taken_is_the_users_error(fresh: Path, cli: Cli) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = cli("serve", "--port", port)
    assert done.code == 2, done.err
    assert str(port) in done.err
    assert not (fresh / NAME).exists()


# --- killed ---

ROWS = 600
POINTS = ("keep_file", "write_lots", "COMMIT", "after")
DYING = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
import ingest.entry as entry
import ingest.load as load
from dashboard.home import open_home
point, home, file = sys.argv[1:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def after(function):
    def run(*given, **named):
        answer = function(*given, **named)
        die()
        return answer
    return run
held = open_home(Path(home), now=datetime(2026, 7, 1))
owner, _, name = point.rpartition(".")
if point == "COMMIT":
    entry.Entry.finish = after(entry.Entry.finish)
elif point != "after":
    place = entry if hasattr(entry, name) else load
    setattr(place, name, after(getattr(place, name)))
held.intake.take(load.Upload(Path(file), Path(file).name, datetime(2026, 7, 1), source="village"))
die()
"""


def many_rows(path: Path) -> Path:
    draw = random.Random(7)
    things = ("电梯停运", "楼上漏水", "拖欠工资", "征地补偿", "噪声扰民", "物业乱收费")
    rows = [
        (
            str(n),
            f"2026-0{draw.randint(1, 6)}-1{draw.randint(0, 9)}",
            f"张{chr(0x4E00 + n)}",
            f"138{n:08d}",
            "",
            f"{draw.choice(things)}第{n}件，要求处理",
            "",
            "",
        )
        for n in range(ROWS)
    ]
    return sheet(path, HEAD, *rows)


def held_after(home: Path) -> tuple[int, int, int, int]:
    """(submissions, rows, reports, party tokens without plaintext) after the next start."""
    opened = open_home(home, now=NOW)
    try:
        with opened.warehouse.reading() as connection:
            one = connection.execute(
                "SELECT (SELECT count(*) FROM raw_submission), (SELECT count(*) FROM raw_row), (SELECT count(*) FROM core_report)"
            ).fetchone()
            used = connection.execute(
                "SELECT DISTINCT unnest([name_token, phone_token])::VARCHAR FROM core_report_party"
            ).fetchall()
        with opened.vault.reading() as connection:
            kept = connection.execute("SELECT token::VARCHAR, field_code FROM vault_identity").fetchall()
    finally:
        opened.close()
    assert one
    if not one[0]:
        assert kept == [], "identities of an upload that never was stay in the vault"
    return (*one, len({u for (u,) in used if u} - {k for k, _ in kept}))


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_taking_a_sheet_in_the_next_start_finds_all_or_nothing(
    fresh: Path, tmp_path: Path, point: str
) -> None:
    path = many_rows(tmp_path / "六百.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", DYING, point, str(fresh), str(path)],
        env=environment(fresh),
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    whole, nothing = (1, ROWS, ROWS, 0), (0, 0, 0, 0)
    assert held_after(fresh) == (whole if point == "after" else nothing)
    home = open_home(fresh, now=NOW)
    try:
        receipt = home.intake.take(Upload(path, path.name, NOW, source="village"))
        assert not (fresh / "intake.pending").exists()
    finally:
        home.close()
    assert (receipt.rows, receipt.new, receipt.unchanged) == (
        (ROWS, 0, ROWS) if point == "after" else (ROWS, ROWS, 0)
    )
    assert held_after(fresh)[1:] == (2 * ROWS if point == "after" else ROWS, ROWS, 0)


def test_a_server_killed_under_a_forwarded_sheet_is_said_without_a_traceback(
    fresh: Path, cli: Cli, tmp_path: Path
) -> None:
    """The client is told, the next start finds all or nothing, a stale socket stops nobody, a resend completes."""
    many_rows(tmp_path / "六百.xlsx")
    with serving(fresh) as server:
        killer = threading.Thread(target=_kill_when_busy, args=(server,))
        killer.start()
        done = cli("ingest", "六百.xlsx", "--json", "--source", "village")
        killer.join()
    assert (fresh / NAME).exists()  # nobody was left to remove it
    assert len(done.out.splitlines()) <= 1
    again = cli("ingest", "六百.xlsx", "--json", "--source", "village")
    assert again.code == 0, again.err
    told = json.loads(again.out)
    assert told["rows"] == ROWS
    assert told["new"] + told["unchanged"] == ROWS
    assert held_after(fresh)[2:] == (ROWS, 0)


def _kill_when_busy(server: Server) -> None:
    """Kill the server as soon as an upload is under way."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (server.home / "intake.pending").exists():
        time.sleep(0.005)
    os.kill(server.process.pid, signal.SIGKILL)
