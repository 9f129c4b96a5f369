"""Who is taken for the same person: drawn reports, a site too small to have trained its own weights unless said."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.db import Connection, Store
from risk.locate import locate
from risk.person import Explained, Model, explain, fixed_model, same_people
from risk.person.compared import COUNTED, Compared
from risk.person.contribution import RULES
from risk.person.weigh import forbidden
from risk.query import build, put
from tests.risk.drawn import Row, ledgers
from tests.risk.ledger import add, clear, party, report, rows, run
from tests.risk.person_twin import twin_pairs

AS_OF = "2024-06-30"
STORY = "在翠湖工地做木工，包工队拖欠工资32600元，已有五个月，多次催要没有结果"
AGAIN = "再次反映翠湖工地欠薪的事，五个月工资32600元到现在还没给"
OTHER = "小区垃圾清运不及时，夏天异味很大，希望增加清运次数"
ELSE = {"narrative": OTHER, "category_code": "15"}
FIXED = fixed_model(6)
Pairs = set[tuple[str, str]]

CASES = [
    # what is the same, first party, second party, second report, whether one person
    ("name and grid, like text", {"name": "张三"}, {"name": "张三"}, {}, True),
    ("name and organisation, like text, another grid", {"name": "张三"}, {"name": "张三"},
     {"grid_text": "g2", "respondent_id": "o1"}, True),
    ("a homonym in the grid, another thing", {"name": "张三"}, {"name": "张三"}, ELSE, False),
    ("a homonym in another community", {"name": "张三"}, {"name": "张三"}, {"grid_text": "g3", **ELSE}, False),
    ("name and phone, another thing", {"name": "张三", "phone": "1"}, {"name": "张三", "phone": "1"}, ELSE, True),
    ("phone, name typed wrong, like text", {"name": "张三", "phone": "1"}, {"name": "章叁", "phone": "1"}, {}, True),
    ("phone of the household, another name and thing", {"name": "张三", "phone": "1"},
     {"name": "李四", "phone": "1"}, ELSE, False),
    ("home of the household, another name and thing", {"name": "张三", "address": "a"},
     {"name": "李四", "address": "a"}, ELSE, False),
    ("ID number, name typed wrong", {"name": "张三", "id": "A"}, {"name": "章叁", "id": "A"}, {}, True),
    ("all but the ID number", {"name": "张三", "phone": "1", "id": "A"}, {"name": "张三", "phone": "1", "id": "B"}, {}, False),
    ("user number", {"ref": "u7"}, {"ref": "u7"}, ELSE, True),
    ("words alone", {"name": "张三"}, {"name": "李四"}, {"narrative": STORY}, False),
    ("nobody named", {}, {}, {"narrative": STORY}, False),
    ("a name that sounds the same, like text", {"name": "张珊", "sound": "zs", "phone": "1"},
     {"name": "张山", "sound": "zs", "phone": "1"}, {}, True),
    ("one is an accusation", {"name": "张三", "phone": "1"}, {"name": "张三", "phone": "1"},
     {"legal_category_code": "accusation"}, False),
]  # fmt: skip


def _pairs(store: Store, model: Model = FIXED) -> Pairs:
    with store.trying() as connection:
        same_people(connection, model)
        found = connection.execute("SELECT left_report_id, right_report_id FROM person_pair").fetchall()
    return {(one, other) for one, other in found}


def _tell(store: Store, reports: list[Row], parties: list[Row]) -> None:
    add(store, "core_report", reports)
    add(store, "core_report_party", parties)
    run(store, AS_OF)


@pytest.mark.parametrize(("_", "first", "second", "said", "is_same"), CASES, ids=[case[0] for case in CASES])
def test_two_reports(
    warehouse: Store, _: str, first: dict[str, str], second: dict[str, str], said: Row, is_same: bool
) -> None:
    one = report("a", "2024-03-01", narrative=STORY, respondent_id="o1")
    other = report("b", "2024-04-01", **{"narrative": AGAIN, **said})
    _tell(
        warehouse,
        [one, other],
        [party(i, **who) for i, who in (("a", first), ("b", second)) if any(who.values())],
    )
    assert _pairs(warehouse) == ({("a", "b")} if is_same else set())
    told = _explained(warehouse, "a", "b")
    assert (told is not None and told.is_same) is is_same


def test_a_common_name_never_links_by_itself_however_the_weights_are(warehouse: Store) -> None:
    """
    40 reports by a 王伟 in one grid, each of another thing      →  no pair, trained or not
    """
    told = [
        report(f"r{k:02d}", "2024-03-01", narrative="".join(map(chr, range(20000 + 30 * k, 20020 + 30 * k))))
        for k in range(40)
    ]
    _tell(warehouse, told, [party(str(row["report_id"]), name="王伟") for row in told])
    sure = _trained_by_hand(prior=0.5)
    assert _pairs(warehouse) == _pairs(warehouse, sure) == set()
    explained = _explained(warehouse, "r00", "r01", sure)
    assert explained is not None
    assert explained.rules == ("name_alone",)
    assert explained.match_weight > 0


def test_a_rare_name_in_one_grid_links_once_the_site_knows_its_names(warehouse: Store) -> None:
    _tell(
        warehouse,
        [report("a", "2024-03-01", narrative=STORY), report("b", "2024-04-01", **ELSE)],
        [party("a", name="欧阳若兮"), party("b", name="欧阳若兮")],
    )
    assert _pairs(warehouse) == set()
    assert _pairs(warehouse, _trained_by_hand()) == {("a", "b")}


def test_parts_of_a_row_that_names_several_say_nothing_of_each_other(warehouse: Store) -> None:
    """
    row 5 names 张三 and 李四 and tells two things → a and b; c by 张三 later, of the first      →  a–c only
    """
    row = {"row_no": 5, "party_count": 2}
    reports = [
        report("a", "2024-03-01", narrative=STORY, part_no=1, **row),
        report("b", "2024-03-01", part_no=2, **row, **ELSE),
        report("c", "2024-04-01", narrative=AGAIN, row_no=9),
    ]
    parties = [
        {**party(i, name=name), "party_no": k}
        for i in "ab"
        for k, name in enumerate(("张三", "李四"), start=1)
    ]
    _tell(warehouse, reports, [*parties, party("c", name="张三")])
    assert _pairs(warehouse) == {("a", "c")}


def test_contributions_add_up_and_name_nobody(warehouse: Store) -> None:
    """
    start −16.6, name +13.6, phone +13.4, place +8.5, what is raised +6.1 or so
    """
    who = {"name": "张三", "phone": "13800000000"}
    told = [report("a", "2024-03-01", narrative=STORY), report("b", "2024-04-01", narrative=AGAIN)]
    _tell(warehouse, told, [party("a", **who), party("b", **who)])
    explained = _explained(warehouse, "a", "b")
    assert explained is not None
    assert [one.code for one in explained.contributions] == ["start", "name", "phone", "place", "facts"]
    assert sum(one.bits for one in explained.contributions) == pytest.approx(explained.match_weight)
    assert [one.level_zh for one in explained.contributions[1:4]] == ["姓名相同", "电话相同", "同一网格"]
    tokens = {
        str(token) for row in rows(warehouse, "SELECT * FROM core_report_party") for token in row[3:] if token
    }
    assert not [text for text in tokens | set(who.values()) if text in repr(explained)]


def test_a_report_that_names_nobody_is_not_explained(warehouse: Store) -> None:
    _tell(warehouse, [report("a", "2024-03-01"), report("b", "2024-04-01")], [party("a", name="张三")])
    assert _explained(warehouse, "a", "b") is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=ledgers(), random=st.randoms(use_true_random=False))
def test_pairs_are_those_of_the_slow_twin_in_any_order(
    warehouse: Store, told: tuple[list[Row], list[Row]], random: object
) -> None:
    """The twin looks at every pair of petitioners; the order reports came in changes nothing, nor which id stands first."""
    reports, parties = told
    clear(warehouse)
    random.shuffle(reports)  # type: ignore[attr-defined]
    random.shuffle(parties)  # type: ignore[attr-defined]
    add(warehouse, "core_report", reports)
    add(warehouse, "core_report_party", parties)
    model = _trained_by_hand()
    with warehouse.trying() as connection:
        locate(connection, everything=True)
        connection.execute("CREATE OR REPLACE TEMP VIEW report_asked AS SELECT * FROM core_report")
        build(connection, "live_report", until=datetime(2024, 12, 31))
        same_people(connection, model, of="live")
        found = connection.execute(
            "SELECT left_report_id, right_report_id, match_weight FROM person_pair"
        ).fetchall()
        near = _pairs_with_a_changed_one(connection, model, str(reports[0]["report_id"]))
    want = twin_pairs(reports, parties, model)
    assert near == {pair for pair in want if reports[0]["report_id"] in pair}
    assert {(one, other): pytest.approx(weight) for one, other, weight in found} == want


def _pairs_with_a_changed_one(connection: Connection, model: Model, report_id: str) -> Pairs:
    """What a refresh works out after one report changed."""
    put(connection, "changed_report", report_id=np.array([report_id]))
    same_people(connection, model, of="changed")
    found = connection.execute("SELECT left_report_id, right_report_id FROM person_pair").fetchall()
    return {pair for pair in found if report_id in pair}


def test_every_rule_has_its_words() -> None:
    none = np.zeros(0, np.int64)
    levels = {one.code: none for one in FIXED.comparisons}
    nothing = Compared(none, none, levels, dict.fromkeys(COUNTED, none), none > 0, none > 0, none > 0)
    assert forbidden(nothing, FIXED).keys() == RULES.keys()


def _explained(store: Store, one: str, other: str, model: Model = FIXED) -> Explained | None:
    with store.reading() as connection:
        there = explain(connection, model, one, other)
        back = explain(connection, model, other, one)
    assert there == back
    return there


def _trained_by_hand(prior: float = 1e-4) -> Model:
    """The fixed weights as if 10,000 reports had taught them."""
    return Model(
        **{
            **vars(FIXED), "how": "trained", "trained_on": date(2024, 7, 1), "record_count": 10_000, "prior": prior,
        }
    )  # fmt: skip
