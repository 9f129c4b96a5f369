"""What is promised of a city of any size; a test file imports it with a `truly` of its own: two files, two workers."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from benchmarks.of_truth import beside_truth
from dashboard.home import Home, open_home
from tests.end_to_end import promises
from tests.end_to_end.conftest import NOW, City


@pytest.fixture(scope="module")
def home(truly: City) -> Iterator[Home]:
    opened = open_home(truly.home, now=NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def beside(home: Home, truly: City) -> pd.DataFrame:
    return beside_truth(home.warehouse, truly.truth)


def test_reports_with_a_usable_place_are_in_their_true_grid(beside: pd.DataFrame, truly: City) -> None:
    assert promises.share_in_true_grid(beside, truly.truth) >= promises.LEAST_IN_TRUE_GRID


def test_reports_of_one_matter_are_found_together(beside: pd.DataFrame) -> None:
    assert promises.matter_f1(beside) >= promises.LEAST_MATTER_F1


def test_every_submission_is_in_balance(home: Home) -> None:
    assert promises.submissions_out_of_balance(home.warehouse) == []


def test_every_row_written_has_a_verdict(home: Home, truly: City) -> None:
    assert promises.true_rows_without_a_verdict(home.warehouse, truly.truth) == []


def test_nothing_else_was_taken_for_a_row(home: Home, truly: City) -> None:
    assert promises.rows_of_no_report(home.warehouse, truly.truth) == []


def test_a_report_that_is_not_held_was_refused_to_its_sender(home: Home, truly: City) -> None:
    assert promises.lost_reports(home.warehouse, truly.truth) == []
