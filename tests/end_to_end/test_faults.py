"""What may go wrong around a file: said in both languages with the right exit code, nothing changed, and the next upload works.

no room, a home or a file that may not be written or read, a source that goes away or changes, a file held or damaged, a wrong key
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import ingest.load
from dashboard.home import open_home
from data.db import open_store
from data.errors import BadFile
from ingest.load import Upload
from tests.end_to_end.conftest import NOW
from tests.end_to_end.deaths import Death, Deaths
from tests.end_to_end.drawn import HEAD, ROW1, sheet
from tests.end_to_end.dump import Dump, dump_home, unlike
from tests.end_to_end.moment import MARKER
from tests.new_home import new_home

ROWS = 200
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def deaths() -> Iterator[Deaths]:
    process = Deaths()
    yield process
    process.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one report in it."""
    folder = tmp_path_factory.mktemp("faults")
    home = new_home(folder / "home")
    opened = open_home(home, now=NOW)
    first = sheet(folder / "先.xlsx", HEAD, ROW1)
    opened.intake.take(Upload(first, first.name, NOW, source="village"))
    opened.close()
    return home


@pytest.fixture(scope="module")
def before(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Dump, Dump]:
    """What every test's home holds before anything goes wrong."""
    return held(Path(shutil.copytree(template, tmp_path_factory.mktemp("before") / "home")))


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        (str(n), "2026-05-05", f"张{chr(0x4E00 + n)}", f"138{n:08d}", "邻里纠纷", f"第{n}件", "", "")
        for n in range(ROWS)
    ]
    return sheet(tmp_path / "排查表.xlsx", HEAD, *rows)


def held(home: Path) -> tuple[Dump, Dump]:
    opened = open_home(home, now=NOW)
    try:
        return dump_home(opened)
    finally:
        opened.close()


def nothing_changed(home: Path, before: tuple[Dump, Dump]) -> None:
    after = held(home)
    assert (unlike(after[0], before[0]), unlike(after[1], before[1])) == ([], [])
    assert not (home / MARKER).exists()
    assert list((home / "incoming").glob("*")) == []


def next_works(home: Path, file: Path, deaths: Deaths) -> None:
    again = deaths.live(["ingest", str(file), "--source", "later"], home=home)
    assert again.code == 0, again.said
    assert len(held(home)[0]["core_report"]) == ROWS + 1


# --- what the system refuses ---


@contextmanager
def modes(*changes: tuple[Path, int]) -> Iterator[None]:
    """Files and folders with other modes for as long as it lasts."""
    old = [(path, path.stat().st_mode) for path, _ in changes]
    for path, mode in changes:
        path.chmod(mode)
    try:
        yield
    finally:
        for path, mode in old:
            path.chmod(mode)


FAULTS: dict[str, tuple[Callable[[Path, Path], tuple[tuple[Path, int], ...]], int, str, str]] = {
    "no room in the vault": (lambda _h, _f: (), 4_000, "磁盘已满", "disk is full"),
    "no room for the reports": (lambda _h, _f: (), 60_000, "磁盘已满", "disk is full"),
    "a home that may not be written": (lambda h, _f: ((h, 0o500),), 0, "没有权限", "may not be"),
    "a warehouse that may not be written": (
        lambda h, _f: ((h / "warehouse.duckdb", 0o400),),
        0,
        "没有权限",
        "may not be",
    ),
    "a vault that may not be written": (
        lambda h, _f: ((h / "vault.duckdb", 0o400),),
        0,
        "没有权限",
        "may not be",
    ),
    "a home that may not be entered": (lambda h, _f: ((h, 0o000),), 0, "没有权限", "may not be"),
    "a source that may not be read": (lambda _h, f: ((f, 0o000),), 0, "排查表.xlsx", "排查表.xlsx"),
    "a key that may not be read": (
        lambda h, _f: ((h / "keys" / "vault.key", 0o000),),
        0,
        "vault.key",
        "vault.key",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_system_refuses_is_said_and_changes_nothing(
    home: Path, file: Path, deaths: Deaths, before: tuple[Dump, Dump], fault: str
) -> None:
    changes, limit, zh, en = FAULTS[fault]
    with modes(*changes(home, file)):
        told = {
            lang: deaths.live(
                ["ingest", str(file)], home=home, limit_bytes=limit, is_meek=True, FENGQIAO_LANG=lang
            )
            for lang in ("zh", "en")
        }
    for lang, words in (("zh", zh), ("en", en)):
        assert (told[lang].code, words in told[lang].said) == (2, True), told[lang].said
        assert "Traceback" not in told[lang].said
    assert not CHINESE.search(told["en"].said.replace(file.name, "")), told["en"].said
    nothing_changed(home, before)
    next_works(home, file, deaths)


# --- what is not as it should be ---


def cut_short(home: Path) -> None:
    path = home / "warehouse.duckdb"
    path.write_bytes(path.read_bytes()[:100_000])


def other_bytes(home: Path) -> None:
    path = home / "vault.duckdb"
    held = bytearray(path.read_bytes())
    held[20_000:20_100] = os.urandom(100)
    path.write_bytes(held)


def other_key(home: Path) -> None:
    (home / "keys" / "vault.key").write_text("0" * 64, encoding="ascii")


def lost_key(home: Path) -> None:
    (home / "keys" / "token.key").unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(cut_short, "损坏"), (other_bytes, "损坏"), (other_key, "密钥不对"), (lost_key, "token")],
    ids=[
        "a warehouse cut short",
        "a vault with other bytes in it",
        "another vault's key",
        "a token key that is lost",
    ],
)
def test_a_home_that_is_not_whole_is_said_and_left_as_it_is(
    template: Path,
    home: Path,
    file: Path,
    deaths: Deaths,
    before: tuple[Dump, Dump],
    spoil: Callable[[Path], None],
    words: str,
) -> None:
    spoil(home)
    stores = {name: (home / name).read_bytes() for name in ("warehouse.duckdb", "vault.duckdb")}
    told = deaths.live(["ingest", str(file)], home=home)
    assert (told.code, words in told.said) == (2, True), told.said
    assert {name: (home / name).read_bytes() for name in stores} == stores
    for path in (
        Path("warehouse.duckdb"),
        Path("vault.duckdb"),
        Path("keys/vault.key"),
        Path("keys/token.key"),
    ):
        shutil.copy2(template / path, home / path)  # as from a backup
    nothing_changed(home, before)
    next_works(home, file, deaths)


@pytest.mark.parametrize("name", ["warehouse", "vault"])
def test_a_store_another_process_holds_is_said(
    home: Path, file: Path, deaths: Deaths, before: tuple[Dump, Dump], name: str
) -> None:
    store = open_store(home, name)  # type: ignore[arg-type]
    try:
        told: Death = deaths.live(["ingest", str(file)], home=home)
    finally:
        store.close()
    assert (told.code, "另一个进程" in told.said) == (2, True), told.said
    nothing_changed(home, before)
    next_works(home, file, deaths)


# --- a source that does not keep still ---


def gone(path: Path) -> None:
    path.unlink()


def written_to(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"!")


@pytest.mark.parametrize("when", ["before it is kept", "while its rows are read"])
@pytest.mark.parametrize("change", [gone, written_to])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_source_that_goes_away_or_changes_while_it_is_read(
    home: Path,
    file: Path,
    deaths: Deaths,
    before: tuple[Dump, Dump],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    change: Callable[[Path], None],
    when: str,
) -> None:
    source = home.parent / f"源.{kind}"
    if kind == "xlsx":
        shutil.copy(file, source)
    else:
        lines = [f"{n},2026-05-05,张三,13812345678,第{n}件" for n in range(ROWS)]
        source.write_text("\n".join(["编号,上报时间,当事人,联系电话,纠纷简况", *lines]), encoding="utf-8")
    keep = ingest.load.keep_file

    def keep_and_change(vault: object, path: Path, **how: object) -> object:
        if when == "before it is kept":
            change(source)
        kept = keep(vault, path, **how)  # type: ignore[arg-type]
        if when != "before it is kept":
            change(source)
        return kept

    monkeypatch.setattr(ingest.load, "keep_file", keep_and_change)
    opened = open_home(home, now=NOW)
    try:
        with pytest.raises(BadFile) as told:
            opened.intake.take(Upload(source, source.name, NOW, source="village"))
        assert dump_home(opened) == before, "in the same process, before any restart"
    finally:
        opened.close()
    assert source.name in told.value.zh
    assert source.name in told.value.en
    nothing_changed(home, before)
    monkeypatch.undo()
    next_works(home, file, deaths)
