"""The site's own names in core_local_name: what is loaded is what is held, each name once, the former ones gone."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.db import Connection, Store
from grid.addressing.alias import KINDS, LocalName
from grid.local_name import Replaced, held_local_names, replace_local_names

OLD = LocalName("石桥村", "alias", "9901")
ESTATE = LocalName("金桂苑", "estate", "9901")
ROAD = LocalName("人民路", "road", "9902")
ROAD_ON = LocalName("人民路", "road", "9901")
WIDER = LocalName("浙江省", "wider", "")
STRANGE = LocalName("无名苑", "estate", "7777")


def a_name(kind: str, name: str, code: str) -> LocalName:
    return LocalName(name, kind, "" if kind == "wider" else code)


NAMES = st.lists(
    st.builds(
        a_name,
        st.sampled_from(KINDS),
        st.text(min_size=1, max_size=6).filter(lambda text: "\0" not in text),
        st.sampled_from(("9901", "9902", "7777")),
    ),
    max_size=12,
)


@pytest.fixture
def held(warehouse: Store) -> Store:
    """A warehouse with two areas, one of them no longer in force."""
    with warehouse.writing() as connection:
        connection.execute(
            "INSERT INTO core_area VALUES ('9901', 'community', '东风村', NULL, DATE '2020-01-01', NULL)"
        )
        connection.execute(
            "INSERT INTO core_area VALUES ('9902', 'community', '西村', NULL, DATE '2020-01-01', DATE '2021-01-01')"
        )
    return warehouse


def replaced(store: Store, *names: LocalName) -> Replaced:
    with store.writing() as connection:
        return replace_local_names(connection, names)


def replaced_and_then_failed(store: Store) -> None:
    with store.writing() as connection:
        replace_local_names(connection, (OLD,))
        raise ZeroDivisionError


def now_held(store: Store) -> tuple[LocalName, ...]:
    with store.reading() as connection:
        return held_local_names(connection)


def test_names_replace_those_before_each_once(held: Store) -> None:
    assert replaced(held, OLD, WIDER) == Replaced(held_before=0, taken=2, unknown=())
    assert now_held(held) == (WIDER, OLD)
    assert replaced(held, ESTATE, ROAD, ESTATE, ROAD_ON) == Replaced(held_before=2, taken=3, unknown=())
    assert now_held(held) == (ROAD_ON, ROAD, ESTATE)


def test_a_code_that_was_never_held_is_told_and_kept(held: Store) -> None:
    assert replaced(held, ESTATE, STRANGE).unknown == (STRANGE,)
    assert now_held(held) == (STRANGE, ESTATE)


def test_no_names_clear_them(held: Store) -> None:
    replaced(held, ESTATE, WIDER)
    assert replaced(held) == Replaced(held_before=2, taken=0, unknown=())
    assert now_held(held) == ()


def test_what_fails_half_way_leaves_the_former_names(held: Store) -> None:
    replaced(held, ESTATE)
    with pytest.raises(ZeroDivisionError):
        replaced_and_then_failed(held)
    assert now_held(held) == (ESTATE,)


def _blank() -> Connection:
    connection: Connection = duckdb.connect()
    connection.execute("CREATE TABLE core_local_name (name VARCHAR, kind_code VARCHAR, area_code VARCHAR)")
    connection.execute("CREATE TABLE core_area AS SELECT unnest(['9901', '9902']) AS area_code")
    return connection


BLANK = _blank()


@given(NAMES, NAMES)
@settings(deadline=None)
def test_whatever_was_held_the_last_file_is_what_is_held(
    first: list[LocalName], last: list[LocalName]
) -> None:
    replace_local_names(BLANK, first)
    told = replace_local_names(BLANK, last)
    assert told.held_before == len(set(first))
    assert told.taken == len(set(last))
    assert set(told.unknown) == {one for one in last if one.area_code == "7777"}
    assert set(held_local_names(BLANK)) == set(last)
    assert len(held_local_names(BLANK)) == len(set(last))
