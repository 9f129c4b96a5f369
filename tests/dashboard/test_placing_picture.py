"""The small picture of one report: what is drawn, what is not, and that it stays inside its frame."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from dashboard.placing.frame import HEIGHT, WIDTH, frame_around
from dashboard.placing.picture import GREY, ORANGE, PINE, RED, picture
from dashboard.present import Speech
from dashboard.suppress import Row

ZH = Speech("zh", {})
OWN, OTHER = box(120.30, 29.70, 120.32, 29.72), box(120.36, 29.70, 120.38, 29.72)
NOBODY = np.array([], dtype=object)
ROW: Row = {
    "located_by": "point", "distance_m": None, "area_code": "9901", "area_name": "第1网格", "within_name": "新桥社区",
    "area_wkb": shapely.to_wkb(OWN), "declared_code": None, "declared_name": None, "declared_within_name": None,
    "declared_wkb": None, "declared_m": None, "doubt_code": None, "lon": 120.31, "lat": 29.71,
}  # fmt: skip
NAMES_OTHER: Row = {
    "declared_code": "9903", "declared_name": "第3网格", "declared_within_name": "新桥社区",
    "declared_wkb": shapely.to_wkb(OTHER),
}  # fmt: skip
DIFFERS: Row = {**NAMES_OTHER, "declared_m": 4830.0, "doubt_code": "grid_differs"}


def drawn(row: Row, around: np.ndarray = NOBODY) -> ElementTree.Element:
    source = picture(row, ZH, around)
    assert source is not None
    return ElementTree.fromstring(b64decode(source.removeprefix("data:image/svg+xml;base64,")))


def parts(root: ElementTree.Element) -> dict[str, int]:
    """How many outlines of its own grid, outlines of the named one, dots, crosses and lines there are."""
    tags = [(one.tag.split("}")[1], one.get("stroke"), one.get("fill")) for one in root]
    return {
        "own": sum(tag == "path" and stroke == PINE for tag, stroke, _ in tags),
        "declared": sum(tag == "path" and stroke == ORANGE for tag, stroke, _ in tags),
        "dot": sum(tag == "circle" and fill == RED for tag, _, fill in tags),
        "cross": sum(tag == "path" and stroke == GREY and fill is None for tag, stroke, fill in tags),
        "line": sum(tag == "line" for tag, _, _ in tags),
    }


def texts(root: ElementTree.Element) -> set[str]:
    return {str(one.text) for one in root if one.tag.endswith("text")}


# what is so → outlines of its own and of the named grid, dots, crosses, lines
SHOWN = [
    ({}, "1 0 1 0 0"),
    (DIFFERS, "1 1 1 0 1"),
    ({**DIFFERS, "declared_code": "9901"}, "1 0 1 0 0"),
    ({"lon": 120.2996, "distance_m": 40.0}, "1 0 1 0 1"),
    ({"located_by": "grid_name", "doubt_code": "placeholder", "lon": 120.33}, "1 0 0 1 0"),
    ({"doubt_code": "placeholder"}, "1 0 1 0 0"),
    ({"located_by": "grid_code", "lon": None, "lat": None}, "1 0 0 0 0"),
    ({"located_by": "grid_code", "lon": 110.0, "distance_m": 900_000.0}, "1 0 0 0 0"),
    ({"area_wkb": None, "area_code": None, **NAMES_OTHER, "lon": None, "located_by": "village"}, "0 1 0 0 0"),
]


@pytest.mark.parametrize(("more", "counts"), SHOWN)
def test_what_is_drawn(more: Row, counts: str) -> None:
    assert " ".join(map(str, parts(drawn({**ROW, **more})).values())) == counts


def test_the_line_says_how_far_and_the_grids_their_names() -> None:
    assert {"4.8 公里", "第1网格", "第3网格"} <= texts(drawn({**ROW, **DIFFERS}))


def test_without_an_outline_there_is_no_picture() -> None:
    assert picture({**ROW, "area_wkb": None, "area_code": None}, ZH, NOBODY) is None


def test_a_name_is_text_and_never_markup() -> None:
    root = drawn({**ROW, "area_name": "<script>alert(1)</script>"})
    assert "<script>alert(1)</script>" in texts(root)


def test_areas_beside_are_drawn_when_they_reach_into_the_frame() -> None:
    near, far = box(120.32, 29.70, 120.34, 29.72), box(121, 30, 122, 31)
    root = drawn(ROW, np.array([near, far], dtype=object))
    assert sum(one.get("fill") == "#ffffff" and one.tag.endswith("path") for one in root) == 1


DEGREES = st.floats(min_value=-0.2, max_value=0.2)


@given(st.lists(st.tuples(DEGREES, DEGREES), min_size=1, max_size=6), st.floats(min_value=-60, max_value=60))
@settings(deadline=None)
def test_a_frame_holds_all_it_was_made_for_at_a_scale_that_fits(
    offsets: list[tuple[float, float]], lat: float
) -> None:
    shapes = [Point(120 + east, lat + north) for east, north in offsets]
    frame = frame_around(shapes)
    for shape in shapes:
        at = frame.drawn(shape)
        assert 0 <= at.x <= WIDTH
        assert 0 <= at.y <= HEIGHT
    bar = frame.round_metres() * frame.units_per_metre
    assert WIDTH / 12 <= bar <= WIDTH / 4
    assert re.fullmatch(r"[125]0*\.0|0\.[0]*[125]", str(frame.round_metres()))
