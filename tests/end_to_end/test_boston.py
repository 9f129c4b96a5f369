"""A real city from the outside: Boston's animal requests of 2014, and 7,599 villages with broken shapes.

Read from FENGQIAO_SAMPLES, else shared/data beside the checkout; skipped where that is absent.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import shapely
from pyarrow import parquet

import dashboard.cli
from dashboard.home import Home, open_home, serving
from grid.area import load_areas
from tests.end_to_end.conftest import NOW
from tests.new_home import new_home

ROOT = Path(__file__).parents[2]
SAMPLES = Path(os.environ.get("FENGQIAO_SAMPLES") or ROOT.parent / "shared" / "data")
ZIPS = SAMPLES / "boston311" / "ZIP_Codes.geojson"
REQUESTS = SAMPLES / "boston311" / "filtered_2014.csv"
VILLAGES = SAMPLES / "villages" / "villages.geojson"


def needs(path: Path) -> pytest.MarkDecorator:
    """Skips where the file is not."""
    return pytest.mark.skipif(not path.exists(), reason=f"{path.name} is not here (FENGQIAO_SAMPLES)")


class Boston:
    """The whole road on Boston's files, each command once; what each said and left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home: Home = open_home(new_home(folder / "home"), now=NOW)
        self.codes: dict[str, int] = {}

    def run(self, *words: object) -> None:
        with serving(self.home):
            self.codes[" ".join(map(str, words[:2]))] = dashboard.cli.run([str(word) for word in words])

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with self.home.warehouse.reading() as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def boston(tmp_path_factory: pytest.TempPathFactory) -> Boston:
    folder = tmp_path_factory.mktemp("boston")
    made = Boston(folder)
    mapping = ROOT / "data" / "samples" / "boston311.toml"
    made.run("areas", ZIPS, "--level", "grid", "--code", "ZIP5", "--name", "ZIP5")
    made.run("ingest", REQUESTS, "--mapping", mapping)
    made.run("refresh", "--as-of", "2014-12-31")
    made.run("brief", "--out", folder / "brief.html", "--lang", "en")
    for name, suffix in (
        ("reports", "parquet"),
        ("matters", "csv"),
        ("grids", "geojson"),
        ("issues", "parquet"),
    ):
        made.run("export", name, "--out", folder / f"{name}.{suffix}")
    yield made
    made.home.close()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with REQUESTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs(REQUESTS)
def test_every_command_ends_well(boston: Boston) -> None:
    assert boston.codes.pop(f"areas {ZIPS}") in (0, 3)
    assert set(boston.codes.values()) == {0}, boston.codes


@needs(REQUESTS)
def test_every_request_is_a_report_and_is_counted_once(boston: Boston, rows: list[dict[str, str]]) -> None:
    ((count, new, rejected, parked),) = boston.ask(
        "SELECT row_count, new_count, rejected_count, parked_count FROM raw_submission"
    )
    assert count == len(rows)
    assert (new, rejected, parked) == (len({row["case_enquiry_id"] for row in rows}), 0, 0)
    held = {str(number) for (number,) in boston.ask("SELECT report_no FROM core_report")}
    assert held == {row["case_enquiry_id"] for row in rows}


@needs(REQUESTS)
def test_times_are_the_citys_own(boston: Boston, rows: list[dict[str, str]]) -> None:
    held = dict(boston.ask("SELECT report_no, reported_at FROM core_report"))
    assert [
        r["case_enquiry_id"]
        for r in rows
        if held[r["case_enquiry_id"]] != datetime.fromisoformat(r["open_dt"])
    ] == []


@needs(REQUESTS)
def test_kinds_and_channels_are_the_mappings(boston: Boston, rows: list[dict[str, str]]) -> None:
    by_kind = dict(
        boston.ask(
            "SELECT c.name, count(*) FROM core_report AS r "
            "JOIN core_code AS c ON c.code = r.category_code AND c.set_code = 'category' GROUP BY c.name"
        )
    )
    assert by_kind == Counter(row["type"] for row in rows)
    calls = Counter(row["source"] for row in rows)["Constituent Call"]
    assert boston.ask("SELECT count(*) FROM core_report WHERE channel_code = 'call'") == [(calls,)]


@needs(REQUESTS)
def test_reports_lie_in_the_polygon_that_holds_their_point(
    boston: Boston, rows: list[dict[str, str]]
) -> None:
    """Against shapely, point by point; a point outside every polygon may have been brought to the nearest."""
    shapes = [
        (feature["properties"]["ZIP5"], shapely.make_valid(shapely.geometry.shape(feature["geometry"])))
        for feature in json.loads(ZIPS.read_text(encoding="utf-8"))["features"]
    ]
    rows = [row for row in rows if row["longitude"]]
    tree = shapely.STRtree([shape for _, shape in shapes])
    points = shapely.points([float(r["longitude"]) for r in rows], [float(r["latitude"]) for r in rows])
    within: dict[int, set[str]] = {}
    for point, polygon in tree.query(points, predicate="intersects").T:
        within.setdefault(int(point), set()).add(shapes[polygon][0])
    held = dict(
        boston.ask(
            "SELECT r.report_no, p.area_code FROM core_report AS r JOIN out_place AS p USING (report_id)"
        )
    )
    wrong = [
        r["case_enquiry_id"]
        for n, r in enumerate(rows)
        if n in within and held[r["case_enquiry_id"]] not in within[n]
    ]
    assert wrong == []
    assert len(within) > 0.99 * len(rows) > 5_000


@needs(REQUESTS)
def test_repeats_at_one_address_are_found_and_the_address_is_not_shown(
    boston: Boston, rows: list[dict[str, str]]
) -> None:
    assert boston.ask("SELECT count(*) > 50 FROM out_matter WHERE report_count > 1") == [(True,)]
    address = next(r["location"] for r in rows if re.match(r"\d+ \w+ St ", r["location"]))
    tokens = boston.ask("SELECT count(DISTINCT address_token) FROM core_report_party")
    assert 1_000 < int(str(tokens[0][0])) <= len({r["location"] for r in rows})
    assert address.split("  ")[0] not in (boston.folder / "brief.html").read_text(encoding="utf-8")


@needs(REQUESTS)
def test_exports_agree_with_the_ledger(boston: Boston, rows: list[dict[str, str]]) -> None:
    reports = parquet.read_table(boston.folder / "reports.parquet")
    assert reports.num_rows == len(rows)
    assert set(reports["state"].to_pylist()) == {"accepted"}
    matters = list(
        csv.DictReader((boston.folder / "matters.csv").read_text(encoding="utf-8-sig").splitlines())
    )
    assert sum(int(m["report_count"]) for m in matters) == len(rows)
    grids = json.loads((boston.folder / "grids.geojson").read_text(encoding="utf-8"))["features"]
    ((count,),) = boston.ask("SELECT count(DISTINCT area_code) FROM core_area")
    assert len(grids) == count
    assert sum(f["properties"]["report_count"] for f in grids) == sum(
        code is not None for code in reports["grid_code"].to_pylist()
    )


@needs(REQUESTS)
def test_the_briefing_is_one_file_of_the_year_asked_for(boston: Boston) -> None:
    html = (boston.folder / "brief.html").read_text(encoding="utf-8")
    assert "2014" in html
    assert "<svg" in html
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//|url\((?!['\"]?(?:data:|#))|@import", html)


@needs(REQUESTS)
def test_the_citys_repeated_codes_are_told(boston: Boston) -> None:
    """43 polygons, some with a ZIP in common: every polygon is in an area or was refused by name."""
    features = json.loads(ZIPS.read_text(encoding="utf-8"))["features"]
    codes = {feature["properties"]["ZIP5"] for feature in features}
    assert {str(code) for (code,) in boston.ask("SELECT area_code FROM core_boundary")} == codes


@needs(VILLAGES)
def test_villages_load_with_each_broken_shape_repaired_or_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    features = json.loads(VILLAGES.read_text(encoding="utf-8"))["features"]
    broken = []
    for feature in features:
        shape = shapely.geometry.shape(feature["geometry"]) if feature["geometry"] else None
        if shape is None or shape.is_empty or not shape.is_valid:
            broken.append(str(feature["properties"]["VILLAGEID"]))
    counted = Counter(str(feature["properties"]["VILLAGEID"]) for feature in features)
    path = tmp_path_factory.mktemp("villages") / "home"
    home = open_home(new_home(path), now=NOW)
    try:
        receipt = load_areas(
            home.warehouse,
            VILLAGES,
            level="community",
            code="VILLAGEID",
            name="VILLAGENAM",
            valid_from=NOW.date(),
        )
        with home.warehouse.reading() as connection:
            held = connection.execute(
                "SELECT area_code, shape_wkb, is_repaired FROM core_boundary"
            ).fetchall()
    finally:
        home.close()
    assert receipt.loaded_count + receipt.merged_count + receipt.refused_count == len(features)
    assert len(held) == receipt.loaded_count
    assert [code for code, wkb, _ in held if not shapely.from_wkb(wkb).is_valid] == []
    told = "\n".join(each.message_zh for each in receipt.problems)
    assert len(broken) >= 8
    assert [code for code in broken if code not in told] == []
    assert [code for code, count in counted.items() if count > 1 and code not in told] == []
    assert all(
        each.message_zh and each.message_en and each.remedy_zh and each.remedy_en for each in receipt.problems
    )
