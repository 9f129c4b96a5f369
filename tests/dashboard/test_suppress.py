"""Small counts: hidden one by one, then so many parts of a breakdown that its total gives none away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.suppress import hide_parts, hide_small_counts

SHOWN = 3
Seen = tuple[int | None, tuple[int | None, ...] | None]


def published(counts: Sequence[int], *, smallest_shown: int = SHOWN) -> Seen:
    """What a reader of a breakdown sees: its total, and its parts (None: too small to list)."""
    rows, _ = hide_small_counts([{"report_count": count} for count in counts], smallest_shown=smallest_shown)
    total = sum(counts)
    shown_total = None if 0 < total < smallest_shown else total
    rows, _ = hide_parts(rows, column="report_count", total=shown_total, smallest_shown=smallest_shown)
    return shown_total, tuple(row["report_count"] for row in rows) if rows else None  # type: ignore[misc]


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ([12, 7, 4], (12, 7, 4)),  # nothing small, nothing hidden
        ([12, 7, 2], (12, None, None)),  # 2 would follow from the total: the next smallest goes too
        ([12, 7, 0], (12, 7, 0)),  # zero tells of nobody
        ([12, 2, 1], (12, None, None)),  # two hidden, and 3 may be 1+2 or 2+1
        ([12, 7, 1, 1], (12, None, None, None)),  # 1+1 would follow from 2
        ([12, 7, 2, 2], (12, None, None, None)),  # 2+2 would follow from 4
        ([12, 7, 7, 2], (12, None, None, None)),  # which of two equal ones was hidden would tell
        ([5, 2], None),  # nothing above zero could stay
        ([1, 1], None),  # the total itself is hidden
        ([0, 0], (0, 0)),
    ],
)
def test_parts_are_hidden_until_none_follows_from_the_total(
    counts: list[int], seen: tuple[int | None, ...] | None
) -> None:
    assert published(counts)[1] == seen


def test_the_number_of_further_hidden_counts_is_told() -> None:
    rows = [{"report_count": 12}, {"report_count": 7}, {"report_count": None}]
    assert hide_parts(rows, column="report_count", total=21, smallest_shown=SHOWN)[1] == 1


def test_other_columns_stay_as_they_are() -> None:
    rows = [
        {"part_code": "a", "report_count": 9, "score": 1},
        {"part_code": "b", "report_count": None, "score": 2},
    ]
    shown, _ = hide_parts(
        [*rows, {"part_code": "c", "report_count": 4, "score": 3}],
        column="report_count",
        total=15,
        smallest_shown=SHOWN,
    )
    assert [row["score"] for row in shown] == [1, 2, 3]
    assert [row["report_count"] for row in shown] == [9, None, None]


@pytest.mark.parametrize(("smallest_shown", "parts"), [(3, 2), (3, 3), (3, 4), (5, 3)])
def test_attack_by_differencing_with_full_knowledge_of_the_rule(smallest_shown: int, parts: int) -> None:
    """The attacker knows the rule and tries every breakdown: each hidden count must still have two possible values."""
    candidates: dict[Seen, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(8), repeat=parts):
        candidates[published(counts, smallest_shown=smallest_shown)].append(counts)
    for (total, seen), possible in candidates.items():
        if total == 0:
            continue
        for place in range(parts):
            if seen is None or seen[place] is None:
                assert len({counts[place] for counts in possible}) > 1, (total, seen, possible)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12))
def test_what_is_shown_is_true_and_nothing_small_is_shown(counts: list[int]) -> None:
    total, seen = published(counts)
    assert total in (None, sum(counts))
    for true, shown in zip(counts, seen or [None] * len(counts), strict=True):
        assert shown in (None, true)
        assert shown is None or shown == 0 or shown >= SHOWN


@given(st.lists(st.integers(0, 400), min_size=2, max_size=12))
def test_no_single_part_is_hidden(counts: list[int]) -> None:
    _, seen = published(counts)
    assert seen is None or seen.count(None) != 1
