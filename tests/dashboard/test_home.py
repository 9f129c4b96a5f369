"""Making a home: to its end or not at all; what was cut off half-way is made again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import dashboard.home
from dashboard.home import MAKING, make_home, open_home
from dashboard.web.intake import incoming
from data.errors import HomeInUse, HomeMissing

NOW = datetime(2025, 7, 1, 9, 0)


@pytest.mark.parametrize("step", ["make_keys", "make_store", "open_store", "_fill"])
def test_a_home_cut_off_half_way_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "home"
    with monkeypatch.context() as patch:
        done = getattr(dashboard.home, step)

        def dying(*given: object, **named: object) -> None:
            if step in ("make_keys", "make_store"):
                done(*given, **named)
            raise KeyboardInterrupt

        patch.setattr(dashboard.home, step, dying)
        with pytest.raises(KeyboardInterrupt):
            make_home(path, now=NOW)
    assert (path / MAKING).exists()
    with pytest.raises(HomeMissing, match="init"):
        open_home(path, now=NOW)
    make_home(path, now=NOW)
    assert not (path / MAKING).exists()
    open_home(path, now=NOW).close()


def test_a_finished_home_is_never_made_again(tmp_path: Path) -> None:
    make_home(tmp_path, now=NOW)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with pytest.raises(HomeInUse):
        make_home(tmp_path, now=NOW)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_sheet_that_a_killed_server_left_half_taken_is_not_left_lying(tmp_path: Path) -> None:
    path = tmp_path / "home"
    make_home(path, now=NOW)
    sheet = incoming(path) / "tmp1" / "排查表.csv"
    sheet.parent.mkdir()
    sheet.write_text("姓名,电话\n司马相如甲,13987654321\n", encoding="utf-8")
    open_home(path, now=NOW).close()
    assert not sheet.exists()
    assert incoming(path).is_dir()
