"""Near misses wait beside the report they look like; whatever has its own number, or is another story, does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from ingest.decision.likeness import likeness, pairs_of
from ingest.decision.park import MOST_IN_BLOCK
from ingest.load import Intake
from tests.ingest.conftest import counts

HEAD = ["上报时间", "当事人", "联系电话", "纠纷类型", "纠纷简况"]
STORY = "小区三号楼电梯停运三个月无人维修，老人上下楼困难，多次找物业没有结果，要求尽快修好"
HELD = ["2025-03-05", "张三", "13812345678", "物业", STORY]


def rows_of(intake: Intake, query: str) -> list[tuple]:
    with intake.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def test_likeness_is_the_share_of_pairs_in_common() -> None:
    """拖欠 欠工 工资 资三 三万 万元 against 拖欠 欠工 工资 资3 3万 万元: 4 of 8."""
    assert likeness(pairs_of("拖欠工资三万元"), pairs_of("拖欠工资 3万元")) == 0.5
    assert likeness(pairs_of("ＡＢＣ　d"), pairs_of("abcD")) == 1.0
    assert likeness(pairs_of(""), pairs_of("")) == 0.0
    assert likeness(pairs_of("甲"), pairs_of("甲")) == 0.0


CASES = [
    # what comes after HELD                                                              parked
    ("a comma more", ["2025-03-06", "张三", "13812345678", "物业", STORY + "。"], True),
    ("three days later", ["2025-03-08", "张三", "13812345678", "物业", STORY], True),
    ("three days earlier", ["2025-03-02", "张三", "13812345678", "物业", STORY], True),
    ("four days later", ["2025-03-09", "张三", "13812345678", "物业", STORY], False),
    ("another phone, same name", ["2025-03-06", "张三", "13912345678", "物业", STORY], True),
    ("another name, same phone", ["2025-03-06", "张珊", "13812345678", "物业", STORY], True),
    ("another person", ["2025-03-06", "李四", "13912345678", "物业", STORY], False),
    ("another kind", ["2025-03-06", "张三", "13812345678", "邻里", STORY], False),
    ("another story", ["2025-03-06", "张三", "13812345678", "物业", "物业费收据少开了两张，要求补开"], False),
    ("a word rewritten", ["2025-03-06", "张三", "13812345678", "物业", STORY.replace("老人", "居民")], True),
    ("half rewritten", ["2025-03-06", "张三", "13812345678", "物业", STORY[:20] + "，住户意见很大，希望派人看看"], False),
    ("nobody named", ["2025-03-06", "", "", "物业", STORY], False),
]  # fmt: skip


@pytest.mark.parametrize(("row", "is_parked"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_parked(draw, take, row: list[str], is_parked: bool) -> None:
    take(draw("a.xlsx", 村=[HEAD, HELD]))
    assert counts(take(draw("b.xlsx", 村=[HEAD, row]))) == ((0, 0, 0, 1, 0) if is_parked else (1, 0, 0, 0, 0))


def test_the_rest_of_the_sheet_is_taken(draw, take, intake: Intake) -> None:
    take(draw("a.xlsx", 村=[HEAD, HELD]))
    other = ["2025-03-06", "李四", "13912345678", "邻里", "楼上漏水把天花板泡坏了，要求赔偿"]
    receipt = take(draw("b.xlsx", 村=[HEAD, ["2025-03-06", *HELD[1:]], other]))
    assert counts(receipt) == (1, 0, 0, 1, 0)
    assert [(each.rule, each.row) for each in receipt.problems if each.rule == "looks_like_another"] == [
        ("looks_like_another", 2)
    ]
    assert rows_of(
        intake, "SELECT row_no, verdict_code FROM raw_row WHERE submission_id = 'S000002' ORDER BY 1"
    ) == [
        (2, "parked"),
        (3, "new"),
    ]


@pytest.mark.parametrize(
    ("held", "new"), [("1", "2"), ("", "2")], ids=["both numbered", "the new one numbered"]
)
def test_a_row_with_its_own_new_number_is_never_parked(draw, take, held: str, new: str) -> None:
    take(draw("a.xlsx", 村=[["编号", *HEAD], [held, *HELD]]))
    receipt = take(draw("b.xlsx", 村=[["编号", *HEAD], [new, "2025-03-06", *HELD[1:]]]))
    assert counts(receipt) == (1, 0, 0, 0, 0)


def test_an_unnumbered_row_is_parked_beside_a_numbered_one(draw, take) -> None:
    take(draw("a.xlsx", 村=[["编号", *HEAD], ["1", *HELD]]))
    assert counts(take(draw("b.xlsx", 村=[HEAD, ["2025-03-06", *HELD[1:]]]))) == (0, 0, 0, 1, 0)


def test_each_parked_report_stands_beside_one_that_does_not_wait_itself(draw, take, intake: Intake) -> None:
    """Three times the same in one sheet: the first is taken, the others wait beside it."""
    days = ("2025-03-05", "2025-03-06", "2025-03-07")
    receipt = take(draw("a.xlsx", 村=[HEAD, *([day, *HELD[1:]] for day in days)]))
    assert counts(receipt) == (1, 0, 0, 2, 0)
    pairs = rows_of(
        intake,
        "SELECT r.row_no, c.row_no, c.state_code FROM core_parked AS p "
        "JOIN core_report AS r ON r.report_id = p.report_id "
        "JOIN core_report AS c ON c.report_id = p.candidate_report_id ORDER BY 1",
    )
    assert pairs == [(3, 2, "accepted"), (4, 2, "accepted")]


def test_an_accusation_is_neither_parked_nor_a_candidate(draw, take, intake: Intake) -> None:
    """Nobody at the page for parked reports may read it, so it must not wait there."""
    story = "检举村干部侵占征地补偿款并打击报复，要求纪委查处"
    first = ["2025-03-05", "张三", "13812345678", "其他", story]
    take(draw("a.xlsx", 村=[HEAD, first]))
    with intake.warehouse.writing() as connection:
        connection.execute("UPDATE core_report SET legal_category_code = 'accusation'")
    assert counts(take(draw("b.xlsx", 村=[HEAD, ["2025-03-06", *first[1:]]]))) == (1, 0, 0, 0, 0)


def test_a_name_that_is_everybodys_does_not_say_who_it_is(draw, take) -> None:
    """群众 on more rows of one kind and week than one person ever has."""
    rows = [["2025-03-05", "群众代表", "", "物业", f"{k}号楼：{STORY}"] for k in range(MOST_IN_BLOCK + 1)]
    assert counts(take(draw("a.xlsx", 村=[HEAD, *rows]))) == (len(rows), 0, 0, 0, 0)
    assert counts(take(draw("b.xlsx", 村=[HEAD, *rows[:3], [*rows[0][:4], STORY]]))) == (1, 3, 0, 0, 0)


def test_nothing_temporary_stays(draw, take, intake: Intake) -> None:
    take(draw("a.xlsx", 村=[HEAD, HELD]))
    take(draw("b.xlsx", 村=[HEAD, ["2025-03-06", *HELD[1:]]]))
    assert rows_of(intake, "SELECT table_name FROM duckdb_tables() WHERE temporary") == []


def _slow_pairs(rows: list[list[str]]) -> set[int]:
    """The obvious way: every row against every one before it, row by row as a person would."""
    parked = set()
    for at, row in enumerate(rows):
        day = datetime.fromisoformat(row[0])
        for other in rows[:at]:
            near = abs((datetime.fromisoformat(other[0]) - day).days) <= 3
            same = (row[1] and row[1] == other[1]) or (row[2] and row[2] == other[2])
            if near and same and row[3] == other[3] and row != other:
                share = likeness(pairs_of(row[4]), pairs_of(other[4]))
                if share >= 0.8:
                    parked.add(at)
    return parked


def test_what_is_parked_agrees_with_the_slow_way(draw: Callable, take: Callable) -> None:
    names, phones = ("张三", "李四", "王小明"), ("13812345678", "13912345678", "")
    kinds, stories = (
        ("物业", "邻里"),
        (STORY, STORY + "。", STORY.replace("老人", "居民"), "楼上漏水把天花板泡坏了，要求赔偿"),
    )
    rows = [
        [
            f"2025-03-{1 + k * 5 % 17:02d}",
            names[k % 3],
            phones[(k * 7 // 3) % 3],
            kinds[(k // 5) % 2],
            stories[(k * 11 // 2) % 4],
        ]
        for k in range(90)
    ]
    rows = list({(row[0], row[1], row[4]): row for row in rows}.values())  # these three make a row itself
    receipt = take(draw("a.xlsx", 村=[HEAD, *rows]))
    told = {each.row - 2 for each in receipt.problems if each.rule == "looks_like_another" and each.row}
    assert told == _slow_pairs(rows)
    assert 5 < len(told) < len(rows) - 5
