"""The benchmark of linking: its figures and what is asked of them, its cities and small sheets, and the analyst's job."""

from __future__ import annotations

import argparse
import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import city_of, link
from benchmarks.by_hand.job import Agreement, agreement, by_hand, do_by_hand
from benchmarks.by_hand.matters import features_of, likeness
from benchmarks.by_hand.points import points_of
from benchmarks.city_of import city_size, hold_back, take_city
from benchmarks.figure import Figure
from benchmarks.linked import Linked, Small, Truth, compare_with_truth, refresh_city, same_job, take_held
from benchmarks.of_truth import pairwise
from benchmarks.person import pair_scores
from data.city.size import SIZES
from data.config import Measure
from data.db import Store
from risk.refresh import RefreshResult
from tests.risk.ledger import CONFIG, add, make_warehouse, party, report, run

SMALL = [Small(0.5, 9.0), Small(0.7, 8.0), Small(3.0, 7.0)]
AGREED = Agreement(matter_f1=0.99, group_f1=0.98, equal_points_share=0.97)
ASKED = {
    "link.matter_f1": 0.92, "link.group_f1": 0.88, "link.group_precision": 0.92, "link.person_precision": 0.98,
    "link.person_recall": 0.90, "link.seconds_1m": 90.0, "link.peak_gb": 6.0, "link.small_sheet_seconds": 1.0,
    "link.growth_exponent": 1.1, "link.ratio_to_networkx_pandas": 20.0, "link.networkx_pandas_matter_f1": 0.9,
}  # fmt: skip
CEILINGS = {"link.seconds_1m", "link.peak_gb", "link.small_sheet_seconds", "link.growth_exponent"}


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    link.add_options(parser)
    return parser.parse_args(arguments)


def in_place_of_alone(told: Agreement = AGREED, dies_at: int = 0) -> Callable[..., object]:
    """Work that costs ten microseconds a report to us, two hundred to the analyst."""

    def answer(work: Callable[..., object], *arguments: object) -> object:
        folder = Path(str(arguments[0]))
        if work is take_city:
            (folder / "held").mkdir(parents=True)
            if arguments[1] == dies_at:
                raise MemoryError("too large")
            return arguments[1]
        size = int(folder.parent.name)
        if work is refresh_city:
            return Linked(size, size / 1e5, size / 1e5, peak_mb=2_500.0, told="")
        if work is compare_with_truth:
            return Truth((0.99, 0.94, 0.96), (0.96, 0.72, 0.82), None)
        return (size / 5e3, told) if work is by_hand else SMALL

    return answer


def measured(
    monkeypatch: pytest.MonkeyPatch, alone: Callable[..., object], *arguments: str
) -> dict[str, Figure]:
    monkeypatch.setattr(link, "alone", alone)
    return {figure.figure: figure for figure in link.measure(options(*arguments))}


def test_the_figures_and_what_is_asked_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = measured(monkeypatch, in_place_of_alone())
    asked = {name: figure.asked for name, figure in figures.items() if figure.asked is not None}
    assert asked == ASKED
    assert {name for name in asked if figures[name].is_ceiling} == CEILINGS
    assert {name: figures[name].measured for name in ("link.matter_f1", "link.group_f1", "link.seconds_60000")} == {
        "link.matter_f1": 0.96, "link.group_f1": 0.82, "link.seconds_60000": 0.6,
    }  # fmt: skip
    assert (figures["link.seconds_1m"].measured, figures["link.peak_gb"].measured) == (10.0, 2.5)
    assert figures["link.small_sheet_seconds"].measured == 0.7
    assert figures["link.small_sheet_signal_seconds"].measured == 8.0
    assert figures["link.growth_exponent"].measured == pytest.approx(1.0)
    assert figures["link.ratio_to_networkx_pandas"].measured == pytest.approx(20.0)


def test_what_is_not_built_is_not_met(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = measured(monkeypatch, in_place_of_alone())
    for name in ("link.person_precision", "link.person_recall"):
        assert (figures[name].measured, figures[name].met) == (None, False)


def test_of_a_quick_look_nothing_is_asked_but_that_it_is_the_same_job(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figures = measured(monkeypatch, in_place_of_alone(), "--reports", "5000")
    assert [name for name, figure in figures.items() if figure.asked is not None] == [
        "link.networkx_pandas_matter_f1"
    ]
    assert figures["link.seconds_5000"].measured == 0.05
    assert figures["link.growth_exponent"].measured is None


def test_of_the_small_sheets_alone_speed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = measured(monkeypatch, in_place_of_alone(), "--small-sheets")
    assert {name: figure.measured for name, figure in figures.items()} == {
        "link.seconds_1m": 10.0, "link.peak_gb": 2.5, "link.small_sheet_seconds": 0.7,
        "link.small_sheet_signal_seconds": 8.0, "link.growth_exponent": None,
    }  # fmt: skip


def test_no_ratio_to_a_job_that_is_not_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = measured(monkeypatch, in_place_of_alone(Agreement(0.89, 1.0, 1.0)))
    assert figures["link.ratio_to_networkx_pandas"].measured is None
    assert figures["link.ratio_to_networkx_pandas"].met is False


def test_a_size_that_fails_says_why_and_the_others_are_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = measured(monkeypatch, in_place_of_alone(dies_at=1_000_000))
    missing = ("link.seconds_1m", "link.peak_gb", "link.small_sheet_seconds", "link.growth_exponent")
    assert [figures[name].measured for name in missing] == [None] * 4
    assert (figures["link.matter_f1"].measured, figures["link.seconds_60000"].measured) == (0.96, 0.6)
    assert "1,000,000 reports: stopped: MemoryError: too large" in capsys.readouterr().err


@pytest.mark.parametrize("reports", ["ten", "0", "599"])
def test_a_size_that_is_none_is_refused(reports: str) -> None:
    with pytest.raises(SystemExit):
        options("--reports", reports)


def test_seconds_of_the_same_job() -> None:
    """Steps an analyst does not take are left out; one nobody has told of counts."""
    seconds = {"locate": 8.0, "read": 1.0, "link": 2.0, "person": 4.0, "swap": 16.0}
    assert same_job(RefreshResult(date(2024, 1, 1), 1, 1, 1, 1, 1, seconds, "full")) == 7.0


@pytest.mark.parametrize(
    ("reports", "towns", "grids", "months"),
    [(600, 2, 40, 1), (60_000, 6, 900, 1), (100_000, 8, 1_712, 1), (1_000_000, 60, 20_000, 3)],
)  # fmt: skip
def test_cities_between_the_named_sizes(reports: int, towns: int, grids: int, months: int) -> None:
    size = city_size(reports)
    assert (size.reports, size.towns, size.grids, size.months_per_sheet) == (reports, towns, grids, months)
    assert size in SIZES.values() or reports == 100_000


def test_the_last_rows_of_the_last_export_come_later(tmp_path: Path) -> None:
    """Eleven rows, three sheets: 2 left, 3 + 3 + 3 held back, in order, each below the heading."""
    sheets = [
        tmp_path / name
        for name in ("网上信访导出202605.csv", "网上信访导出202606.csv", "网上信访导出202606（更正）.csv")
    ]
    rows = [[f"{number}", "停电，\n停水"] for number in range(11)]
    for sheet in sheets:
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([["编号", "内容"], *rows])
    again = sheets[1].with_stem("网上信访导出202606(1)")
    again.write_bytes(sheets[1].read_bytes())
    held = hold_back([*sheets, again], tmp_path / "held", 3)
    kept = [_rows(path) for path in (sheets[1], *held)]
    assert [len(told) for told in kept] == [3, 4, 4, 4]
    assert all(told[0] == ["编号", "内容"] for told in kept)
    assert [row for told in kept for row in told[1:]] == rows
    assert len(_rows(sheets[0])) == len(_rows(sheets[2])) == 12
    assert again.read_bytes() == sheets[1].read_bytes()


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_pairs_of_people() -> None:
    """r1 r2 r4 are p7, r3 is p9, r5 nobody: of r1–r2, r3–r1 and r4–r5 two can be judged, one is right; three are true."""
    person = pd.Series({"r1": "p7", "r2": "p7", "r3": "p9", "r4": "p7"})
    pairs = pd.DataFrame({"left": ["r2", "r1", "r3", "r4", "r2"], "right": ["r1", "r2", "r1", "r5", "r2"]})
    assert pair_scores(pairs, person) == pytest.approx((1 / 2, 1 / 3, 0.4))


labels = st.lists(st.tuples(st.sampled_from("abc-"), st.sampled_from("xy-")), min_size=2, max_size=9)


@settings(max_examples=60, deadline=None)
@given(labels)
def test_pairwise_is_what_counting_every_pair_says(drawn: list[tuple[str, str]]) -> None:
    """The twin: two rows are together when their labels are equal and not null ("-")."""
    found, true = zip(*drawn, strict=True)
    pairs = list(itertools.combinations(range(len(drawn)), 2))
    sets = [{(i, j) for i, j in pairs if label[i] == label[j] != "-"} for label in (found, true)]
    precision, recall, _ = pairwise(
        *(pd.Series([None if one == "-" else one for one in label], dtype=object) for label in (found, true))
    )
    both = len(sets[0] & sets[1])
    assert (precision, recall) == (both / max(len(sets[0]), 1), both / max(len(sets[1]), 1))


def test_texts_by_hand() -> None:
    """Pairs of characters, and amounts: 3.26万 is 32600; a year says nothing; what was masked is not read."""
    letters, amounts = features_of("欠薪3.26万，〔人名〕2025年")
    assert letters == {"欠薪", "薪3", "32", "26", "6万", "万2", "20", "02", "25", "5年"}
    assert amounts == {32_600.0}
    assert likeness(({"ab", "bc"}, {50.0}), ({"ab"}, {50.0})) == pytest.approx((1 + 6) / (8 * 7) ** 0.5)
    assert likeness((set(), set()), ({"ab"}, set())) == 0.0


def test_points_by_hand() -> None:
    """Up: 1 → 10, 3 → 20. Down: up to 7 → 8, up to 15 → 5. The sum is never below 0, an unknown measure gives none."""
    card = [
        Measure("repeats", "at_least", (1, 3), (10, 20), "", "", ""),
        Measure("due", "at_most", (7, 15), (8, 5), "", "", ""),
        Measure("answered", "at_least", (1,), (-9,), "", "", ""),
        Measure("not_known_here", "at_least", (0,), (50,), "", "", ""),
    ]
    drawn = {"repeats": [0, 1, 5, None], "due": [7, 8, 16, None], "answered": [1, 0, 1, 1]}
    assert points_of(pd.DataFrame(drawn), card).to_list() == [0, 15, 11, 0]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_warehouse(tmp_path_factory.mktemp("home"))
    yield store
    store.close()


def test_the_analyst_finds_what_we_find(warehouse: Store) -> None:
    """
    a 张三 wages ─ b 张三 wages again, unanswered     one matter
    c 李四 wages, same employer                       another, in one group with a
    d 王五 a leak, rated dissatisfied                 alone, open
    e 王五 another leak, closed                       alone
    f accusation on the employer                      in no group
    """
    wages, leak = "在翠湖工地做木工，拖欠工资32600元，已有五个月", "楼上漏水，墙面损失8000元，物业不管"
    ledger = [
        report("a", "2024-05-01", narrative=wages, respondent_id="o1"),
        report("b", "2024-05-20", narrative=f"再次反映：{wages}", respondent_id="o1", level_code="prefecture", people_count=12),
        report("c", "2024-05-25", narrative="欠我们班组三个月工钱没有给", respondent_id="o1", accepted_at="2024-05-28"),
        report("d", "2024-04-01", category_code="15", narrative=leak, replied_at="2024-06-10", satisfaction_code="dissatisfied"),
        report("e", "2023-04-01", category_code="15", narrative="污水井盖缺失", closed_at="2023-04-20", channel_code="screening"),
        report("f", "2024-05-26", narrative="举报", respondent_id="o1", legal_category_code="accusation"),
    ]  # fmt: skip
    add(warehouse, "core_report", ledger)
    add(warehouse, "core_respondent", [{"respondent_id": "o1", "name": "甲建筑公司"}])
    names = {"a": "张三", "b": "张三", "c": "李四", "d": "王五", "e": "王五", "f": "赵六"}
    add(warehouse, "core_report_party", [party(one, name=name, phone=name) for one, name in names.items()])
    run(warehouse, "2024-06-30")
    done = do_by_hand(warehouse, CONFIG, as_of=date(2024, 6, 30))
    told = agreement(warehouse, done)
    assert (told.matter_f1, told.group_f1) == (1.0, 1.0)
    assert told.equal_points_share > 0.5
    named = done.found.assign(matter=done.found["matter"].map(done.found["report_id"])).set_index("report_id")
    assert named["matter"].to_dict() == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e", "f": "f"}
    assert named.index[named["group"].notna()].to_list() == ["a", "b", "c"]
    assert set(done.seconds) == {"read", "link", "group", "clock", "score"}


def test_a_city_taken_in_refreshed_compared_and_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last sheets of a tiny city alone: all of them take a minute on a busy machine."""
    made = city_of._made
    monkeypatch.setattr(
        city_of, "_made", lambda *given: replace(city := made(*given), sheets=city.sheets[-20:])
    )
    held = take_city(tmp_path, 600, held_sheets=2)
    home = tmp_path / "home"
    found = refresh_city(home, home, 1)
    assert 60 < found.reports == held < 600
    assert 0 < found.same_job_seconds < found.seconds
    assert found.peak_mb > 50
    truth = compare_with_truth(home, tmp_path / "truth")
    assert min(truth.matter) > 0.6
    seconds, told = by_hand(home, home, 1)
    assert seconds > 0
    assert told.matter_f1 >= 0.9
    (again,) = take_held(home, sorted((tmp_path / "held").iterdir()))
    assert again.all_seconds > again.seconds > 0
