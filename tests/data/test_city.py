"""The synthetic city keeps its promises: same bytes, whole land, real rows, published difficulty."""

import csv
import hashlib
from datetime import date, datetime
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from python_calamine import CalamineWorkbook

from data.city import CityFiles, make_city
from data.city.difficulty import BOUNDS, Bound, Truth, bigram_likeness, read_truth, table
from data.city.family import exports, families
from data.city.people import checked_id
from data.city.slip import date_cell

NARRATIVES = {label for f in (*families(), *exports()) for key, label in f.columns if key == "narrative"}
SHAPES = ("iso", "dot", "cn", "short", "compact", "two", "wide", "range", "slash")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[CityFiles, Path]:
    folder = tmp_path_factory.mktemp("small")
    return make_city(folder, size="small", truth_folder=folder / "truth"), folder / "truth"


@pytest.fixture(scope="module")
def truth(small: tuple[CityFiles, Path]) -> Truth:
    return read_truth(small[1])


@pytest.fixture(scope="module")
def grids(small: tuple[CityFiles, Path]) -> geopandas.GeoDataFrame:
    return geopandas.read_file(dict(small[0].areas)["grid"])


@pytest.fixture(scope="module")
def sheets(small: tuple[CityFiles, Path]) -> dict[tuple[str, str], list[list[object]]]:
    return {key: rows for path in small[0].sheets for key, rows in read_back(path)}


def read_back(path: Path) -> list[tuple[tuple[str, str], list[list[object]]]]:
    """((file, sheet), rows as a person counts them) of one file."""
    if path.suffix == ".csv":
        data = path.read_bytes()
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030"
        return [((path.name, ""), list(csv.reader(data.decode(encoding).splitlines(keepends=True))))]
    book = CalamineWorkbook.from_path(path)
    return [
        ((path.name, name), book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    ]


def fingerprint(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def narrative_of(rows: list[list[object]], row_no: int) -> str:
    """The narrative cell of a row, its column found by heading."""
    column = next(i for row in rows for i, cell in enumerate(row) if cell in NARRATIVES)
    return str(rows[row_no - 1][column])


@pytest.fixture(scope="module")
def stories(truth: Truth, sheets: dict[tuple[str, str], list[list[object]]]) -> pd.DataFrame:
    """Each report with the narrative its last sheet shows, rows of several disputes left out."""
    shared = truth.rows.groupby(["file_name", "sheet_name", "row_no"])["part_no"].transform("max") > 1
    rows = truth.rows[~shared].drop_duplicates("report_uid", keep="last")
    texts = [narrative_of(sheets[r.file_name, r.sheet_name], r.row_no) for r in rows.itertuples(index=False)]
    return rows.assign(text=texts).merge(truth.reports, on="report_uid")


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        make_city(tmp_path / name, size="tiny", seed=seed, truth_folder=tmp_path / name / "truth")
    one, two, other = (fingerprint(tmp_path / name) for name in "abc")
    assert one == two
    changed = [name for name in one if one[name] != other.get(name)]
    assert len(changed) > 0.95 * len(one)


def test_a_city_has_its_size_days_and_progress(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    city = make_city(
        tmp_path, size="tiny", truth_folder=tmp_path / "truth", progress=lambda *step: told.append(step)
    )
    assert [level for level, _ in city.areas] == ["county", "town", "community", "grid"]
    assert (city.first_day, city.as_of) == (date(2024, 7, 1), date(2026, 6, 30))
    assert len(pd.read_parquet(tmp_path / "truth" / "truth_report.parquet")) == 600
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_grids_tile_the_county_without_gap_or_overlap(
    small: tuple[CityFiles, Path], grids: geopandas.GeoDataFrame
) -> None:
    shapes = np.asarray(grids.geometry)
    county = geopandas.read_file(dict(small[0].areas)["county"]).geometry[0]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert county.area == pytest.approx(shapely.area(shapes).sum(), rel=1e-12)
    assert not county.interiors
    corners = shapely.get_num_coordinates(shapes)
    assert 15 <= np.median(corners) <= 45


def test_larger_areas_are_the_union_of_their_children(small: tuple[CityFiles, Path]) -> None:
    layers = {level: geopandas.read_file(path) for level, path in small[0].areas}
    for upper, lower in (("county", "town"), ("town", "community"), ("community", "grid")):
        for area in layers[upper].itertuples():
            children = layers[lower][layers[lower]["parent"] == area.code]
            assert area.geometry.area == pytest.approx(
                shapely.area(np.asarray(children.geometry)).sum(), rel=1e-9
            )
            assert children["code"].str.startswith(area.code).all()


def test_points_stand_in_their_true_grid(truth: Truth, grids: geopandas.GeoDataFrame) -> None:
    shapes = grids.set_index("code").geometry.loc[truth.reports["grid_code"]].to_numpy()
    inside = shapely.contains_xy(shapes, truth.reports["lon"].to_numpy(), truth.reports["lat"].to_numpy())
    assert 0.996 <= inside.mean() < 1


def test_every_truth_row_is_a_real_row_with_its_story_and_day(
    truth: Truth, sheets: dict[tuple[str, str], list[list[object]]]
) -> None:
    days = truth.reports.set_index("report_uid")["reported_at"].dt.date
    assert set(truth.rows["report_uid"]) == set(days.index)
    for row in truth.rows.itertuples(index=False):
        rows = sheets[row.file_name, row.sheet_name]
        text = narrative_of(rows, row.row_no)
        assert len(text) > 8, row
        assert row.part_no == 1 or f"{row.part_no}." in text
        assert shows_day(rows[row.row_no - 1], days[row.report_uid]), row


def shows_day(cells: list[object], day: date) -> bool:
    """Whether one of the cells says this day in any shape."""
    texts = {str(date_cell(day, shape)) for shape in SHAPES}
    serial = date_cell(day, "serial")
    for cell in cells:
        if isinstance(cell, datetime | date) and (cell.year, cell.month, cell.day) == (
            day.year,
            day.month,
            day.day,
        ):
            return True
        if isinstance(cell, float) and int(cell) == serial:
            return True
        if isinstance(cell, str) and (cell in texts or cell.split(" ")[0] in texts):
            return True
    return False


def test_files_come_in_the_order_of_their_months(truth: Truth, small: tuple[CityFiles, Path]) -> None:
    month = truth.reports.set_index("report_uid")["reported_at"].dt.to_period("M")
    firsts = truth.rows.drop_duplicates("report_uid")
    by_file = month.loc[firsts["report_uid"]].groupby(firsts["file_name"].to_numpy()).max()
    order = [by_file[p.name] for p in small[0].sheets if p.name in by_file.index]
    assert order == sorted(order)


def test_resends_are_identical_or_corrected(small: tuple[CityFiles, Path]) -> None:
    again = [p for p in small[0].sheets if p.stem.endswith("(1)")]
    assert again
    assert all(p.read_bytes() == p.with_stem(p.stem[:-3]).read_bytes() for p in again)
    assert any("更正" in p.stem for p in small[0].sheets)


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda b: b.item)
def test_the_published_difficulty_holds(truth: Truth, bound: Bound) -> None:
    assert bound.least <= bound.measure(truth) <= bound.most


def test_the_difficulty_table_names_every_bound(truth: Truth) -> None:
    measured = table(truth)
    assert all(f"| {b.item} | {b.promised()} |" in measured for b in BOUNDS)
    published = (Path(__file__).parents[2] / "data" / "city" / "README.md").read_text(encoding="utf-8")
    assert all(f"| {b.item} | {b.promised()} |" in published for b in BOUNDS)


def test_all_four_reasons_of_escalation_occur(truth: Truth) -> None:
    assert set(truth.escalations["reason_code"]) == {"repeat", "joint", "level", "deadline"}


def test_matters_raised_before_escalate_more_often(truth: Truth) -> None:
    """Escalation follows what the ledger shows: an open matter with a repeat is likelier to go on."""
    origin = pd.Timestamp("2025-11-01")
    live = truth.spells[truth.spells["opened_at"] <= origin.date()]
    live = live[live["closed_at"].isna() | (live["closed_at"].fillna(date.max) > origin.date())]
    past = truth.reports[truth.reports["reported_at"] <= origin]
    counts = past.groupby("matter_uid").size().reindex(live["matter_uid"]).to_numpy()
    soon = pd.to_datetime(truth.escalations["escalated_at"])
    soon_ids = truth.escalations.loc[(soon > origin) & (soon <= origin + pd.Timedelta(days=60)), "matter_uid"]
    hit = live["matter_uid"].isin(soon_ids).to_numpy()
    assert hit[counts > 1].mean() > 3 * hit[counts == 1].mean()


def test_wage_reports_peak_before_spring_festival(truth: Truth) -> None:
    wages = truth.reports[truth.reports["kind_code"] == "18"]["reported_at"]
    before = wages.between("2025-12-29", "2026-02-12").sum() / 46
    assert before > 1.5 * len(wages) / 730


def test_an_outbreak_is_a_rise_of_one_kind_in_neighbouring_grids(
    truth: Truth, small: tuple[CityFiles, Path]
) -> None:
    outbreaks = pd.read_parquet(small[1] / "truth_outbreak.parquet").set_index("outbreak_uid")
    assert len(outbreaks) == 3
    told = truth.reports.dropna(subset=["outbreak_uid"])
    told = told[~told["is_repeat"]]
    for uid, reports in told.groupby("outbreak_uid"):
        outbreak = outbreaks.loc[uid]
        assert set(reports["grid_code"]) <= set(outbreak["grid_codes"])
        assert reports["reported_at"].dt.date.between(outbreak["starts_on"], outbreak["ends_on"]).all()


def test_narratives_are_not_one_sentence_with_a_number_changed(stories: pd.DataFrame) -> None:
    rng = np.random.default_rng(5)
    assert stories["text"].nunique() / len(stories) >= 0.95
    likeness = []
    for _, texts in stories.groupby("kind_code")["text"]:
        pairs = rng.integers(0, len(texts), (60, 2))
        likeness += [bigram_likeness(texts.iloc[a], texts.iloc[b]) for a, b in pairs if a != b]
    assert np.mean(likeness) <= 0.30
    assert np.quantile(likeness, 0.95) <= 0.60


def test_repeats_tell_the_same_facts_in_other_words(stories: pd.DataFrame) -> None:
    ordered = stories.sort_values("reported_at").groupby("matter_uid")["text"].agg(list)
    pairs = [(t[0], t[1]) for t in ordered if len(t) > 1]
    likeness = [bigram_likeness(a, b) for a, b in pairs]
    assert len(pairs) > 50
    assert 0.15 <= np.mean(likeness) <= 0.6
    assert max(likeness) < 1


def test_look_alikes_sound_alike_and_stand_elsewhere(stories: pd.DataFrame) -> None:
    firsts = stories[~stories["is_repeat"]].set_index("matter_uid")
    pairs = firsts[firsts["like_matter_uid"].isin(firsts.index)]
    models = firsts.loc[pairs["like_matter_uid"]]
    assert (pairs["person_uid"].to_numpy() != models["person_uid"].to_numpy()).all()
    assert (pairs["grid_code"].str[:12].to_numpy() != models["grid_code"].str[:12].to_numpy()).all()
    likeness = [bigram_likeness(a, b) for a, b in zip(pairs["text"], models["text"], strict=True)]
    assert np.mean(likeness) >= 0.5


@pytest.mark.parametrize(("body", "number"), [("11010519491231002", "11010519491231002X")])
def test_id_numbers_carry_their_check_character(body: str, number: str) -> None:
    assert checked_id(body) == number
