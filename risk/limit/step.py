"""Each limit's acts: those it runs from, those that meet it, those that end it unmet.

rule             runs from           met by                               ended by            whose
XF15_NOTICE      organ_received      told, 不予受理, 不再受理, an answer   petitioner_unclear  organ
XF60_HANDLE      accepted (31.6)     an answer: opinion or settlement     returned, 不予受理   unit
XF30_ASK_REVIEW  opinion_delivered   review_asked, review_received        –                   petitioner

What proves an earlier act counts as it: a unit that has received shows the transfer. An acceptance is no notice.
A right that is not used lapses; it is never overdue and nobody failed. Source: 条例 22, 23, 25, 34–36.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from risk.limit.act import NO_LONGER_ACCEPTED, NOT_ACCEPTED
from risk.limit.rule import Rule

REFUSED = f"{NOT_ACCEPTED} {NO_LONGER_ACCEPTED}"
ANSWERED = "opinion_issued opinion_delivered settled"
DONE = frozenset(f"told accepted {ANSWERED}".split())
OVER = frozenset({"withdrawn", "reopened"})


@dataclass(frozen=True)
class Step:
    """Acts of one limit; `is_apart` ones go on when the petition is withdrawn or reopened."""

    rule_code: str
    starts: str
    meets: str
    ends: str = ""
    is_right: bool = False
    is_petition: bool = False
    is_simple: bool = False
    is_apart: bool = False

    @property
    def started_by(self) -> frozenset[str]:
        """Codes of acts it runs from."""
        return frozenset(self.starts.split())

    @property
    def met_by(self) -> frozenset[str]:
        """Codes of acts that do what was asked."""
        return frozenset(self.meets.split())

    @property
    def ended_by(self) -> frozenset[str]:
        """Codes of acts after which it is asked no longer."""
        return frozenset(self.ends.split()) | (frozenset() if self.is_apart else OVER)


STEPS = (
    Step("URGENT", "found_urgent", "reported_up", is_apart=True),
    Step("LOCAL_MAJOR4H", "found_urgent", "reported_up", is_apart=True),
    Step("XF15_TRANSFER", "office_received", f"transferred unit_received {REFUSED} {ANSWERED}"),
    Step("XF15_NOTICE", "organ_received", f"told {REFUSED} {ANSWERED}", "petitioner_unclear"),
    Step("LOCAL_ZJ5W", "office_received organ_received", f"transferred told {REFUSED} {ANSWERED}"),
    Step("XF15_NOTICE_UNIT", "unit_received", f"told {REFUSED} {ANSWERED}", "returned"),
    Step("XF5W_OBJECTION", "unit_received", "objected", f"returned told accepted {REFUSED} {ANSWERED}", is_right=True),
    Step("JY3W_ACCEPT", "organ_received unit_received", f"accepted {REFUSED}", "returned simple_ended", is_simple=True),
    Step("JY10W_HANDLE", "accepted", ANSWERED, f"{REFUSED} returned simple_ended", is_petition=True, is_simple=True),
    Step("XF60_HANDLE", "accepted", ANSWERED, f"{REFUSED} returned", is_petition=True),
    Step("XF30_ASK_REVIEW", "opinion_delivered", "review_asked review_received", is_right=True, is_petition=True),
    Step("XF30_REVIEW", "review_received", "review_issued review_delivered", is_petition=True),
    Step("XF30_ASK_RECHECK", "review_delivered", "recheck_asked recheck_received", is_right=True, is_petition=True),
    Step("XF30_RECHECK", "recheck_received", "recheck_issued recheck_delivered", is_petition=True),
    Step("RMTJ30", "mediation_started", "agreement_effective mediation_ended", is_apart=True),
    Step("SFQR30", "agreement_effective", "confirmation_asked", is_right=True, is_apart=True),
)  # fmt: skip


def in_force(rules: Mapping[str, Rule], *, adopted: Collection[str] = ()) -> dict[str, Rule]:
    """The rules of law and practice, and of the local or unverified ones those a site adopted."""
    return {
        code: rule for code, rule in rules.items() if rule.status in ("law", "practice") or code in adopted
    }
