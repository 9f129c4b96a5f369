"""A signal's life: attached, growing, fading, closed, reopened, climbing; drawn days, and what must always hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.config import load_config
from risk.signal.life import SAME_SHARE, Day, Found, Known, Told, attach, joined_days, state_of

CONFIG = load_config().signal
RAISED = date(2026, 6, 1)


def on(after: int) -> date:
    return RAISED + timedelta(days=after)


def found(observed: int = 9, places: str = "abcd", **said: object) -> Found:
    plain = Found("space_time", "18", tuple(places), RAISED, observed, 2.0, 1.0, 900.0)
    return replace(plain, **said)  # type: ignore[arg-type]


def known(looks: list[tuple[int, int | None]], *told: Told, places: str = "abcd", **said: object) -> Known:
    """looks: (days after it was raised, what was seen; None when the data no longer showed it)."""
    days = tuple(
        Day(on(after), seen is not None, tuple(places), RAISED, seen or 9, 2.0, 900.0)
        for after, seen in looks
    )
    return replace(Known("s", "space_time", "18", RAISED, days, told), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("looks", "after", "state"),
    [
        pytest.param([(0, 9)], 0, "new", id="raised-today"),
        pytest.param([(0, 9), (2, 9)], 2, "new", id="two-days-old"),
        pytest.param([(0, 9), (3, 9)], 3, "ongoing", id="as-it-was"),
        pytest.param([(0, 9), (4, 12)], 4, "growing", id="more-than-in-the-week-before"),
        pytest.param([(0, 12), (4, 9)], 4, "ongoing", id="fewer"),
        pytest.param([(0, 9), (12, 10)], 12, "ongoing", id="nothing-known-of-the-week-before"),
        pytest.param([(0, 9), (5, None)], 5, "fading", id="not-shown-today"),
        pytest.param([(0, 9), (28, None)], 28, "fading", id="not-shown-for-28-days"),
        pytest.param([(0, 9), (29, None)], 29, "closed", id="not-shown-for-29-days"),
    ],
)
def test_the_state_of_a_signal_nobody_touched(
    looks: list[tuple[int, int | None]], after: int, state: str
) -> None:
    assert state_of(known(looks), as_of=on(after), config=CONFIG).code == state


def test_a_signal_nobody_answered_lapses_and_one_that_was_answered_just_ends() -> None:
    gone = [(0, 9), (29, None)]
    assert state_of(known(gone), as_of=on(29), config=CONFIG).outcome == "lapsed"
    answered = known(gone, Told("verify", on(1)))
    assert state_of(answered, as_of=on(29), config=CONFIG).outcome is None


def test_an_outcome_closes_it_and_reopening_opens_it_again() -> None:
    closing, opening = Told("outcome", on(2), outcome="real"), Told("reopen", on(3))
    closed = state_of(known([(0, 9), (4, 9)], closing), as_of=on(4), config=CONFIG)
    assert (closed.code, closed.outcome) == ("closed", "real")
    again = state_of(known([(0, 9), (4, 9)], closing, opening), as_of=on(4), config=CONFIG)
    assert (again.code, again.outcome) == ("ongoing", None)


@pytest.mark.parametrize(
    ("after", "told", "climbed"),
    [
        pytest.param(2, (), 0, id="two-days"),
        pytest.param(3, (), 1, id="three-days-nobody"),
        pytest.param(7, (), 2, id="a-week-nobody"),
        pytest.param(7, (Told("own", on(1), owner="县住建局"),), 0, id="answered-in-time"),
        pytest.param(9, (Told("verify", on(4)),), 1, id="answered-by-the-next-level"),
        pytest.param(9, (Told("verify", on(1)), Told("reopen", on(5))), 1, id="four-days-since-reopened"),
    ],
)
def test_a_signal_climbs_a_level_for_every_three_days_nobody_answers(
    after: int, told: tuple[Told, ...], climbed: int
) -> None:
    one = known([(0, 9), (after, 9)], *told)
    assert state_of(one, as_of=on(after), config=CONFIG).climbed == climbed


def test_the_last_owner_named_has_it() -> None:
    one = known([(0, 9)], Told("own", on(0), owner="甲局"), Told("own", on(0), owner="乙局"))
    assert state_of(one, as_of=on(0), config=CONFIG).owner == "乙局"


@pytest.mark.parametrize(
    ("rise", "old", "is_same"),
    [
        pytest.param(found(), known([(0, 9)]), True, id="same-place"),
        pytest.param(found(places="cdefgh"), known([(0, 9)]), True, id="half-of-the-smaller"),
        pytest.param(found(places="defgh"), known([(0, 9)]), False, id="less-than-half"),
        pytest.param(found(category="09"), known([(0, 9)]), False, id="another-kind"),
        pytest.param(found(method="site"), known([(0, 9)]), False, id="the-whole-site"),
        pytest.param(found(method="town_week"), known([(0, 9)]), True, id="found-another-way"),
    ],
)
def test_what_attaches_to_a_running_signal(rise: Found, old: Known, is_same: bool) -> None:
    belongs, fresh = attach([rise], [old], as_of=on(1), config=CONFIG)
    assert (belongs, fresh) == (({"s": rise}, []) if is_same else ({}, [rise]))


@pytest.mark.parametrize(
    ("seen", "quiet", "is_raised"),
    [
        pytest.param(13, 0, False, id="no-more-than-before"),
        pytest.param(14, 0, True, id="grown-by-half"),
        pytest.param(9, 14, False, id="back-after-14-days"),
        pytest.param(9, 15, True, id="back-after-15-days"),
    ],
)
def test_a_signal_that_was_closed_is_raised_again_only_when_it_has_grown_or_was_away(
    seen: int, quiet: int, is_raised: bool
) -> None:
    old = known([(0, 9)], Told("outcome", on(0), outcome="not_real"))
    _, fresh = attach([found(seen)], [old], as_of=on(quiet), config=CONFIG)
    assert bool(fresh) == is_raised


def test_of_two_new_rises_over_one_place_only_the_rarer_is_raised() -> None:
    rarer, other = found(recurrence_days=5000.0), found(places="dxyz", recurrence_days=900.0)
    assert attach([other, rarer], [], as_of=on(0), config=CONFIG) == ({}, [rarer])


rises = st.lists(
    st.builds(
        found,
        st.integers(3, 30),
        st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(lambda one: "".join(sorted(one))),
        category=st.sampled_from(["18", "09"]),
        recurrence_days=st.floats(600, 1e6),
    ),
    max_size=4,
)


@given(days=st.lists(rises, max_size=8), closes=st.lists(st.booleans(), min_size=8, max_size=8))
def test_no_two_running_signals_stand_for_one_kind_and_place(
    days: list[list[Found]], closes: list[bool]
) -> None:
    """Whatever is found day by day and whatever people close: a rise raised anew overlaps no running signal by half."""
    signals: list[Known] = []
    for after, today in enumerate(days):
        running = [one for one in signals if state_of(one, as_of=on(after), config=CONFIG).code != "closed"]
        belongs, fresh = attach(today, signals, as_of=on(after), config=CONFIG)
        for one in running:
            for rise in fresh:
                shared = len(set(rise.places) & set(one.last.places))
                least = SAME_SHARE * min(len(rise.places), len(one.last.places))
                assert rise.category != one.category or shared < least
        signals = [_looked(one, belongs.get(one.signal_id), on(after)) for one in signals]
        raised = [_raised(rise, on(after), number) for number, rise in enumerate(fresh)]
        if closes[after] and signals:
            first = signals[0]
            signals[0] = replace(first, told=(*first.told, Told("outcome", on(after), outcome="unclear")))
        signals += raised


@given(days=st.lists(rises, min_size=1, max_size=8))
def test_every_rise_has_a_signal_and_no_signal_is_ever_lost(days: list[list[Found]]) -> None:
    signals: list[Known] = []
    for after, today in enumerate(days):
        belongs, fresh = attach(today, signals, as_of=on(after), config=CONFIG)
        assert set(belongs) <= {one.signal_id for one in signals}
        raised = [_raised(rise, on(after), number) for number, rise in enumerate(fresh)]
        for rise in today:
            assert any(
                rise.category == one.category and set(rise.places) & set(one.last.places)
                for one in (*signals, *raised)
            )
        signals = [_looked(one, belongs.get(one.signal_id), on(after)) for one in signals] + raised


def _looked(one: Known, rise: Found | None, day: date) -> Known:
    last = one.last
    look = (
        Day(day, True, rise.places, rise.starts_on, rise.observed, rise.expected, rise.recurrence_days)
        if rise
        else replace(last, as_of=day, is_found=False)
    )
    return replace(one, days=joined_days(one.days, look))


def _raised(rise: Found, day: date, number: int) -> Known:
    look = Day(day, True, rise.places, rise.starts_on, rise.observed, rise.expected, rise.recurrence_days)
    return Known(f"{day}-{number}", rise.method, rise.category, day, (look,))
