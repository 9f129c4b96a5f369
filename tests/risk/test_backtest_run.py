"""A whole backtest of a drawn year: nothing changed, nobody in it, its parts add up; and the command that prints it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.command.backtest import run_backtest
from data.db import Store, open_store
from data.errors import BadArgument, NothingThere
from risk.backtest.report import Report
from risk.backtest.result import WAYS, Backtest, as_json
from risk.backtest.run import Question, backtest
from tests.new_home import new_home
from tests.risk.drawn import Row
from tests.risk.ledger import CONFIG, NOW, add, day_after, make_warehouse, party, report, rows, run

LAST = "2024-10-26"
QUESTION = Question(date(2024, 12, 31), fold_count=2)


def year() -> tuple[list[Row], list[Row]]:
    """100 matters three days apart, the k-th with phone k; every third comes again 20 days later, every fourth is accepted."""
    told: list[Row] = []
    for k in range(100):
        day = day_after("2024-01-01", 3 * k)
        said = {"accepted_at": day_after(day, 2)} if k % 4 == 0 else {}
        story = f"在第{k}号工地做木工，包工队拖欠工资{k + 1}600元，多次催要没有结果"
        told.append(report(f"report{k:03d}a", day, narrative=story, people_count=k % 7, **said))
        if k % 3 == 0:
            told.append(report(f"report{k:03d}b", day_after(day, 20), narrative=story))
    told = [row for row in told if str(row["reported_at"]) < day_after(LAST, 1)]
    return told, [party(str(row["report_id"]), phone=str(row["report_id"])[6:9]) for row in told]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_warehouse(tmp_path_factory.mktemp("home"))
    reports, parties = year()
    add(store, "core_report", reports)
    add(store, "core_report_party", parties)
    run(store, LAST)
    yield store
    store.close()


def everything(store: Store) -> dict[str, list[str]]:
    names = rows(
        store, "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY 1"
    )
    return {str(name): sorted(map(repr, rows(store, f"SELECT * FROM {name}"))) for (name,) in names}


@pytest.fixture(scope="module")
def tested(filled: Store) -> tuple[Backtest, list[tuple[str, float]], bool]:
    """The result, the steps told, and whether every table is as it was."""
    before, steps = everything(filled), []
    result = backtest(
        filled, QUESTION, config=CONFIG, now=NOW, progress=lambda step, share: steps.append((step, share))
    )
    return result, steps, everything(filled) == before


Tested = tuple[Backtest, list[tuple[str, float]], bool]


def test_the_home_is_left_as_it_was(tested: Tested) -> None:
    assert tested[2]


def test_progress_only_rises_and_ends(tested: Tested) -> None:
    shares = [share for _, share in tested[1]]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_history_ends_with_the_last_report(tested: Tested) -> None:
    result = tested[0]
    assert str(result.as_of) == LAST
    assert [str(fold.fold.until) for fold in result.folds] == ["2024-09-26", LAST]


def test_counts_add_up(tested: Tested) -> None:
    result = tested[0]
    for code in WAYS:
        whole = result.way(code).orders[0].at_top
        assert whole.matter_count == sum(fold.matter_count for fold in result.folds)
        assert whole.escalated_count == sum(fold.escalated[code] for fold in result.folds)
        for cut_code in ("area", "category", "channel"):
            mine = [cut for cut in result.cuts[code] if cut.cut_code == cut_code]
            assert sum(cut.matter_count for cut in mine) == whole.matter_count
            assert sum(cut.hit_count or 0 for cut in mine if not cut.is_too_few) <= whole.hit_count
    for fold in result.folds:
        assert fold.escalated["without_deadline"] == fold.escalated["by_further"] > 0
        assert fold.escalated["with_deadline"] > fold.escalated["without_deadline"]


def test_who_comes_again_within_a_horizon_is_counted(tested: Tested) -> None:
    """Raised by the origin, open, and again within 30 days after it: every third matter of the 20 days before the origin."""
    for fold in tested[0].folds:
        told = [row for row in year()[0] if str(row["report_id"]).endswith("b")]
        again = [row for row in told if 0 < (row["reported_at"].date() - fold.fold.origin).days <= 30]  # type: ignore[attr-defined]
        before = [row for row in again if (row["reported_at"].date() - fold.fold.origin).days <= 20]  # type: ignore[attr-defined]
        assert fold.escalated["by_further"] == len(before)


def test_no_report_no_person_and_no_matter_is_named(tested: Tested) -> None:
    text = json.dumps(as_json(tested[0]), ensure_ascii=False)
    assert "report0" not in text
    assert "号工地" not in text
    assert not [word for word in ("token", "petitioner", "officer", "matter_id", "report_id") if word in text]


def test_json_holds_what_the_tables_show(tested: Tested) -> None:
    told = json.loads(json.dumps(as_json(tested[0])))
    assert [fold["with_deadline"]["forecast"] is None for fold in told["folds"]] == [True, False]
    orders = told["all_folds"]["without_deadline"]["orders"]
    assert set(orders) == {"list", "score", "need", "most_reports", "most_people", "oldest", "most_overdue"}
    tables = Report(tested[0], "en").tables()
    assert len(tables) == 10
    assert all(len(row) == len(table.heads) for table in tables for row in table.rows)
    folds, by_order = tables[5].rows, tables[6].rows
    assert [row[0] for row in folds] == ["2024-08-27", "2024-09-26", "all"]
    assert by_order[0][1] == f"{orders['list']['at_capacity']['precision']:.2f}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_home(tmp_path_factory.mktemp("command") / "home")
    store = open_store(path, "warehouse")
    add(store, "core_report", year()[0])
    store.close()
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_prints_tables_or_json(
    home: Path, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_LANG", lang)
    run_backtest(home, Question(date(2024, 12, 31), fold_count=1), print_json=lang == "en")
    told = capsys.readouterr()
    if lang == "en":
        assert json.loads(told.out)["horizon_days"] == 30
        assert told.err.count("\n") < 5
        return
    assert "升级（含时限超期）  ·  每周可办40件" in told.out
    assert "清单排序" in told.out
    assert "样本太少" in told.out
    assert "1 轮，2024-09-26 至 2024-10-26" in told.err


def test_the_command_refuses_what_cannot_be(home: Path) -> None:
    with pytest.raises(BadArgument):
        run_backtest(home, Question(date(2024, 12, 31), top_share=1.5), print_json=False)
    with pytest.raises(NothingThere):
        run_backtest(home, Question(date(2024, 3, 31)), print_json=False)
    with pytest.raises(NothingThere):
        run_backtest(home, Question(date(2020, 1, 1)), print_json=False)
