"""The same file from many hands at once: one of them brings it in, the others are told that it is there."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard.home import Home, open_home
from ingest.load import Upload
from ingest.receipt import Receipt
from tests.end_to_end.conftest import NOW, Cli
from tests.end_to_end.deaths import Deaths
from tests.end_to_end.drawn import HEAD, sheet
from tests.end_to_end.dump import dump_home
from tests.end_to_end.server import serving

ROWS = 120
HANDS = 6


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Every fifth row without a number of its own."""
    rows = [
        (
            str(n) if n % 5 else "",
            "2026-05-05",
            f"张{chr(0x4E00 + n)}",
            f"138{n:08d}",
            "邻里纠纷",
            f"第{n}件漏水",
            "",
            "",
        )
        for n in range(ROWS)
    ]
    return sheet(tmp_path / "排查表.xlsx", HEAD, *rows)


@pytest.fixture
def opened(fresh: Path) -> Iterator[Home]:
    home = open_home(fresh, now=NOW)
    yield home
    home.close()


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Carry them out on threads that start together; what each gave, or raised."""
    gate, given = threading.Barrier(len(acts)), list[object]()

    def act(one: Callable[[], object]) -> None:
        gate.wait()
        try:
            given.append(one())
        except Exception as error:
            given.append(error)

    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def counts(held: dict[str, list[tuple[object, ...]]]) -> tuple[int, int, int]:
    """(submissions, reports, different reports)."""
    reports = held["core_report"]
    return len(held["raw_submission"]), len(reports), len({row[0] for row in reports})


def test_threads_of_one_server(opened: Home, file: Path) -> None:
    given = at_once([lambda: opened.intake.take(Upload(file, file.name, NOW, source="village"))] * HANDS)
    receipts = [each for each in given if isinstance(each, Receipt)]
    assert len(receipts) == HANDS, given
    assert sorted((r.new, r.unchanged) for r in receipts) == [(0, ROWS)] * (HANDS - 1) + [(ROWS, 0)]
    assert len({r.submission_id for r in receipts}) == HANDS
    warehouse, vault = dump_home(opened)
    assert counts(warehouse) == (HANDS, ROWS, ROWS)
    assert len(vault["vault_file"]) == 1
    tokens = [row[0] for row in vault["vault_identity"]]
    assert len(tokens) == len(set(tokens))


def test_threads_with_different_files_that_share_rows(opened: Home, tmp_path: Path) -> None:
    def shared(first: int) -> Path:
        rows = [
            (str(n), "2026-05-05", "张三", "", "邻里纠纷", f"第{n}件漏水", "", "")
            for n in range(first, first + 40)
        ]
        return sheet(tmp_path / f"{first}.xlsx", HEAD, *rows)

    files = [shared(first) for first in (0, 10, 20, 30)]
    given = at_once(
        [lambda f=f: opened.intake.take(Upload(f, f.name, NOW, source="village")) for f in files]  # type: ignore[misc]
    )
    receipts = [each for each in given if isinstance(each, Receipt)]
    assert len(receipts) == 4, given
    assert sum(r.new for r in receipts) == 70
    assert sum(r.unchanged for r in receipts) == 90
    assert counts(dump_home(opened)[0]) == (4, 70, 70)


def test_processes_of_the_command_line(fresh: Path, file: Path) -> None:
    """One holds the home; the others wait for it or are told that it is in use."""
    deaths = Deaths()
    told = deaths.together(["ingest", str(file), "--json", "--source", "village"], home=fresh, count=HANDS)
    told += [deaths.live(["ingest", str(file), "--json", "--source", "village"], home=fresh)]
    deaths.close()
    done = [each for each in told if each.code == 0]
    refused = [each for each in told if each.code == 2]
    assert len(done) + len(refused) == HANDS + 1, told
    assert all("另一个进程" in each.said for each in refused), refused
    receipts = [json.loads(line) for each in done for line in each.said.splitlines() if line.startswith("{")]
    assert sorted(r["new"] for r in receipts) == [0] * (len(done) - 1) + [ROWS]
    home = open_home(fresh, now=NOW)
    try:
        assert counts(dump_home(home)[0]) == (len(done), ROWS, ROWS)
    finally:
        home.close()


def test_processes_whose_command_is_carried_out_in_the_server(fresh: Path, file: Path, cli: Cli) -> None:
    with serving(fresh):
        given = at_once([lambda: cli("ingest", file, "--json", "--source", "village", home=fresh)] * 3)
    receipts = [json.loads(done.out) for done in given]  # type: ignore[attr-defined]
    assert sorted((r["new"], r["unchanged"]) for r in receipts) == [(0, ROWS), (0, ROWS), (ROWS, 0)]


# --- in the database ---


@pytest.mark.parametrize("again", ["the row itself", "another row under the same id"])
def test_a_second_row_with_the_same_id_is_refused_by_the_database(
    opened: Home, file: Path, again: str
) -> None:
    opened.intake.take(Upload(file, file.name, NOW, source="village"))
    other = "" if again == "the row itself" else "REPLACE ('other' AS source_code, 'N-1' AS report_no)"
    with (
        pytest.raises(duckdb.ConstraintException, match=r"[Dd]uplicate key"),
        opened.warehouse.writing() as connection,
    ):
        connection.execute(f"INSERT INTO core_report SELECT * {other} FROM core_report LIMIT 1")
    assert counts(dump_home(opened)[0]) == (1, ROWS, ROWS)


def test_a_second_submission_with_the_same_number_is_refused_by_the_database(
    opened: Home, file: Path
) -> None:
    opened.intake.take(Upload(file, file.name, NOW, source="village"))
    with pytest.raises(duckdb.ConstraintException), opened.warehouse.writing() as connection:
        connection.execute("INSERT INTO raw_submission SELECT * FROM raw_submission")


def test_report_ids_and_row_keys_are_one_to_one(opened: Home, file: Path) -> None:
    """So that the key on report_id is the key on (source, report_no, part) too."""
    opened.intake.take(Upload(file, file.name, NOW, source="village"))
    opened.intake.take(Upload(file, file.name, NOW, source="another"))
    with opened.warehouse.reading() as connection:
        told = connection.execute(
            "SELECT count(*), count(DISTINCT (source_code, report_no, part_no)), count(DISTINCT report_id) "
            "FROM core_report WHERE report_no IS NOT NULL"
        ).fetchone()
    assert told == (2 * ROWS * 4 // 5,) * 3
