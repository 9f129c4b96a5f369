"""What the words of a report prove: grid code, grid name, address, village, in that order."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from benchmarks.address import make_cases
from data.db import open_store
from grid.addressing.alias import LocalName
from grid.addressing.key import text_key
from grid.gazetteer import read_gazetteer
from grid.locate import locate
from grid.place import place_new
from grid.worded import DOOR_END, WordedPlaces
from tests.grid.drawn_places import load, load_county, places, reports, square, write_geojson
from tests.new_home import new_stores

G1, G2, G3, G4, G5 = "990101001001", "990101001002", "990101002001", "990102001001", "990102001002"
DONGFENG = "990101001"
NAMES = (
    LocalName("金桂苑", "estate", G2),
    LocalName("陈家湾", "estate", G4),
    LocalName("朝阳新村", "alias", G1),
    LocalName("浙江省", "wider", ""),
)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    store = open_store(new_stores(folder / "home"), "warehouse")
    load_county(store, folder)
    with store.reading() as connection:
        gazetteer = read_gazetteer(connection, on=None)
    store.close()
    return replace(gazetteer, local_names=NAMES)


# grid_text, village_name, town_name, place_text → area_code, located_by, trust, doubt_code
WORDS = {
    "an alias": ((None, None, None, "朝阳新村5号"), (G1, "address", 0.8, None)),
    "a grid in full": ((None, None, None, "石门镇东风村第二网格"), (G5, "address", 0.85, None)),
    "an estate in its village": ((None, None, None, "枫桥镇东风村金桂苑3幢"), (G2, "address", 0.65, None)),
    "an estate, the village beside": ((None, "东风村", "枫桥镇", "金桂苑3幢"), (G2, "address", 0.65, None)),
    "which 东风村 the estate tells": ((None, "东风村", None, "陈家湾28号"), (G4, "address", 0.65, None)),
    "an estate alone": ((None, None, None, "金桂苑3幢"), (None, "none", 0, None)),
    "a village of one grid": ((None, None, None, "枫桥镇石门村12号"), (G3, "address", 0.8, None)),
    "a village of several": ((None, None, None, "枫桥镇东风村12号"), (None, "address", 0.3, None)),
    "a town": ((None, None, None, "枫桥镇政府"), (None, "none", 0, None)),
    "two villages of one name": ((None, None, None, "枫县东风村12号"), (None, "none", 0, None)),
    "the town beside it": ((None, None, "石门镇", "东风村2号"), (None, "address", 0.3, None)),
    "nothing new beside the village": ((None, "石门村", "枫桥镇", "村口"), (G3, "village", 0.8, None)),
    "the village once more": ((None, "石门村", "枫桥镇", "石门村3组"), (G3, "village", 0.8, None)),
    "a name goes before it": (("第一网格", "东风村", "枫桥镇", "金桂苑"), (G1, "grid_name", 0.9, None)),
    "a code goes before it": ((G5, None, None, "枫桥镇东风村金桂苑"), (G5, "grid_code", 0.95, None)),
    "no such grid": (("第九网格", "东风村", "枫桥镇", "金桂苑"), (G2, "address", 0.65, None)),
    "elsewhere": ((None, "东风村", "枫桥镇", "成都县金桂苑"), (None, "village", 0.3, None)),
    "against its village": (
        (None, "石门村", "枫桥镇", "东风村金桂苑"),
        (G3, "village", 0.3, "address_doubtful"),
    ),
    "against its town": (
        (None, None, "石门镇", "枫桥镇石门村"),
        (None, "none", 0, "address_doubtful"),
    ),
    "against itself": (
        (None, None, None, "枫桥镇石门村石门镇"),
        (None, "none", 0, "address_doubtful"),
    ),
    "two grids of one village": (
        (None, None, None, "石门镇东风村第一网格东风村第二网格"),
        (None, "address", 0.3, "address_doubtful"),
    ),
}


@pytest.mark.parametrize(("texts", "answer"), WORDS.values(), ids=WORDS)
def test_words(county, texts, answer):
    row = dict(zip(("grid_text", "village_name", "town_name", "place_text"), texts, strict=True))
    told = locate(reports(row), county).to_pylist()[0]
    names = ("area_code", "located_by", "location_confidence_share", "doubt_code")
    assert tuple(told[name] for name in names) == answer
    assert (told["declared_code"], told["declared_m"]) == (answer[0], None)


def test_a_community_is_shown_but_names_no_grid(county):
    told = locate(reports({"place_text": "枫桥镇东风村12号"}), county).to_pylist()[0]
    assert square(0, 0, width=2).contains(shapely.Point(told["lon"], told["lat"]))


def test_communities_as_the_finest_level(warehouse, tmp_path):
    load(
        warehouse,
        write_geojson(
            tmp_path / "t.geojson", [({"code": "990101", "name": "枫桥镇"}, square(0, 0, width=2))]
        ),
        "town",
    )
    villages = [
        ({"code": "990101001", "name": "东风村"}, square(0, 0)),
        ({"code": "990101002", "name": "石门村"}, square(1, 0)),
    ]
    load(warehouse, write_geojson(tmp_path / "v.geojson", villages), "community")
    with warehouse.reading() as connection:
        gazetteer = read_gazetteer(connection, on=None)
    rows = reports({"place_text": "枫桥镇石门村3组"}, {"place_text": "枫桥镇"})
    assert places(locate(rows, gazetteer)) == [("990101002", "address"), (None, "none")]


def test_each_text_is_read_once_and_none_beside_a_point(county, monkeypatch):
    read = []
    find = WordedPlaces.find

    def noting(self, *texts):
        read.append(texts)
        return find(self, *texts)

    monkeypatch.setattr(WordedPlaces, "find", noting)
    at = {"lon": 120.005, "lat": 30.005, "grid_text": G1}
    rows = [at | {"place_text": f"金桂苑{number}幢"} for number in range(50)]
    rows += [{"place_text": "枫桥镇石门村"}] * 50
    locate(reports(*rows), county)
    assert sorted(read, key=str) == [(G1, None, None), (None, None, None, "枫桥镇石门村")]


def test_a_local_name_held_later_is_known_at_once(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    row = reports({"place_text": "枫桥镇东风村金桂苑3幢"})
    with warehouse.writing() as connection:
        place_new(connection, row)
        before = connection.execute("SELECT area_code FROM out_place").fetchall()
        connection.execute(f"INSERT INTO core_local_name VALUES ('金桂苑', 'estate', '{G2}')")
        place_new(connection, row)
        after = connection.execute("SELECT area_code FROM out_place").fetchall()
    assert (before, after) == ([(None,)], [(G2,)])


def test_a_door_at_the_end_never_changes_what_an_address_proves():
    book, cases = make_cases("county", seed=77, count=400)
    doors = 0
    for case in cases:
        whole = text_key(case.text)
        house = DOOR_END.sub("", whole)
        doors += house != whole
        one, other = book.find(whole), book.find(house)
        assert (one.area_code, one.confidence_share) == (other.area_code, other.confidence_share)
    assert doors > 100
