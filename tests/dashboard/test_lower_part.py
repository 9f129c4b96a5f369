"""What would lower a matter's score, as the drawer tells it."""

from datetime import date

import pytest

from dashboard.pages.lower_part import lower_part
from dashboard.present import Speech
from data.config import load_config

CARD = load_config().score
LATE = {
    "rule_code": "XF15_NOTICE", "rule_name": "直接收到：书面告知", "state_code": "overdue", "overdue_days": 3,
    "due_in_days": -3, "met_date": None,
}  # fmt: skip
SOON = LATE | {
    "rule_code": "XF60_HANDLE",
    "rule_name": None,
    "state_code": "due_soon",
    "overdue_days": 0,
    "due_in_days": 5,
}
PEOPLE = {"measure_code": "people", "measured_value": 60.0, "points": 18}


def told(part):
    """Every text of a part of a page, in order."""
    if isinstance(part, str):
        return [part]
    children = part if isinstance(part, list) else getattr(part, "children", None) or []
    return [
        text for child in (children if isinstance(children, list) else [children]) for text in told(child)
    ]


@pytest.mark.parametrize(
    ("language", "points", "act", "kept", "after"),
    [
        ("zh", ["-26", "-6", "-2"], "书面告知信访人受理情况", "补上「直接收到：书面告知」（已超 3 天）", "（现在 36 分）"),
        ("en", ["-26", "-6", "-2"], "give the petitioner written notice", "3 day(s) overdue", "about 4 points (now 36)"),
    ],
)  # fmt: skip
def test_acts_with_the_limits_they_keep(language, points, act, kept, after):
    texts = told(
        lower_part(
            36, [PEOPLE], [LATE, SOON], CARD, Speech(language, {("rule", "XF60_HANDLE"): "信访程序办结"})
        )
    )
    assert [text for text in texts if text[1:].isdigit() and text[0] in "+-"] == points
    whole = " ".join(texts)
    assert act in whole
    assert kept in whole
    assert after in whole
    assert "信访工作条例第22、23条" in whole


@pytest.mark.parametrize("met", [None, date(2024, 5, 1)])
def test_a_limit_that_was_kept_asks_for_nothing(met):
    texts = told(
        lower_part(20 if met is None else 18, [PEOPLE], [LATE | {"met_date": met}], CARD, Speech("zh", {}))
    )
    assert any("补上" in text for text in texts) is (met is None)


def test_nothing_open_is_said_plainly():
    under_way = {"measure_code": "mediation_under_way", "measured_value": 1.0, "points": -6}
    assert told(lower_part(0, [under_way], [], CARD, Speech("zh", {}))) == ["现在没有能降分的待办步骤。"]


def test_scored_by_another_card_nothing_is_foretold():
    assert told(lower_part(54, [PEOPLE], [LATE], CARD, Speech("zh", {})))[0].startswith(
        "评分规则在上次计算之后改过"
    )
