"""On what a matter was closed: by the last act that ended it, by a sheet that says no basis, or not at all."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard.closing import closed_on
from dashboard.document import document, forms
from dashboard.present import Speech
from tests.dashboard.test_document import MATTER
from tests.dashboard.test_timeline_part import act

ZH = Speech("zh", {("closure_basis", "3"): "生活困难的帮扶救助到位", ("category", "02"): "物业纠纷"})
CLOSED = act("closed", 20, closure_code="3")
# acts; whether it is open; what is told
DRAWN = {
    "closed on a basis": ([act("accepted", 5), CLOSED], False, "生活困难的帮扶救助到位"),
    "its sheet says closed": ([act("accepted", 5)], False, "依据未填"),
    "entered before bases were asked": ([act("settled", 20)], False, "依据未填"),
    "the entry was withdrawn, the sheet says closed": (
        [{**CLOSED, "withdrawn_at": datetime(2025, 3, 21)}],
        False,
        "依据未填",
    ),
    "ended by the petitioner": ([act("withdrawn", 20)], False, "信访人撤回"),
    "closed and reopened": ([CLOSED, act("reopened", 25)], True, None),
    "nothing done": ([], True, None),
}


@pytest.mark.parametrize(("acts", "is_open", "told"), DRAWN.values(), ids=DRAWN)
def test_what_it_was_closed_on(acts: list[dict[str, object]], is_open: bool, told: str | None) -> None:
    assert closed_on({"is_open": is_open}, acts, ZH) == told


def test_the_form_of_closing_carries_it_or_leaves_a_blank() -> None:
    closed, still = {**MATTER, "is_open": False}, {**MATTER, "is_open": True}
    told = [str(line) for line in document(forms()["closing"], closed, [], ZH, acts=[CLOSED]).paragraphs]
    blank = [str(line) for line in document(forms()["closing"], still, [], ZH, acts=[]).paragraphs]
    assert "办结依据（条例第27条）：生活困难的帮扶救助到位" in told
    assert "<mark>【办结依据：见条例第27条】</mark>" in " ".join(blank)
