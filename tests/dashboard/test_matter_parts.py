"""The drawer of a real refresh: reasons, limits with how they were counted, acts, the group, why its reports are one, doubts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.access import COMMAND_LINE
from dashboard.home import open_home
from dashboard.pages.matter import drawer_content
from dashboard.present import speech_for
from dashboard.read import Door
from risk.refresh import refresh
from tests.dashboard.test_lower_part import told
from tests.new_home import new_home
from tests.risk.ledger import NOW, add, party, report
from tests.risk.test_acted import act

STORY = "在龙湖湾工地做木工，嘉诚市政工程拖欠工资32600元三个月没有给"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One matter of two reports by one phone, its organisation named in words alone, a second matter of the same cause."""
    path: Path = new_home(tmp_path_factory.mktemp("parts") / "home")
    home = open_home(path, now=NOW)
    add(home.warehouse, "core_respondent", [{"respondent_id": "r1", "name": "嘉诚市政工程有限公司"}])
    reports = [
        report("a", "2025-03-03", narrative=STORY),
        report("b", "2025-04-01", narrative=STORY + "，再次反映"),
        report("c", "2025-03-20", narrative="欠薪", respondent_id="r1"),
    ]
    add(home.warehouse, "core_report", reports)
    add(
        home.warehouse,
        "core_report_party",
        [party("a", phone="1", name="张三"), party("b", phone="1", name="张三"), party("c", name="李四")],
    )
    for each in (
        act("told", "2025-03-05"),
        act("accepted", "2025-03-05", route_code="31.6"),
        act("extended", "2025-04-20", approved_date="2025-04-20", told_date="2025-04-21"),
    ):
        add(home.warehouse, "core_event", [each])
    refresh(home.warehouse, as_of=date(2025, 4, 25), config=home.config, now=NOW)
    with Door(home.warehouse, COMMAND_LINE, home.config).open() as view:
        parts = drawer_content(view, speech_for(view.rows("page_code"), "zh", 3), "a", home.config)
    home.close()
    return " ".join(told(parts))


@pytest.mark.parametrize(
    "words",
    [
        "嘉诚市政工程有限公司（据简况文字，请核实）",
        "未获答复期间又反映1次",
        "怎样能降下来",
        "延期内，计入",
        "2025-06-03",
        "同一被反映方：嘉诚市政工程有限公司",
        "可以这样合并办理",
        "为什么是同一件事",
        "电话相同",
        "像同一诉求人的把握",
        "可走的途径",
    ],
)
def test_the_drawer_tells(page: str, words: str) -> None:
    assert words in page


@pytest.mark.parametrize("words", ["张三", "李四", "00000000"])
def test_the_drawer_tells_nobody(page: str, words: str) -> None:
    assert words not in page
