"""A week's grids are attacked with everything: the rule, what is told, and what the briefing prints beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.grid_release import Ground, Told, is_open_by_kind, tell_week
from dashboard.suppress import hide_parts, hide_small_counts

SHOWN = 3
City = Mapping[str, Mapping[str, int]]
NEVER = frozenset[str]()


def told(
    city: City, ground: Ground, *, unplaced: int = 0, drawn: frozenset[str] = NEVER, shown: int = SHOWN
) -> dict[str, Told]:
    """What the interface tells of a week that stands between two empty ones."""
    kinds = {kind: sum(row.get(kind, 0) for row in city.values()) for row in city.values() for kind in row}
    return tell_week(
        city,
        unplaced,
        ground,
        smallest_shown=shown,
        is_drawn=drawn.__contains__,
        may_list=is_open_by_kind(({}, kinds, {}), smallest_shown=shown),
    )


def printed(counts: Sequence[int], *, shown: int = SHOWN) -> tuple[object, ...]:
    """What a briefing prints of a breakdown (dashboard/briefing/reading.py): its total and its parts."""
    total = None if 0 < sum(counts) < shown else sum(counts)
    rows, _ = hide_small_counts([{"report_count": count} for count in counts], smallest_shown=shown)
    rows, _ = hide_parts(rows, column="report_count", total=total, smallest_shown=shown)
    return total, tuple(row["report_count"] for row in rows)


def city_of(**grids: dict[str, int]) -> dict[str, dict[str, int]]:
    return dict(grids)


FOUR = Ground.of([("a1", "a", "A"), ("a2", "a", "A"), ("b1", "b", "B"), ("b2", "b", "B")])
THREE = Ground.of([(area, "a", "A") for area in ("a1", "a2", "a3")])
UNEVEN = Ground.of([("a1", "a", "A"), ("b1", "b", "B"), ("b2", "b", "B"), ("c1", "c", "C")])
ONE_LEVEL = Ground.of([("a", "", "a"), ("b", "", "b"), ("c", "", "c"), ("d", "", "d")])
STRAY = Ground.of(
    [
        ("a1", "a", "A"),
        ("a2", "a", "A"),
        ("x1", "x", "A"),
        ("b1", "b", "B"),
        ("y1", "y", "B"),
        ("z1", "z", "B"),
    ]
)


@pytest.mark.parametrize(
    ("city", "seen"),
    [
        ({"a1": 12, "a2": 2, "b1": 5, "b2": 0}, {"a1": None, "a2": None, "b1": 5, "b2": 0}),
        ({"a1": 12, "a2": 4, "b1": 5, "b2": 0}, {"a1": 12, "a2": 4, "b1": 5, "b2": 0}),
        # B is small as a whole: a briefing hides A too, so nothing of either may be summed up
        ({"a1": 12, "a2": 4, "b1": 1, "b2": 1}, {"a1": None, "a2": None, "b1": None, "b2": None}),
    ],
)
def test_counts_are_hidden_in_blocks_and_with_the_briefings_areas(
    city: dict[str, int], seen: dict[str, int | None]
) -> None:
    answer = told({area: {"k": count} for area, count in city.items()}, FOUR)
    assert {area: row.report_count for area, row in answer.items()} == seen


def test_blocks_never_leave_a_grid_alone_beside_others() -> None:
    assert STRAY.blocks == {"A": [["a1", "a2", "x1"]], "B": [["b1", "y1", "z1"]]}
    assert UNEVEN.blocks == {"A": [["a1"]], "B": [["b1", "b2"]], "C": [["c1"]]}


def test_kinds_are_listed_only_where_each_is_large_enough() -> None:
    city = city_of(a1={"p": 4, "q": 3}, a2={"p": 5}, b1={"p": 3, "q": 1}, b2={"p": 2, "q": 2})
    answer = told(city, FOUR)
    assert answer["a1"] == Told(7, (("p", 4), ("q", 3)))
    assert answer["a2"] == Told(5, (("p", 5),))
    assert answer["b1"] == Told(4, None)
    assert told(city, FOUR, drawn=frozenset({"a2"}))["a2"] == Told(5, None)


def test_one_missing_list_alone_would_follow_from_the_sites_kinds() -> None:
    answer = told(city_of(a1={"p": 4, "q": 3}, a2={"p": 5}, b1={"p": 3, "q": 1}), FOUR)
    assert [row.kinds for row in answer.values()] == [None] * 4


def test_no_kinds_while_a_briefing_hides_one() -> None:
    """Five kinds are printed, the rest in one sum: only a rest that is small is hidden there."""
    many = dict.fromkeys("abcde", 9)
    assert is_open_by_kind(({}, {**many, "f": 2, "g": 1}, {}), smallest_shown=SHOWN)
    assert not is_open_by_kind(({}, {**many, "f": 2}, {}), smallest_shown=SHOWN)
    after = dict.fromkeys("bcdef", 9)  # a is in the rest of the next briefing, and so is g
    assert not is_open_by_kind(({}, {**many, "f": 2, "g": 1}, after), smallest_shown=SHOWN)


def spread(total: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way to put up to `total` reports into so many places."""
    if places == 0:
        yield ()
        return
    for first in range(total + 1):
        for rest in spread(total - first, places - 1):
            yield (first, *rest)


def town_totals(city: City, ground: Ground) -> list[int]:
    return [
        sum(sum(city.get(area, {}).values()) for block in blocks for area in block)
        for blocks in ground.blocks.values()
    ]


@pytest.mark.parametrize(
    ("ground", "most", "shown"),
    [(FOUR, 9, 3), (UNEVEN, 10, 3), (ONE_LEVEL, 10, 3), (STRAY, 7, 3), (FOUR, 11, 5)],
    ids=["two by two", "towns of one grid", "one level", "communities of one grid", "five"],
)
def test_no_hidden_count_follows_from_the_answer_and_the_briefing(
    ground: Ground, most: int, shown: int
) -> None:
    """Every week of up to so many reports; those that look the same must differ in each hidden count."""
    areas = [area for blocks in ground.blocks.values() for block in blocks for area in block]
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in spread(most, len(areas) + 1):
        city = {area: {"k": count} for area, count in zip(areas, counts, strict=False)}
        answer = told(city, ground, unplaced=counts[-1], shown=shown)
        towns = town_totals(city, ground)
        key = (
            tuple(answer[area].report_count for area in areas),
            printed([*towns, counts[-1]], shown=shown),
        )
        alike[key].append((*counts, *towns))
    for (seen, (total, parts)), weeks in alike.items():  # type: ignore[misc]  # as put in above
        if total == 0:
            continue
        hidden = [place for place, count in enumerate(seen) if count is None]
        beside = parts if parts else [None] * (len(ground.blocks) + 1)
        hidden += [len(areas) + 1 + n for n in range(len(ground.blocks)) if beside[n] is None]
        for place in hidden:
            assert len({week[place] for week in weeks}) > 1, (seen, total, parts, weeks[:3])


KIND_CASES = {  # most reports in the free grids, a third grid whose kinds are listed for all to see
    "three free grids": (8, 3, None),
    "two beside a listed one": (8, 2, {"p": 0, "q": 3}),  # without draws (2, 1) and (3, 1) would follow
}


@pytest.mark.parametrize(("most", "free", "third"), KIND_CASES.values(), ids=KIND_CASES)
def test_no_small_kind_follows_from_lists_counts_and_the_briefing(
    most: int, free: int, third: dict[str, int] | None
) -> None:
    """Two kinds, every draw: all grids' kinds against the totals of kinds and towns."""
    areas = ("a1", "a2", "a3")
    alike: dict[object, set[tuple[int, ...]]] = defaultdict(set)
    draws = [frozenset(some) for n in range(free + 1) for some in combinations(areas[:free], n)]
    for counts in spread(most, 2 * free):
        city = {area: {"p": counts[2 * n], "q": counts[2 * n + 1]} for n, area in enumerate(areas[:free])}
        city |= {"a3": third} if third else {}
        kinds = [sum(row[kind] for row in city.values()) for kind in "pq"]
        briefing = (printed([*town_totals(city, THREE), 0]), printed(kinds))
        for seen in {tuple(told(city, THREE, drawn=draw).items()) for draw in draws}:
            alike[seen, briefing].add(counts)
    for (seen, _), weeks in alike.items():  # type: ignore[misc]  # as put in above
        if third and seen[2][1].kinds is None:
            continue  # not all weeks that look like this were tried
        for number, (_area, row) in enumerate(seen[:free]):
            if row.kinds is None:
                for cell in (2 * number, 2 * number + 1):
                    values = {week[cell] for week in weeks}
                    assert len(values) > 1 or not 0 < min(values) < SHOWN, (seen, values)
            if row.report_count is None:
                assert len({week[2 * number] + week[2 * number + 1] for week in weeks}) > 1, seen


GRIDS = tuple(f"{town}{community}{grid}" for town, community, grid in product("AB", "12", "123"))
GROUND = Ground.of([(code, code[:2], code[0]) for code in GRIDS])


@given(st.dictionaries(st.sampled_from(GRIDS), st.dictionaries(st.sampled_from("pqr"), st.integers(0, 9))))
def test_what_is_told_is_true_and_never_small(city: City) -> None:
    answer = told(city, GROUND)
    assert set(answer) == set(GRIDS)
    for area, row in answer.items():
        true = sum(city.get(area, {}).values())
        assert row.report_count in (None, true)
        assert row.report_count is None or row.report_count == 0 or row.report_count >= SHOWN
        if row.kinds is not None:
            assert sum(count for _, count in row.kinds) == row.report_count == true
            assert all(count == 0 or count >= SHOWN for _, count in row.kinds)
