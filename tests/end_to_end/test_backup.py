"""Backup and restore: the same data comes back, while the server runs too; whatever goes wrong or dies, nothing half is left."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.audit import first_broken_line
from dashboard.forward import forward
from dashboard.home import RESTORING, open_home
from data.errors import HomeMissing
from data.keys import KEY_NAMES, read_key
from data.moment import Wanted, one_moment
from ingest.load import Upload
from tests.end_to_end.conftest import NOW, SOAK, Cli, environment
from tests.end_to_end.deaths import Deaths
from tests.end_to_end.drawn import HEAD, ROW1, sheet
from tests.end_to_end.dump import Dump, dump_home, unlike
from tests.end_to_end.moment import Moment
from tests.end_to_end.server import serving
from tests.new_home import new_home

ROWS = 200
DEATHS = 60 if SOAK else 8


@pytest.fixture(scope="module")
def deaths() -> Iterator[Deaths]:
    process = Deaths()
    yield process
    process.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 200 reports, an account and settings of its own."""
    folder = tmp_path_factory.mktemp("backup")
    path = new_home(folder / "home")
    (path / "config.toml").write_text('[site]\nname = "松溪"\n', encoding="utf-8")
    home = open_home(path, now=NOW)
    rows = [
        (str(n), "2026-05-05", f"张{chr(0x4E00 + n)}", f"138{n:08d}", "邻里纠纷", f"第{n}件", "", "")
        for n in range(ROWS)
    ]
    file = sheet(folder / "先.xlsx", HEAD, *rows)
    home.intake.take(Upload(file, file.name, NOW, source="village"))
    home.close()
    return path


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


@pytest.fixture(scope="module")
def made(template: Path, deaths: Deaths, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, without keys."""
    folder = tmp_path_factory.mktemp("made")
    home = Path(shutil.copytree(template, folder / "home"))
    assert deaths.live(["backup", str(folder / "backups")], home=home).code == 0
    (backup,) = (folder / "backups").iterdir()
    return backup


def held(path: Path) -> tuple[Dump, Dump]:
    """What a home holds, its log whole."""
    opened = open_home(path, now=NOW)
    try:
        with opened.warehouse.reading() as connection:
            assert first_broken_line(connection, path) is None
        return dump_home(opened)
    finally:
        opened.close()


def need_same(one: Path, other: Path) -> None:
    for first, second in zip(held(one), held(other), strict=True):
        assert unlike(first, second) == []


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# --- there and back ---


def test_a_backup_restored_holds_the_same(home: Path, here: Cli, tmp_path: Path) -> None:
    done = here("backup", "backups", home=home)
    assert done.code == 0, done.err
    backup = Path(done.out.strip())
    assert sorted(files(backup)) == ["config.toml", "manifest.json", "vault.duckdb", "warehouse.duckdb"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    manifest = json.loads((backup / "manifest.json").read_text())
    assert manifest["row_counts"]["warehouse"]["core_report"] == ROWS
    again = here("restore", backup, "--keys", home / "keys", home=tmp_path / "new")
    assert again.code == 0, again.err
    assert "200 件次" in again.err
    need_same(home, tmp_path / "new")
    assert not (tmp_path / "new" / RESTORING).exists()
    with open_home(tmp_path / "new", now=NOW).warehouse.reading() as connection:
        last = connection.execute(
            "SELECT event_code FROM audit_log ORDER BY audit_no DESC LIMIT 1"
        ).fetchone()
    assert last == ("restore",)


def test_neither_names_nor_keys_can_be_read_in_a_backup(made: Path, template: Path) -> None:
    keys = [read_key(template, name) for name in KEY_NAMES]
    for name, data in files(made).items():
        assert not [key for key in keys if key.encode() in data], name
        assert "张一".encode() not in data
        assert b"13800000001" not in data, name


def test_with_keys_it_restores_by_itself_and_says_what_that_means(
    home: Path, here: Cli, tmp_path: Path
) -> None:
    done = here("backup", "backups", "--with-keys", home=home)
    assert "谁拿到这个文件夹，谁就能看到全部数据" in done.err
    assert stat.S_IMODE((Path(done.out.strip()) / "keys" / "vault.key").stat().st_mode) == 0o600
    assert here("restore", "backups", home=tmp_path / "new").code == 0
    need_same(home, tmp_path / "new")


def test_without_its_session_key_a_home_is_whole_and_everybody_signs_in_again(
    made: Path, template: Path, here: Cli, tmp_path: Path
) -> None:
    keys = Path(shutil.copytree(template / "keys", tmp_path / "keys"))
    (keys / "session.key").unlink()
    assert here("restore", made, "--keys", keys, home=tmp_path / "new").code == 0
    assert read_key(tmp_path / "new", "session") != read_key(template, "session")
    need_same(template, tmp_path / "new")


def test_the_newest_are_kept_and_those_of_another_home_are_left_alone(
    home: Path, here: Cli, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    strange = backups / "fengqiao-20200101-000000"
    for number in range(3):
        assert here("backup", backups, home=home).code == 0
        (newest,) = [path for path in backups.iterdir() if not path.name.endswith("0000")]
        newest.rename(backups / f"fengqiao-2026010{number + 1}-000000")
    shutil.copytree(backups / "fengqiao-20260101-000000", strange)
    manifest = json.loads((strange / "manifest.json").read_text())
    manifest["key_marks"]["warehouse"] = "another home's"
    (strange / "manifest.json").write_text(json.dumps(manifest))
    (backups / "fengqiao-20190101-000000").mkdir()  # no backup at all
    done = here("backup", backups, "--keep", 2, home=home)
    assert done.code == 0, done.err
    names = sorted(path.name for path in backups.iterdir())
    assert names[:3] == ["fengqiao-20190101-000000", "fengqiao-20200101-000000", "fengqiao-20260103-000000"]
    assert len(names) == 4
    assert "fengqiao-20260101-000000" in done.err


# --- while the server runs ---


def test_a_backup_of_a_served_home_is_one_moment(home: Path, cli: Cli, here: Cli, tmp_path: Path) -> None:
    """Uploads go on meanwhile; each is in the backup whole, in both files, or not at all."""
    for number in range(4):
        rows = [
            (
                f"{number}-{n}",
                "2026-05-06",
                f"李{chr(0x4E00 + n)}",
                f"139{number}{n:07d}",
                "",
                f"{number}之{n}",
                "",
                "",
            )
            for n in range(40)
        ]
        sheet(tmp_path / f"{number}.xlsx", HEAD, *rows)
    with serving(home):
        codes: list[int | None] = []

        def send() -> None:
            for number in range(4):
                codes.append(forward(home, ["ingest", str(tmp_path / f"{number}.xlsx"), "--home", str(home)]))

        sender = threading.Thread(target=send)
        sender.start()
        done = [cli("backup", "backups", home=home) for _ in range(2)]
        sender.join()
        assert [each.code for each in done] == [0, 0], done
        assert codes == [0] * 4
        refused = cli("restore", "backups", home=home)
        assert refused.code == 2
    for number, each in enumerate(done):
        new = tmp_path / f"new{number}"
        assert here("restore", each.out.strip(), "--keys", home / "keys", home=new).code == 0
        warehouse, vault = held(new)
        assert (len(warehouse["core_report"]) - ROWS) % 40 == 0
        assert len(vault["vault_file"]) == len(warehouse["raw_submission"])
        used = {token for row in warehouse["core_report_party"] for token in row[3:] if token}
        assert used & {row[0] for row in held(home)[1]["vault_identity"]} <= {
            row[0] for row in vault["vault_identity"]
        }


def test_what_is_written_after_the_moment_began_is_not_in_the_copy(home: Path, tmp_path: Path) -> None:
    opened = open_home(home, now=NOW)
    try:
        wanted = [
            Wanted(store, tmp_path / store.file_name, read_key(home, name))  # type: ignore[arg-type]
            for name, store in (("warehouse", opened.warehouse), ("vault", opened.vault))
        ]
        with one_moment(wanted) as moments:
            with opened.warehouse.writing() as connection:  # nobody waits
                connection.execute("DELETE FROM core_report")
            with opened.vault.writing() as connection:
                connection.execute("DELETE FROM vault_identity")
            copied = [sum(moment.copy()) for moment in moments]
            assert copied == [sum(moment.counts.values()) for moment in moments]
            assert moments[0].counts["core_report"] == ROWS
            assert moments[1].counts["vault_identity"] > 0
    finally:
        opened.close()


def test_two_backups_at_once_are_one_and_a_refusal(home: Path, here: Cli, tmp_path: Path) -> None:
    from dashboard.home import serving as inside

    opened = open_home(home, now=NOW)
    try:
        with inside(opened), opened.backing_up:
            done = here("backup", "backups", home=home)
    finally:
        opened.close()
    assert done.code == 2
    assert "另一个备份" in done.err


# --- refused ---


def need_nothing(new: Path) -> None:
    assert not new.exists(), list(new.rglob("*"))


Spoil = Callable[[Path], object]


def _flip(path: Path, at: int = 5000) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)


def _reworded(backup: Path, **words: object) -> None:
    manifest = json.loads((backup / "manifest.json").read_text())
    (backup / "manifest.json").write_text(json.dumps({**manifest, **words}))


SPOILT: dict[str, tuple[Spoil, str]] = {
    # what was done to the backup                       what is said
    "a bit of the warehouse": (lambda b: _flip(b / "warehouse.duckdb"), "与清单不符"),
    "a bit of the vault": (lambda b: _flip(b / "vault.duckdb", -100), "与清单不符"),
    "a vault cut short": (lambda b: os.truncate(b / "vault.duckdb", 4096), "与清单不符"),
    "no vault": (lambda b: (b / "vault.duckdb").unlink(), "不见了"),
    "other settings": (lambda b: (b / "config.toml").write_text("[site]\n"), "与清单不符"),
    "no manifest": (lambda b: (b / "manifest.json").unlink(), "不是枫桥的完整备份"),
    "no manifest but noise": (lambda b: (b / "manifest.json").write_bytes(b"\xff\x00"), "不是枫桥的完整备份"),
    "a manifest of another shape": (lambda b: (b / "manifest.json").write_text("[]"), "不是枫桥的完整备份"),
    "a count in the manifest": (
        lambda b: _reworded(b, row_counts={"warehouse": {}, "vault": {}}),
        "清单被改动过",
    ),
    "a later day": (lambda b: _reworded(b, made_at="2030-01-01T00:00:00"), "清单被改动过"),
    "a newer product": (lambda b: _reworded(b, schema_version=999), "请先升级"),
    "a word for a version": (lambda b: _reworded(b, schema_version="9"), "不是枫桥的完整备份"),
    "a file that leads out": (
        lambda b: _reworded(b, files={"../out": {"sha256": "0", "byte_count": 1}}),
        "清单里的文件不对",
    ),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=SPOILT.keys())
def test_a_changed_backup_is_refused_and_nothing_is_left(
    made: Path, template: Path, here: Cli, tmp_path: Path, spoil: Spoil, said: str
) -> None:
    backup = Path(shutil.copytree(made, tmp_path / "backup"))
    spoil(backup)
    done = here("restore", backup, "--keys", template / "keys", home=tmp_path / "new")
    assert (done.code, done.out) == (2, ""), done.err
    assert said in done.err
    need_nothing(tmp_path / "new")


@pytest.mark.parametrize("name", ["warehouse", "vault", "token", "audit"])
@pytest.mark.parametrize("how", ["missing", "another"])
def test_a_key_that_is_missing_or_another_is_named(
    made: Path, template: Path, here: Cli, tmp_path: Path, name: str, how: str
) -> None:
    keys = Path(shutil.copytree(template / "keys", tmp_path / "keys"))
    path = keys / f"{name}.key"
    path.unlink() if how == "missing" else path.write_text("ab" * 32)
    done = here("restore", made, "--keys", keys, home=tmp_path / "new")
    assert (done.code, done.out) == (2, ""), done.err
    assert name in done.err
    need_nothing(tmp_path / "new")


@pytest.mark.parametrize("name", ["warehouse.duckdb", "vault.duckdb", "config.toml", "audit.head"])
def test_a_home_that_holds_anything_is_not_touched(
    made: Path, template: Path, here: Cli, tmp_path: Path, name: str
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / name).write_text("somebody's")
    done = here("restore", made, "--keys", template / "keys", home=new)
    assert done.code == 2
    assert "已经有数据" in done.err
    assert files(new) == {name: b"somebody's"}


def test_keys_that_lie_in_the_new_home_already_are_used_and_stay(
    made: Path, template: Path, here: Cli, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    shutil.copytree(template / "keys", new / "keys")
    backup = Path(shutil.copytree(made, tmp_path / "backup"))
    (backup / "vault.duckdb").unlink()
    before = files(new)
    assert here("restore", backup, home=new).code == 2
    assert files(new) == before
    assert here("restore", made, home=new).code == 0
    need_same(template, new)


WHERE: dict[str, tuple[Callable[[Path, Path], Path], str]] = {
    "inside the home": (lambda home, _: home / "backups", "不能放在数据文件夹里面"),
    "a file": (lambda _, folder: sheet(folder / "a.xlsx", HEAD, ROW1), "这是一个文件"),
    "no folder above": (lambda _, folder: folder / "a" / "b", "不存在"),
}


@pytest.mark.parametrize(("where", "said"), WHERE.values(), ids=WHERE.keys())
def test_where_a_backup_cannot_be(
    home: Path, here: Cli, tmp_path: Path, where: Callable[[Path, Path], Path], said: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    done = here("backup", where(home, folder), home=home)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (home / "backups").exists()


@pytest.mark.parametrize("limit", [4_000, 300_000, 1_500_000])
def test_no_room_leaves_nothing_and_the_home_as_it_was(
    home: Path, template: Path, deaths: Deaths, tmp_path: Path, limit: int
) -> None:
    done = deaths.live(["backup", str(tmp_path / "backups")], home=home, limit_bytes=limit)
    assert done.code == 2, done.said
    assert "磁盘已满" in done.said
    assert list((tmp_path / "backups").iterdir()) == []
    need_same(home, template)


@pytest.mark.parametrize("limit", [50, 4_000, 1_500_000])
def test_no_room_for_a_restore_leaves_nothing(
    made: Path, template: Path, deaths: Deaths, tmp_path: Path, limit: int
) -> None:
    words = ["restore", str(made), "--keys", str(template / "keys")]
    done = deaths.live(words, home=tmp_path / "new", limit_bytes=limit)
    assert done.code == 2, done.said
    assert "磁盘已满" in done.said
    need_nothing(tmp_path / "new")


def test_a_folder_that_may_not_be_written_is_said(
    home: Path, made: Path, template: Path, deaths: Deaths, tmp_path: Path
) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    for words, where in (
        (["backup", str(shut)], home),
        (["backup", str(shut / "backups")], home),
        (["restore", str(made), "--keys", str(template / "keys")], shut / "new"),
    ):
        done = deaths.live(words, home=where, is_meek=True)
        assert done.code == 2, done.said
        assert "没有权限" in done.said
    assert list(shut.iterdir()) == []
    need_same(home, template)


# --- killed ---


def moments(seconds: float, *, seed: int) -> list[float]:
    draw = random.Random(seed)
    return [seconds * (number + draw.random()) / DEATHS for number in range(DEATHS)]


def test_a_backup_killed_at_any_moment_is_not_there_and_the_next_one_is(
    template: Path, deaths: Deaths, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(template, tmp_path / "home"))
    backups = tmp_path / "backups"
    lived = deaths.live(["backup", str(tmp_path / "first")], home=home)
    killed = 0
    for number, seconds in enumerate(moments(lived.seconds, seed=20260701)):
        death = deaths.die(["backup", str(backups)], home=home, at=Moment("start", seconds))
        killed += death.was_killed
        whole = sorted(backups.glob("fengqiao-*"))
        for backup in whole:
            assert (
                deaths.live(
                    ["restore", str(backup), "--keys", str(home / "keys")], home=tmp_path / f"new{number}"
                ).code
                == 0
            )
            shutil.rmtree(tmp_path / f"new{number}")
            shutil.rmtree(backup)
    assert killed
    need_same(home, template)
    assert deaths.live(["backup", str(backups)], home=home).code == 0
    assert len(list(backups.iterdir())) == 1, "what was cut off is still there"


def test_a_restore_killed_at_any_moment_is_whole_or_done_again(
    made: Path, template: Path, deaths: Deaths, tmp_path: Path
) -> None:
    words = ["restore", str(made), "--keys", str(template / "keys")]
    lived = deaths.live(words, home=tmp_path / "first")
    for number, seconds in enumerate(moments(lived.seconds, seed=20260702)):
        new = tmp_path / f"new{number}"
        new.mkdir()
        deaths.die(words, home=new, at=Moment("start", seconds))
        if (new / RESTORING).exists() or not (new / "warehouse.duckdb").exists():
            assert deaths.live(words, home=new).code == 0
        need_same(template, new)


DYING = """
import os, signal, sys
from pathlib import Path
import dashboard.backup.give_back as give_back
point, backup, home, keys = sys.argv[1:]
def after(function):
    def run(*given, **named):
        function(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return run
setattr(give_back, point, after(getattr(give_back, point)))
order = give_back.Order(Path(backup), Path(home), Path(keys))
give_back.restore(order, progress=lambda *_: None)
"""


@pytest.mark.parametrize("point", ["place_keys", "place_files", "note_head", "need_whole"])
def test_a_restore_that_was_cut_off_is_said_at_the_next_start_and_done_again(
    made: Path, template: Path, deaths: Deaths, tmp_path: Path, point: str
) -> None:
    new = tmp_path / "new"
    words = [sys.executable, "-c", DYING, point, str(made), str(new), str(template / "keys")]
    done = subprocess.run(words, env=environment(new), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with pytest.raises(HomeMissing, match="fengqiao restore"):
        open_home(new, now=NOW)
    refused = deaths.live(["init"], home=new)
    assert refused.code == 2
    assert "恢复没有做完" in refused.said
    again = deaths.live(["restore", str(made), "--keys", str(template / "keys")], home=new)
    assert again.code == 0, again.said
    need_same(template, new)
