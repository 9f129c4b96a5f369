"""What holds of any workbook: no row is lost, the same again changes nothing, order does not matter, nobody is named."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.config import load_config
from data.db import open_store
from ingest.load import Intake, Upload
from ingest.receipt import VERDICTS, Receipt
from tests.ingest.conftest import NOW, counts
from tests.ingest.messy import Book, Page, Row, books, pages, reordered, write_book
from tests.new_home import new_stores

SOAK = bool(os.environ.get("FENGQIAO_SOAK"))
QUICK = settings(
    max_examples=200 if SOAK else 10,
    deadline=None,
    derandomize=not SOAK,
    suppress_health_check=list(HealthCheck),
)
OF_THE_UPLOAD = {"submission_id", "loaded_at", "version_no", "state_code", "sheet_name", "row_no"}
HELD = ("core_report", "core_report_past", "core_report_party", "core_respondent", "core_unit", "core_parked")
STORES = ("warehouse", "vault")
HOLD_ROWS = """
    SELECT table_name FROM duckdb_tables()
    WHERE database_name = current_database() AND estimated_size > 0 AND NOT contains(table_name, 'migration')
"""


class _Desk:
    """An upload desk of a home of its own."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake

    def empty(self) -> _Desk:
        """The desk, nothing held any more."""
        for store in (self.intake.warehouse, self.intake.vault):
            with store.writing() as connection:
                for (name,) in connection.execute(HOLD_ROWS).fetchall():
                    connection.execute(f"DELETE FROM {name}")
        return self

    def take(self, book: Book, name: str = "台账.xlsx") -> Receipt:
        """Write the book and take it in."""
        return self.resend(write_book(self.intake.home / name, book))

    def resend(self, path: Path) -> Receipt:
        """Take in what is written already."""
        return self.intake.take(Upload(path, path.name, NOW))

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """The rows of the warehouse that answer."""
        with self.intake.warehouse.reading() as connection:
            return connection.execute(query).fetchall()

    def held(self, *tables: str) -> dict[str, list[tuple[object, ...]]]:
        return {name: self.ask(f"SELECT * FROM {name} ORDER BY ALL") for name in tables}

    def contents(self) -> list[tuple[object, ...]]:
        """Every report by id and content, whichever upload brought it."""
        without = ", ".join(sorted(OF_THE_UPLOAD))
        return self.ask(f"SELECT * EXCLUDE ({without}) FROM core_report ORDER BY ALL")


@pytest.fixture(scope="module")
def two_desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[_Desk, _Desk]]:
    """Two desks whose homes share their keys, so that both give a report the same id and tokens."""
    folder = tmp_path_factory.mktemp("properties")
    homes = (new_stores(folder / "one"), new_stores(folder / "other"))
    desks = [
        _Desk(Intake(each, *(open_store(each, kind) for kind in STORES), load_config())) for each in homes
    ]
    yield desks[0], desks[1]
    for desk in desks:
        desk.intake.warehouse.close()
        desk.intake.vault.close()


@pytest.fixture
def desk(two_desks: tuple[_Desk, _Desk]) -> _Desk:
    """The first of them."""
    return two_desks[0]


@QUICK
@given(books())
def test_every_data_row_has_one_verdict_and_no_other_line_has(desk: _Desk, book: Book) -> None:
    receipt = desk.empty().take(book)
    rows = desk.ask("SELECT sheet_name, row_no, verdict_code FROM raw_row ORDER BY ALL")
    rejected = desk.ask("SELECT sheet_name, row_no FROM core_issue WHERE severity_code = 'error'")
    seen = sorted((page.name, number) for page in book for number in page.row_numbers)
    assert [row[:2] for row in rows] == seen
    assert receipt.rows == len(seen) == sum(counts(receipt))
    verdicts = Counter(str(row[2]) for row in rows)
    assert {name: verdicts[name] for name in VERDICTS} == {name: getattr(receipt, name) for name in VERDICTS}
    assert {row[:2] for row in rows if row[2] == "rejected"} == set(rejected)


@QUICK
@given(books())
def test_the_same_file_again_changes_nothing(desk: _Desk, book: Book) -> None:
    path = write_book(desk.empty().intake.home / "台账.xlsx", book)
    first = desk.resend(path)
    held, rows = desk.held(*HELD), desk.held("raw_row")
    again = desk.resend(path)
    assert counts(again) == (0, first.rows - first.rejected, 0, 0, first.rejected)
    assert again.is_resend
    assert again.reports == 0
    assert desk.held(*HELD) == held
    kept = desk.ask(f"SELECT * FROM raw_row WHERE submission_id = '{first.submission_id}' ORDER BY ALL")
    assert {"raw_row": kept} == rows


@QUICK
@given(books(plain=True))
def test_a_file_saved_again_changes_nothing(desk: _Desk, book: Book) -> None:
    first = desk.empty().take(book)
    held = desk.held(*HELD)
    again = desk.take([*book, Page("空表", [], ("date", "told"), ["上报时间", "纠纷简况"], [])])
    assert counts(again) == (0, first.rows - first.rejected, 0, 0, first.rejected)
    assert not again.is_resend
    assert desk.held(*HELD) == held


@QUICK
@given(books(plain=True), books(first_serial=101, plain=True), st.booleans())
def test_two_files_in_either_order_give_the_same_reports(
    two_desks: tuple[_Desk, _Desk], one: Book, other: Book, has_shared_sheet: bool
) -> None:
    if has_shared_sheet:
        shared = replace(one[0], name="同一张表")
        one, other = [shared, *one[1:]], [*other, shared]
    contents = []
    for desk, order in zip(two_desks, ((one, other), (other, one)), strict=True):
        desk.empty()
        for book in order:
            desk.take(book)
        contents.append(desk.contents())
    assert contents[0] == contents[1]


@QUICK
@given(books(plain=True), st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_rows_in_another_order_give_the_same_reports(desk: _Desk, book: Book, order: list[int]) -> None:
    contents = []
    for each in (book, reordered(book, order)):
        desk.empty().take(each)
        contents.append(desk.contents())
    assert contents[0] == contents[1]


def _check_digit(seventeen: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(a) * b for a, b in zip(seventeen, weights, strict=True)) % 11]


PHONE_NUMBERS = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
ID_NUMBERS = st.from_regex(r"33010[1-9]19[5-9][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True).map(
    lambda number: number + _check_digit(number)
)  # fmt: skip
WRITTEN = st.sampled_from(["{}", " {}", "{}（本人）", "电话{}", "号码：{}，急", "{}、", "{}\n"])


def _spaced(number: str) -> str:
    return f"{number[:3]} {number[3:7]} {number[7:]}"


def _full_width(number: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


@st.composite
def canary(draw: st.DrawFn) -> tuple[str, str]:
    """A phone or ID number, and how somebody wrote it into a cell."""
    number = draw(st.one_of(PHONE_NUMBERS, ID_NUMBERS))
    shape = draw(st.sampled_from([str, _spaced, _full_width]))
    return number, draw(WRITTEN).format(shape(number))


TEXTS = ("told",)  # always planted in


@QUICK
@given(pages("柳河村", range(1, 5), plain=True), st.data())
def test_no_number_of_a_person_is_in_the_warehouse(desk: _Desk, page: Page, data: st.DataObject) -> None:
    planted: list[str] = []

    def plant(row: Row) -> Row:
        number, written = data.draw(canary())
        planted.append(number)
        where = data.draw(st.sampled_from([name for name in page.columns if name not in TEXTS]))
        return Row({**row.cells, where: written, "told": f"{row.cells['told']} {written}"})

    lines = [plant(line) if isinstance(line, Row) else line for line in page.lines]
    _expect_none(planted, desk, desk.empty().take([replace(page, lines=lines)]))


PLAIN = ("13812345678", "+8613812345678", "33010119800101123X")
OTHERWISE = (
    "13812345678.0",
    "138 1234 5678",
    "１３８１２３４５６７８",
    "13812345678（本人）",
    "电话13812345678",
    "13812345678、",
)


@pytest.mark.parametrize(
    "written",
    [
        *PLAIN,
        *OTHERWISE,
    ],
)
def test_no_number_of_a_person_is_kept_as_the_number_of_a_report(desk: _Desk, written: str) -> None:
    planted = ["13812345678", "33010119800101123X"]
    _expect_none(planted, desk, desk.empty().take(_numbered(written)))


def _numbered(number: str) -> Book:
    columns = ("no", "date", "told")
    row = Row({"no": number, "date": "2025-03-05", "told": "电梯停运"})
    return [Page("柳河村", [], columns, ["编号", "上报时间", "纠纷简况"], [row])]


def _expect_none(planted: list[str], desk: _Desk, receipt: Receipt) -> None:
    told = [json.dumps([vars(each) for each in receipt.problems], ensure_ascii=False)]
    for rows in desk.held("raw_row", "core_issue", *HELD).values():
        told += [cell for row in rows for cell in row if isinstance(cell, str)]
    for text in map(_only_digits, told):
        assert [number for number in planted if number in text] == []


def _only_digits(text: str) -> str:
    """The text with its numbers run together, so that no way of writing hides one."""
    return re.sub(r"(?<=\d)[\s\-－—.]+(?=[\dX])", "", unicodedata.normalize("NFKC", text).upper())
