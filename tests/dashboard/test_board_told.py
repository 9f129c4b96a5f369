"""What the map tells who may not open matters is attacked with everything: the rule, all levels, and every filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import ids
from dashboard.board.told import Told, tell
from data.db import Store
from tests.dashboard.web_client import Browser, add_account, browser, make_app

SHOWN = 3
TREE = {"": ["A", "B"], "A": ["a1", "a2"], "B": ["b1", "b2"]}
UNEVEN = {"": ["A"], "A": ["B", "C"], "B": ["b1"], "C": ["c1", "c2"]}
LEAVES = {"tree": ("a1", "a2", "b1", "b2"), "uneven": ("b1", "c1", "c2")}


def told(leaves: dict[str, int], tree: dict[str, list[str]], unplaced: int) -> tuple[Told, dict[str, int]]:
    """What is told, and what is true, of every area of a tree."""
    counts = dict(leaves)

    def total(code: str) -> int:
        if code not in counts:
            counts[code] = sum(total(part) for part in tree[code])
        return counts[code]

    whole = sum(total(code) for code in tree[""]) + unplaced
    return tell(counts, tree, whole=whole, unplaced=unplaced, smallest_shown=SHOWN), {**counts, "": whole}


def test_a_small_part_is_hidden_with_the_next_and_all_below() -> None:
    seen, _ = told({"a1": 30, "a2": 7, "b1": 2, "b2": 0}, TREE, 0)
    assert seen == {"": 39, "A": None, "B": None, "a1": None, "a2": None, "b1": None, "b2": None}
    seen, _ = told({"a1": 30, "a2": 7, "b1": 2, "b2": 5}, TREE, 4)
    assert seen == {"": 48, "A": 37, "B": 7, "a1": 30, "a2": 7, "b1": None, "b2": None}


def spread(total: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way to put up to `total` matters into so many places."""
    if places == 0:
        yield ()
        return
    for first in range(total + 1):
        for rest in spread(total - first, places - 1):
            yield (first, *rest)


@pytest.mark.parametrize(("name", "tree", "most"), [("tree", TREE, 15), ("uneven", UNEVEN, 20)])
def test_attack_with_all_levels_at_once(name: str, tree: dict[str, list[str]], most: int) -> None:
    """Every city of up to so many matters, by what is told of it: no hidden count may have one value only."""
    cities: dict[tuple[object, ...], list[dict[str, int]]] = defaultdict(list)
    leaves = LEAVES[name]
    for *counts, unplaced in spread(most, len(leaves) + 1):
        seen, true = told(dict(zip(leaves, counts, strict=True)), tree, unplaced)
        cities[tuple(sorted(seen.items(), key=str))].append(true)
    for seen_items, possible in cities.items():
        if possible[0][""] == 0:
            continue
        for code, shown in seen_items:  # type: ignore[misc]  # pairs of a code and what is shown
            if shown is None:
                assert len({true[code] for true in possible}) > 1, (seen_items, code)


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5))
@settings(max_examples=300)
def test_what_is_told_is_true_and_never_small(counts: list[int]) -> None:
    seen, true = told(dict(zip(LEAVES["tree"], counts[:4], strict=True)), TREE, counts[4])
    for code, shown in seen.items():
        assert shown in (None, true[code])
        assert shown is None or shown == 0 or shown >= SHOWN


@pytest.fixture(scope="module", params=["leader", "wall"])
def outsider(filled_store: Store, filled_home: Path, request: pytest.FixtureRequest) -> Browser:
    role = str(request.param)
    add_account(filled_store, f"told-{role}", role)
    visitor = browser(make_app(filled_store, filled_home))
    visitor.sign_in(f"told-{role}")
    return visitor


def asked(visitor: Browser, **chosen: object) -> dict[str, object]:
    """The answer of the map to anything a forger likes."""
    given_ = {
        ids.SITUATION_SINCE: "all",
        ids.SITUATION_LAYER: "areas",
        ids.SITUATION_MEASURE: "open",
        ids.SITUATION_KIND: None,
        ids.SITUATION_CHANNEL: None,
        ids.SITUATION_WEEK: "51",
        **{f"situation-{name}": value for name, value in chosen.items() if name != "where"},
    }
    inputs: dict[str, object] = {f"{name}.value": value for name, value in given_.items()}
    inputs[f"{ids.SITUATION_WHERE}.data"] = chosen.get("where", {})
    answer = visitor.call("situation-figure.data", inputs)
    assert answer.status_code == 200
    found: dict[str, object] = answer.json["response"]
    return found


FILTERS: list[dict[str, object]] = [
    {"kind": "15"},
    {"kind": "nonsense"},
    {"channel": "visit"},
    {"since": "7"},
    {"since": "365"},
    {"since": "week", "week": "3"},
    {"since": "2026-03-16", "kind": "18", "channel": "call"},
    {"layer": "both"},
]


@pytest.mark.parametrize("level", ["town", "community", "grid"])
@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_no_filter_changes_a_number_for_an_outsider(
    outsider: Browser, chosen: dict[str, object], level: str
) -> None:
    plain = asked(outsider, where={"level": level})
    forced = asked(outsider, where={"level": level}, **chosen)
    for part in ("numbers", "classes", "beside", "labels"):
        assert _paint(forced)[part] == _paint(plain)[part], part
    assert forced[ids.SITUATION_KPI] == plain[ids.SITUATION_KPI]


@pytest.mark.parametrize("measure", ["open", "overdue", "repeat", "group", "new", "density", "score"])
def test_no_small_count_is_on_the_map_and_no_score(outsider: Browser, measure: str) -> None:
    paint = _paint(asked(outsider, where={"level": "grid"}, measure=measure))
    columns = [paint["numbers"] or [], *(column for _, column in paint["beside"])]  # type: ignore[union-attr]
    assert all(number is None or number == 0 or number >= SHOWN for column in columns for number in column)
    if measure in ("score", "density"):
        assert paint["numbers"] is None


def test_an_outsider_meets_no_matter(outsider: Browser, filled_store: Store) -> None:
    with filled_store.reading() as connection:
        titles = {row[0] for row in connection.execute("SELECT DISTINCT title FROM out_matter").fetchall()}
    texts = str(asked(outsider, where={"focus": "990101100000"}))
    assert not [title for title in titles if title in texts]


def _paint(answer: dict[str, object]) -> dict[str, object]:
    return answer[ids.SITUATION_FIGURE]["data"]  # type: ignore[index, no-any-return]
