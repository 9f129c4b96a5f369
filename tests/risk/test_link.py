"""Which reports are one matter: drawn cases."""

import pytest

from data.db import Store
from tests.risk.ledger import add, matters, party, report, rows, run

STORY = "在翠湖工地做木工，包工队拖欠工资32600元，已有五个月，多次催要没有结果"
AGAIN = "再次反映翠湖工地欠薪的事，五个月工资32600元到现在还没给"
OTHER = "小区垃圾清运不及时，夏天异味很大，希望增加清运次数"

CASES = [
    # what is the same                      first party            second party           second report        one matter
    ("phone, paraphrase", {"name": "张三", "phone": "1"}, {"name": "张三", "phone": "1"}, {}, True),
    ("phone of an agent, other story", {"name": "张三", "phone": "1"}, {"name": "李四", "phone": "1"},
     {"narrative": OTHER, "category_code": "15"}, False),
    ("name and community, other grid", {"name": "张三"}, {"name": "张三"}, {"grid_text": "g2"}, True),
    ("name in another community", {"name": "张三"}, {"name": "张三"}, {"grid_text": "g3"}, False),
    ("name and organisation elsewhere", {"name": "张三"}, {"name": "张三"},
     {"grid_text": "g3", "respondent_id": "r1"}, True),
    ("homonym with another ID number", {"name": "张三", "id": "A"}, {"name": "张三", "id": "B"}, {}, False),
    ("homonym with another story", {"name": "张三"}, {"name": "张三"}, {"narrative": OTHER}, False),
    ("name that sounds the same", {"name": "张珊", "sound": "zs"}, {"name": "张山", "sound": "zs"}, {}, True),
    ("nobody named, same words and grid", {}, {}, {"narrative": STORY}, True),
    ("nobody named, another grid", {}, {}, {"narrative": STORY, "grid_text": "g2"}, False),
    ("one named, one not", {"name": "张三"}, {}, {"narrative": STORY}, False),
    ("an accusation never joins a general matter", {"name": "张三", "phone": "1"}, {"name": "张三", "phone": "1"},
     {"legal_category_code": "accusation"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("_", "first", "second", "said", "is_one"), CASES, ids=[case[0] for case in CASES])
def test_two_reports(
    warehouse: Store,
    _: str,
    first: dict[str, str],
    second: dict[str, str],
    said: dict[str, str],
    is_one: bool,
) -> None:
    one = report("a", "2024-03-01", narrative=STORY, respondent_id="r1")
    other = report("b", "2024-04-01", **{"narrative": AGAIN, **said})
    add(warehouse, "core_report", [one, other])
    add(warehouse, "core_report_party", [party(i, **who) for i, who in (("a", first), ("b", second)) if who])
    run(warehouse, "2024-06-30")
    assert matters(warehouse) == {"a": "a", "b": "a" if is_one else "b"}


def test_one_signatory_in_common_is_enough(warehouse: Store) -> None:
    """
    a signed by 张三 李四      b signed by 李四 王五      c signed by 王五      → one matter, founded by a
    """
    told = [report(i, f"2024-03-0{k}", narrative=STORY) for k, i in enumerate("abc", start=1)]
    signed = [("a", "张三"), ("a", "李四"), ("b", "李四"), ("b", "王五"), ("c", "王五")]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party(i, name=name) for i, name in signed])
    run(warehouse, "2024-06-30")
    assert matters(warehouse) == {"a": "a", "b": "a", "c": "a"}
    assert rows(warehouse, "SELECT report_id, repeat_no, is_repeat FROM out_matter_report ORDER BY 1") == [
        ("a", 1, False),
        ("b", 2, True),
        ("c", 3, True),
    ]


def test_a_shared_phone_of_hundreds_is_narrowed_and_nothing_is_dropped(warehouse: Store) -> None:
    """An agent's phone on 300 rows; the two about one thing still meet, the others stay apart."""
    told = [
        report(
            f"r{k:03d}",
            "2024-03-01",
            narrative=f"{k}号院门口的路灯不亮了{k * 977 % 1000:03d}",
            category_code="99",
        )
        for k in range(300)
    ]
    told += [report("x1", "2024-03-02", narrative=STORY), report("x2", "2024-03-20", narrative=AGAIN)]
    add(warehouse, "core_report", told)
    add(
        warehouse,
        "core_report_party",
        [party(str(row["report_id"]), phone="1", name=str(row["report_id"])[:2]) for row in told],
    )
    run(warehouse, "2024-06-30")
    found = matters(warehouse)
    assert len(found) == 302
    assert found["x2"] == "x1"


def _decide(store: Store, one: str, other: str, decision: str, **said: object) -> None:
    row = {
        "judgement_id": f"{one}{other}{decision}", "about_code": "matter", "report_id": one, "other_report_id": other,
        "decision_code": decision, "decided_by": "chen", "decided_at": "2024-05-01",
    }  # fmt: skip
    add(store, "core_judgement", [{**row, **said}])


def test_decisions_overrule_and_a_withdrawn_one_does_not(warehouse: Store) -> None:
    """
    machine  a–b, b–c            person  a ≠ c      →  c apart from a, b with the surer of the two
    withdrawn                                       →  the machine's view again
    """
    add(
        warehouse,
        "core_report",
        [report(i, f"2024-03-0{k}", narrative=STORY) for k, i in enumerate("abc", start=1)],
    )
    add(warehouse, "core_report_party", [party(i, phone="1", name="张三") for i in "abc"])
    _decide(warehouse, "a", "c", "different")
    run(warehouse, "2024-06-30")
    assert matters(warehouse)["c"] != matters(warehouse)["a"]
    with warehouse.writing() as connection:
        connection.execute("UPDATE core_judgement SET withdrawn_at = '2024-06-01'")
    run(warehouse, "2024-06-30", changed=[])
    assert set(matters(warehouse).values()) == {"a"}


def test_a_person_joins_what_the_machine_left_apart_and_the_old_id_gets_an_alias(warehouse: Store) -> None:
    add(warehouse, "core_report", [report("a", "2024-03-01"), report("b", "2024-03-02")])
    run(warehouse, "2024-06-30")
    assert matters(warehouse) == {"a": "a", "b": "b"}
    _decide(warehouse, "b", "a", "same")
    run(warehouse, "2024-06-30", changed=[])
    assert matters(warehouse) == {"a": "a", "b": "a"}
    assert rows(warehouse, "SELECT report_id, other_report_id, decided_by FROM out_link") == [
        ("a", "b", "person")
    ]
    assert rows(warehouse, "SELECT old_id, new_id, kind_code FROM core_alias") == [("b", "a", "matter")]
    assert rows(warehouse, "SELECT matter_id FROM core_matter ORDER BY 1") == [("a",), ("b",)]
