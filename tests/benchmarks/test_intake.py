"""The intake benchmark: its figures and what is asked of them, the sheets it sends, and the check of each receipt."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from benchmarks import intake
from benchmarks.desk import Cost, check_receipt, take_sheet, take_small_sheets, write_ground, write_sheet
from benchmarks.figure import Figure
from benchmarks.floor import TABLES, read_alone, write_alone
from benchmarks.screening import bare_days, screening_table, write_csv, write_xlsx
from data.city.areas import Land, make_land
from data.city.size import SIZES
from data.db import open_store
from ingest.receipt import Receipt

COLUMNS = (
    "编号 上报时间 信访形式 当事人 联系电话 纠纷类型 纠纷简况 村(社区) 网格编号 经度 纬度 涉及人数".split()
)


@pytest.fixture(scope="module")
def land() -> Land:
    return make_land(1, SIZES["tiny"])


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    intake.add_options(parser)
    return parser.parse_args(arguments)


def costs_in_turn(*seconds: float) -> Callable[..., object]:
    """In the place of alone: each sheet or file read costs the next of these, round and round."""
    left = list(seconds)

    def answer(work: Callable[..., object], *arguments: object) -> object:
        if work in (write_ground, write_sheet):
            return None
        left.append(left.pop(0))
        cost = Cost(left[-1], left[-1], peak_mb=left[-1] * 100, placed_share=0.99)
        return [cost] * 5 if work.__name__ == "take_small_sheets" else cost

    return answer


def measured(
    monkeypatch: pytest.MonkeyPatch, *arguments: str, seconds: tuple[float, ...]
) -> dict[str, Figure]:
    monkeypatch.setattr(intake, "alone", costs_in_turn(*seconds))
    return {figure.figure: figure for figure in intake.measure(options(*arguments))}


def test_the_figures_and_what_is_asked_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = measured(monkeypatch, seconds=(4.0,))
    asked = {name: (figure.asked, figure.is_ceiling) for name, figure in figures.items() if figure.asked}
    assert asked == {
        "intake.xlsx_seconds": (6.0, True),
        "intake.xlsx_peak_mb": (1200.0, True),
        "intake.ratio_to_pandas_read": (2.5, False),
        "intake.placed_share": (0.95, False),
        "intake.csv_1m_seconds": (30.0, True),
        "intake.csv_1m_peak_mb": (2000.0, True),
        "intake.growth_exponent": (1.05, True),
        "intake.small_sheet_seconds": (1.0, True),
    }
    assert figures["intake.small_sheet_seconds"].met is False
    assert figures["intake.csv_1m_seconds"].met


def test_the_ratio_is_of_medians(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, pandas = (1.0, 5.0, 2.0), (10.0, 30.0, 6.0)
    in_turn = tuple(second for pair in zip(ours, pandas, strict=True) for second in pair)
    figures = measured(monkeypatch, seconds=(*in_turn, 0.5, 0.7, 3.0, *[1.0] * 20))
    assert figures["intake.xlsx_seconds"].measured == 2.0
    assert figures["intake.pandas_openpyxl_seconds"].measured == 10.0
    assert figures["intake.ratio_to_pandas_read"].measured == 5.0
    assert figures["intake.xlsx_read_alone_seconds"].measured == 0.5
    assert figures["intake.xlsx_write_alone_seconds"].measured == 0.7
    assert figures["intake.pandas_calamine_seconds"].measured == 3.0
    assert figures["intake.xlsx_peak_mb"].measured == 500.0


def test_of_other_sizes_nothing_is_asked_but_that_rows_are_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = measured(
        monkeypatch, "--intake-sizes", "3000,1000", "--intake-xlsx-rows", "2000", seconds=(1.0,)
    )
    assert [name for name, figure in figures.items() if figure.asked is not None] == ["intake.placed_share"]
    assert {"intake.csv_1000_seconds", "intake.csv_3000_peak_mb"} < set(figures)


@pytest.mark.parametrize(
    "wrong", [("--intake-sizes", "ten"), ("--intake-sizes", "0"), ("--intake-xlsx-rows", "-1")]
)
def test_a_size_that_is_none_is_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        options(*wrong)


def test_a_sheet_has_twelve_columns_and_its_share_of_faults(land: Land) -> None:
    table = screening_table(land, count=600, seed=3, unnumbered_share=0.1)
    rows = table.to_pylist()
    assert table.column_names == COLUMNS
    assert sum(row["上报时间"] == "3月5日" for row in rows) == bare_days(600) == 4
    assert sum(row["联系电话"] == "1.38E+10" for row in rows) == 4
    assert sum(row["纠纷类型"] == "说不清的事" for row in rows) == 4
    assert sum(bool(row["经度"]) for row in rows) == sum(bool(row["网格编号"]) for row in rows) == 300
    assert not any(row["经度"] and row["网格编号"] for row in rows)
    assert sum(not row["编号"] for row in rows) == 60
    assert len({row["编号"] for row in rows}) == 541


@pytest.mark.parametrize(("count", "bare"), [(7, 0), (8, 1), (157, 1), (158, 2), (100_000, 667)])
def test_how_many_days_lack_their_year(count: int, bare: int) -> None:
    assert bare_days(count) == bare


def test_an_xlsx_holds_what_the_csv_says(land: Land, tmp_path: Path) -> None:
    table = screening_table(land, count=60, seed=3)
    write_csv(tmp_path / "a.csv", table)
    write_xlsx(tmp_path / "a.xlsx", table)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").count("\n") == 61
    head, *rows = openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True)  # type: ignore[union-attr]
    assert list(head) == COLUMNS
    for row, told in zip(rows, table.to_pylist(), strict=True):
        cells = dict(zip(COLUMNS, row, strict=True))
        assert (cells["经度"] or "") == (float(told["经度"]) if told["经度"] else "")
        when = cells["上报时间"]
        assert (when if isinstance(when, str) else f"{when:%Y/%m/%d %H:%M}") == told["上报时间"]


def test_sheets_are_taken_in_and_small_ones_after_them(tmp_path: Path) -> None:
    write_ground(tmp_path)
    sheets = [tmp_path / name for name in ("rows.csv", "small-0.xlsx", "small-1.xlsx")]
    for seed, sheet in enumerate(sheets, start=1):
        write_sheet(sheet, 160, seed, 0.1 if sheet.suffix == ".xlsx" else 0.0)
    cost = take_sheet(sheets[0], 160, tmp_path / "home")
    small = take_small_sheets(tmp_path / "home", sheets[1], sheets[2:], 160)
    counts = {}
    for name in ("home", "home-again"):
        if name != "home":
            again = write_alone(tmp_path / "home")
        store = open_store(tmp_path / name, "warehouse")
        with store.reading() as connection:
            counts[name] = [
                connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES
            ]
        store.close()
    assert counts["home"] == counts["home-again"]
    assert counts["home"][0] > (160,)
    assert min(again.seconds, read_alone(sheets[1]).seconds) > 0
    for each in (cost, *small):
        assert each.seconds > 0
        assert each.peak_mb > 50
        assert 0.8 < each.placed_share <= 1


@pytest.mark.parametrize(
    ("rows", "new", "rejected", "why"),
    [(100, 100, 0, "100 rows were sent, 1 of them unfit"), (99, 98, 1, "100 rows were sent"), (100, 99, 1, "every fault")],
)  # fmt: skip
def test_a_receipt_that_says_otherwise_is_an_error(rows: int, new: int, rejected: int, why: str) -> None:
    receipt = Receipt("a", "0", "S1", rows, new, 0, 0, 0, rejected, new)
    with pytest.raises(ValueError, match=why):
        check_receipt(receipt, 100)
