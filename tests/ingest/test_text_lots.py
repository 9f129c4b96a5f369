"""Delimited text in lots of columns: whatever the text, the rows are those of Python's csv, the slow twin."""

from __future__ import annotations

import csv

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.reading import lot as text_lot
from ingest.reading import text_lots
from ingest.reading.lot import TextLots
from ingest.reading.text_lots import read_lots

MARKS = st.sampled_from([",", "\t", ";", "，"])
SIGN = st.sampled_from(['"', "\n", ",", ";", "\t", "，", " ", "甲", "a", "1", "NA", "null", '""'])
CELL = st.lists(SIGN, max_size=6).map("".join)
LOOSE = st.lists(CELL, max_size=30).map("".join)
EVEN = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=14)
)


class TooLongError(Exception):
    """A line or cell without an end."""


def lots_of(text, mark, *, size=7, first_no=1):
    blocks = (text[start : start + size].encode() for start in range(0, len(text), size))
    return read_lots(blocks, mark, first_no, TooLongError)


def twin(text, mark):
    lines = [line + "\n" for line in text.split("\n")[:-1]] + (
        [tail] if (tail := text.split("\n")[-1]) else []
    )
    return list(enumerate(csv.reader(lines, delimiter=mark), start=1))


@pytest.fixture(autouse=True)
def small_lots(monkeypatch):
    monkeypatch.setattr(text_lots, "LOT_ROWS", 3)
    monkeypatch.setattr(text_lot, "_LOOKED_AT", 2)


def written(rows, mark, quoting):
    lines = []
    for row in rows:
        cells = [
            '"' + cell.replace('"', '""') + '"'
            if quoting == "all" or any(sign in cell for sign in ('"', "\n", mark))
            else cell
            for cell in row
        ]
        lines.append(mark.join(cells) + "\n")
    return "".join(lines)


@settings(max_examples=400)
@given(LOOSE, MARKS)
@example('a,b\n1,"x\ny"\n3,4\n5,6\n"7,8', ",")
@example("a,b\n\n1,2\n3\n4,5,6\n7,8\n", ",")
@example('a,b\n1,5" pipe\n2,"q"\n3,x\n', ",")
@example('a,b\n1,"q"r\n2,"s"\n3,x\n4,y\n', ",")
def test_any_text_has_the_rows_of_python_csv(text, mark):
    assert list(TextLots(lots_of(text, mark))) == twin(text, mark)


@settings(max_examples=200)
@given(EVEN, MARKS, st.sampled_from(["all", "some"]), st.integers(0, 9))
def test_looked_at_and_then_taken_in_lots(rows, mark, quoting, after):
    text = written(rows, mark, quoting)
    source = TextLots(lots_of(text, mark))
    assert source.head(5) == twin(text, mark)[:5]
    lots = list(source.lots(after))
    assert [row for lot in lots for row in lot.numbered()] == twin(text, mark)[after:]
    assert all(len(lot) for lot in lots)
    for lot in lots:
        for column in lot.columns.columns if lot.columns is not None else ():
            used = set(column.to_pylist())
            assert used == set(column.chunk(0).dictionary.to_pylist())  # no text of a row left out stays


@given(EVEN, st.sampled_from(["all", "some"]))
def test_plain_files_are_read_by_columns(rows, quoting):
    """Not a rule of the result but of the speed: a file as Excel saves it goes the fast way."""
    text = written([["编号", "简况"], *([str(n), f"第{n}行"] for n, _ in enumerate(rows))], ",", quoting)
    assert all(lot.columns is not None for lot in lots_of(text, ","))


def test_uneven_lots_go_row_by_row_and_the_next_by_columns():
    lots = list(lots_of("a,b\n1,2\n3\n4,5\n6,7\n8,9\n", ","))
    assert [lot.columns is not None for lot in lots] == [False, True]
    assert [lot.first_no for lot in lots] == [1, 4]


def test_from_a_stray_quote_on_row_by_row():
    text = 'a,b\n1,2\n3,4\n5,6" pipe\n7,8\n9,0\n' + "x,y\n" * 7
    assert [lot.columns is not None for lot in lots_of(text, ",")][:2] == [True, False]


@pytest.mark.parametrize("mark", [",", "，"])
def test_a_cell_without_an_end_is_refused_at_its_line(monkeypatch, mark):
    monkeypatch.setattr(text_lots, "LONGEST_CELL", 20)
    text = f"a{mark}b\n" * 4 + f'1{mark}"' + "x\n" * 30
    with pytest.raises(TooLongError) as told:
        list(TextLots(lots_of(text, mark)))
    assert 5 <= told.value.args[0] <= 25


def test_a_line_without_an_end_is_refused(monkeypatch):
    monkeypatch.setattr(text_lots, "LONGEST_LINE", 20)
    with pytest.raises(TooLongError):
        list(lots_of("a,b\n" * 4 + "x" * 200, ","))


def test_numbers_go_on_from_the_first():
    assert next(TextLots(lots_of("a,b\n", ",", first_no=2))) == (2, ["a", "b"])
