"""The county the promises are made about: 60,000 reports, 900 grids, the whole road once."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.home import Home
from tests.end_to_end import promises
from tests.end_to_end.conftest import City
from tests.end_to_end.promised import *  # noqa: F403  (its tests and fixtures, on this county)

pytestmark = pytest.mark.county


@pytest.fixture(scope="module")
def truly(county: City) -> City:
    """The city these tests are about."""
    return county


def test_the_county_is_as_large_as_promised(home: Home, beside: pd.DataFrame) -> None:
    with home.warehouse.reading() as connection:
        levels = dict(
            connection.execute("SELECT level_code, count(*) FROM core_area GROUP BY level_code").fetchall()
        )
    assert len(beside) > 59_500
    assert (levels["community"], levels["grid"]) == (40, 900)


def test_matters_of_one_cause_are_found_together(beside: pd.DataFrame) -> None:
    precision, f1 = promises.group_precision_and_f1(beside)
    assert precision >= promises.LEAST_GROUP_PRECISION
    assert f1 >= promises.LEAST_GROUP_F1
