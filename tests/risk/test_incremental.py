"""A refresh of what changed equals a full one, however the sheets came; a refresh as at an earlier day knows no more."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.db import Store
from tests.risk.drawn import FIRST, LENGTH, Row, ledgers
from tests.risk.ledger import add, clear, day_after, rows, run

AS_OF = "2024-07-15"
QUICK = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
        HealthCheck.too_slow,
    ],
)
DERIVED = (
    "out_link", "out_doubt", "out_mention", "out_matter_report", "out_matter", "out_group", "out_deadline", "out_score",
    "out_reason", "out_limit_record", "out_list", "out_signal", "out_area_status", "out_grid_week", "out_unit_week",
)  # fmt: skip


def everything(store: Store) -> dict[str, list[str]]:
    return {name: sorted(map(repr, rows(store, f"SELECT * FROM {name}"))) for name in DERIVED}


@QUICK
@given(
    ledger=ledgers(),
    sheets=st.lists(st.integers(1, 6), min_size=1, max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_any_sequence_of_sheets_gives_the_same(
    warehouse: Store, ledger: tuple[list[Row], list[Row]], sheets: list[int], order: object
) -> None:
    reports, parties = ledger
    clear(warehouse)
    left = list(reports)
    order.shuffle(left)  # type: ignore[attr-defined]
    while left:
        size = sheets.pop() if sheets else len(left)
        sheet, left = left[:size], left[size:]
        ids = [row["report_id"] for row in sheet]
        add(warehouse, "core_report", sheet)
        add(warehouse, "core_report_party", [row for row in parties if row["report_id"] in ids])
        run(warehouse, AS_OF, changed=[str(i) for i in ids])
    in_steps = everything(warehouse)
    run(warehouse, AS_OF)
    assert everything(warehouse) == in_steps


@QUICK
@given(ledger=ledgers(), day=st.integers(0, LENGTH))
def test_a_replay_knows_only_what_had_happened(
    warehouse: Store, ledger: tuple[list[Row], list[Row]], day: int
) -> None:
    as_of = day_after(FIRST.isoformat(), day)
    clear(warehouse)
    add(warehouse, "core_report", ledger[0])
    add(warehouse, "core_report_party", ledger[1])
    run(warehouse, AS_OF)
    run(warehouse, as_of, changed=[])
    replayed = everything(warehouse)
    clear(warehouse)
    add(
        warehouse,
        "core_report",
        [cut for row in ledger[0] if (cut := _as_known(row, date.fromisoformat(as_of)))],
    )
    add(warehouse, "core_report_party", ledger[1])
    run(warehouse, as_of)
    assert everything(warehouse) == replayed


def _as_known(row: Row, as_of: date) -> Row | None:
    """The report as the ledger held it on a day: later steps not yet written, the later report not there."""
    if row["reported_at"].date() > as_of:  # type: ignore[attr-defined]
        return None
    known = {name: row.get(name) for name in ("accepted_at", "replied_at", "closed_at")}
    rated = known["closed_at"] or known["replied_at"] or row["reported_at"]
    cut: Row = {name: None for name, when in known.items() if when and when.date() > as_of}  # type: ignore[attr-defined]
    if rated.date() > as_of:  # type: ignore[attr-defined]
        cut["satisfaction_code"] = None
    return {**row, **cut}
