"""A second process prepares lots of a large file: what is held is the same with it, without it, and when it dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import ingest.entry
import ingest.ledger.table
import ingest.load
from data.config import load_config
from data.db import open_store
from ingest.entry import Entry
from ingest.ledger.heading import find_header
from ingest.load import Intake, Upload, is_large
from ingest.mapping import Mapping
from ingest.receipt import Receipt
from ingest.report.task import Task
from ingest.rows.block import block_of
from ingest.sender import Sender
from ingest.worker import Worker
from tests.end_to_end.dump import Dump, dump
from tests.new_home import new_stores

NOW = datetime(2025, 7, 1, 9, 0)
HEAD = ["编号", "上报时间", "当事人", "联系电话", "纠纷类型", "经度", "纬度", "纠纷简况"]
KEY = "ab" * 32


def drawn(count: int) -> list[list[object]]:
    """Rows with every kind of trouble now and then."""
    return [
        [
            f"L{number}" if number % 5 else "",
            datetime(2025, 3, 1 + number % 28) if number % 7 else "3月5日",
            f"张{'伟芳敏静丽'[number % 5]}{'一二三'[number % 3]}",
            f"138{number:08d}" if number % 4 else "1.38E+10",
            "物业" if number % 3 else "看不懂的类型",
            120.1 + number / 1e4 if number % 2 else "",
            30.2 if number % 2 else "",
            f"张{'伟芳敏静丽'[number % 5]}{'一二三'[number % 3]}反映{number}号楼电梯停运"
            if number % 11
            else "",
        ]
        for number in range(count)
    ]


LIMITS = (
    "SELECT current_setting('memory_limit'), current_setting('threads'), "
    "current_setting('write_buffer_row_group_count')"
)


@pytest.fixture
def small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of a hundred rows comes in ten lots."""
    monkeypatch.setattr(ingest.ledger.table, "BATCH_ROWS", 10)
    monkeypatch.setattr(ingest.entry, "WRITE_ROWS", 20)


@pytest.fixture
def held(
    tmp_path: Path, draw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[[bool], tuple[Dump, Dump]]:
    """held(with_worker) takes the drawn sheet into a home with the same keys every time, and tells what it holds."""
    empty = new_stores(tmp_path / "empty")
    path = draw("a.xlsx", 柳河村=[HEAD, *drawn(100)])

    def take(with_worker: bool) -> tuple[Dump, Dump]:
        home = tmp_path / f"home{with_worker}"
        shutil.copytree(empty, home)
        monkeypatch.setattr(ingest.load, "is_large", lambda _: with_worker)
        desk = Intake(home, open_store(home, "warehouse"), open_store(home, "vault"), load_config())
        try:
            receipt = desk.take(Upload(path, path.name, NOW))
            assert (receipt.rows, receipt.new > 0, receipt.rejected > 0) == (100, True, True)
            return dump(desk.warehouse), dump(desk.vault)
        finally:
            desk.warehouse.close()
            desk.vault.close()

    return take


@pytest.mark.usefixtures("small_lots")
def test_what_is_held_is_the_same_with_a_worker(
    held: Callable[[bool], tuple[Dump, Dump]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = []
    answer = Worker._answer
    monkeypatch.setattr(Worker, "_answer", lambda self: answered.append(answer(self)) or answered[-1])
    assert held(True) == held(False)
    assert answered
    assert None not in answered


@pytest.mark.usefixtures("small_lots")
def test_a_worker_that_dies_loses_nothing(
    held: Callable[[bool], tuple[Dump, Dump]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, died = Worker._answer, []

    def dying(worker: Worker) -> object:
        if len(died) == 2:
            worker._process.kill()
        died.append(worker)
        return answer(worker)

    monkeypatch.setattr(Worker, "_answer", dying)
    assert held(True) == held(False)
    assert len(died) == 3  # the third answer never came, and nobody was asked again


def test_what_a_worker_cannot_do_is_told_here_and_it_goes_on() -> None:
    header = find_header([(1, HEAD)], mapped={})
    assert header is not None
    block = block_of([(2, ["1", "2025-03-05", "张三", "", "物业", "", "", "电梯停运"])])
    good = Task(block, header, Mapping(), None, None, "柳河村", Sender("default", "", ""))
    worker = Worker(KEY)
    try:
        with pytest.raises(AttributeError):
            worker.submit(Task(block, None, Mapping(), None, None, "", Sender("", "", ""))).result(30)  # type: ignore[arg-type]
        done = worker.submit(good).result(30)
        assert done.prepared.reports["narrative"].to_pylist() == ["电梯停运"]
        assert done.met["plaintext"].to_pylist() == ["张三"]
        assert worker.is_free()
    finally:
        worker.close()


def test_a_worker_ends_with_its_parent() -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from ingest.worker import Worker; import time; w = Worker('{KEY}'); "
            "print(w._process.pid, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.kill(child, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while _lives(child):
        assert time.monotonic() < deadline, "the worker outlived its parent"
        time.sleep(0.05)


def _lives(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_only_a_large_file_is_worth_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.load, "LARGE", 200)
    monkeypatch.setattr(ingest.load, "LARGE_PACKED", 100)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    sizes = {"a.csv": b"x" * 150, "b.csv": b"x" * 200, "c.xlsx": b"PK" + b"x" * 100, "d.xlsx": b"PK"}
    for name, content in sizes.items():
        (tmp_path / name).write_bytes(content)
    assert [is_large(tmp_path / name) for name in sizes] == [False, True, True, False]
    assert not is_large(tmp_path / "none.csv")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert not is_large(tmp_path / "b.csv")


def test_a_large_file_holds_little_of_the_stores_while_it_is_taken_and_only_then(
    intake: Intake, draw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, ...]] = []

    def limits() -> tuple[str, ...]:
        found = []
        for store in (intake.warehouse, intake.vault):
            with store.reading() as connection:
                found += connection.execute(LIMITS).fetchone()
        return tuple(map(str, found))

    def finish(entry: Entry, count: int) -> Receipt:
        seen.append(limits())
        return former(entry, count)

    former, before = Entry.finish, limits()
    monkeypatch.setattr(Entry, "finish", finish)
    for number, is_one in enumerate((True, False)):
        monkeypatch.setattr(ingest.load, "is_large", lambda _, is_one=is_one: is_one)
        path = draw(f"{number}.xlsx", 柳河村=[HEAD, *drawn(5 + number)])
        intake.take(Upload(path, path.name, NOW))
        assert limits() == before
    assert seen == [("476.8 MiB", "1", "1") * 2, before]


def test_a_file_that_needs_more_than_it_is_given_is_taken_with_all_there_is(
    intake: Intake, draw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    take = Intake._take
    monkeypatch.setattr(Intake, "_take", lambda *given: tried.append(given[1].path) or take(*given))
    monkeypatch.setattr(ingest.load, "is_large", lambda _: True)
    monkeypatch.setattr(ingest.load, "PAGES_MB", 8)
    path = draw("many.xlsx", 柳河村=[HEAD, *drawn(3000)])
    assert intake.take(Upload(path, path.name, NOW)).rows == 3000
    assert tried == [path, path]
    with intake.warehouse.reading() as connection:
        assert connection.execute("SELECT count(*) FROM raw_row").fetchone() == (3000,)
