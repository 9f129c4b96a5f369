"""Random small ledgers for properties: few people, few stories, so that things meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.risk.ledger import party, report

STORIES = (
    "在翠湖工地做木工，包工队拖欠工资32600元，已有五个月，多次催要没有结果",
    "再次反映翠湖工地欠薪的事，五个月工资32600元到现在还没给",
    "物业公司乱收停车费，每月200元没有公示，业主意见很大",
    "停车收费200元一直没有公示，找物业公司没人管",
    "楼上漏水，墙面损失8000元",
    "",
)
FIRST = date(2024, 1, 1)
LENGTH = 150
Row = dict[str, object]


@st.composite
def ledgers(draw: st.DrawFn, most: int = 14) -> tuple[list[Row], list[Row]]:
    """(reports, parties) over five months."""
    count = draw(st.integers(1, most))
    reports, parties = [], []
    for k in range(count):
        day = FIRST + timedelta(days=draw(st.integers(0, LENGTH)))
        reports.append(report(f"r{k:02d}", day.isoformat(), **_said(draw, day)))
        who = draw(st.sampled_from(("", "张三", "李四", "王五")))
        if who:
            phone = draw(st.sampled_from(("", "", "1", "2")))
            parties.append(party(f"r{k:02d}", name=who, phone=phone, sound=who.replace("李四", "王五")))
    return reports, parties


def _said(draw: st.DrawFn, day: date) -> dict[str, object]:
    def later(name: str, most: int) -> dict[str, object]:
        wait = draw(st.one_of(st.none(), st.integers(0, most)))
        return {} if wait is None else {name: (day + timedelta(days=wait)).isoformat()}

    return {
        "narrative": draw(st.sampled_from(STORIES)),
        "grid_text": draw(st.sampled_from(("g1", "g2", "g3", "g3"))),
        "category_code": draw(st.sampled_from(("15", "18"))),
        "respondent_id": draw(st.sampled_from((None, "o1", "o2"))),
        "unit_id": draw(st.sampled_from((None, "u1", "u2"))),
        "channel_code": draw(st.sampled_from(("visit", "call", "screening"))),
        "level_code": draw(st.sampled_from(("community", "town", "county"))),
        "legal_category_code": draw(st.sampled_from(("appeal",) * 6 + ("accusation",))),
        "people_count": draw(st.sampled_from((None, 1, 6, 30))),
        "place_text": draw(st.sampled_from((None, "翠湖花园3幢", "翠湖花园8幢"))),
        "satisfaction_code": draw(st.sampled_from((None, None, "satisfied", "dissatisfied"))),
        **later("accepted_at", 40),
        **later("replied_at", 90),
        **later("closed_at", 120),
        **later("due_date", 60),
    }
