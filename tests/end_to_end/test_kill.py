"""Killed at any instant: the next start finds all of a file or none of it, and sending it again repairs what is missing."""

from __future__ import annotations

import random
import shutil
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from dashboard.audit import first_broken_line
from dashboard.home import open_home
from ingest.load import Upload
from tests.end_to_end.conftest import NOW, SOAK
from tests.end_to_end.deaths import Deaths
from tests.end_to_end.drawn import HEAD, TWO_GRIDS, layer, sheet
from tests.end_to_end.dump import Dump, dump_home, unlike
from tests.end_to_end.moment import MARKER, Moment, Step, moments
from tests.end_to_end.server import Server, serving
from tests.new_home import new_home

ROWS = 400
EARLIER_ROWS = 60
THINGS = ("电梯停运", "楼上漏水", "拖欠工资", "征地补偿", "噪声扰民", "物业乱收费")
MOMENTS = moments(200 if SOAK else 20, seed=20260701)
SOURCE = ("--source", "village")
FILE = "二月.xlsx"


def ledger(path: Path, *, count: int, later: bool) -> Path:
    """Numbered and unnumbered rows, each told apart; `later` corrects every seventh and leaves one without a date."""
    draw = random.Random(7)
    rows = []
    for n in range(count):
        told = f"{draw.choice(THINGS)}第{n}件，要求处理" + ("，仍未解决" if later and n % 7 == 0 else "")
        day = f"2026-0{draw.randint(1, 6)}-1{draw.randint(0, 9)}"
        name, phone = f"张{chr(0x4E00 + n)}", f"138{n:08d}"
        point = (f"{119 + draw.random() * 0.2:.5f}", f"{30 + draw.random() * 0.1:.5f}")
        rows.append((str(n) if n % 5 else "", day, name, phone, "邻里纠纷", told, *point))
    if later:
        rows.append(("没有日期", "", "王五", "13700000000", "", "没有写时间的一件事", "", ""))
    return sheet(path, HEAD, *rows)


@dataclass(frozen=True)
class Stage:
    """A home with data in it, the file to take in, and what must be: before, once taken in, and when sent once more."""

    home: Path
    file: Path
    seconds: float
    before: tuple[Dump, Dump]
    once: tuple[Dump, Dump]
    twice: tuple[Dump, Dump]

    @property
    def words(self) -> list[str]:
        """The command that is killed."""
        return ["ingest", str(self.file), *SOURCE]


@pytest.fixture(scope="module")
def deaths() -> Iterator[Deaths]:
    process = Deaths()
    yield process
    process.close()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, deaths: Deaths) -> Stage:
    folder = tmp_path_factory.mktemp("kill")
    home = new_home(folder / "home")
    grids = layer(folder / "g.geojson", *TWO_GRIDS)
    first = ledger(folder / "一月.xlsx", count=EARLIER_ROWS, later=False)
    file = ledger(folder / FILE, count=ROWS, later=True)
    area_words = ["areas", str(grids), "--level", "grid", "--code", "code", "--name", "name"]
    assert deaths.live([*area_words, "--valid-from", "2020-01-01"], home=home).code == 0
    assert deaths.live(["ingest", str(first), *SOURCE], home=home).code in (0, 3)
    unkilled = Path(shutil.copytree(home, folder / "unkilled"))
    before = held(unkilled)
    lived = deaths.live(["ingest", str(file), *SOURCE], home=unkilled)
    assert lived.code == 3
    once = held(unkilled)
    assert deaths.live(["ingest", str(file), *SOURCE], home=unkilled).code == 3
    twice = held(unkilled)
    assert set(unlike(before[0], once[0])) >= {"raw_submission", "raw_row", "core_report", "core_report_past"}
    assert set(unlike(once[0], twice[0])) >= {"raw_submission", "raw_row"}
    assert len(once[0]["core_report"]) >= ROWS
    return Stage(home, file, lived.seconds, before, once, twice)


def held(path: Path) -> tuple[Dump, Dump]:
    """What a home holds after its next start."""
    home = open_home(path, now=NOW)
    try:
        with home.warehouse.reading() as connection:
            assert first_broken_line(connection, path) is None
        return dump_home(home)
    finally:
        home.close()
        assert not (path / MARKER).exists()


def is_all(found: tuple[Dump, Dump], stage: Stage) -> bool:
    """True for all of the file, False for none; anything between fails. The vault may hold the file alone, never the reverse."""
    warehouse, vault = found
    if not unlike(warehouse, stage.once[0]):
        need_vault(found, stage.once)
        return True
    assert unlike(warehouse, stage.before[0]) == []
    assert vault["vault_identity"] == stage.before[1]["vault_identity"], "identities no report uses"
    files = stage.once[1] if vault["vault_file"] == stage.once[1]["vault_file"] else stage.before[1]
    assert unlike({**vault, "vault_identity": []}, {**files, "vault_identity": []}) == []
    return False


def need_vault(found: tuple[Dump, Dump], wanted: tuple[Dump, Dump]) -> None:
    """The same files, the identity of every party, and no identity that a start without a death would not have kept."""
    kept, told = (set(dump[1]["vault_identity"]) for dump in (found, wanted))
    assert unlike({**found[1], "vault_identity": []}, {**wanted[1], "vault_identity": []}) == []
    assert len(kept) == len(found[1]["vault_identity"]), "an identity kept twice"
    assert kept <= told
    parties = {token for row in found[0]["core_report_party"] for token in row[3:] if token}
    assert parties & {row[0] for row in told} <= {row[0] for row in kept}, "a party's identity is lost"


@pytest.mark.parametrize("at", MOMENTS, ids=str)
def test_killed_at_a_moment_all_or_nothing_and_a_resend_repairs(
    stage: Stage, deaths: Deaths, tmp_path: Path, at: Moment
) -> None:
    """Wherever the moment falls, in the midst of a write too; what comes after the end changes nothing any more."""
    home = Path(shutil.copytree(stage.home, tmp_path / "home"))
    scaled = Moment(at.sign, at.seconds * stage.seconds / 1.5 if at.sign == "start" else at.seconds)
    deaths.die(stage.words, home=home, at=scaled)
    need_repair(stage, deaths, home, whole=is_all(held(home), stage))


STEPS = [
    # about to                                       is all of it in?
    (Step("open", MARKER), False),
    (Step("open", FILE), False),  # to keep it in the vault
    (
        Step("open", FILE, nth=2),
        False,
    ),  # to see that it has not changed: all rows are written, none committed
    (Step("os.remove", MARKER), True),
    (Step("open", "audit.head.new"), True),
    (Step("os.rename", "audit.head.new"), True),
]


@pytest.mark.parametrize(("at", "whole"), STEPS, ids=[str(at) for at, _ in STEPS])
def test_killed_before_a_step_it_is_known_whether_all_or_nothing(
    stage: Stage, deaths: Deaths, tmp_path: Path, at: Step, whole: bool
) -> None:
    """Counted, not timed: on either side of the commit, whatever the machine's speed."""
    home = Path(shutil.copytree(stage.home, tmp_path / "home"))
    assert deaths.die(stage.words, home=home, at=at).was_killed
    assert is_all(held(home), stage) == whole
    need_repair(stage, deaths, home, whole=whole)


def need_repair(stage: Stage, deaths: Deaths, home: Path, *, whole: bool) -> None:
    """Sent again, the file is held as if nobody had died."""
    assert deaths.live(stage.words, home=home).code == 3
    after = held(home)
    wanted = stage.twice if whole else stage.once
    assert unlike(after[0], wanted[0]) == []
    need_vault(after, wanted)


# --- an upload from a browser ---


@pytest.mark.parametrize(
    ("at", "count"),
    [(Step("open", "三月.xlsx", nth=2), 0), (Step("os.remove", MARKER), 2 * ROWS)],
    ids=["before the commit", "after the commit"],
)
def test_a_server_killed_under_an_upload_leaves_no_plain_file_and_all_or_nothing(
    tmp_path: Path, at: Step, count: int
) -> None:
    home = new_home(tmp_path / "home", is_demo=True)
    file = ledger(tmp_path / "三月.xlsx", count=2 * ROWS, later=True)
    with serving(home, dies_before=at) as server, pytest.raises(OSError):
        upload(server, file)
    assert list((home / "incoming").iterdir()), "killed too late: the plain file had been removed already"
    opened = open_home(home, now=NOW)
    try:
        assert list((home / "incoming").glob("*")) == []
        found = dump_home(opened)
        assert len(found[0]["core_report"]) == count
        if not count:
            assert found[1]["vault_identity"] == []
        receipt = opened.intake.take(Upload(file, file.name, NOW))
        assert receipt.new + receipt.unchanged + receipt.parked == 2 * ROWS
    finally:
        opened.close()


def upload(server: Server, file: Path) -> bytes:
    """Send a file as the upload page does."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    root = f"http://127.0.0.1:{server.port}"
    browser.open(urllib.request.Request(f"{root}/", headers={"Accept": "text/html"}), timeout=30).read()
    token = next(cookie.value for cookie in jar if cookie.name == "_csrf_token")
    headers = {"X-CSRFToken": str(token), "X-File-Name": urllib.parse.quote(file.name)}
    request = urllib.request.Request(f"{root}/upload/file", data=file.read_bytes(), headers=headers)
    return bytes(browser.open(request, timeout=60).read())
