"""Handling a group together: what fits its numbers, never a word of pressure, nothing once all is settled."""

from __future__ import annotations

import pytest

from risk.joint import COUNTS, joint_steps, propose
from tests.risk.test_route import PRESSURE

DRAWN = [
    # matters, open, people, units, growth, cause → steps
    ("two units, many people", (14, 1, 25, 2, 0), "respondent", ["meeting", "representatives", "recommend"]),
    ("one unit, a few", (3, 3, 3, 1, 0), "respondent", ["one_inquiry", "ask_organisation"]),
    (
        "a place, growing",
        (6, 5, 6, 1, 4),
        "place",
        ["one_inquiry", "representatives", "leader", "on_site", "recommend"],
    ),
    ("no unit named yet", (2, 2, 2, 0, 2), "place", ["one_inquiry", "on_site"]),
    ("one left open", (2, 1, 2, 1, 0), "place", []),
    ("nothing open", (14, 0, 25, 2, 0), "respondent", []),
]


@pytest.mark.parametrize(
    ("numbers", "cause", "steps"), [case[1:] for case in DRAWN], ids=[case[0] for case in DRAWN]
)
def test_drawn(numbers: tuple[int, ...], cause: str, steps: list[str]) -> None:
    assert [step.code for step in propose(dict(zip(COUNTS, numbers, strict=True)), cause)] == steps


def test_every_step_names_its_basis_and_presses_nobody() -> None:
    for step in joint_steps():
        assert all((step.zh, step.en, step.basis))
        assert step.standing in ("law", "practice")
        assert {*step.at_least, *step.at_most} <= set(COUNTS)
        assert not [word for word in PRESSURE if word in step.zh]
