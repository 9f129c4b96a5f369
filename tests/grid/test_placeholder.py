"""Points that many reports of different places carry: counted by all reports held, in whatever order they came."""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.db import open_store, swap
from grid import trust
from grid.place import judge_shared, place_all, place_new, place_rows
from grid.placeholder import find_placeholders, place_count
from grid.query import statement
from tests.grid.drawn_places import load_county, reports, spot
from tests.grid.test_place import hold_reports
from tests.new_home import new_stores

HALL, HOUSE, STRAY = spot(0.5, 0.5), spot(1.5, 0.5), spot(9, 9)

# grid_texts, village_names, place_texts of those that name neither → places
COUNTED = {
    "nothing": (([], [], []), 0),
    "three villages": (([], ["东风村", "石门村", "柳河村"], []), 3),
    "one village in many words": (([], ["东风村", "东 风 村", "东风村委会", "东风"], []), 1),
    "grids": ((["第一网格", "1网格", "第2网格", "9901"], [], []), 3),
    "the most counts": ((["第一网格"], ["东风村", "石门村"], ["人民路", "建设路", "解放路"]), 3),
    "one estate": (([], [], ["金桂苑1幢", "金桂苑十二幢501室", "金桂苑"]), 1),
    "two roads": (([], [], ["人民路3号", "人民路28号", "建设路1号"]), 2),
    "numbers first": (([], [], ["12 Main St", "14 Elm St", "7号"]), 0),
    "blanks": ((["", " "], [""], ["　"]), 0),
}


@pytest.mark.parametrize(("texts", "count"), COUNTED.values(), ids=COUNTED)
def test_places_named(texts, count):
    assert place_count(*texts) == count


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    store = open_store(new_stores(folder / "home"), "warehouse")
    load_county(store, folder)
    yield store
    store.close()


def at(point, **words):
    return {"lon": point[0], "lat": point[1], **words}


def held(connection):
    return connection.execute(statement("report_to_place")).to_arrow_table()


def empty(connection):
    for table in ("core_report", "core_report_past", "out_place"):
        connection.execute(f"DELETE FROM {table}")


def hold(connection, rows):
    """Hold and place these rows; the ids of others placed anew."""
    hold_reports(connection, rows)
    return place_new(connection, rows).to_pylist()


def numbered(rows, first):
    table = reports(*rows)
    ids = pa.array([f"R{number:03}" for number in range(first, first + len(rows))])
    return table.set_column(0, "report_id", ids)


def told(connection):
    rows = connection.execute("SELECT report_id, area_code, located_by, doubt_code FROM out_place").fetchall()
    return {report_id: rest for report_id, *rest in rows}


def test_earlier_reports_are_placed_anew_when_a_point_becomes_a_placeholder(county):
    villages = ["东风村", "石门村", "柳河村", "东风村"]
    early = [at(HALL, village_name=villages[number % 4], town_name="枫桥镇") for number in range(9)]
    with county.writing() as connection:
        empty(connection)
        assert hold(connection, numbered(early, 0)) == []
        assert set(map(tuple, told(connection).values())) == {("990101001001", "point", None)}
        renewed = hold(connection, numbered([at(HALL), at(HOUSE)], 9))
        now = told(connection)
    assert sorted(renewed) == [f"R{number:03}" for number in range(9)]
    assert now["R000"] == [None, "village", "placeholder"]
    assert now["R001"] == ["990101002001", "village", "placeholder"]
    assert now["R002"] == ["990101001001", "point", "placeholder"]
    assert now["R009"] == ["990101001001", "point", "placeholder"]
    assert now["R010"] == ["990101001002", "point", None]


def test_nine_reports_or_two_villages_are_none(county):
    with county.writing() as connection:
        for count, villages in ((9, "甲乙丙"), (30, "甲乙")):
            empty(connection)
            rows = [at(HALL, village_name=villages[number % len(villages)] + "村") for number in range(count)]
            hold(connection, numbered(rows, 0))
            assert find_placeholders(connection, held(connection).select(["lon", "lat"])) == frozenset()


ROW = st.builds(
    at,
    st.sampled_from([HALL, HALL, HOUSE, STRAY, (0.0, 0.0), (None, None)]),
    grid_text=st.sampled_from([None, None, "第二网格", "990101002001"]),
    village_name=st.sampled_from([None, "东风村", "东风村委会", "石门村"]),
    town_name=st.sampled_from([None, "枫桥镇"]),
    place_text=st.sampled_from([None, "枫桥镇石门村3号", "人民路3号", "建设路1号"]),
)
STEP = st.one_of(
    st.tuples(st.just("come"), st.lists(ROW, min_size=1, max_size=6)),
    st.tuples(st.just("come in lots"), st.lists(ROW, min_size=2, max_size=6)),
    st.tuples(st.just("change"), st.lists(st.tuples(st.integers(0, 20), ROW), min_size=1, max_size=3)),
    st.tuples(st.just("withdraw"), st.lists(st.integers(0, 20), min_size=1, max_size=4)),
)


def take(connection, step):
    kind, drawn = step
    count = len(held(connection))
    if kind == "come":
        hold(connection, numbered(drawn, count))
    elif kind == "come in lots":  # as a long upload: judged once, at its end
        rows = numbered(drawn, count)
        for lot in (rows.slice(0, 1), rows.slice(1)):
            hold_reports(connection, lot)
            place_rows(connection, lot)
        judge_shared(connection, rows["report_id"])
    elif kind == "change":
        changes = {f"R{number:03}": row for number, row in drawn if number < count}
        change(connection, changes)
        replace_places(connection, changes)
    else:
        ids = [f"R{number:03}" for number in drawn if number < count]
        connection.execute(
            "UPDATE core_report SET state_code = 'withdrawn' WHERE list_contains($ids, report_id)",
            {"ids": ids},
        )
        replace_places(connection, ids)


def change(connection, changes):
    """New values for known reports, as an upload leaves them: the former version goes to core_report_past."""
    for report_id, row in changes.items():
        connection.execute(
            "INSERT INTO core_report_past SELECT report_id, version_no, 's', 'h', to_json(r), now() "
            "FROM core_report AS r WHERE report_id = $id",
            {"id": report_id},
        )
        sets = ", ".join(f"{name} = ${name}" for name in row)
        connection.execute(f"UPDATE core_report SET {sets} WHERE report_id = $id", {"id": report_id, **row})


def replace_places(connection, ids):
    rows = held(connection)
    place_new(connection, rows.filter(pa.compute.is_in(rows["report_id"], pa.array(list(ids), pa.string()))))


def slow_placeholders(rows):
    """The obvious twin: gather the reports of each point, and count."""
    of_point = defaultdict(list)
    for row in rows:
        point = row["lon"], row["lat"]
        if None not in point and point != (0, 0) and row["state_code"] != "withdrawn":
            of_point[point].append(row)
    return {
        point
        for point, mine in of_point.items()
        if len(mine) >= trust.MANY_REPORTS
        and place_count(
            {row["grid_text"] for row in mine},
            {row["village_name"] for row in mine},
            {row["place_text"] for row in mine if row["grid_text"] is row["village_name"] is None},
        )
        >= trust.MANY_PLACES
    }


@settings(max_examples=30, deadline=None)
@given(st.lists(STEP, max_size=6))
def test_however_reports_came_their_places_are_those_of_all_at_once(county, steps):
    with pytest.MonkeyPatch.context() as patched, county.writing() as connection:
        patched.setattr(trust, "MANY_REPORTS", 3)
        patched.setattr(trust, "MANY_PLACES", 2)
        empty(connection)
        for step in steps:
            take(connection, step)
        ordered = "SELECT * FROM {} ORDER BY report_id"
        one_by_one = connection.execute(ordered.format("out_place")).fetchall()
        assert find_placeholders(connection, held(connection).select(["lon", "lat"])) == slow_placeholders(
            held(connection).to_pylist()
        )
        swap(connection, {"out_place": place_all(connection)})
        assert connection.execute(ordered.format("out_place")).fetchall() == one_by_one


@settings(max_examples=15, deadline=None)
@given(st.lists(ROW, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_uploads_does_not_matter(county, rows, random):
    with pytest.MonkeyPatch.context() as patched, county.writing() as connection:
        patched.setattr(trust, "MANY_REPORTS", 3)
        patched.setattr(trust, "MANY_PLACES", 2)
        table, seen = numbered(rows, 0), []
        for order in (range(len(rows)), random.sample(range(len(rows)), len(rows))):
            empty(connection)
            left = list(order)
            while left:
                size = random.randint(1, len(left))
                hold(connection, table.take(pa.array(left[:size])))
                left = left[size:]
            seen.append(connection.execute("SELECT * FROM out_place ORDER BY report_id").fetchall())
    assert seen[0] == seen[1]
