"""A limit explained day by day, against a slow twin that walks, and what pauses, extensions and new lists may do to it."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.limit.act import STANDINGS, Act
from risk.limit.count import Limit, count
from risk.limit.explain import Row, explain, fold
from risk.limit.given import Given
from risk.limit.ladder import running
from risk.limit.moved import moved
from risk.limit.pause import Pause
from risk.limit.rule import Extension, Rule, read_rules
from risk.limit.workdays import WorkDays, shipped_work_days

DAY = timedelta(days=1)
RULES = read_rules()
LISTED = shipped_work_days()


def cut(last: date) -> WorkDays:
    return WorkDays({day: worked for day, worked in LISTED.listed.items() if day <= last}, LISTED.names)


SHORT, SUNDAY = cut(date(2024, 12, 31)), cut(date(2024, 12, 29))
BOTH = (
    Extension(date(2025, 9, 20), date(2025, 9, 22)),
    [Pause("听证", date(2025, 3, 10), date(2025, 3, 14))],
)

EXPLAINED = {
    "a notice over 春节": (
        Given(RULES["XF15_NOTICE"], date(2024, 1, 26)), LISTED, """
        2024-01-26             –      start            起算当日不计
        2024-01-27 2024-02-09  1-14   counted          计入
        2024-02-10             15     last_rest        第15日，逢春节，顺延
        2024-02-11 2024-02-17  –      passed           春节，顺延
        2024-02-18             –      rolled           春节后第一个工作日，法定到期日
        """),
    "an objection over 国庆": (
        Given(RULES["XF5W_OBJECTION"], date(2025, 9, 26)), LISTED, """
        2025-09-26             –      start            起算当日不计
        2025-09-27             –      rest             周末，不计
        2025-09-28             1      worked           周末调休上班，计入
        2025-09-29 2025-09-30  2-3    counted          计入
        2025-10-01 2025-10-05  –      rest             国庆节，不计
        2025-10-06             –      rest             中秋，不计
        2025-10-07 2025-10-08  –      rest             国庆节，不计
        2025-10-09             4      counted          计入
        2025-10-10             5      last             第5日，期限届满日
        """),
    "handling, extended": (
        Given(RULES["XF60_HANDLE"], date(2024, 12, 2), (), Extension(date(2025, 1, 20), date(2025, 1, 21))), LISTED, """
        2024-12-02             –      start            起算当日不计
        2024-12-03 2025-01-31  1-60   counted          计入
        2025-02-01 2025-03-01  61-89  extended         延期内，计入
        2025-03-02             90     last_rest        第90日，逢周末，顺延
        2025-03-03             –      rolled           周末后第一个工作日，法定到期日
        """),
    "a recheck with a hearing, heard again while it rolls": (
        Given(RULES["XF30_RECHECK"], date(2025, 3, 3), (
            Pause("听证", date(2025, 3, 10), date(2025, 3, 12)), Pause("听证", date(2025, 4, 7), date(2025, 4, 8)))), LISTED, """
        2025-03-03             –      start            起算当日不计
        2025-03-04 2025-03-09  1-6    counted          计入
        2025-03-10 2025-03-12  –      paused           听证期间，不计
        2025-03-13 2025-04-04  7-29   counted          计入
        2025-04-05             30     last_rest        第30日，逢清明，顺延
        2025-04-06             –      passed           清明，顺延
        2025-04-07 2025-04-08  –      paused           听证期间，不计
        2025-04-09             –      rolled           清明后第一个工作日，法定到期日
        """),
    "a hearing that goes on": (
        Given(RULES["XF30_RECHECK"], date(2025, 3, 3), (Pause("听证", date(2025, 3, 10)),)), LISTED, """
        2025-03-03             –      start            起算当日不计
        2025-03-04 2025-03-09  1-6    counted          计入
        2025-03-10 …           –      open             听证尚未结束，到期日未定
        """),
    "an objection past the end of the list": (
        Given(RULES["XF5W_OBJECTION"], date(2024, 12, 27)), SHORT, """
        2024-12-27             –      start            起算当日不计
        2024-12-28 2024-12-29  –      rest             周末，不计
        2024-12-30 2024-12-31  1-2    counted          计入
        2025-01-01 2025-01-02  3-4    unlisted         节假日表未公布，按工作日计，实际只会更晚
        2025-01-03             5      last_unlisted    第5日，节假日表止于2024-12-31，最早于该日届满
        """),
    "a notice whose list ends on a Sunday": (
        Given(RULES["XF15_NOTICE"], date(2024, 12, 14)), SUNDAY, """
        2024-12-14             –      start            起算当日不计
        2024-12-15 2024-12-28  1-14   counted          计入
        2024-12-29             15     last_rest        第15日，逢周末，顺延
        2024-12-30             –      rolled_unlisted  节假日表止于2024-12-29，最早顺延至该日
        """),
    "at once": (
        Given(RULES["URGENT"], date(2024, 2, 10)), LISTED, """
        2024-02-10             –      at_once          即时办理，不计日
        """),
    "within hours": (
        Given(RULES["LOCAL_MAJOR4H"], date(2024, 2, 10)), LISTED, """
        2024-02-10             –      hours            4小时内，最迟不过2024-02-11
        """),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "calendar", "table"), EXPLAINED.values(), ids=EXPLAINED)
def test_explained(asked: Given, calendar: WorkDays, table: str) -> None:
    told = explain(asked.rule, asked.from_date, calendar, pauses=asked.pauses, extension=asked.extension)
    assert [_drawn(row) for row in told.rows] == [line.split() for line in table.strip().splitlines()]
    assert all(row.en and "{" not in row.zh + row.en for row in told.rows)


def test_unfolded_it_has_a_row_for_each_day_and_folds_to_the_same() -> None:
    asked = (RULES["XF5W_OBJECTION"], date(2025, 9, 26), LISTED)
    days = explain(*asked, is_folded=False).rows
    assert [row.from_date for row in days] == [date(2025, 9, 26) + k * DAY for k in range(15)]
    assert fold(days) == explain(*asked).rows
    assert days[2].en == "a weekend day worked in exchange for a holiday: counted"


def test_what_a_new_list_changes() -> None:
    asked = {
        "rolls": Given(RULES["XF15_NOTICE"], date(2025, 1, 13)),
        "stands": Given(RULES["XF15_NOTICE"], date(2024, 12, 23)),
        "is not touched": Given(RULES["XF15_NOTICE"], date(2024, 12, 16)),
        "counts later": Given(RULES["XF5W_OBJECTION"], date(2024, 12, 27)),
        "is heard": Given(RULES["XF30_RECHECK"], date(2024, 12, 20), (Pause("听证", date(2024, 12, 25)),)),
    }
    moves = {move.key: move.sentence for move in moved(asked, SHORT, LISTED)}
    assert moves == {
        "rolls": (
            "节假日表更新：XF15_NOTICE 到期日 2025-01-28 → 2025-02-05，已确定",
            "New holiday list: XF15_NOTICE due 2025-01-28 → 2025-02-05, certain",
        ),
        "stands": (
            "节假日表更新：XF15_NOTICE 到期日 2025-01-07，已确定",
            "New holiday list: XF15_NOTICE due 2025-01-07, certain",
        ),
        "counts later": (
            "节假日表更新：XF5W_OBJECTION 到期日 2025-01-03 → 2025-01-06，已确定",
            "New holiday list: XF5W_OBJECTION due 2025-01-03 → 2025-01-06, certain",
        ),
    }
    assert moved(asked, LISTED, LISTED) == ()


STARTS = st.dates(date(2024, 1, 1), date(2025, 3, 31))
CALENDARS = st.sampled_from([LISTED, SHORT, SUNDAY])
COUNTED = st.sampled_from([rule for rule in RULES.values() if rule.is_counted])
PAUSABLE = st.sampled_from([RULES["XF30_RECHECK"], RULES["XF60_HANDLE"], RULES["XF5W_OBJECTION"]]).map(
    lambda rule: Rule(**{**rule.__dict__, "pausable": ("听证",)})
)
ANY_RULE = st.one_of(COUNTED, PAUSABLE)


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[str, int, int | None]]:
    """Reason, days after the start, length; no length is a pause that goes on."""
    length = st.one_of(st.integers(0, 12), st.none())
    one = st.tuples(st.sampled_from(["听证", "听证", "停电"]), st.integers(-10, 70), length)
    return draw(st.lists(one, max_size=4))


EXTENSIONS = st.one_of(
    st.none(),
    st.builds(
        Extension,
        st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2025, 6, 1))),
        st.one_of(st.none(), st.just(date(2024, 3, 1))),
        st.one_of(st.none(), st.integers(1, 40)),
    ),
)
many = settings(max_examples=100, deadline=None, derandomize=True)


def placed(start: date, drawn: Sequence[tuple[str, int, int | None]]) -> list[Pause]:
    begins = [(reason, start + after * DAY, length) for reason, after, length in drawn]
    return [
        Pause(reason, begin, None if length is None else begin + length * DAY)
        for reason, begin, length in begins
    ]


def walked(
    rule: Rule, start: date, calendar: WorkDays, pauses: Sequence[Pause], extension: Extension | None
) -> Limit:
    """The slow twin: one day after the other, asking of each whether it counts."""
    plain = _walk(rule, rule.day_count, start, calendar, pauses)
    if extension is None or not rule.extend_days or not (extension.approved_date and extension.told_date):
        return plain
    if plain.statutory_due and extension.approved_date > plain.statutory_due:
        return plain
    more = min(extension.day_count or rule.extend_days, rule.extend_days)
    return _walk(rule, rule.day_count + more, start, calendar, pauses)


def _walk(rule: Rule, days: int, start: date, calendar: WorkDays, pauses: Sequence[Pause]) -> Limit:
    horizon = start + 400 * DAY
    heard = [p for p in pauses if p.reason in rule.pausable]
    paused = {
        day
        for k in range(1, 401)
        for p in heard
        if p.from_date <= (day := start + k * DAY) and (p.to_date is None or day <= p.to_date)
    }
    day, left, asked_past = start, days, False
    while left and day < horizon:
        day += DAY
        if day in paused:
            continue
        if rule.kind == "working":
            asked_past = asked_past or day not in calendar.listed
            if calendar.listed.get(day, True) is False:
                continue
        left -= 1
    if day >= horizon:
        return Limit(rule.code, start, days, None, None, False)
    last = day
    while last < horizon and (last in paused or calendar.listed.get(last, True) is False):
        last += DAY
    if last >= horizon:
        return Limit(rule.code, start, days, day, None, False)
    return Limit(rule.code, start, days, day, last, asked_past or last not in calendar.listed)


@many
@given(ANY_RULE, STARTS, CALENDARS, spans(), EXTENSIONS)
def test_the_reckoning_agrees_with_the_walk(
    rule: Rule,
    start: date,
    calendar: WorkDays,
    drawn: list[tuple[str, int, int | None]],
    extension: Extension | None,
) -> None:
    pauses = placed(start, drawn)
    assert count(rule, start, calendar, pauses=pauses, extension=extension) == walked(
        rule, start, calendar, pauses, extension
    )


@many
@given(ANY_RULE, STARTS, CALENDARS, spans(), EXTENSIONS)
def test_the_explanation_counts_what_the_limit_says(
    rule: Rule,
    start: date,
    calendar: WorkDays,
    drawn: list[tuple[str, int, int | None]],
    extension: Extension | None,
) -> None:
    pauses = placed(start, drawn)
    days = explain(rule, start, calendar, pauses=pauses, extension=extension, is_folded=False)
    folded = explain(rule, start, calendar, pauses=pauses, extension=extension)
    numbers = [row.first_number for row in days.rows if row.first_number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [row.from_date for row in days.rows] == [start + k * DAY for k in range(len(days.rows))]
    assert fold(days.rows) == folded.rows
    assert folded.rows[-1].to_date == days.limit.statutory_due
    if days.limit.conservative_due is None:
        assert (days.rows[-1].code, len(numbers) < days.limit.day_count) == ("open", True)
    else:
        assert len(numbers) == days.limit.day_count
        assert {row.from_date for row in days.rows if row.first_number == len(numbers)} == {
            days.limit.conservative_due
        }


@many
@given(ANY_RULE, STARTS, CALENDARS, spans(), EXTENSIONS, st.randoms(use_true_random=False))
def test_pauses_and_extensions_may_come_in_any_order_and_go_again(
    rule: Rule, start: date, calendar: WorkDays, drawn: list[tuple[str, int, int | None]],
    extension: Extension | None, chance: object,
) -> None:  # fmt: skip
    pauses = placed(start, drawn)
    whole = count(rule, start, calendar, pauses=pauses, extension=extension)
    shuffled = sorted(pauses, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert count(rule, start, calendar, pauses=[*shuffled, *pauses], extension=extension) == whole
    plain, held = count(rule, start, calendar), list(pauses)
    without = count(rule, start, calendar, pauses=held)
    for pause in shuffled:
        held.remove(pause)
        fewer = count(rule, start, calendar, pauses=held, extension=extension)
        for less, more in (
            (fewer.conservative_due, whole.conservative_due),
            (fewer.statutory_due, whole.statutory_due),
        ):
            assert (less or date.max) <= (more or date.max)
    assert repr(count(rule, start, calendar, pauses=held)) == repr(plain)
    assert (without.statutory_due or date.max) <= (whole.statutory_due or date.max)
    assert whole.conservative_due is None or whole.conservative_due <= (whole.statutory_due or date.max)


ACTS = st.builds(
    Act,
    st.sampled_from(sorted(STANDINGS)),
    st.dates(date(2024, 1, 1), date(2024, 3, 31)),
    st.sampled_from([None, None, "31.6", "31.2"]),
    st.booleans(),
    EXTENSIONS,
)


@many
@given(
    st.lists(ACTS, max_size=12),
    st.dates(date(2024, 1, 1), date(2024, 4, 30)),
    st.randoms(use_true_random=False),
)
def test_what_runs_does_not_depend_on_the_order_told_nor_on_the_future(
    acts: list[Act], as_of: date, chance: object
) -> None:
    found = running(acts, RULES, as_of=as_of)
    shuffled = sorted(acts, key=lambda _: chance.random())  # type: ignore[attr-defined]
    past = [act for act in shuffled if act.act_date <= as_of]
    assert repr(running(shuffled, RULES, as_of=as_of)) == repr(found)
    assert running(past, RULES, as_of=as_of) == found
    for run in found:
        assert run.given.from_date <= (run.met_date or run.ended_date or as_of) <= as_of
        assert run.met_date is None or run.ended_date is None
        assert run.given.limit(LISTED).from_date == run.given.from_date


@many
@given(st.lists(ACTS, max_size=10), st.dates(date(2024, 2, 1), date(2024, 4, 30)), EXTENSIONS)
def test_an_extension_or_a_hearing_taken_back_leaves_no_trace(
    acts: list[Act], as_of: date, extension: Extension | None
) -> None:
    added = [
        Act("hearing_begun", date(2024, 2, 5)),
        Act("hearing_ended", date(2024, 2, 9)),
        Act("extended", date(2024, 2, 1), extension=extension),
    ]
    before = running(acts, RULES, as_of=as_of)
    during = running([*acts, *added], RULES, as_of=as_of)
    kept = [act for act in [*acts, *added] if act not in added]
    assert repr(running(kept, RULES, as_of=as_of)) == repr(
        running([a for a in acts if a not in added], RULES, as_of=as_of)
    )
    assert [(r.given.rule.code, r.met_date, r.ended_by) for r in during] == [
        (r.given.rule.code, r.met_date, r.ended_by) for r in before
    ]


@many
@given(st.lists(st.tuples(COUNTED, STARTS, spans()), max_size=5))
def test_a_longer_list_never_makes_a_limit_earlier_and_settles_it(
    asked: list[tuple[Rule, date, list[tuple[str, int, int | None]]]],
) -> None:
    all_of_them = {
        k: Given(rule, start, tuple(placed(start, drawn))) for k, (rule, start, drawn) in enumerate(asked)
    }
    for move in moved(all_of_them, SHORT, LISTED):
        assert move.old.is_past_calendar
        assert not move.new.is_past_calendar
        assert (move.old.statutory_due or date.max) <= (move.new.statutory_due or date.max)


def _drawn(row: Row) -> list[str]:
    if row.to_date is None:
        days = [f"{row.from_date}", "…"]
    else:
        days = (
            [f"{row.from_date}"] if row.from_date == row.to_date else [f"{row.from_date}", f"{row.to_date}"]
        )
    numbers = [str(n) for n in dict.fromkeys([row.first_number, row.last_number]) if n is not None]
    return [*days, "-".join(numbers) or "–", row.code, row.zh]
