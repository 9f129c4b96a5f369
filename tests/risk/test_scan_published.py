"""The permutation scan against the published example: SaTScan's own, to its last digit."""

from __future__ import annotations

import math

import pytest

from benchmarks.signal_fever import fever_folder, read_fever, read_told, scan_fever

FOLDER = fever_folder()


@pytest.mark.skipif(FOLDER is None, reason="the example is not here (FENGQIAO_SAMPLES)")
def test_fever_in_new_york_is_found_as_published() -> None:
    assert FOLDER is not None
    fever, answer = read_fever(FOLDER), read_told()["answer"]
    first, *_ = scan_fever(fever, seed=1)
    assert (len(fever.cell), len(fever.names)) == (194, 192)
    assert fever.names[first.centre] == answer["centre"]
    assert first.last_day - first.first_day + 1 == answer["duration_days"]
    assert first.last_day == fever.days - 1
    assert first.observed == answer["observed"]
    assert round(first.expected, 2) == answer["expected"]
    assert round(first.llr, 6) == answer["llr"]
    assert first.p == pytest.approx(float(str(answer["p"])), abs=4 * math.sqrt(0.21 * 0.79 / 999))
    assert first.p_tail == pytest.approx(first.p, abs=0.04)
    assert first.recurrence_days == 1 / first.p
