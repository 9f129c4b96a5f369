"""`ingest --workbook`: where each workbook goes is settled before anything is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import ingest.back.workbook_back
from dashboard import cli
from dashboard.command.workbook import plan
from data.db import open_store
from data.errors import BadArgument
from tests.new_home import new_home

SHEET = "编号,上报时间,纠纷简况\n1,2026-05-05,电梯停运三个月\n2,,楼上漏水\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path / "home")


def _sheet(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(SHEET, encoding="utf-8")
    return path


def _uploads(home: Path) -> int:
    store = open_store(home, "warehouse")
    with store.reading() as connection:
        row = connection.execute("SELECT count(*) FROM raw_submission").fetchone()
    store.close()
    return row[0] if row else 0


@pytest.mark.parametrize(
    ("files", "outs"),
    [
        (["a.xlsx"], ["back.xlsx"]),
        (["a.xlsx", "b.csv"], ["back-a.xlsx", "back-b.xlsx"]),
        (["a.xlsx", "x/a.csv", "y/A.ods"], ["back-a.xlsx", "back-a-2.xlsx", "back-A-3.xlsx"]),
        (["a-2.csv", "a.csv", "x/a.csv"], ["back-a-2.xlsx", "back-a.xlsx", "back-a-3.xlsx"]),
    ],
    ids=["one", "two", "same name", "a name that looks numbered"],
)
def test_no_workbook_goes_over_another(tmp_path: Path, files: list[str], outs: list[str]) -> None:
    given = [_sheet(tmp_path / name) for name in files]
    assert [out.name for out in plan(tmp_path / "back.xlsx", given)] == outs


@pytest.mark.parametrize(
    ("workbook", "words"),
    [
        ("a.xlsx", "不会覆盖"),
        ("link.xlsx", "不会覆盖"),
        ("x/../a.xlsx", "不会覆盖"),
        ("folder.xlsx", "文件夹"),
        ("back.csv", ".xlsx"),
        ("gone/back.xlsx", "写不进去"),
        ("/proc/back.xlsx", "写不进去"),
    ],
    ids=[
        "the file itself",
        "a link to it",
        "a way round to it",
        "a folder",
        "another kind",
        "no folder",
        "read-only",
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_loaded(
    tmp_path: Path, home: Path, workbook: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = _sheet(tmp_path / "a.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "x").mkdir()
    (tmp_path / "link.xlsx").symlink_to(sent)
    with pytest.raises(BadArgument, match=words):
        plan(tmp_path / workbook, [sent])
    assert cli.run(["ingest", str(sent), "--workbook", str(tmp_path / workbook), "--home", str(home)]) == 2
    assert capsys.readouterr().err.startswith("错误：")
    assert (_uploads(home), sent.read_text(encoding="utf-8")) == (0, SHEET)


def test_each_of_several_files_has_its_own_workbook(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(_sheet(tmp_path / "甲.csv")), str(_sheet(tmp_path / "乙.csv"))]
    order = ["ingest", *files, "--workbook", str(tmp_path / "回.xlsx"), "--json", "--home", str(home)]
    assert cli.run(order) == 3
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["file"], each["rows"]) for each in told] == [("甲.csv", 2), ("乙.csv", 2)]
    verdicts = {
        name: [str(cell.value)[:2] for cell in openpyxl.load_workbook(tmp_path / name).worksheets[0]["D"]]
        for name in ("回-甲.xlsx", "回-乙.xlsx")
    }
    assert verdicts == {"回-甲.xlsx": ["核对", "新增", "退回"], "回-乙.xlsx": ["核对", "未变", "退回"]}
    assert not list(tmp_path.glob(".*partial*"))


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), RuntimeError("张三 13812345678")])
def test_a_workbook_that_fails_after_the_load_is_told_with_the_receipt(
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Exception,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(ingest.back.workbook_back, "write_back", fail)
    order = ["ingest", str(_sheet(tmp_path / "甲.csv")), "--workbook", str(tmp_path / "回.xlsx")]
    assert cli.run([*order, "--json", "--home", str(home)]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["new"] == 1
    assert "甲.csv" in told.err
    assert "13812345678" not in told.err
    assert _uploads(home) == 1
    assert not list(tmp_path.glob("*回*"))
