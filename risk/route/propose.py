"""The lawful routes of a matter: several, from its kind, its legal category and the day it was first reported.

Facts("10", "appeal", is_restricted=False, first_reported_date=2024-03-01)
    → TJ_LABOR, ARB_LABOR (no later than 2025-03-01), INSPECT_LABOR, INJURY, LEGALAID, XF
Facts("01", "accusation", is_restricted=True)
    → DISCIPLINE, and is_restricted: shown in no general list

Whether a matter is restricted is decided in risk/sql/live_matter.sql and only taken over here. Nothing here is about a
person, and no route is ranked by one: the order is that of data/reference/route_kinds.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.errors import BadArgument
from risk.route.book import Book, book
from risk.route.card import STANDINGS, Opening, Route, Said
from risk.route.limitation import LastDay, count_limit


@dataclass(frozen=True)
class Facts:
    """What of a matter decides its routes: columns of out_matter.

    is_restricted: as live_matter decided it. special_code: which special kind a restricted matter is, when told.
    has_safety_concern: danger to life was noted on one of its reports.
    """

    category_code: str
    legal_category_code: str
    is_restricted: bool
    first_reported_date: date | None = None
    special_code: str = ""
    has_safety_concern: bool = False

    def __post_init__(self) -> None:
        categories, specials = book().categories, book().specials
        if self.legal_category_code not in categories or self.special_code not in {"", *specials}:
            raise BadArgument(
                f"途径建议：没有法律类别「{self.legal_category_code}」或特殊类别「{self.special_code}」，"
                "请用 data/reference/route_kinds.toml 中列出的代码。",
                f"routes: no legal category {self.legal_category_code!r} or special kind {self.special_code!r}: "
                "use the codes listed in data/reference/route_kinds.toml.",
            )
        if self.special and not self.is_restricted:
            raise BadArgument(
                f"途径建议：特殊类别「{self.special}」的事项未标为受限，请先由 live_matter 标为受限再提出途径。",
                f"routes: a matter of special kind {self.special!r} is not restricted: "
                "live_matter must restrict it first.",
            )

    @property
    def special(self) -> str:
        """The special kind that was told, or that the legal category is; empty when neither tells."""
        return self.special_code or book().categories[self.legal_category_code].special


@dataclass(frozen=True)
class Proposed:
    """One route for this matter: why, on what basis, how firm route and basis together are, and its last days."""

    route: Route
    why: Said
    basis: str
    standing: str
    last_days: tuple[LastDay, ...]


@dataclass(frozen=True)
class Proposal:
    """All routes of a matter in the file's order; is_restricted: shown in no general list; beside: notes to heed."""

    is_restricted: bool
    routes: tuple[Proposed, ...]
    beside: tuple[Said, ...]


def propose(facts: Facts, *, as_of: date) -> Proposal:
    """The routes that stand open; of a restricted matter only those of its special kind."""
    known = book()
    openings = [*(known.safety if facts.has_safety_concern else ()), *_openings(facts, known)]
    beside = () if facts.is_restricted else known.kind(facts.category_code).beside
    return Proposal(
        is_restricted=facts.is_restricted,
        routes=tuple(_proposed(one, known, facts, as_of=as_of) for one in _each_once(openings)),
        beside=tuple(known.specials[code].beside for code in beside),
    )


def _openings(facts: Facts, known: Book) -> Iterable[Opening]:
    if facts.is_restricted:
        return known.specials[facts.special or known.untold].openings
    category = known.categories[facts.legal_category_code]
    of_kind = known.kind(facts.category_code).openings if category.adds_to_kind else ()
    return (*of_kind, *category.openings)


def _each_once(openings: Iterable[Opening]) -> Iterable[Opening]:
    first: dict[str, Opening] = {}
    for one in openings:
        first.setdefault(one.route_code, one)
    return first.values()


def _proposed(opening: Opening, known: Book, facts: Facts, *, as_of: date) -> Proposed:
    route = known.routes[opening.route_code]
    start = facts.first_reported_date
    return Proposed(
        route=route,
        why=opening.why,
        basis=opening.basis,
        standing=max(route.standing, opening.standing, key=STANDINGS.index),
        last_days=tuple(count_limit(limit, known, start=start, as_of=as_of) for limit in route.limits)
        if start
        else (),
    )
