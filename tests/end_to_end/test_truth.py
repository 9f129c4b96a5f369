"""The synthetic city through the whole road, held against what truly happened in it."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.of_truth import pairwise
from dashboard.home import Home
from tests.end_to_end.conftest import City
from tests.end_to_end.promised import *  # noqa: F403  (its tests and fixtures, on this city)


@pytest.fixture(scope="module")
def truly(city: City) -> City:
    """The city these tests are about."""
    return city


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(sql).fetchall()


def test_a_report_is_held_once(beside: pd.DataFrame) -> None:
    assert beside["report_id"].is_unique
    assert beside["report_uid"].is_unique


def test_a_refused_row_has_an_error_that_says_why(home: Home) -> None:
    unexplained = ask(
        home,
        "SELECT submission_id, row_no FROM raw_row AS r WHERE verdict_code IN ('rejected', 'parked') AND NOT EXISTS "
        "(SELECT 1 FROM core_issue AS i WHERE i.submission_id = r.submission_id AND i.row_no = r.row_no "
        "AND i.sheet_name = r.sheet_name AND i.severity_code = 'error')",
    )
    assert unexplained == []


def test_a_placed_report_says_how_and_an_unusable_place_is_not_trusted_like_a_point(
    beside: pd.DataFrame,
) -> None:
    assert set(beside["located_by"]) <= {"point", "grid_code", "grid_name", "address", "village", "none"}
    by_village = beside[beside["located_by"] == "village"]
    assert not by_village["place_usable"].mean() > 0.05


def test_the_ledger_and_the_refresh_agree(home: Home, beside: pd.DataFrame) -> None:
    ((reports, matters),) = ask(home, "SELECT report_count, matter_count FROM out_refresh")
    assert ask(home, "SELECT count(*) FROM out_matter_report") == [(reports,)]
    assert ask(home, "SELECT count(*), sum(report_count) FROM out_matter") == [(matters, reports)]
    assert reports == len(beside)
    assert ask(
        home, "SELECT count(*) FROM core_report WHERE NOT report_id IN (SELECT report_id FROM out_place)"
    ) == [(0,)]


def test_pairs_are_counted_as_published() -> None:
    """Two clusters {a a a} {b}, true {a a} {a b}: 3 pairs found, 2 true, 1 in both."""
    found, true = pd.Series(["x", "x", "x", "y"]), pd.Series([1, 1, 2, 2])
    precision, recall, f1 = pairwise(found, true)
    assert (precision, recall) == (1 / 3, 1 / 2)
    assert f1 == pytest.approx(0.4)
