"""Addresses: the finest area their words prove, never a wrong one."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from benchmarks.address import make_cases, precision_recall
from grid.address import AddressBook
from grid.addressing.alias import LocalName
from grid.addressing.reason import reason_en, reason_zh
from grid.gazetteer import Area, Gazetteer
from grid.polygon import PolygonSearch

LEVEL_OF_LENGTH = {4: "county", 6: "town", 9: "community", 12: "grid"}
ABOVE = {6: 4, 9: 6, 12: 9}
NOWHERE = PolygonSearch(np.array([], dtype=object))


def gazetteer(names):
    """Areas from code → name, levels and parents told by the length of the code."""
    areas = {
        code: Area(
            code, LEVEL_OF_LENGTH[len(code)], name, code[: ABOVE.get(len(code), 0)] or None, None, None
        )
        for code, name in names.items()
    }
    return Gazetteer("grid", (), NOWHERE, areas)


COUNTY, QING, DONG, YUN = "9901", "990101", "990102", "990103"
LIUWAN, DONGFENG, SHIMEN = "990101001", "990101002", "990101003"
LIUHE, OTHER_DONGFENG, QINGHE = "990102001", "990102002", "990102003"
NEW_QINGHE = "990103001"
GRID_1, GRID_2 = "990101001001", "990101001002"
AREAS = {
    COUNTY: "松溪县",
    QING: "青石镇",
    DONG: "东溪镇",
    YUN: "云桥街道办事处",
    LIUWAN: "柳湾社区",
    DONGFENG: "东风村",
    SHIMEN: "石门村",
    LIUHE: "柳河社区",
    OTHER_DONGFENG: "东风村",
    QINGHE: "青河村",
    NEW_QINGHE: "清河村民委员会",
    GRID_1: "柳湾社区第一网格",
    GRID_2: "第二网格",
}
LOCAL = (
    LocalName("金桂苑", "estate", GRID_2),
    LocalName("阳光花园二期", "estate", GRID_1),
    LocalName("陈家湾", "estate", DONGFENG),
    LocalName("陈家湾", "estate", QINGHE),
    LocalName("王家冲", "estate", QINGHE),
    LocalName("人民路", "road", LIUWAN),
    LocalName("人民路", "road", SHIMEN),
    LocalName("石桥村", "alias", SHIMEN),
    LocalName("老车站", "alias", QING),
    LocalName("不在册", "alias", "9999"),
    LocalName("浙江省", "wider", ""),
)
BOOK = AddressBook(gazetteer(AREAS), LOCAL)


# address → area_code, confidence_share, the ways its words were read
PROVEN = {
    "all levels": ("松溪县青石镇柳湾社区", LIUWAN, 0.85, "name name name"),
    "with the province": ("浙江省松溪县青石镇柳湾社区", LIUWAN, 0.85, "name name name"),
    "no county": ("青石镇柳湾社区3组", LIUWAN, 0.85, "name name"),
    "community alone": ("柳湾社区3组12号", LIUWAN, 0.8, "name"),
    "office written out": ("云桥街道清河村民委员会", NEW_QINGHE, 0.85, "name name"),
    "office left out": ("云桥街道清河村", NEW_QINGHE, 0.85, "name name"),
    "blanks, wide signs": (" 青石镇　柳湾 社区，１２幢", LIUWAN, 0.85, "name name"),
    "words before": ("家庭住址：青石镇石门村", SHIMEN, 0.85, "name name"),
    "kinds left out": ("青石东风3组", DONGFENG, 0.7, "bare bare"),
    "grid": ("柳湾社区第1网格", GRID_1, 0.8, "name"),
    "grid by its number": ("柳湾社区二号网格", GRID_2, 0.85, "name name"),
    "estate": ("柳湾社区金桂苑十二幢", GRID_2, 0.65, "name estate"),
    "estate with a numeral": ("柳湾社区阳光花园2期", GRID_1, 0.65, "name estate"),
    "estate in a town": ("青石镇金桂苑12幢", GRID_2, 0.65, "name estate"),
    "former name": ("石桥村12号", SHIMEN, 0.8, "alias"),
    "everyday name": ("老车站石门村", SHIMEN, 0.8, "alias name"),
    "same name, town tells": ("东溪镇东风村3组", OTHER_DONGFENG, 0.85, "name name"),
    "same name, hamlet tells": ("东风村陈家湾28号", DONGFENG, 0.65, "name estate"),
    "wrong character": ("青石镇柳弯社区", LIUWAN, 0.6, "name slip"),
    "missing character": ("青石镇柳社区", LIUWAN, 0.6, "name slip"),
    "wrong town": ("青右镇石门村", SHIMEN, 0.6, "slip name"),
    "town cut short": ("云桥街清河村", NEW_QINGHE, 0.6, "slip name"),
    "slip in a former name": ("青石镇石侨村", SHIMEN, 0.6, "name slip"),
    "two characters left": ("青石镇门村", SHIMEN, 0.5, "name thin"),
    "two slips, one a name": ("东西镇柳何社区", LIUHE, 0.6, "slip slip"),
}
UNPROVEN = {
    "nothing": ("", None, 0, ""),
    "two of that name": ("东风村3组", COUNTY, 0.8, "name"),
    "two slips fit": ("柳弯社区3组", COUNTY, 0.6, "slip"),
    "contradiction": ("东溪镇柳湾社区", COUNTY, 0.3, "name name"),
    "estate without a town": ("金桂苑3幢", None, 0, ""),
    "estate of several towns": ("青石镇陈家湾3号", QING, 0.8, "name"),
    "road through two": ("青石镇人民路3号", QING, 0.65, "name road"),
    "road called after a village": ("青石镇石门村路28号", QING, 0.8, "name"),
    "look-alike holds the hamlet": ("清河村王家冲3号", COUNTY, 0.3, "name"),
    "an estate is no slip": ("青石镇柳湾小区", QING, 0.8, "name"),
    "another kind is no slip": ("青石镇柳湾村", QING, 0.8, "name unknown"),
    "another place's ending": ("青石镇石门湾", QING, 0.8, "name"),
    "longer name": ("新柳湾社区", None, 0, ""),
    "unknown village": ("青石镇白马村陈家湾3号", QING, 0.8, "name unknown"),
    "unknown town": ("白马镇柳湾社区", None, 0, "unknown"),
    "other county": ("梅川县青石镇柳湾社区", None, 0, "far"),
    "other province": ("江苏省柳湾社区", None, 0, "far"),
    "other city": ("浙江省杭州市柳湾社区", None, 0, "far"),
}


@pytest.mark.parametrize(
    ("address", "code", "share", "ways"), [*PROVEN.values(), *UNPROVEN.values()], ids=[*PROVEN, *UNPROVEN]
)
def test_the_finest_area_the_words_prove(address, code, share, ways):
    place = BOOK.find(address)
    assert (place.area_code, place.confidence_share) == (code, share)
    assert [word.way for word in place.words] == ways.split()
    assert place.level == (None if code is None else LEVEL_OF_LENGTH[len(code)])
    assert place.is_doubtful == (share == 0.3)


@pytest.mark.parametrize(
    ("address", "door"),
    [
        ("柳湾社区金桂苑十二幢２单元五〇一室", ("12幢", "2单元", "501室")),
        ("东风村第三村民小组28号", ("3组", "28号")),
        ("东风村三组", ("3组",)),
        ("金桂苑3号楼2单元", ("3幢", "2单元")),
        ("金桂苑3栋", ("3幢",)),
        ("东风村", ()),
    ],
)
def test_the_door(address, door):
    assert BOOK.find(address).door == door


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        (
            "青石镇柳弯社区",
            "凭地名「青石镇」、差一字的地名「柳弯社区」。",
            "By the name 青石镇, the name one character off 柳弯社区.",
        ),
        (
            "东溪镇柳湾社区",
            "凭地名「东溪镇」、地名「柳湾社区」；它们互相矛盾，只取共同的上级。",
            "By the name 东溪镇, the name 柳湾社区; "
            "they contradict each other, so only the area they share is taken.",
        ),
        ("白马镇柳湾社区", "「白马镇」不在本地。", "白马镇: not a place held here."),
        ("", "没有认出本地的地名。", "No name of a place held here was found."),
    ],
)
def test_why(address, zh, en):
    place = BOOK.find(address)
    assert (reason_zh(place), reason_en(place)) == (zh, en)


def test_no_address_and_no_areas():
    assert BOOK.find(None).area_code is None
    assert AddressBook(gazetteer({})).find("青石镇柳湾社区").area_code is None


def test_unless_a_site_says_what_lies_above_it_a_province_counts_only_beside_our_county():
    book = AddressBook(gazetteer(AREAS))
    assert book.find("江苏省柳湾社区").area_code is None
    assert book.find("江苏省松溪县柳湾社区").area_code == LIUWAN


FIRST, LAST = "青柳东石金", "河湾门桥"
names_of_areas = st.lists(
    st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST), st.sampled_from(["村", "社区"])),
    min_size=2,
    max_size=8,
    unique=True,
)
DOORS = st.sampled_from(["", "3组", "十二幢501室", "陈家冲28号"])


def county_of(drawn):
    names = {"9901": "松溪县", "990101": "白鹤镇", "990102": "云岭街道"}
    for number, parts in enumerate(drawn):
        names[f"99010{number % 2 + 1}{number:03d}"] = "".join(parts)
    return names


@settings(max_examples=150, deadline=None)
@given(names_of_areas, st.data(), DOORS)
def test_names_in_full_are_never_placed_wrong(drawn, data, door):
    names = county_of(drawn)
    code = data.draw(st.sampled_from([code for code in names if len(code) == 9]))
    line = [code[:4], code[:6], code]
    told = data.draw(st.sets(st.sampled_from(line)))
    answer = AddressBook(gazetteer(names)).find("".join(names[one] for one in line if one in told) + door)

    assert answer.area_code == max(told, default=None, key=len)
    assert not answer.is_doubtful


@settings(max_examples=300, deadline=None)
@given(names_of_areas, st.data(), st.sampled_from(["", "弯"]), st.booleans(), DOORS)
def test_one_slip_never_leads_away_from_the_truth(drawn, data, wrong, has_town, door):
    names = county_of(drawn)
    code = data.draw(st.sampled_from([code for code in names if len(code) == 9]))
    name = names[code]
    place = data.draw(st.integers(0, len(name) - 1))
    written = name[:place] + wrong + name[place + 1 :]
    assume(written not in names.values())
    answer = AddressBook(gazetteer(names)).find((names[code[:6]] if has_town else "") + written + door)

    assert answer.area_code is None or code.startswith(answer.area_code)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=30), st.text("青石镇柳湾河社区东风村县路0１三十组幢号-，", max_size=14)))
@example("松溪县" * 3)
def test_any_text_has_an_answer_that_blanks_and_width_do_not_change(text):
    place = BOOK.find(text)
    assert (place.area_code is None) == (place.confidence_share == 0)
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert BOOK.find(f" {wide}\u3000").area_code == place.area_code


def test_held_back_addresses_of_the_synthetic_city():
    book, cases = make_cases("county", seed=41, count=500)
    precision, recall = precision_recall(cases, [book.find(case.text) for case in cases])
    assert precision >= 0.98
    assert recall >= 0.85


def test_real_villages_are_found_by_county_town_and_name(samples):
    features = json.loads((samples / "villages" / "villages.geojson").read_text("utf-8"))["features"]
    lines = [
        [feature["properties"][key] for key in ("COUNTYNAME", "TOWNNAME", "VILLAGENAM")]
        for feature in features
    ]
    lines = [line for line in lines if all(line)]
    levels = ("county", "town", "community")
    areas = {
        "".join(line[:depth]): Area(
            "".join(line[:depth]), level, line[depth - 1], "".join(line[: depth - 1]) or None, None, None
        )
        for line in lines
        for depth, level in enumerate(levels, start=1)
    }
    book = AddressBook(Gazetteer(None, (), NOWHERE, areas))
    texts = ["".join(line) for line in lines[::10]]
    answers = [book.find(f"{text}3鄰25號") for text in texts]

    right = sum(answer.area_code == text for answer, text in zip(answers, texts, strict=True))
    assert right >= 0.99 * len(texts)
    assert all(text.startswith(one.area_code or "") for one, text in zip(answers, texts, strict=True))
