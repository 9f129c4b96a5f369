"""What is said of how a report was placed: every way, every doubt, both languages."""

from __future__ import annotations

import itertools
import re

import pytest

from dashboard.placing.told import DOUBTS, WAYS, metres, told
from dashboard.present import Speech
from dashboard.suppress import Row
from grid import trust

ZH, EN = Speech("zh", {}), Speech("en", {})
ROW: Row = {
    "located_by": "point", "location_confidence_share": 0.9, "distance_m": None, "is_home": False,
    "area_code": "9901", "area_name": "第一网格", "within_name": "柳河社区", "place_text": "青石镇柳河社区金桂苑",
    "village_name": "柳河社区", "declared_code": "9903", "declared_name": "第三网格",
    "declared_within_name": "柳河社区", "declared_m": 1234.0, "doubt_code": None,
}  # fmt: skip
UNUSED = "注意：该坐标被多处不同地点共用，像是默认坐标，未采用"
DIFFERS = "注意：填写的是第三网格，距该点 1.2 公里，请核对"
DOUBTFUL = "注意：填写的地点前后对不上，或有多处同名，请核对"
USED = "注意：该坐标被多处不同地点共用，像是默认坐标；没有别的依据，暂且用它，请补填地点"

# located_by, what else is so → how it was placed
HOW = [
    ("point", {}, "按坐标，在网格内"),
    ("point", {"distance_m": 40.2}, "按坐标：点在所有网格之外，离最近的本网格 40 米"),
    ("point", {"distance_m": 0.0}, "按坐标：点在所有网格之外，离最近的本网格 不到 1 米"),
    ("grid_code", {}, "按填写的网格编号"),
    ("grid_code", {"distance_m": 3000.0}, "按填写的网格编号；坐标离最近的网格还有 3 公里，未采用"),
    ("grid_code", {"is_home": True}, "按住址定到网格：坐标只用来定网格，不保存也不显示"),
    ("grid_name", {}, "按填写的网格名称（在柳河社区内）"),
    ("grid_name", {"within_name": None}, "按填写的网格名称"),
    ("address", {}, "按地址：青石镇柳河社区金桂苑"),
    ("address", {"place_text": None}, "按地址：柳河社区"),
    ("address", {"place_text": None, "village_name": None}, "按地址"),
    ("address", {"place_text": "甲" * 60}, "按地址：" + "甲" * 39 + "…"),
    ("address", {"area_code": None}, "地址只说到村（社区），未定到网格：青石镇柳河社区金桂苑"),
    (
        "address",
        {"area_code": None, "place_text": None, "village_name": None},
        "地址只说到村（社区），未定到网格",
    ),
    ("village", {}, "按村（社区）名称：柳河社区"),
    ("village", {"area_code": None}, "只知道村（柳河社区），未定到网格"),
    ("village", {"area_code": None, "village_name": None}, "只知道村，未定到网格"),
    ("none", {}, "未定位：没有坐标，也没有能认出的地名"),
    ("none", {"distance_m": 12_345.0}, "未定位：坐标离最近的网格还有 12 公里，也没有能认出的地名"),
    (None, {}, "尚未定位，下次刷新时定位"),
]


@pytest.mark.parametrize(("way", "more", "how"), HOW)
def test_how_a_report_was_placed(way: str | None, more: Row, how: str) -> None:
    assert told({**ROW, "located_by": way, **more}, ZH).how == how


DOUBT = {
    (way, doubt): {"grid_differs": DIFFERS, "placeholder": USED if way == "point" else UNUSED}.get(
        doubt, DOUBTFUL
    )
    for way, doubt in itertools.product(WAYS, DOUBTS)
}


@pytest.mark.parametrize(("way", "doubt"), DOUBT)
def test_what_speaks_against_it(way: str, doubt: str) -> None:
    row = {**ROW, "located_by": way, "doubt_code": doubt}
    assert told(row, ZH).doubt == DOUBT[way, doubt]
    assert told({**row, "doubt_code": None}, ZH).doubt == ""


# what else is so → the doubt
DIFFERENT = [
    ({"declared_within_name": "东湖社区"}, "注意：填写的是东湖社区第三网格，距该点 1.2 公里，请核对"),
    (
        {"declared_within_name": "东湖社区", "declared_name": "东湖社区第三网格"},
        "注意：填写的是东湖社区第三网格，距该点 1.2 公里，请核对",
    ),
    ({"declared_name": None}, "注意：填写的网格与坐标不在一处，请核对"),
    ({"declared_m": None}, "注意：填写的网格与坐标不在一处，请核对"),
    ({"doubt_code": "one we do not know yet"}, "注意：定位有疑问，请核对"),
]


@pytest.mark.parametrize(("more", "doubt"), DIFFERENT)
def test_a_third_grid_is_everywhere_so_its_village_is_named(more: Row, doubt: str) -> None:
    assert told({**ROW, "doubt_code": "grid_differs", **more}, ZH).doubt == doubt


@pytest.mark.parametrize(("way", "doubt"), list(itertools.product((*WAYS, None), (None, *DOUBTS))))
def test_every_sentence_has_its_english_and_no_chinese_of_ours_in_it(
    way: str | None, doubt: str | None
) -> None:
    names = dict.fromkeys(("place_text", "village_name", "within_name", "declared_name"), "X")
    row = {**ROW, **names, "located_by": way, "doubt_code": doubt, "declared_within_name": "X"}
    for distance in (None, 40.0):
        words = told({**row, "distance_m": distance}, EN)
        assert words.how
        assert not re.search(r"[\u3000-\u9fff]", f"{words.how}{words.trust}{words.doubt}")


@pytest.mark.parametrize(
    ("share", "way", "trust"),
    [(0.82, "point", "可信 82%"), (1.0, "point", "可信 100%"), (0.0, "none", ""), (None, None, "")],
)
def test_how_far_it_is_trusted(share: float | None, way: str | None, trust: str) -> None:
    assert told({**ROW, "located_by": way, "location_confidence_share": share}, ZH).trust == trust


@pytest.mark.parametrize(
    ("distance", "words"),
    [(0, "不到 1 米"), (1, "1 米"), (949.4, "949 米"), (950, "0.9 公里"), (1000, "1 公里"), (9949, "9.9 公里"),
     (9951, "10 公里"), (1_234_567, "1,235 公里")],
)  # fmt: skip
def test_distances_as_people_say_them(distance: float, words: str) -> None:
    assert metres(distance, ZH) == words


def test_the_ways_and_doubts_are_those_a_report_is_placed_by() -> None:
    assert trust.LOCATED_BY == WAYS
    assert trust.DOUBTS == DOUBTS
