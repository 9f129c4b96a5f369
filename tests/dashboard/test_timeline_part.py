"""What happened on a matter: reports and acts in order, a withdrawn entry left out, every act with a name."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard.pages.timeline_part import timeline_part
from dashboard.present import Speech
from risk.limit.act import STANDINGS
from tests.dashboard.test_lower_part import told


def act(code: str, day: int, **said: object) -> dict[str, object]:
    plain = {
        "event_code": code,
        "occurred_at": datetime(2025, 3, day, 12),
        "route_code": None,
        "closure_code": None,
        "note_text": None,
        "withdrawn_at": None,
    }
    return {**plain, **said}


def items(acts: list[dict[str, object]], language: str = "zh") -> list[str]:
    children = timeline_part([], acts, Speech(language, {}), {}).children  # type: ignore[arg-type]
    return [" ".join(told(item.title) + told(item.children)) for item in children]


def test_acts_stand_in_order_and_withdrawn_ones_are_left_out() -> None:
    acts = [
        act("accepted", 5, route_code="31.6"),
        act("told", 4, note_text="已送达"),
        act("settled", 3, withdrawn_at=datetime(2025, 3, 4)),
    ]
    first, second = items(acts)
    assert "2025-03-04" in first
    assert "告知" in first
    assert "已送达" in first
    assert "第31条第6项" in second


@pytest.mark.parametrize("code", STANDINGS)
def test_every_act_has_a_name(code: str) -> None:
    (zh,), (en,) = items([act(code, 4)]), items([act(code, 4)], "en")
    assert f"act.{code}" not in zh + en
    assert zh != en
