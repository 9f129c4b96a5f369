"""Signals as a refresh makes them: found, attached day by day, answered; accusations and campaigns give none."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from data.db import Store
from data.errors import BadArgument, NothingThere
from risk.signal.answer import Answer, answer, take_back
from risk.signal.restate import restate
from tests.risk.ledger import CONFIG, NOW, add, clear, rows, run
from tests.risk.signal_ground import AS_OF, make_town, quiet, rise

PLACE = ("g22", "g23")
SHOWN = "SELECT signal_id, category_code, grid_codes, observed_count, state_code FROM out_signal ORDER BY signal_id"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_town(tmp_path_factory.mktemp("town") / "home")
    yield store
    store.close()


@pytest.fixture
def town(built: Store) -> Store:
    clear(built)
    add(built, "core_report", quiet(("18", "09"), 1.2))
    return built


def found(store: Store, as_of: date = AS_OF) -> list[tuple[object, ...]]:
    run(store, as_of.isoformat())
    return rows(store, SHOWN)


def test_quiet_gives_no_signal(town: Store) -> None:
    assert found(town) == []


def test_a_rise_is_found_with_its_grids_matters_weeks_outline_and_sentence(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    ((signal_id, kind, grids, seen, state),) = found(town)
    assert (kind, state) == ("18", "new")
    assert set(PLACE) <= set(grids)  # type: ignore[call-overload]
    behind = rows(town, f"SELECT matter_id FROM out_signal_matter WHERE signal_id = '{signal_id}'")
    assert len(behind) == seen
    assert {f"n{number}" for number in range(14)} <= {str(row[0]) for row in behind}
    ((weeks, last),) = rows(
        town,
        "SELECT count(*), arg_max(observed_count, week_start_date) FROM out_signal_week",
    )
    assert weeks == 52
    assert int(str(last)) >= 14
    ((zh, en, has_outline),) = rows(
        town, "SELECT sentence, sentence_en, outline_wkb IS NOT NULL FROM out_signal"
    )
    assert has_outline
    assert "新增" in str(zh)
    assert f"{seen} new occurrences" in str(en)


def test_a_batch_of_one_cause_filed_on_one_day_counts_once(town: Store) -> None:
    """Fourteen neighbours complain of one company on one day: one group, one batch, no signal; over a week, it is one."""
    said = {"respondent_id": "r1", "place_text": "翠湖花园一期"}
    with town.writing() as connection:
        connection.execute("INSERT OR IGNORE INTO core_respondent VALUES ('r1', '翠湖物业服务有限公司')")
    add(town, "core_report", rise("n", "18", PLACE, 14, days=1, **said))
    assert found(town) == []
    assert rows(town, "SELECT max(matter_count) FROM out_group") == [(14,)]
    add(town, "core_report", rise("n", "18", PLACE, 14, days=7, **said))
    ((signal_id, _, _, seen, _),) = found(town)
    assert seen == 7
    assert rows(town, f"SELECT count(*) FROM out_signal_matter WHERE signal_id = '{signal_id}'") == [(14,)]


def test_no_more_are_raised_than_a_centre_can_look_at(town: Store) -> None:
    kinds = [f"{kind:02}" for kind in range(1, 9)]
    for kind in kinds:
        add(town, "core_report", quiet((kind,), 0.4, seed=int(kind)))
        add(town, "core_report", rise(f"n{kind}", kind, PLACE, 12))
    assert len(found(town)) == CONFIG.signal.max_signals


def test_too_little_history_gives_no_signal(built: Store) -> None:
    clear(built)
    add(built, "core_report", rise("n", "18", PLACE, 14))
    assert found(built) == []


def test_accusations_give_no_signal(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14, legal_category_code="accusation"))
    assert found(town) == []


@pytest.mark.parametrize(
    ("channel", "count"),
    [pytest.param("screening", 0, id="a-campaign"), pytest.param("visit", 2, id="people-come-themselves")],
)
def test_what_a_campaign_brings_up_of_every_kind_gives_no_signal(
    town: Store, channel: str, count: int
) -> None:
    """As much more of both kinds in one place: found because it was looked for, or because people came."""
    for kind in ("18", "09"):
        past = [row | {"channel_code": "screening"} for row in quiet((kind,), 0.6, seed=3)]
        add(town, "core_report", [row | {"report_id": f"p{kind}{k}"} for k, row in enumerate(past)])
        add(town, "core_report", rise(f"n{kind}", kind, PLACE, 14, channel_code=channel))
    assert len(found(town)) == count


EVERYWHERE = tuple(f"g{row}{column}" for row in range(5) for column in range(5))


@pytest.mark.parametrize(
    ("channel", "methods"),
    [pytest.param("visit", ["site"], id="people-come"), pytest.param("screening", [], id="a-campaign")],
)
def test_a_rise_everywhere_is_one_signal_of_the_site(town: Store, channel: str, methods: list[str]) -> None:
    add(town, "core_report", rise("n", "18", EVERYWHERE, 50, days=10, channel_code=channel))
    run(town, AS_OF.isoformat())
    assert [row[0] for row in rows(town, "SELECT method_code FROM out_signal")] == methods
    if methods:
        ((zh, level),) = rows(town, "SELECT sentence, level_code FROM out_signal")
        assert str(zh).startswith("全域近")
        assert level == "county"


def test_with_years_of_weeks_a_town_is_held_against_former_years(built: Store) -> None:
    """Four years with some two a week and fourteen in the last: the town is told, and the site is not told as well."""
    clear(built)
    told = [row for year in range(4) for row in _year(year)]
    add(built, "core_report", [*told, *rise("n", "18", EVERYWHERE, 14)])
    run(built, AS_OF.isoformat())
    found_by = rows(built, "SELECT method_code, area_code, observed_count, len(grid_codes) FROM out_signal")
    assert found_by == [("town_week", "t", 14 + _in_last_week(told), 25)]


def _year(year: int) -> list[dict[str, object]]:
    last = AS_OF - timedelta(days=394 * year)
    return [
        row | {"report_id": f"y{year}{k}"} for k, row in enumerate(quiet(("18",), 0.3, until=last, seed=year))
    ]


def _in_last_week(told: list[dict[str, object]]) -> int:
    days = [row["reported_at"] for row in told]
    return sum(isinstance(day, datetime) and day.date() > AS_OF - timedelta(days=7) for day in days)


def test_later_matters_attach_to_the_one_signal_and_it_grows(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    ((first, *_),) = found(town)
    add(town, "core_report", rise("m", "18", PLACE, 8, last=AS_OF + timedelta(days=4), days=4))
    ((second, _, _, seen, state),) = found(town, AS_OF + timedelta(days=4))
    assert (second, state) == (first, "growing")
    assert int(str(seen)) >= 22


def test_the_same_day_refreshed_twice_says_the_same_and_scans_nothing_again(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    once = found(town)
    scans = rows(town, "SELECT * FROM out_scan ORDER BY ALL")
    assert found(town) == once
    assert rows(town, "SELECT * FROM out_scan ORDER BY ALL") == scans
    assert len(rows(town, "SELECT * FROM core_signal_day")) == 1


def test_revised_data_never_delete_a_signal(town: Store) -> None:
    """Its matters turn out to be of another year: the signal stays in sight, fading, with what it was raised for."""
    told = rise("n", "18", PLACE, 14)
    add(town, "core_report", told)
    ((signal_id, _, _, seen, _),) = found(town)
    add(town, "core_report", [row | {"reported_at": datetime(2024, 1, 1)} for row in told])
    ((kept, _, _, still, state),) = found(town)
    assert (kept, still, state) == (signal_id, seen, "fading")


def test_an_earlier_day_knows_nothing_of_a_later_signal(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    assert len(found(town)) == 1
    assert found(town, AS_OF - timedelta(days=30)) == []
    assert len(found(town)) == 1


def act(store: Store, signal_id: object, code: str, **said: object) -> str:
    with store.writing() as connection:
        given = Answer(code, "li", datetime.combine(AS_OF, NOW.time()), **said)  # type: ignore[arg-type]
        event_id = answer(connection, str(signal_id), given)
        restate(connection, CONFIG.signal)
    return event_id


def test_what_people_do_shows_at_once_and_survives_a_refresh(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    ((signal_id, *_),) = found(town)
    act(town, signal_id, "own", owner="县住建局")
    event_id = act(town, signal_id, "outcome", outcome="real")
    stands = "SELECT state_code, owner_name, outcome_code FROM out_signal"
    assert rows(town, stands) == [("closed", "县住建局", "real")]
    run(town, AS_OF.isoformat())
    assert rows(town, stands) == [("closed", "县住建局", "real")]
    with town.writing() as connection:
        take_back(connection, event_id, now=NOW)
        restate(connection, CONFIG.signal)
    assert rows(town, stands) == [("new", "县住建局", None)]
    assert len(rows(town, "SELECT * FROM core_signal_event")) == 2


def test_a_closed_signal_is_not_raised_again_while_the_same_rise_lasts(town: Store) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    ((signal_id, *_),) = found(town)
    act(town, signal_id, "outcome", outcome="not_real")
    ((again, *_, state),) = found(town, AS_OF + timedelta(days=1))
    assert (again, state) == (signal_id, "closed")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param("watch", {"note": "x"}, id="no-such-act"),
        pytest.param("own", {}, id="owner-without-a-unit"),
        pytest.param("outcome", {"outcome": "maybe"}, id="no-such-outcome"),
        pytest.param("verify", {"note": " "}, id="verified-without-a-word"),
    ],
)
def test_an_act_that_cannot_be_changes_nothing(town: Store, code: str, said: dict[str, object]) -> None:
    add(town, "core_report", rise("n", "18", PLACE, 14))
    ((signal_id, *_),) = found(town)
    with pytest.raises(BadArgument):
        act(town, signal_id, code, **said)
    assert rows(town, "SELECT * FROM core_signal_event") == []


def test_nobody_acts_on_a_signal_that_is_not_there(town: Store) -> None:
    with pytest.raises(NothingThere):
        act(town, "nowhere", "own", owner="甲局")
    with town.writing() as connection, pytest.raises(NothingThere):
        take_back(connection, "nothing", now=NOW)
