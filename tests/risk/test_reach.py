"""A refresh of what a change reaches gives what a full one gives, row for row; on any doubt everything is worked out."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import risk.reach.follow
import risk.reach.signal
from data.config import Config
from data.db import Connection, Store
from risk.refresh import RefreshResult, refresh, refresh_in
from tests.risk.desk import enter, judge, name, take, take_back, withdraw
from tests.risk.drawn import Row, ledgers
from tests.risk.ledger import CONFIG, NOW, clear, day_after, party, report, rows
from tests.risk.test_incremental import DERIVED

AS_OF = date(2024, 7, 15)
TABLES = (
    *DERIVED,
    "out_refresh",
    "out_rank",
    "out_scan",
    "out_signal_matter",
    "out_signal_week",
    "core_matter",
    "core_alias",
)
STORY = "在翠湖工地做木工，包工队拖欠工资32600元，已有五个月，多次催要没有结果"
AGAIN = "再次反映翠湖工地欠薪的事，五个月工资32600元到现在还没给"
NAMES = {"r1": "嘉诚市政工程有限公司", "r2": "宏远建筑有限公司", "r3": "荷塘镇政府", "r4": "东宏远建筑公司"}
TIGHT = replace(
    CONFIG,
    link=replace(CONFIG.link, block_cap_count=3),
    group=replace(
        CONFIG.group, respondent_cap_count=2, respondent_kind_cap_count=2, place_cap_count=3, largest_count=3
    ),
    score=replace(CONFIG.score, red_count=2, weekly_capacity=4, red_floor=10, orange_floor=8),
)
ASSIGNED = (
    "SELECT 'm{turn}' AS measure_id, '{one}' AS report_id, 'assign' AS measure_code, '{unit}' AS unit_id, "
    "TIMESTAMP '2024-07-01 12:00:00' AS started_at"
)
QUICK = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.too_slow],
)  # fmt: skip
HAPPENINGS = (
    "sheet",
    "sheet",
    "resend",
    "withdraw",
    "act",
    "act back",
    "assign",
    "assign back",
    "judge",
    "name",
    "nothing",
)


def everything(connection: Connection) -> dict[str, list[str]]:
    return {
        table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}").fetchall())) for table in TABLES
    }


def after(store: Store, changed: set[str], config: Config = CONFIG) -> tuple[RefreshResult, list[str]]:
    """The refresh of what was touched, and the tables that are not as a full one would have had them."""
    asked = {"as_of": AS_OF, "config": config, "now": NOW}
    with store.trying() as connection:
        refresh_in(connection, **asked)
        full = everything(connection)
    result = refresh(store, **asked, changed=changed)
    with store.reading() as connection:
        touched = everything(connection)
    return result, [table for table in TABLES if touched[table] != full[table]]


def begin(store: Store, reports: list[Row], parties: list[Row], config: Config = CONFIG) -> None:
    clear(store)
    with store.writing() as connection:
        connection.execute("DELETE FROM core_report_party_past")
    take(store, reports, parties)
    refresh(store, as_of=AS_OF, config=config, now=NOW)


def happen(
    store: Store, what: str, rnd: random.Random, ledger: tuple[list[Row], list[Row]], turn: int
) -> set[str]:
    """One thing that happens to a ledger, drawn by chance."""
    held = [str(row[0]) for row in rows(store, "SELECT report_id FROM core_report ORDER BY 1")]
    one, other = rnd.sample(held, 2) if len(held) > 1 else (held[0], held[0])
    day = datetime(2024, 3, 1) + timedelta(days=rnd.randint(0, 130))
    if what == "sheet":
        return take(store, ledger[0][turn::3], ledger[1])
    if what == "resend":
        taken = [{**row, "report_id": one} for row in rnd.sample(ledger[0], 1)]
        return take(store, taken, [party(one, name=rnd.choice(("张三", "赵六")))])
    if what == "withdraw":
        return withdraw(store, one)
    if what == "act":
        return enter(store, f"e{turn}", one, rnd.choice(("unit_received", "accepted", "settled")), day)
    if what == "act back":
        return take_back(store, f"e{turn - 1}")
    if what == "assign":
        _run(
            store,
            f"INSERT INTO core_measure BY NAME {ASSIGNED.format(one=one, turn=turn, unit=rnd.choice('uv'))}",
        )
    if what == "assign back":
        _run(store, f"UPDATE core_measure SET withdrawn_at = '2024-07-14' WHERE measure_id = 'm{turn - 1}'")
    if what == "judge" and one != other:
        return judge(store, f"j{turn}", (one, other), rnd.choice(("same", "different")))
    if what == "name":
        name(store, *rnd.choice(list(NAMES.items())))
    return set()


@pytest.mark.parametrize("config", [CONFIG, TIGHT], ids=["as it comes", "small limits"])
@QUICK
@given(
    ledger=ledgers(20), story=st.lists(st.sampled_from(HAPPENINGS), min_size=2, max_size=2), rnd=st.randoms()
)
def test_whatever_happens_the_result_is_a_full_one(
    warehouse: Store,
    config: Config,
    ledger: tuple[list[Row], list[Row]],
    story: list[str],
    rnd: random.Random,
) -> None:
    begin(warehouse, ledger[0][::3], ledger[1], config)
    for turn, what in enumerate(story):
        _, differing = after(warehouse, happen(warehouse, what, rnd, ledger, turn), config)
        assert not differing, (turn, what)


def test_a_sheet_touches_only_what_it_reaches(warehouse: Store) -> None:
    """
    a, b: r1, 18      x: r2, 04      then c: r1, 18      →   only the group of a grows; the row of x is not written anew
    """
    told = [
        report("a", "2024-03-01", narrative=STORY, respondent_id="r1"),
        report("b", "2024-03-05", narrative="水", respondent_id="r1"),
    ]
    begin(warehouse, [*told, report("x", "2024-04-01", category_code="04", respondent_id="r2")], [])
    before = rows(warehouse, "SELECT rowid FROM out_matter WHERE matter_id = 'x'")
    changed = take(warehouse, [report("c", "2024-03-20", narrative="电", respondent_id="r1")], [])
    result, differing = after(warehouse, changed)
    assert (result.mode, differing) == ("touched", [])
    assert rows(warehouse, "SELECT group_id, matter_count FROM out_group") == [("a", 3)]
    assert rows(warehouse, "SELECT rowid FROM out_matter WHERE matter_id = 'x'") == before


def test_an_office_is_reached_in_one_area_and_counted_in_all(warehouse: Store) -> None:
    """
    荷塘镇政府: five open in g1, one in g3 (x)     one more in g1     →   x says seven, and is not worked out
    """
    about = {"respondent_id": "r3", "narrative": "水", "channel_code": "visit"}
    told = [report(f"a{k}", f"2024-07-0{k}", **about) for k in range(1, 6)]
    clear(warehouse)
    name(warehouse, "r3", NAMES["r3"])
    take(warehouse, [*told, report("x", "2024-07-06", **about, grid_text="g3")], [])
    refresh(warehouse, as_of=AS_OF, config=CONFIG, now=NOW)
    before = rows(warehouse, "SELECT rowid FROM out_matter WHERE matter_id = 'x'")
    result, differing = after(warehouse, take(warehouse, [report("b", "2024-07-08", **about)], []))
    assert (result.mode, differing) == ("touched", [])
    said = "SELECT measured_value FROM out_reason WHERE matter_id = 'x' AND measure_code = 'respondent_open'"
    assert rows(warehouse, said) == [(7.0,)]
    assert rows(warehouse, "SELECT rowid FROM out_matter WHERE matter_id = 'x'") == before


def test_matters_merge_and_split_and_what_they_were_called_is_kept(warehouse: Store) -> None:
    """
    a and b are two (another phone, another name)    b is sent again with a's phone   →  b is one with a
    """
    said = [
        report("a", "2024-03-01", narrative=STORY),
        report("b", "2024-04-01", narrative=AGAIN, grid_text="g3"),
    ]
    begin(warehouse, said, [party("a", name="张三", phone="1"), party("b", name="李四", phone="2")])
    _, differing = after(warehouse, take(warehouse, said[1:], [party("b", name="张三", phone="1")]))
    assert (differing, rows(warehouse, "SELECT matter_id FROM out_matter")) == ([], [("a",)])
    assert rows(warehouse, "SELECT old_id, new_id FROM core_alias") == [("b", "a")]
    _, differing = after(warehouse, judge(warehouse, "j", ("a", "b"), "different"))
    assert (differing, rows(warehouse, "SELECT matter_id FROM out_matter ORDER BY 1")) == (
        [],
        [("a",), ("b",)],
    )


def test_a_name_that_comes_gives_an_older_report_its_respondent(warehouse: Store) -> None:
    begin(
        warehouse,
        [report("a", "2024-03-01", narrative="嘉诚市政工程拖欠6900块钱"), report("b", "2024-03-02")],
        [],
    )
    name(warehouse, "r1", NAMES["r1"])
    result, differing = after(warehouse, take(warehouse, [report("c", "2024-05-01", respondent_id="r1")], []))
    assert (result.mode, differing) == ("touched", [])
    assert rows(warehouse, "SELECT * FROM out_mention") == [("a", "r1")]


RENAMED = "UPDATE core_respondent SET name = '别的公司' WHERE respondent_id = 'r1'"
HOLIDAY = "UPDATE core_calendar SET is_working = NOT is_working WHERE day_date = '2024-05-06'"
AREA = "INSERT INTO core_area VALUES ('c9', 'community', '北村', 't1', '2020-01-01', NULL)"
DOUBTS = [
    # what happened                       done
    ("a report nobody named", lambda store: take(store, [report("y", "2024-05-01")], [])),
    ("a name was changed", lambda store: _run(store, RENAMED)),
    ("another holiday", lambda store: _run(store, HOLIDAY)),
    ("an upload nobody named", lambda store: _run(store, "UPDATE core_report SET submission_id = 'S000002'")),
    ("an area came", lambda store: _run(store, AREA)),
    ("no stamp is left", lambda store: _run(store, "DELETE FROM core_setting WHERE name = 'refresh_stamp'")),
]  # fmt: skip


def _run(store: Store, query: str) -> None:
    with store.writing() as connection:
        connection.execute(query)


def test_on_any_doubt_everything_is_worked_out(warehouse: Store) -> None:
    begin(warehouse, [report("a", "2024-03-01", narrative=STORY)], [])
    name(warehouse, "r1", NAMES["r1"])
    refresh(warehouse, as_of=AS_OF, config=CONFIG, now=NOW, changed=set())
    for what, done in DOUBTS:
        done(warehouse)
        assert refresh(warehouse, as_of=AS_OF, config=CONFIG, now=NOW, changed=set()).mode != "touched", what
    other = replace(CONFIG, lists=replace(CONFIG.lists, stock_days=1))
    for asked in ({"as_of": AS_OF, "config": other}, {"as_of": date(2024, 7, 16), "config": other}):
        assert refresh(warehouse, **asked, now=NOW, changed=set()).mode != "touched"
        assert refresh(warehouse, **asked, now=NOW, changed=set()).mode == "touched"


def test_what_ends_midway_leaves_the_former_state_whole(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(warehouse, [report("a", "2024-03-01", narrative=STORY)], [party("a", name="张三", phone="1")])
    with warehouse.reading() as connection:
        before = everything(connection)
    changed = take(
        warehouse, [report("b", "2024-04-01", narrative=AGAIN)], [party("b", name="张三", phone="1")]
    )
    for step in ("write_near", "_judge_areas"):
        whole = getattr(risk.reach.follow, step)
        monkeypatch.setattr(
            risk.reach.follow, step, lambda *told, _=whole, **asked: (_(*told, **asked), _stop())
        )
        with pytest.raises(KeyboardInterrupt):
            refresh(warehouse, as_of=AS_OF, config=CONFIG, now=NOW, changed=changed)
        monkeypatch.undo()
        with warehouse.reading() as connection:
            assert everything(connection) == before
    assert after(warehouse, changed)[1] == []


def _stop() -> None:
    raise KeyboardInterrupt


def test_when_signals_fail_the_rest_stands_and_the_next_refresh_makes_up_for_them(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(warehouse, [report("a", "2024-03-01", narrative=STORY)], [])
    changed = take(warehouse, [report("b", day_after("2024-03-01", 40), narrative="水")], [])
    monkeypatch.setattr(risk.reach.signal, "find_signals", lambda *told, **asked: _stop())
    with pytest.raises(KeyboardInterrupt):
        refresh(warehouse, as_of=AS_OF, config=CONFIG, now=NOW, changed=changed)
    assert rows(warehouse, "SELECT matter_id FROM out_matter ORDER BY 1") == [("a",), ("b",)]
    monkeypatch.undo()
    result, differing = after(warehouse, set())
    assert (result.mode, differing) == ("touched", [])


def test_an_assignment_nobody_named_reaches_its_matter(warehouse: Store) -> None:
    """
    a, x: nobody's     a assigned to u     →   a is u's, and x is not written anew
    """
    begin(
        warehouse,
        [report("a", "2024-03-01"), report("x", "2024-04-01", category_code="04", grid_text="g3")],
        [],
    )
    before = rows(warehouse, "SELECT rowid FROM out_matter WHERE matter_id = 'x'")
    _run(warehouse, f"INSERT INTO core_measure BY NAME {ASSIGNED.format(one='a', turn=1, unit='u')}")
    result, differing = after(warehouse, {"something else"})
    assert (result.mode, differing) == ("touched", [])
    assert rows(warehouse, "SELECT unit_id FROM out_matter WHERE matter_id = 'a'") == [("u",)]
    assert rows(warehouse, "SELECT rowid FROM out_matter WHERE matter_id = 'x'") == before
    _run(warehouse, "UPDATE core_measure SET withdrawn_at = '2024-07-14'")
    result, differing = after(warehouse, {"m1"})
    assert (result.mode, differing) == ("touched", [])
    assert rows(warehouse, "SELECT unit_id FROM out_matter WHERE matter_id = 'a'") == [(None,)]
