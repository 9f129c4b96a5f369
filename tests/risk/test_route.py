"""Lawful routes: complete for every kind, never one alone, counted by the calendar, free of pressure on anyone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.codelist import FOLDER, read_list
from data.db import Store
from data.errors import BadArgument
from risk.route.book import book
from risk.route.card import STANDINGS, Opening
from risk.route.limitation import last_day
from risk.route.propose import Facts, Proposal, propose
from tests.risk.ledger import add, report, rows, run

BOOK = book()
AS_OF, FIRST = date(2024, 4, 20), date(2024, 3, 1)
ONLY_SPECIAL = {"DV", "DISCIPLINE", "POLITICAL_LEGAL", "RELIEF"}
SUBJECT = ("以主管机关认定为准", "subject to the competent authority")
PRESSURE = (
    "稳控 管控 布控 监控 监视 盯 息访 息诉 罢访 劝返 劝阻 劝说 劝导 劝退 拦 截访 堵 上门 入户 家访 撤诉 撤回 撤访 训诫 约谈 行踪 "
    "接回 遣返 承诺书 保证书 不再上访 不再信访 思想工作 做工作 疏导 黑名单 重点人 缠访 闹访 拘留 打击 "
    "persuad watch intercept surveil monitor home-visit doorstep withdraw blacklist escort detain stabil pacif appease dissuad"
).split()


def codes(proposal: Proposal) -> list[str]:
    return [one.route.code for one in proposal.routes]


def ordinary(kind: str, *, legal: str = "appeal", first: date | None = FIRST) -> Proposal:
    return propose(Facts(kind, legal, is_restricted=False, first_reported_date=first), as_of=AS_OF)


def restricted(legal: str = "appeal", special: str = "", *, danger: bool = False) -> Proposal:
    return propose(Facts("01", legal, True, FIRST, special, danger), as_of=AS_OF)


def every_opening() -> list[Opening]:
    owners = (*BOOK.kinds.values(), *BOOK.categories.values(), *BOOK.specials.values())
    return [*chain.from_iterable(owner.openings for owner in owners), *BOOK.safety]


# --- the data file ---------------------------------------------------------------------------------------------------


def test_all_twenty_kinds_have_several_routes() -> None:
    named = {row["code"]: row["name"] for row in read_list("dispute_types")}
    assert {code: kind.name for code, kind in BOOK.kinds.items()} == named
    assert len(named) == 20
    assert named == {row["code"]: row["name"] for row in read_list("kinds")}
    assert [
        code for code, kind in BOOK.kinds.items() if len({one.route_code for one in kind.openings}) < 2
    ] == []


def test_no_route_of_the_dispute_types_is_lost() -> None:
    """What dispute_types.csv lists is proposed, but for violence at home, which leaves the general list."""
    lost = {
        row["code"]: set(row["routes"].split("|")) - set(codes(ordinary(row["code"])))
        for row in read_list("dispute_types")
    }
    assert {code: routes for code, routes in lost.items() if routes} == {"01": {"DV"}}


def test_every_route_belongs_somewhere_with_a_reason_and_a_basis() -> None:
    openings = every_opening()
    assert {one.route_code for one in openings} == {row["route"] for row in read_list("routes")}
    assert all(one.why.zh and one.why.en and one.basis for one in openings)


def test_what_a_reader_is_told_has_the_numbers_that_are_written() -> None:
    """复议60日/诉讼6个月 → {60, 6} in both languages; a limit that is counted is one of the written ones."""
    for route in BOOK.routes.values():
        pairs = ((route.apply_written, route.apply), (route.decide_written, route.decide))
        for written, told in pairs:
            if written:
                numbers = [set(re.findall(r"\d+", text)) for text in (written, told.zh, told.en)]
                assert numbers[0] == numbers[1] == numbers[2], (route.code, written, told)
        for limit in route.limits:
            written_so = {"day": "日", "month": "个月", "year": "年"}[limit.unit]
            assert f"{limit.count}{written_so}" in route.apply_written or route.code == "ARB", route.code


def test_commercial_arbitration_has_the_limit_of_a_suit() -> None:
    """时效同诉讼."""
    (arbitration,), (suit,) = BOOK.routes["ARB"].limits, BOOK.routes["SUIT"].limits
    assert (arbitration.count, arbitration.unit) == (suit.count, suit.unit) == (3, "year")


def test_nothing_is_done_to_a_person() -> None:
    text = (FOLDER / "route_kinds.toml").read_text(encoding="utf-8").lower()
    assert [word for word in PRESSURE if word.replace("-", " ") in text] == []


def test_mediation_needs_the_consent_of_both_and_bars_nothing() -> None:
    mediating = [route for route in BOOK.routes.values() if "调解" in route.name.zh + route.decide.zh]
    assert {"RMTJ", "XZTJ_PSB", "XZTJ_TRAFFIC", "TJ_LABOR", "MED_RMTJ", "MED_XZTJ", "XZTJ", "CONSUMER"} <= {
        route.code for route in mediating
    }
    for route in [*mediating, BOOK.routes["XZ_ENV"], BOOK.routes["SFQR"]]:
        assert "双方" in route.consent.zh, route.code
        assert "自愿" in route.consent.zh
        assert re.search("不影响.*起诉", route.consent.zh)
        assert re.search("both sides|Both sides", route.consent.en)


def test_standing_is_the_weaker_of_route_and_assignment() -> None:
    found = {(kind, one.route.code): one.standing for kind in BOOK.kinds for one in ordinary(kind).routes}
    assert found["10", "ARB_LABOR"] == "law"
    assert found["02", "XZTJ_PSB"] == "recheck"  # routes.csv: law; recheck
    assert found["08", "INFO"] == "memory"  # the route is law, the article its use here cites was not read
    assert found["99", "XZTJ"] == "local"
    assert [found["15", "XZ_HOUSING"], found["19", "XZ_TOWN"], found["16", "XZCJ"]] == ["memory"] * 3
    for row in read_list("routes"):
        assert (row["standing"] == "law") == (BOOK.routes[row["route"]].standing == "law"), row["route"]
    assert all(BOOK.say(f"standing.{code}").zh for code in STANDINGS)


# --- routes of a matter ----------------------------------------------------------------------------------------------

PROPOSED = [
    # kind  legal         routes in order
    ("10", "appeal", ["TJ_LABOR", "ARB_LABOR", "INSPECT_LABOR", "INJURY", "LEGALAID", "XF"]),
    ("18", "appeal", ["INSPECT_LABOR", "ARB_LABOR", "LEGALAID", "TJ_LABOR", "XF"]),
    ("08", "appeal", ["XZFY", "XZSS", "EXPROP", "INFO", "XF"]),
    ("13", "appeal", ["MED_RMTJ", "MED_XZTJ", "SUIT", "LEGALAID", "XF"]),
    ("15", "suggestion", ["SUGGESTION", "INFO", "XF"]),
    ("77", "appeal", ["RMTJ", "XZTJ", "SUIT", "XF"]),  # a kind of the site's own: as other
]


@pytest.mark.parametrize(("kind", "legal", "expected"), PROPOSED)
def test_routes(kind: str, legal: str, expected: list[str]) -> None:
    assert codes(ordinary(kind, legal=legal)) == expected


SPECIAL = [
    # legal        special told          routes
    ("accusation", "", ["DISCIPLINE"]),
    ("appeal", "", ["DISCIPLINE"]),  # joined with an accusation by a person's decision: the wall holds
    ("appeal", "domestic_violence", ["DV", "EMERGENCY", "LEGALAID"]),
    ("appeal", "minor", ["EMERGENCY", "LEGALAID", "RELIEF"]),
    ("appeal", "litigation", ["POLITICAL_LEGAL", "LEGALAID", "RELIEF"]),
]


@pytest.mark.parametrize(("legal", "special", "expected"), SPECIAL)
def test_special_kinds_have_only_their_own_routes(legal: str, special: str, expected: list[str]) -> None:
    found = restricted(legal, special)
    assert (found.is_restricted, codes(found), found.beside) == (True, expected, ())


def test_danger_to_life_comes_first_on_any_matter() -> None:
    open_matter = propose(Facts("02", "appeal", False, FIRST, has_safety_concern=True), as_of=AS_OF)
    assert codes(open_matter)[:2] == ["EMERGENCY", "RMTJ"]
    assert codes(restricted("accusation", danger=True)) == ["EMERGENCY", "DISCIPLINE"]
    assert codes(restricted(special="minor", danger=True)).count("EMERGENCY") == 1


def test_an_ordinary_family_matter_tells_of_violence_and_minors() -> None:
    beside = ordinary("01").beside
    assert ["110" in beside[0].zh, "未成年人" in beside[1].zh, ordinary("12").beside] == [True, True, ()]


def test_facts_that_contradict_the_decision_are_refused() -> None:
    """Who is restricted is decided in live_matter.sql; here there is no second decision."""
    for facts in (
        ("01", "accusation", False),
        ("01", "appeal", False, FIRST, "minor"),
        ("01", "other", False),
    ):
        with pytest.raises(BadArgument):
            Facts(*facts)  # type: ignore[arg-type]


def test_routes_follow_what_live_matter_decided(warehouse: Store) -> None:
    told = [
        report("a", "2024-03-01", category_code="10"),
        report("b", "2024-03-02", category_code="10", legal_category_code="accusation"),
    ]
    add(warehouse, "core_report", told)
    run(warehouse, "2024-04-20")
    columns = "category_code, legal_category_code, is_restricted, CAST(first_reported_at AS DATE)"
    found = [
        propose(Facts(*row), as_of=AS_OF)
        for row in rows(warehouse, f"SELECT {columns} FROM out_matter ORDER BY matter_id")
    ]
    assert [(one.is_restricted, codes(one)[0]) for one in found] == [
        (False, "TJ_LABOR"),
        (True, "DISCIPLINE"),
    ]


# --- last days -------------------------------------------------------------------------------------------------------

LAST = [
    # first report  count unit     last day
    ("2024-03-01", 1, "year", "2025-03-01"),
    ("2024-02-29", 1, "year", "2025-02-28"),
    ("2024-02-29", 3, "year", "2027-02-28"),
    ("2023-08-31", 6, "month", "2024-02-29"),
    ("2024-12-15", 6, "month", "2025-06-15"),
    ("2024-03-01", 60, "day", "2024-04-30"),
]


@pytest.mark.parametrize(("start", "count", "unit", "expected"), LAST)
def test_last_day(start: str, count: int, unit: str, expected: str) -> None:
    assert last_day(date.fromisoformat(start), count, unit).isoformat() == expected


def slow_last_day(start: date, count: int, unit: str) -> date:
    """Day by day: so many days; or, in the last month, the same day of the month or the month's end."""
    if unit == "day":
        return [start + timedelta(days=k) for k in range(count + 1)][-1]
    month_no = start.year * 12 + start.month + count * {"month": 1, "year": 12}[unit]
    day = start
    while day.year * 12 + day.month < month_no or (
        day.day < start.day and (day + timedelta(days=1)).month == day.month
    ):
        day += timedelta(days=1)
    return day


@given(
    st.dates(date(1999, 1, 1), date(2030, 12, 31)),
    st.one_of(
        st.tuples(st.integers(1, 90), st.just("day")),
        st.tuples(st.integers(1, 14), st.just("month")),
        st.tuples(st.integers(1, 4), st.just("year")),
    ),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_last_day_as_counted_day_by_day(start: date, limit: tuple[int, str]) -> None:
    assert last_day(start, *limit) == slow_last_day(start, *limit)


def test_a_counted_day_says_what_it_was_counted_from() -> None:
    """Labour arbitration of a matter first reported on 2024-03-01, asked on 2024-04-20 and on 2025-03-02."""
    limits = {one.route.code: one.last_days for one in ordinary("10").routes}
    (day,) = limits["ARB_LABOR"]
    assert (day.last_date, day.is_past, day.headline.zh) == (date(2025, 3, 1), False, "不晚于 2025-03-01")
    assert day.caution.zh == "1年，按首次反映日 2024-03-01 推算，以主管机关认定为准"
    assert "最晚那天已经发生、已经知道" in day.counted.zh
    later = propose(Facts("10", "appeal", False, FIRST), as_of=date(2025, 3, 2))
    (past,) = next(one.last_days for one in later.routes if one.route.code == "ARB_LABOR")
    assert (past.is_past, past.headline.zh) == (True, "按此推算 2025-03-01 已过，但不等于不能提出")
    assert codes(later) == codes(ordinary("10"))  # a day that has passed closes no route


COUNTED = {
    "ARB_LABOR": ["2025-03-01"], "INSPECT_LABOR": ["2026-03-01"], "INJURY": ["2025-03-01"],
    "ARB_LAND": ["2026-03-01"], "XZFY": ["2024-04-30"], "XZSS": ["2024-09-01"],
    "EXPROP": ["2024-04-30", "2024-09-01"], "SUIT": ["2027-03-01"], "ARB": ["2027-03-01"],
}  # fmt: skip


def test_every_limit_that_can_be_counted() -> None:
    found = {
        one.route.code: [day.last_date.isoformat() for day in one.last_days]
        for kind in BOOK.kinds
        for one in ordinary(kind).routes
        if one.last_days
    }
    assert found == COUNTED
    assert not any(one.last_days for kind in BOOK.kinds for one in ordinary(kind, first=None).routes)


@given(
    st.sampled_from([*BOOK.kinds, "77"]),
    st.sampled_from(["appeal", "suggestion"]),
    st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    st.booleans(),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_whatever_the_matter(kind: str, legal: str, first: date, as_of: date, danger: bool) -> None:
    found = propose(Facts(kind, legal, False, first, has_safety_concern=danger), as_of=as_of)
    assert len(codes(found)) == len(set(codes(found))) >= 2
    assert not ONLY_SPECIAL & set(codes(found))
    for one in found.routes:
        assert len(one.last_days) == len(one.route.limits)
        for day in one.last_days:
            assert day.is_past == (day.last_date < as_of)
            assert day.last_date > first
            for said in (day.caution, day.counted):
                assert SUBJECT[0] in said.zh
                assert SUBJECT[1] in said.en
                assert first.isoformat() in said.zh
