"""Groups: matters of different people that share a cause."""

from collections.abc import Sequence

import pytest

from data.db import Store
from tests.risk.ledger import add, party, report, rows, run

R1 = {"respondent_id": "r1"}
HOUSE = {"place_text": "翠湖花园3幢"}
CASES = [
    ("same organisation and kind", ("张三", "李四"), (R1, R1), 1),
    ("another kind in one grid", ("张三", "李四"), (R1, {**R1, "category_code": "02"}), 1),
    ("another kind in another grid", ("张三", "李四"), (R1, {**R1, "category_code": "02", "grid_text": "g2"}), 0),
    ("same estate, another organisation", ("张三", "李四"), ({**HOUSE, **R1}, {**HOUSE, "respondent_id": "r2"}), 0),
    ("one person's two matters", ("张三", "张三"), (R1, R1), 0),
    ("too long apart", ("张三", "李四"), (R1, {**R1, "reported_at": "2024-06-01 10:00:00"}), 0),
    ("same estate, other houses", ("张三", "李四"), (HOUSE, {"place_text": "翠湖花园8幢"}), 1),
    ("same estate elsewhere", ("张三", "李四"), (HOUSE, {"place_text": "翠湖花园8幢", "grid_text": "g3"}), 0),
    ("the village itself is no cause", ("张三", "李四"), ({"place_text": "东村"}, {"place_text": "东村"}), 0),
    ("an office, two communities", ("张三", "李四"), ({"respondent_id": "o"}, {"respondent_id": "o", "grid_text": "g3"}), 0),
    ("an office, one grid", ("张三", "李四"), ({"respondent_id": "o"}, {"respondent_id": "o"}), 1),
    ("an accusation is in no group", ("张三", "李四"), (R1, {**R1, "legal_category_code": "accusation"}), 0),
]  # fmt: skip


@pytest.mark.parametrize(("_", "names", "said", "groups"), CASES, ids=[case[0] for case in CASES])
def test_two_matters(
    warehouse: Store, _: str, names: Sequence[str], said: Sequence[dict[str, object]], groups: int
) -> None:
    add(
        warehouse,
        "core_respondent",
        [{"respondent_id": "r1", "name": "甲置业"}, {"respondent_id": "o", "name": "甲镇政府"}],
    )
    told = [
        report(i, "2024-03-01", narrative=text, **more)
        for i, text, more in zip("ab", ("漏水", "欠薪"), said, strict=True)
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party(i, name=name) for i, name in zip("ab", names, strict=True)])
    run(warehouse, "2024-06-30")
    assert len(rows(warehouse, "SELECT group_id FROM out_group")) == groups


def test_what_a_group_says(warehouse: Store) -> None:
    """
    a 张三 (says 30 people)   b 李四   c 李四        g1 g2 in one community, all on r1
    people: the larger of the 30 stated and the 2 named, never their sum
    """
    add(warehouse, "core_respondent", [{"respondent_id": "r1", "name": "甲置业"}])
    told = [
        report("a", "2024-03-01", narrative="延期交房", people_count=30, unit_id="u1", **R1),
        report("b", "2024-03-05", narrative="公摊面积", grid_text="g2", unit_id="u2", **R1),
        report("c", "2024-03-20", narrative="绿化缩水", closed_at="2024-03-25", **R1),
    ]
    add(warehouse, "core_report", told)
    add(
        warehouse,
        "core_report_party",
        [party("a", name="张三"), party("b", name="李四"), party("c", name="李四")],
    )
    run(warehouse, "2024-03-31")
    names = "group_id, shared_cause, area_code, matter_count"
    names += ", open_matter_count, people_count, unit_count, growth_count"
    assert rows(warehouse, f"SELECT {names} FROM out_group") == [
        ("a", "同一被反映方：甲置业", "c1", 3, 2, 30, 2, 2)
    ]


def test_unplaced_matters_of_a_much_named_organisation_count_where_most_of_its_matters_are(
    warehouse: Store,
) -> None:
    """21 matters of one kind, 18 in one community and three without a place, are one group of 21; spread evenly they are not."""
    add(warehouse, "core_respondent", [{"respondent_id": "r1", "name": "甲置业"}])
    for grids, expected in ((["g1"] * 18, [21]), (["g1"] * 9 + ["g3"] * 9, [9, 9])):
        told = [
            report(f"a{k:02}", f"2024-03-{1 + k:02}", narrative=f"第{k}件事", grid_text=grid, **R1)
            for k, grid in enumerate([*grids, "", "", ""])
        ]
        add(warehouse, "core_report", told)
        add(
            warehouse,
            "core_report_party",
            [party(str(row["report_id"]), name=f"张{k}") for k, row in enumerate(told)],
        )
        run(warehouse, "2024-06-30")
        assert [row[0] for row in rows(warehouse, "SELECT matter_count FROM out_group")] == expected
        with warehouse.writing() as connection:
            connection.execute("DELETE FROM core_report_party")


def test_an_organisation_drawn_from_the_words_joins_like_one_of_a_column(warehouse: Store) -> None:
    add(warehouse, "core_respondent", [{"respondent_id": "r1", "name": "嘉诚市政工程有限公司"}])
    told = [
        report("a", "2024-03-01", narrative="拖欠工资", **R1),
        report("b", "2024-03-05", narrative="跟着班组干活，嘉诚市政工程拖欠六千块钱"),
        report("c", "2024-03-06", narrative="嘉诚老板不给钱"),
    ]
    add(warehouse, "core_report", told)
    add(
        warehouse,
        "core_report_party",
        [party(i, name=name) for i, name in zip("abc", ("张三", "李四", "王五"), strict=True)],
    )
    run(warehouse, "2024-06-30")
    assert rows(warehouse, "SELECT report_id, respondent_id FROM out_mention") == [("b", "r1")]
    assert rows(warehouse, "SELECT matter_id, group_id FROM out_matter ORDER BY 1") == [
        ("a", "a"),
        ("b", "a"),
        ("c", None),
    ]
