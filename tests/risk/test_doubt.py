"""The middle band: pairs a little short of one matter wait for a person, whose word stands over every refresh until withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.db import Store
from data.errors import BadArgument, NothingThere
from risk.judge import Pair, judge, undo
from risk.refresh import refresh
from tests.risk.ledger import CONFIG, NOW, add, matters, party, report, rows, run

STORY = "在龙湖湾工地做木工，包工队拖欠工资三个月没有给"
OTHER = "楼上住户装修夜里施工，吵得孩子睡不着，请求处理"
WAITING = "SELECT report_id, other_report_id FROM out_doubt WHERE is_waiting"


def two(store: Store, other_story: str) -> None:
    """One phone, two stories, filed under two kinds."""
    add(
        store,
        "core_report",
        [
            report("a", "2024-03-01", narrative=STORY),
            report("b", "2024-03-20", narrative=other_story, category_code="02"),
        ],
    )
    add(store, "core_report_party", [party("a", phone="1", name="张三"), party("b", phone="1", name="李四")])


def at_band(store: Store, band: float) -> None:
    refresh(
        store,
        as_of=date(2024, 6, 30),
        config=replace(CONFIG, link=replace(CONFIG.link, doubt_band=band)),
        now=NOW,
    )


def likeness_and_need(store: Store) -> float:
    """How alike the two are, by asking for everything."""
    at_band(store, 2.0)
    ((share,),) = rows(store, "SELECT likeness_share FROM out_doubt")
    return float(str(share))


def test_a_pair_a_little_short_waits_and_stays_apart(warehouse: Store) -> None:
    """A phone asks for 0.05, another name for 0.12 more, another kind for 0.15 more: 0.32."""
    two(warehouse, "包工队不管，" + OTHER)
    share = likeness_and_need(warehouse)
    short = 0.32 - share
    assert 0 < short < 0.32
    at_band(warehouse, short + 0.001)
    assert rows(warehouse, WAITING) == [("a", "b")]
    assert matters(warehouse) == {"a": "a", "b": "b"}
    at_band(warehouse, short - 0.001)
    assert rows(warehouse, "SELECT * FROM out_doubt") == []


def decided(store: Store, decision: str, when: int) -> None:
    with store.writing() as connection:
        judge(connection, Pair.of("b", "a"), decision, by="li", now=datetime(2024, 7, when))  # type: ignore[arg-type]


def test_a_decision_stands_over_every_refresh_and_withdrawn_the_machine_is_back(warehouse: Store) -> None:
    two(warehouse, "包工队不管，" + OTHER)
    at_band(warehouse, 2.0)
    decided(warehouse, "same", 1)
    for _ in range(2):
        at_band(warehouse, 2.0)
        assert matters(warehouse) == {"a": "a", "b": "a"}
        assert rows(warehouse, WAITING) == []
    decided(warehouse, "different", 2)
    at_band(warehouse, 2.0)
    assert matters(warehouse) == {"a": "a", "b": "b"}
    assert rows(warehouse, WAITING) == []
    with warehouse.writing() as connection:
        undo(connection, Pair.of("a", "b"), now=datetime(2024, 7, 3))
    at_band(warehouse, 2.0)
    assert rows(warehouse, WAITING) == [("a", "b")]
    kept = rows(
        warehouse, "SELECT decision_code, withdrawn_at IS NULL FROM core_judgement ORDER BY decided_at"
    )
    assert kept == [("same", False), ("different", False)]


def test_a_link_of_the_machine_is_cut_and_comes_back(warehouse: Store) -> None:
    two(warehouse, STORY)
    run(warehouse, "2024-06-30")
    assert matters(warehouse) == {"a": "a", "b": "a"}
    decided(warehouse, "different", 1)
    run(warehouse, "2024-06-30", changed=[])
    assert matters(warehouse) == {"a": "a", "b": "b"}
    with warehouse.writing() as connection:
        undo(connection, Pair.of("a", "b"), now=datetime(2024, 7, 2))
    run(warehouse, "2024-06-30", changed=[])
    assert matters(warehouse) == {"a": "a", "b": "a"}


def test_what_cannot_be_decided_is_refused(warehouse: Store) -> None:
    add(
        warehouse,
        "core_report",
        [report("a", "2024-03-01"), report("x", "2024-03-01", legal_category_code="accusation")],
    )
    with warehouse.writing() as connection:
        for one, other, error in (
            ("a", "a", BadArgument),
            ("a", "nobody", NothingThere),
            ("a", "x", NothingThere),
        ):
            with pytest.raises(error):
                judge(connection, Pair.of(one, other), "same", by="li", now=NOW)
        with pytest.raises(NothingThere):
            undo(connection, Pair.of("a", "b"), now=NOW)
    assert rows(warehouse, "SELECT count(*) FROM core_judgement") == [(0,)]
