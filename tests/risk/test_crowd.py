"""A crowd is told apart into communities of matters that share causes; what shares one cause alone stays one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.db import Store
from risk.crowd import communities
from risk.refresh import refresh
from tests.risk.ledger import CONFIG, NOW, add, party, report, rows

PAIRS = some.sets(some.tuples(some.integers(0, 30), some.integers(0, 6)), min_size=1, max_size=70)


def held_together(part: set[int], pairs: set[tuple[int, int]]) -> bool:
    """Slowly: whether one walks from any matter of the part to any other over causes they share."""
    reached = {min(part)}
    while True:
        causes = {cause for one, cause in pairs if one in reached}
        wider = {one for one, cause in pairs if cause in causes and one in part}
        if wider == reached:
            return wider == part
        reached = wider


@given(PAIRS)
def test_every_matter_is_in_one_part_and_every_part_shares_causes(pairs: set[tuple[int, int]]) -> None:
    parts = communities(pairs)
    told = [one for part in parts for one in part]
    assert sorted(told) == sorted({one for one, _ in pairs})
    assert all(held_together(part, pairs) for part in parts)


@given(PAIRS, some.randoms(use_true_random=False))
def test_the_order_they_come_in_is_nothing_and_nor_is_how_they_are_numbered(
    pairs: set[tuple[int, int]], dice: random.Random
) -> None:
    shuffled = sorted(pairs)
    dice.shuffle(shuffled)
    assert communities(shuffled) == communities(pairs)
    further = {(one * 7 + 1000, cause * 3 + 50) for one, cause in pairs}
    assert communities(further) == [{one * 7 + 1000 for one in part} for part in communities(pairs)]


SPOKEN = """
import random
from risk.crowd import communities
dice = random.Random(5)
for _ in range(40):
    pairs = {(dice.randrange(60), dice.randrange(12)) for _ in range(90)}
    print([sorted(part) for part in communities(pairs)])
"""


def test_every_process_tells_them_apart_alike() -> None:
    """Words hash otherwise in every process; what is told apart must not hang on that."""
    said = {
        subprocess.run(
            [sys.executable, "-c", SPOKEN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_one_shared_cause_is_one_part_however_many() -> None:
    assert communities({(one, 0) for one in range(500)}) == [set(range(500))]


@pytest.mark.parametrize(("largest", "sizes"), [(18, [18]), (17, [9, 9])])
def test_a_company_s_two_troubles_met_in_one_grid_are_told_apart_when_they_are_too_many(
    warehouse: Store, largest: int, sizes: list[int]
) -> None:
    """
    g1  拖欠工资 a0 … a7        g3  拖欠工资 a8 ─ 邻里 b0 … b8        all on r1: a8 alone holds the two together
    """
    add(warehouse, "core_respondent", [{"respondent_id": "r1", "name": "甲置业"}])
    wages = [("g1", "18")] * 8 + [("g3", "18")]
    told = [
        report(f"{letter}{k}", f"2024-03-{1 + k:02}", narrative=f"{letter}第{k}件事", respondent_id="r1")
        | {"grid_text": grid, "category_code": kind}
        for letter, cases in (("a", wages), ("b", [("g3", "02")] * 9))
        for k, (grid, kind) in enumerate(cases)
    ]
    add(warehouse, "core_report", told)
    names = [party(str(row["report_id"]), name=f"张{k}") for k, row in enumerate(told)]
    add(warehouse, "core_report_party", names)
    config = replace(CONFIG, group=replace(CONFIG.group, largest_count=largest))
    refresh(warehouse, as_of=date(2024, 6, 30), config=config, now=NOW)
    found = rows(warehouse, "SELECT group_id, list(matter_id ORDER BY matter_id) FROM out_matter GROUP BY 1")
    assert sorted(len(matters) for _, matters in found) == sizes
    assert all(set(matters) >= {f"a{k}" for k in range(8)} for _, matters in found if "a0" in matters)
    assert all(set(matters) >= {f"b{k}" for k in range(9)} for _, matters in found if "b0" in matters)
    assert all(group in matters for group, matters in found)
