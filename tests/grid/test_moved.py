"""Reports placed anew after a boundary change: as if all were, and counted from area to area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.site.areas_told import moved_told
from dashboard.terminal import Terminal, speaking_to, tell
from data.db import Store, open_store, swap
from grid import moved
from grid.affected import affected_reports
from grid.area_store import Incoming, store_areas
from grid.change import changes_between, read_versions
from grid.feature import Areas
from grid.moved import hold, place_moved
from grid.place import place_all
from grid.place_stamp import is_placed
from grid.receipt import Move, Moved
from tests.grid.drawn_places import load, reports, spot, square, write_geojson
from tests.grid.test_place import at, hold_reports
from tests.new_home import new_stores

EAST_MOVED = [("1", "甲", square(0, 0, width=0.8)), ("2", "乙", square(0.8, 0, width=1.2))]
FIRST = [("1", "甲", square(0, 0)), ("2", "乙", square(1, 0))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(new_stores(tmp_path_factory.mktemp("moved") / "home"), "warehouse")
    yield opened
    opened.close()


def grids(warehouse, tmp_path, rows, **options):
    """Load (code, name, shape) rows as grids."""
    features = [({"code": code, "name": name}, shape) for code, name, shape in rows]
    return load(warehouse, write_geojson(tmp_path / "g.geojson", features), "grid", **options)


def with_reports(warehouse, *rows):
    with warehouse.writing() as connection:
        hold_reports(connection, reports(*rows))
        swap(connection, {"out_place": place_all(connection)})


def areas_of(warehouse):
    with warehouse.reading() as connection:
        return dict(connection.execute("SELECT report_id, area_code FROM out_place ORDER BY ALL").fetchall())


def affected(connection, incoming):
    """The ids that a load affects, the load included."""
    before = read_versions(connection)
    store_areas(connection, incoming)
    return set(affected_reports(connection, changes_between(before, read_versions(connection))).to_pylist())


def drawn(level, rows, day=date(2020, 1, 1)):
    """A file of (code, name, parent, shape) rows, ready to store."""
    codes, names, parents, shapes = zip(*rows, strict=True)
    areas = Areas(
        feature_nos=tuple(range(1, len(rows) + 1)),
        codes=codes,
        names=names,
        parents=parents if any(parents) else None,
        shapes=np.array([*shapes, None], dtype=object)[:-1],
        is_repaired=np.zeros(len(rows), dtype=bool),
    )
    return Incoming("drawn.geojson", level, day, "EPSG:4490", areas)


def test_a_moved_border_moves_what_lies_between(warehouse, tmp_path):
    """甲 | 乙 becomes 甲| 乙: the two reports at 0.9 change, of ten that are there."""
    grids(warehouse, tmp_path, FIRST)
    others = [at(0.5, 0.5)] * 4 + [at(1.5, 0.5)] * 4
    with_reports(warehouse, at(0.9, 0.5), at(0.9, 0.6), *others)
    told = grids(warehouse, tmp_path, EAST_MOVED).moved

    assert (told.checked_count, told.moved_count) == (10, 2)
    assert told.moves == (Move("1", "甲", "2", "乙", "point", 2),)
    assert sorted(areas_of(warehouse).values()) == [*"1111", *"222222"]


def test_only_what_can_have_moved_is_placed_anew(warehouse, tmp_path):
    """A third grid changes far away from seven reports of ten."""
    grids(warehouse, tmp_path, [*FIRST, ("3", "丙", square(5, 5))])
    rows = [at(0.5, 0.5)] * 4 + [at(1.5, 0.5), at(1.6, 0.5), {"grid_text": "1"}]
    with_reports(warehouse, *rows, at(5.5, 5.5), at(6.5, 5.5), {"grid_text": "3"})
    with warehouse.trying() as connection:
        ids = affected(connection, drawn("grid", [("3", "丙", None, square(5, 5, width=1.7))]))
    assert ids == {"R8", "R9", "R10"}
    told = grids(warehouse, tmp_path, [("3", "丙", square(5, 5, width=1.7))]).moved
    assert told.checked_count == 3
    assert told.moves == (Move(None, None, "3", "丙", "point", 1),)


def test_a_new_name_asks_every_report_with_words(warehouse, tmp_path):
    grids(warehouse, tmp_path, FIRST)
    words = [{"village_name": "丙"}, at(0.5, 0.5, grid_text="丙"), {"grid_text": "丙"}]
    with_reports(warehouse, *words, *[at(1.5, 0.5)] * 4)
    told = grids(warehouse, tmp_path, [("1", "丙", square(0, 0))]).moved
    assert told.checked_count >= 3
    assert Move(None, None, "1", "丙", "grid_name", 1) in told.moves


def test_reports_of_other_days_stay(warehouse, tmp_path):
    grids(warehouse, tmp_path, FIRST)
    days = [datetime(2023, 12, 31, 23, 59)] * 3 + [datetime(2024, 1, 1)]
    with_reports(warehouse, *(at(0.9, 0.5, reported_at=day) for day in days))
    told = grids(warehouse, tmp_path, EAST_MOVED, valid_from=date(2024, 1, 1)).moved
    assert (told.checked_count, told.moved_count) == (1, 1)
    assert [areas_of(warehouse)[f"R{number}"] for number in range(1, 5)] == ["1", "1", "1", "2"]


def test_reports_before_the_first_boundaries_follow_the_earliest(warehouse, tmp_path):
    """Boundaries from 2020 placed a report of 2010; earlier ones, from 2005, come later and place it now."""
    grids(warehouse, tmp_path, FIRST)
    with_reports(warehouse, *(at(0.9, 0.5, reported_at=datetime(year, 5, 1)) for year in (2001, 2010, 2024)))
    told = grids(warehouse, tmp_path, [("8", "旧", square(0, 0, width=2))], valid_from=date(2005, 1, 1)).moved
    assert areas_of(warehouse) == {"R1": "8", "R2": "8", "R3": "1"}
    assert told.moves == (Move("1", "甲", "8", "旧", "point", 2),)


def test_the_first_boundaries_and_a_finer_level_place_everything(warehouse, tmp_path):
    with_reports(warehouse, at(0.5, 0.5), at(1.5, 0.5), at(3.5, 0.5))
    file = write_geojson(tmp_path / "c.geojson", [({"code": "7", "name": "东村"}, square(0, 0, width=3))])
    assert load(warehouse, file, "community").moved.moves == (Move(None, None, "7", "东村", "point", 2),)
    told = grids(warehouse, tmp_path, [("71", "甲", square(0, 0))]).moved
    assert told.checked_count == 3
    assert told.moves == (
        Move("7", "东村", "71", "甲", "point", 1),
        Move("7", "东村", None, None, "none", 1),
    )


def test_the_same_file_again_moves_nothing(warehouse, tmp_path):
    grids(warehouse, tmp_path, FIRST)
    with_reports(warehouse, at(0.5, 0.5))
    assert grids(warehouse, tmp_path, FIRST).moved.checked_count == 0


def test_a_home_placed_before_this_was_noted_places_everything_once(warehouse, tmp_path):
    grids(warehouse, tmp_path, FIRST)
    with_reports(warehouse, *[at(0.5, 0.5)] * 4)
    with warehouse.writing() as connection:
        connection.execute("DELETE FROM core_setting WHERE name = 'place_stamp'")
        connection.execute("UPDATE out_place SET area_code = '2'")
    assert grids(warehouse, tmp_path, FIRST).moved.moves == (Move("2", "乙", "1", "甲", "point", 4),)
    with warehouse.reading() as connection:
        assert is_placed(connection)


@pytest.mark.parametrize("step", ["place_rows", "judge_shared", "place_all", "note_placed"])
def test_a_load_that_fails_midway_leaves_places_and_boundaries(warehouse, tmp_path, monkeypatch, step):
    grids(warehouse, tmp_path, [*FIRST, ("3", "丙", square(5, 5))])
    with_reports(warehouse, at(0.9, 0.5), *[at(5.5, 5.5)] * (0 if step == "place_all" else 9))

    def state():
        with warehouse.reading() as connection:
            tables = ("core_area", "core_boundary", "out_place", "out_area_path", "core_setting")
            return [connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in tables]

    def fail(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    before = state()
    with monkeypatch.context() as patched:
        patched.setattr(moved, step, fail)
        with pytest.raises(KeyboardInterrupt):
            grids(warehouse, tmp_path, EAST_MOVED)
    assert state() == before
    assert grids(warehouse, tmp_path, EAST_MOVED).moved.moved_count == 1


def test_the_command_line_tells_the_largest_moves(monkeypatch):
    """Counts of grids, as every command of the operator shows them; no report and no person."""
    moves = (
        Move("1", "第一网格", "3", "第三网格", "point", 1_120),
        Move(None, None, "3", "第三网格", "address", 80),
        *(Move("1", "第一网格", str(number), "丙", "village", 1) for number in range(10, 22)),
    )

    def told(language):
        monkeypatch.setenv("FENGQIAO_LANG", language)
        terminal = Terminal(StringIO(), StringIO(), Path())
        with speaking_to(terminal):
            for each in moved_told("g.geojson", Moved(2_480, moves)):
                tell(*each)
        return terminal.err.getvalue().splitlines()

    zh, en = told("zh"), told("en")
    assert zh[:3] == [
        "g.geojson：重新定位 2,480 件，其中 1,212 件换了网格。",
        "  第一网格（1） → 第三网格（3） 1,120 件（按坐标）",
        "  未定位 → 第三网格（3） 80 件（按地址）",
    ]
    assert zh[-1] == "  ……另有 2 处，共 2 件。"
    assert en[0] == "g.geojson: 2,480 reports placed anew, 1,212 of them in another grid now."
    assert en[2] == "  no grid → 第三网格 (3): 80 (by address)"
    assert en[-1] == "  … and 2 more, 2 reports."
    assert len(zh) == len(en) == 14


DAYS = [date(2010, 1, 1), date(2020, 1, 1), date(2022, 1, 1)]
LEVELS = ["grid", "grid", "grid", "community", "town"]
TEXTS = [None, None, "甲", "乙", "第一网格", "1", "31", "丙村"]
corners = st.integers(0, 5)


@st.composite
def files(draw):
    """A small file: its codes belong to its level, its shapes are boxes on a lattice of half steps that may overlap."""
    level = draw(st.sampled_from(LEVELS))
    mark = {"grid": "3", "community": "2", "town": "1"}[level]
    codes = draw(st.lists(st.sampled_from("123"), min_size=1, max_size=3, unique=True))
    above = {"grid": "2", "community": "1", "town": "0"}[level]
    has_parents = draw(st.booleans())
    rows = []
    for code in codes:
        west, south, width, height = (
            draw(corners),
            draw(corners),
            draw(st.integers(1, 4)),
            draw(st.integers(1, 3)),
        )
        shape = square(west / 2, south / 2, width=width / 2, height=height / 2)
        if draw(st.booleans()):
            shape = shape.difference(square(west / 2, south / 2, width=0.25, height=0.25))
        parent = above + draw(st.sampled_from("12")) if has_parents else None
        rows.append((mark + code, draw(st.sampled_from(["甲", "乙", "第一网格", "丙村"])), parent, shape))
    return drawn(level, rows, draw(st.sampled_from(DAYS)))


@st.composite
def drawn_reports(draw):
    rows = []
    for _ in range(draw(st.integers(1, 25))):
        lattice = st.integers(-2, 14)
        point = spot(draw(lattice) / 4, draw(lattice) / 4) if draw(st.integers(0, 3)) else (None, None)
        texts = {name: draw(st.sampled_from(TEXTS)) for name in ("grid_text", "village_name", "place_text")}
        if draw(st.booleans()):
            texts = {}
        year = draw(st.sampled_from([2009, 2015, 2021, 2024]))
        rows.append({"lon": point[0], "lat": point[1], "reported_at": datetime(year, 1, 1), **texts})
    return rows


def end(connection, code):
    """An area that ends without a successor, as no file can say yet."""
    for table in ("core_area", "core_boundary"):
        connection.execute(
            f"UPDATE {table} SET valid_to_date = DATE '2022-06-30' "
            "WHERE area_code = $code AND valid_to_date IS NULL AND valid_from_date < DATE '2022-06-30'",
            {"code": code},
        )


def whole(connection):
    """The slow twin: every report placed anew."""
    place_all(connection)
    return connection.execute("SELECT * FROM built_place ORDER BY report_id").fetchall()


def now(connection):
    return connection.execute("SELECT * FROM out_place ORDER BY report_id").fetchall()


loads = st.one_of(files(), st.sampled_from(["31", "32", "21"]))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn_reports(), st.lists(files(), max_size=2), st.lists(loads, min_size=1, max_size=3))
def test_any_sequence_of_loads_places_as_if_all_were_placed_anew(store, rows, first, later):
    with store.trying() as connection:
        hold_reports(connection, reports(*rows))
        for incoming in [*first, *later]:
            before = hold(connection)
            former = dict(connection.execute("SELECT report_id, area_code FROM out_place").fetchall())
            if isinstance(incoming, str):
                end(connection, incoming)
            else:
                store_areas(connection, incoming)
            told = place_moved(connection, before)
            assert now(connection) == whole(connection)
            new = dict(connection.execute("SELECT report_id, area_code FROM out_place").fetchall())
            pairs = Counter((former[one], new[one]) for one in former if former[one] != new[one])
            told_pairs: Counter[tuple[str | None, str | None]] = Counter()
            for move in told.moves:
                told_pairs[move.from_code, move.to_code] += move.report_count
            assert told_pairs == pairs


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn_reports(), st.lists(files(), min_size=1, max_size=3), loads)
def test_what_is_not_affected_has_not_moved(store, rows, first, last):
    """The rule itself, without the way out of placing all when more than half are affected."""
    with store.trying() as connection:
        hold_reports(connection, reports(*rows))
        for incoming in first:
            store_areas(connection, incoming)
        swap(connection, {"out_place": place_all(connection)})
        before = read_versions(connection)
        former = {row[0]: row for row in now(connection)}
        if isinstance(last, str):
            end(connection, last)
        else:
            store_areas(connection, last)
        changes = changes_between(before, read_versions(connection))
        ids = set(affected_reports(connection, changes).to_pylist())
        assert {row[0] for row in whole(connection) if row != former[row[0]]} <= ids
