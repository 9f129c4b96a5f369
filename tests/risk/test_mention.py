"""Organisations drawn from words: by hand, against plain Python, and the same whichever sheet told the name first."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.db import Store
from risk.mention import FORM, LEAST_LENGTH, mentioned, words_of
from tests.risk.ledger import add, party, report, rows, run

OFFICES = ("政府", "村委会", "局")
NAMES = {
    "r1": "嘉诚市政工程有限公司",
    "r2": "建筑工程有限公司",
    "r3": "宏远建筑工程有限公司",
    "r4": "大有建筑工程有限公司",
    "r5": "荷塘镇政府",
    "r6": "金桂苑物业",
    "r7": "金桂苑物业服务有限公司",
    "r8": "三厂",
}
DRAWN = [
    ("whole name", "嘉诚市政工程有限公司欠薪", "r1"),
    ("without its legal form", "给嘉诚市政工程干活", "r1"),
    ("the end of other names says too little", "在建筑工程有限公司干活", None),
    ("the longest of several", "金桂苑物业服务收费高，原来是金桂苑物业", "r7"),
    ("the shorter alone", "金桂苑物业不修电梯", "r6"),
    ("an office is asked as often as blamed", "曾找荷塘镇政府协调", None),
    ("an organisation beside an office", "荷塘镇政府说宏远建筑工程会给钱", "r3"),
    ("too short a name", "三厂排烟", None),
    ("nothing said", "", None),
    ("cut off at the end", "给嘉诚市政工", None),
    ("letters and signs around", "A嘉诚市政工程\u3000B", "r1"),
]


@pytest.mark.parametrize(("text", "owner"), [case[1:] for case in DRAWN], ids=[case[0] for case in DRAWN])
def test_drawn(text: str, owner: str | None) -> None:
    assert mentioned(words_of(NAMES, OFFICES), pa.chunked_array([[text]])).to_pylist() == [owner]


def plainly(names: dict[str, str], text: str) -> str | None:
    """The same by looking for every word in every text."""
    owners: dict[str, set[str]] = {}
    for owner, name in names.items():
        for word in {name, FORM.sub("", name)}:
            owners.setdefault(word, set()).add(owner)
    words = [
        word
        for word, who in owners.items()
        if len(who) == 1
        and len(word) >= LEAST_LENGTH
        and len(word.encode()) >= 8
        and not word.endswith(OFFICES)
        and sum(1 for other in owners if other != word and other.endswith(word)) < 2
        and word in text
    ]
    if not words:
        return None
    longest = max(len(word.encode()) for word in words)
    first = min((text.index(word), word) for word in words if len(word.encode()) == longest)
    (owner,) = owners[first[1]]
    return owner


LETTERS = st.sampled_from("甲乙丙丁公司有限政府a1")
WORD = st.text(LETTERS, min_size=1, max_size=8)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    names=st.lists(WORD, max_size=12, unique=True),
    texts=st.lists(st.text(LETTERS, max_size=40), max_size=8),
    cut=st.integers(0, 8),
)
def test_it_agrees_with_looking_for_every_word(names: list[str], texts: list[str], cut: int) -> None:
    known = {f"r{k}": name for k, name in enumerate(names)}
    chunks = pa.chunked_array([texts[:cut], texts[cut:]], pa.string())
    assert mentioned(words_of(known, OFFICES), chunks).to_pylist() == [plainly(known, text) for text in texts]


def test_a_name_learned_later_reaches_the_words_of_before(warehouse: Store) -> None:
    """The first sheet only tells the story, the second brings the name: an incremental refresh ends where a full one does."""
    stories = [
        report("a", "2024-03-01", narrative="嘉诚市政工程拖欠工资六千块钱，只有记工本和聊天记录"),
        report("b", "2024-03-02", narrative="嘉诚市政工程拖欠工资九千块钱，只有考勤表"),
    ]
    add(warehouse, "core_report", stories)
    add(warehouse, "core_report_party", [party("a", name="张三"), party("b", name="张三")])
    run(warehouse, "2024-06-30")
    add(warehouse, "core_respondent", [{"respondent_id": "r1", "name": "嘉诚市政工程有限公司"}])
    add(warehouse, "core_report", [report("c", "2024-03-20", narrative="欠薪", respondent_id="r1")])
    add(warehouse, "core_report_party", [party("c", name="李四")])
    tables = ("out_mention", "out_link", "out_matter", "out_group", "out_score")
    assert run(warehouse, "2024-06-30", changed=["c"]).mode == "incremental"
    step = {name: sorted(map(repr, rows(warehouse, f"SELECT * FROM {name}"))) for name in tables}
    run(warehouse, "2024-06-30")
    assert step == {name: sorted(map(repr, rows(warehouse, f"SELECT * FROM {name}"))) for name in tables}
    assert rows(warehouse, "SELECT report_id FROM out_mention ORDER BY 1") == [("a",), ("b",)]
