"""What a person reads about faults: sentences in both languages, worst first, the rest counted; and nothing refused."""

from __future__ import annotations

import re
from datetime import date

import shapely
from pyproj import Geod

from grid.area import load_areas
from grid.faults import check as fault_check
from grid.faults.fault import NOISE_M, SLIVER_M
from grid.faults.report import MOST_SHOWN
from tests.grid.drawn_places import load, load_county, square, write_geojson

CHINESE = re.compile(r"[\u4e00-\u9fff，。：「」（）、]")


def grids(folder, *squares, name="grids.geojson", **more):
    features = [({"code": code, "name": called} | more, shape) for code, called, shape in squares]
    return write_geojson(folder / name, features)


def told(receipt):
    """Rule, how many, and the Chinese of the worst."""
    return [(one.rule_code, one.count, one.problems[0].message_zh) for one in receipt.faults.groups]


def test_an_overlap_is_told_and_refuses_nothing(warehouse, tmp_path):
    file = grids(tmp_path, ("1", "东风", square(0, 0)), ("2", "石门", square(0.9, 0, width=2)))
    receipt = load(warehouse, file, "grid")

    assert (receipt.loaded_count, receipt.refused_count, receipt.problems) == (2, 0, ())
    (group,) = receipt.faults.groups
    (problem,) = group.problems
    assert group.message_zh == "重叠：1 处，合计 0.107 km²，一半不宽于 89 米。"
    assert group.message_en == "Overlaps: 1, 0.107 km² in all, half of them at most 89 m wide."
    assert problem.severity == "warning"
    assert problem.message_zh == (
        "grids.geojson 第1个图形（1）：「东风」与「石门」（2）重叠 0.107 km²，"
        "占本区域 10.0%，平均宽 89 米，在 120.00950,30.00500。"
    )
    assert problem.message_en == (
        "grids.geojson feature 1 (1): 东风 overlaps 石门 (2) by 0.107 km², 10.0% of it, 89 m wide on average, "
        "at 120.00950,30.00500."
    )


def test_one_shape_under_two_codes(warehouse, tmp_path):
    file = grids(tmp_path, ("1", "东风", square(0, 0)), ("2", "2", square(0, 0)))
    ((rule, count, zh),) = told(load(warehouse, file, "grid"))
    assert (rule, count) == ("duplicate_shape", 1)
    assert (
        zh
        == "grids.geojson 第1个图形（1）：「东风」与 2 是同一块图形，1.07 km²，重合 100.0%，在 120.00500,30.00500。"
    )


def test_a_later_file_is_held_against_the_earlier_ones(warehouse, tmp_path):
    load(warehouse, grids(tmp_path, ("1", "东风", square(0, 0)), ("3", "北山", square(0.5, 0))), "grid")
    receipt = load(warehouse, grids(tmp_path, ("2", "石门", square(-0.9, 0)), name="b.geojson"), "grid")
    assert [(rule, count) for rule, count, _ in told(receipt)] == [("overlap", 1)]  # 1 and 3 were told before
    assert "东风" in told(receipt)[0][2]


def test_a_grid_in_two_communities_and_one_that_leaves_its_own(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    file = grids(
        tmp_path,
        ("990101001001", "第一网格", square(0, 0)),
        ("990101001002", "第二网格", square(1, 0, width=1.2)),
        ("990101002001", "第一网格", square(2.2, 0, width=0.8)),
        ("990102001002", "东风村第二网格", square(4, 0, height=1.5)),
    )
    receipt = load(warehouse, file, "grid")
    assert [(rule, count) for rule, count, _ in told(receipt)] == [
        ("outside_parent_in_other", 1),
        ("outside_parent", 1),
    ]
    (_, _, straddle), (_, _, outside) = told(receipt)
    assert (
        "「第二网格」有 16.7%（0.214 km²）不在上级「东风村」（990101001）里，而在「石门村」（990101002）里"
        in straddle
    )
    assert (
        "「东风村第二网格」有 33.3%（0.535 km²）超出上级「东风村」（990102001），也不在别的上级里" in outside
    )


def test_new_parents_are_held_against_the_areas_below(warehouse, tmp_path):
    load(warehouse, grids(tmp_path, ("11", "甲", square(0, 0, width=2))), "grid")
    towns = grids(
        tmp_path, ("1", "东镇", square(0, 0, width=1.5)), ("2", "西镇", square(1.5, 0)), name="t.geojson"
    )
    receipt = load(warehouse, towns, "town")
    ((rule, _, zh),) = told(receipt)
    assert rule == "outside_parent_in_other"
    assert zh.startswith("t.geojson（11）：「甲」有 25.0%")


def test_an_empty_parent_cell_is_an_orphan(warehouse, tmp_path):
    load(warehouse, grids(tmp_path, ("9", "镇", square(0, 0)), name="t.geojson"), "town")
    features = [
        ({"code": "1", "name": "东风", "up": "9"}, square(0, 0, width=0.5)),
        ({"code": "2", "name": "石门", "up": None}, square(0.5, 0, width=0.5)),
    ]
    receipt = load(warehouse, write_geojson(tmp_path / "g.geojson", features), "grid", parent="up")
    assert [(one.feature_no, one.rule_code) for one in receipt.problems] == [(2, "empty_parent")]


def test_what_could_not_be_checked_is_said(warehouse, tmp_path):
    file = grids(tmp_path, ("1", "东风", square(0, 0)))
    assert not load(warehouse, file, "grid").faults.is_parent_checked
    load(warehouse, grids(tmp_path, ("9", "镇", square(0, 0)), name="t.geojson"), "town")
    assert load(warehouse, file, "grid").faults.is_parent_checked


def test_gaps_are_not_looked_for_among_too_many_overlaps(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr(fault_check, "MOST_UNEVEN", 1)
    file = grids(tmp_path, ("1", "东风", square(0, 0)), ("2", "石门", square(0.9, 0, width=2)))
    faults = load(warehouse, file, "grid").faults
    assert not faults.are_gaps_checked
    assert [group.rule_code for group in faults.groups] == ["overlap"]


def test_a_gap_that_is_a_refused_features_ground_says_so(warehouse, tmp_path):
    ring = [(f"{x}{y}", f"网{x}{y}", square(x, y)) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    file = grids(tmp_path, *ring, ("00", "另一个", square(1, 1)))
    receipt = load(warehouse, file, "grid")
    assert receipt.refused_count == 1
    ((rule, _, zh),) = told(receipt)
    assert rule == "gap"
    assert zh.endswith("未导入的第9个图形就在这里。")
    assert "等 8 个区域之间有 1.07 km² 无人管的空白" in zh


def test_the_worst_first_and_the_rest_counted(warehouse, tmp_path):
    pairs = [(3 * n, 0.05 + n / 40) for n in range(MOST_SHOWN + 5)]
    squares = [
        one
        for n, (x, share) in enumerate(pairs)
        for one in ((f"{n}a", f"{n}甲", square(x, 0)), (f"{n}b", f"{n}乙", square(x + 1 - share, 0)))
    ]
    (group,) = load(warehouse, grids(tmp_path, *squares), "grid").faults.groups
    assert (group.count, len(group.problems)) == (MOST_SHOWN + 5, MOST_SHOWN)
    worst = [problem.area_code for problem in group.problems]
    assert worst == [f"{n}a" for n in range(MOST_SHOWN + 4, 4, -1)]


def test_a_file_drawn_in_metres_has_no_faults_from_rounding(warehouse, tmp_path):
    import geopandas

    squares = [square(x, y) for x in range(10) for y in range(10)]
    names = [str(n) for n in range(100)]
    frame = geopandas.GeoDataFrame({"code": names, "name": names}, geometry=squares, crs=4326).to_crs(4547)
    frame.to_file(tmp_path / "grids.gpkg")
    receipt = load(warehouse, tmp_path / "grids.gpkg", "grid")
    assert (receipt.faults.groups, receipt.faults.sliver_count) == ((), 0)


def test_every_sentence_is_whole_in_both_languages(warehouse, samples):
    receipt = load_areas(
        warehouse,
        samples / "villages" / "villages.geojson",
        level="community",
        code="VILLAGEID",
        name="VILLAGEID",
        valid_from=date(1982, 1, 1),
    )
    for group in receipt.faults.groups:
        for zh, en in [
            (group.message_zh + group.remedy_zh, f"{group.message_en} {group.remedy_en}"),
            *((one.message_zh, one.message_en) for one in group.problems),
        ]:
            assert "{" not in zh + en
            assert not CHINESE.search(en)
            assert zh.endswith("。")
            assert en.endswith((".", ")."))


def test_real_villages(warehouse, samples):
    """Against every pair intersected and every hole of the plain union, each piece measured on the ellipsoid."""
    receipt = load_areas(
        warehouse,
        samples / "villages" / "villages.geojson",
        level="community",
        code="VILLAGEID",
        name="VILLAGENAM",
        valid_from=date(1982, 1, 1),
    )
    with warehouse.reading() as connection:
        rows = connection.execute("SELECT shape_wkb FROM core_boundary").fetchall()
    shapes = shapely.from_wkb([bytes(wkb) for (wkb,) in rows])
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    common = shapely.intersection(shapes[left[left < right]], shapes[right[left < right]])
    union = shapely.get_parts(shapely.union_all(shapes))
    holes = [shapely.Polygon(ring) for part in union for ring in part.interiors]

    widest = [max(map(width_on_ellipsoid, shapely.get_parts(one)), default=0.0) for one in (*common, *holes)]
    overlaps, gaps = widest[: len(common)], widest[len(common) :]
    assert {group.rule_code: group.count for group in receipt.faults.groups} == {
        "overlap": sum(width >= SLIVER_M for width in overlaps),
        "gap": sum(width >= SLIVER_M for width in gaps),
    }
    assert receipt.faults.sliver_count == sum(NOISE_M <= width < SLIVER_M for width in widest)
    grounds = [one for one in receipt.faults.groups[1].problems if "未导入" in one.message_zh]
    assert len(grounds) == 4  # the four largest gaps are villages refused for their code


def width_on_ellipsoid(piece):
    if piece.geom_type != "Polygon" or piece.is_empty:
        return 0.0
    size, around = Geod(ellps="GRS80").geometry_area_perimeter(piece)
    return 2 * abs(size) / around


def test_real_boston_is_clean(warehouse, samples):
    receipt = load_areas(
        warehouse,
        samples / "boston311" / "ZIP_Codes.geojson",
        level="grid",
        code="ZIP5",
        name="ZIP5",
        valid_from=date(2013, 1, 1),
    )
    assert (receipt.faults.groups, receipt.faults.sliver_count) == ((), 0)
