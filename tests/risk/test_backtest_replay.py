"""What was known at an origin and what came of it: drawn matters, a slow twin, and nothing from after the origin."""

from datetime import date, datetime, timedelta

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.db import Connection, Store
from risk.backtest.known import Known, forget_later, read_known
from risk.backtest.origin import Fold
from risk.backtest.outcome import Missed, Outcome, list_later_reports, read_missed, read_outcome
from risk.refresh import refresh_in
from tests.risk.drawn import FIRST, LENGTH, Row, ledgers
from tests.risk.ledger import CONFIG, NOW, add, clear, party, report, rows, run

QUICK = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
        HealthCheck.too_slow,
    ],
)
FOLD = Fold(date(2024, 3, 31), date(2024, 4, 30))
LIMITS = "SELECT report_id, statutory_due_date, state_code FROM out_matter_report JOIN out_deadline USING (matter_id)"
MEMBERS = "SELECT report_id, matter_id FROM out_matter_report ORDER BY repeat_no"
STORY = "在翠湖工地做木工，包工队拖欠工资32600元，多次催要没有结果"


def refreshed(connection: Connection, day: date) -> None:
    refresh_in(connection, as_of=day, config=CONFIG, now=NOW)


def known_at(warehouse: Store, fold: Fold) -> Known:
    with warehouse.trying() as connection:
        forget_later(connection, fold)
        refreshed(connection, fold.origin)
        return read_known(connection, fold)


def missed_by(warehouse: Store, known: Known) -> Missed:
    with warehouse.trying() as connection:
        forget_later(connection, Fold(known.fold.until, known.fold.until))
        refreshed(connection, known.fold.until)
        return read_missed(connection, known)


def outcome_of(warehouse: Store, known: Known, end: date) -> Outcome:
    missed = missed_by(warehouse, known)
    with warehouse.trying() as connection:
        refreshed(connection, end)
        list_later_reports(connection, [known])
        return read_outcome(connection, known, missed)


def days_of(outcome: Outcome) -> list[tuple[int, ...]]:
    kinds = (outcome.further_days, outcome.joint_days, outcome.higher_days, outcome.missed_days)
    return list(zip(*(kind.tolist() for kind in kinds), strict=True))


# first raised on 25 March by a visit: its notice is due on 9 April, so missed on day 10 after the origin when nobody acts
NOBODY: Row = {}
MISSED = 10
DRAWN: list[tuple[str, Row, str | None, Row, tuple[int, ...]]] = [
    ("nothing more", NOBODY, None, {}, (0, 0, 0, MISSED)),
    ("accepted in time", {"accepted_at": "2024-04-02"}, None, {}, (0, 0, 0, 0)),
    ("accepted late", {"accepted_at": "2024-04-10"}, None, {}, (0, 0, 0, MISSED)),
    ("again, unanswered", NOBODY, "2024-04-12", {}, (12, 0, 0, MISSED)),
    ("again, last day", NOBODY, "2024-04-30", {}, (30, 0, 0, MISSED)),
    ("again, too late", NOBODY, "2024-05-01", {}, (0, 0, 0, MISSED)),
    ("again, answered", {"replied_at": "2024-04-05"}, "2024-04-12", {}, (0, 0, 0, 0)),
    (
        "again, badly rated",
        {"replied_at": "2024-04-05", "satisfaction_code": "dissatisfied"},
        "2024-04-12",
        {},
        (12, 0, 0, 0),
    ),
    ("again, answered since", {"replied_at": "2024-04-13"}, "2024-04-12", {}, (12, 0, 0, MISSED)),
    (
        "again, badly rated later",
        {"replied_at": "2024-04-05", "closed_at": "2024-04-20", "satisfaction_code": "dissatisfied"},
        "2024-04-12",
        {},
        (0, 0, 0, 0),
    ),
    ("again, answered by an act", NOBODY, "2024-04-12", {}, (0, 0, 0, 0)),
    ("jointly", {"replied_at": "2024-04-05"}, "2024-04-12", {"people_count": 5}, (0, 12, 0, 0)),
    ("four people", {"replied_at": "2024-04-05"}, "2024-04-12", {"people_count": 4}, (0, 0, 0, 0)),
    ("higher up", {"replied_at": "2024-04-05"}, "2024-04-12", {"level_code": "province"}, (0, 0, 12, 0)),
    ("lower down", {"replied_at": "2024-04-05"}, "2024-04-12", {"level_code": "town"}, (0, 0, 0, 0)),
]


def test_escalations(warehouse: Store) -> None:
    """Every drawn matter at once, each with a phone of its own; the order of the list is that of the answers."""
    told, parties = [], []
    for k, (_, first, again, said, _) in enumerate(DRAWN):
        told.append(report(f"a{k:02d}", "2024-03-25", narrative=STORY, **first))
        told += [report(f"b{k:02d}", again, narrative=STORY, **said)] if again else []
    parties = [party(str(row["report_id"]), phone=str(row["report_id"])[1:]) for row in told]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", parties)
    acted = next(k for k, row in enumerate(DRAWN) if row[0] == "again, answered by an act")
    act = {"event_id": "e", "report_id": f"a{acted:02d}", "event_code": "opinion_delivered"}
    add(warehouse, "core_event", [{**act, "occurred_at": datetime(2024, 4, 5, 9)}])
    known = known_at(warehouse, FOLD)
    outcome = outcome_of(warehouse, known, date(2024, 6, 30))
    turn = [int(str(code)[1:]) for code in known.codes("matter_id")]
    assert sorted(turn) == list(range(len(DRAWN)))
    found = {DRAWN[k][0]: days for k, days in zip(turn, days_of(outcome), strict=True)}
    assert found == {name: expected for name, _, _, _, expected in DRAWN}
    assert outcome.missed_by_rule == {"XF15_NOTICE": sum(1 for days in found.values() if days[3])}
    for k, any_kind, reports_alone in zip(
        turn,
        outcome.first_days(with_deadline=True).tolist(),
        outcome.first_days(with_deadline=False).tolist(),
        strict=True,
    ):
        days = DRAWN[k][4]
        assert any_kind == min((day for day in days if day), default=0)
        assert reports_alone == min((day for day in days[:3] if day), default=0)


def test_the_last_rating_before_a_report_counts(warehouse: Store) -> None:
    """Badly rated on 2 April, again on 5 April, well rated on 8 April, again on 12 April: no further escalation after 6 April."""
    bad = {"replied_at": "2024-04-02", "satisfaction_code": "dissatisfied"}
    good = {"replied_at": "2024-04-08", "satisfaction_code": "satisfied"}
    told = [
        report("a", "2024-03-25", narrative=STORY, **bad),
        report("b", "2024-04-05", narrative=STORY, **good),
        report("c", "2024-04-12", narrative=STORY),
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party(code, phone="1") for code in "abc"])
    known = known_at(warehouse, Fold(date(2024, 4, 6), date(2024, 5, 6)))
    assert days_of(outcome_of(warehouse, known, date(2024, 6, 30))) == [(0, 0, 0, 0)]


def test_closed_and_restricted_matters_are_not_on_the_list(warehouse: Store) -> None:
    told = [
        report("a", "2024-03-25", narrative=STORY),
        report("b", "2024-03-20", closed_at="2024-03-28"),
        report("c", "2024-03-20", legal_category_code="accusation"),
        report("d", "2024-04-01"),
    ]
    add(warehouse, "core_report", told)
    known = known_at(warehouse, FOLD)
    assert known.table.column("matter_id").to_pylist() == ["a"]
    assert known.codes("town_code").tolist() == ["t1"]
    assert known.numbers("open_days").tolist() == [6]


def bytes_of(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return bytes(sink.getvalue())


@QUICK
@given(ledger=ledgers(most=30), day=st.integers(30, LENGTH - 30))
def test_what_came_later_leaves_the_list_byte_for_byte(
    warehouse: Store, ledger: tuple[list[Row], list[Row]], day: int
) -> None:
    """With a later decision and act; with later reports changed out of recognition; with none, as a plain refresh lists it."""
    origin = FIRST + timedelta(days=day)
    fold = Fold(origin, origin + timedelta(days=30))
    told = [{**row, "loaded_at": row["reported_at"]} for row in ledger[0]]
    earlier = [row for row in told if raised(row) <= origin]
    fill(warehouse, told, ledger[1])
    decide_and_act(warehouse, told, after=origin)
    known = known_at(warehouse, fold).table
    fill(warehouse, earlier + [changed(row) for row in told if raised(row) > origin], ledger[1])
    assert bytes_of(known_at(warehouse, fold).table) == bytes_of(known)
    fill(warehouse, earlier, ledger[1])
    run(warehouse, origin.isoformat())
    listed = list(zip(known.column("matter_id").to_pylist(), known.column("score").to_pylist(), strict=True))
    assert rows(warehouse, "SELECT matter_id, score FROM out_score ORDER BY rank_no") == listed


def test_what_is_said_without_a_day_counts_from_its_loading(warehouse: Store) -> None:
    """Under mediation: known at the origin only when the row that says so had been loaded by then."""
    scores = []
    for loaded in ("2024-03-26", "2024-06-01"):
        said = report("a", "2024-03-25", status_code="mediation", people_count=20, loaded_at=loaded)
        add(warehouse, "core_report", [said])
        scores += known_at(warehouse, FOLD).numbers("score").tolist()
    assert scores[1] - scores[0] == 6


def fill(warehouse: Store, reports: list[Row], parties: list[Row]) -> None:
    clear(warehouse)
    add(warehouse, "core_report", reports)
    add(warehouse, "core_report_party", parties)


def decide_and_act(warehouse: Store, reports: list[Row], *, after: date) -> None:
    """A decision between the first two reports and a closing of the first, a day after the origin."""
    when = datetime.combine(after + timedelta(days=1), datetime.min.time())
    if len(reports) < 2:
        return
    pair = {"report_id": reports[0]["report_id"], "other_report_id": reports[1]["report_id"]}
    made = {"judgement_id": "j", "about_code": "matter", "decision_code": "same", "decided_by": "li"}
    add(warehouse, "core_judgement", [{**made, **pair, "decided_at": when}])
    act = {"event_id": "e", "report_id": pair["report_id"], "event_code": "settled", "occurred_at": when}
    add(warehouse, "core_event", [act])


def raised(row: Row) -> date:
    when = row["reported_at"]
    assert isinstance(when, datetime)
    return when.date()


def changed(row: Row) -> Row:
    return {
        **row,
        "narrative": "完全不同的另一件事",
        "people_count": 99,
        "respondent_id": "o9",
        "grid_text": "g2",
    }


@QUICK
@given(ledger=ledgers(most=30), day=st.integers(30, LENGTH - 30))
def test_outcomes_agree_with_plain_python(
    warehouse: Store, ledger: tuple[list[Row], list[Row]], day: int
) -> None:
    origin = FIRST + timedelta(days=day)
    fold = Fold(origin, origin + timedelta(days=30))
    fill(warehouse, *ledger)
    known = known_at(warehouse, fold)
    with warehouse.trying() as connection:
        refreshed(connection, fold.until)
        missed = read_missed(connection, known)
        limits = connection.execute(LIMITS).fetchall()
    with warehouse.trying() as connection:
        refreshed(connection, FIRST + timedelta(days=LENGTH))
        list_later_reports(connection, [known])
        found = days_of(read_outcome(connection, known, missed))
        matter_of = dict(connection.execute(MEMBERS).fetchall())
    by_id = {row["report_id"]: row for row in ledger[0]}
    expected = []
    for founding in known.codes("matter_id"):
        members = [by_id[one] for one, matter in matter_of.items() if matter == matter_of[founding]]
        due = [row[1:] for row in limits if row[0] == founding]
        expected.append((*plain_reports(members, fold), plain_missed(due, fold)))
    assert found == expected


def plain_missed(limits: list[tuple[object, ...]], fold: Fold) -> int:
    """Days to the first day after a limit that was not kept and whose last day lies from the origin to the day before the end."""
    days = []
    for due, state in limits:
        assert isinstance(due, date)
        if state in ("late", "overdue") and fold.origin <= due < fold.until:
            days.append((due - fold.origin).days + 1)
    return min(days, default=0)


def plain_reports(reports: list[Row], fold: Fold) -> tuple[int, int, int]:
    """The first further, joint and higher report after the origin, told by looking at each report in turn."""
    first = [0, 0, 0]
    for k, row in enumerate(reports):
        day, before = raised(row), reports[:k]
        if not before or not fold.origin < day <= fold.until:
            continue
        happened = (
            unmet(before, day),
            int(str(row.get("people_count") or 1)) >= 5,
            level(row) > max(map(level, before)),
        )
        for kind, flag in enumerate(happened):
            if flag and not first[kind]:
                first[kind] = (day - fold.origin).days
    return first[0], first[1], first[2]


def level(row: Row) -> int:
    return ("community", "town", "county").index(str(row["level_code"]))


def unmet(before: list[Row], day: date) -> bool:
    """Whether nobody had answered since the report before, or the last rating was a bad one."""
    answers = [
        when.date() for row in before for name in ("replied_at", "closed_at") if (when := row.get(name))
    ]  # type: ignore[attr-defined]
    is_answered = any(raised(before[-1]) <= answer <= day for answer in answers)
    ratings = []
    for turn, row in enumerate(before):
        when = row.get("closed_at") or row.get("replied_at") or row["reported_at"]
        if row.get("satisfaction_code") and when.date() <= day:  # type: ignore[attr-defined]
            ratings.append((when.date(), turn, row["satisfaction_code"]))  # type: ignore[attr-defined]
    return not is_answered or (bool(ratings) and max(ratings)[2] == "dissatisfied")
