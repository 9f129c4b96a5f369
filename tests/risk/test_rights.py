"""Nothing is computed per person; accusations stand on no general list; every statement reads by itself."""

import re

import pytest

from data.db import Store
from data.dictionary import tables
from risk.query import SQL
from tests.risk.ledger import add, party, report, rows, run

OPEN_TABLES = (
    "out_score",
    "out_rank",
    "out_reason",
    "out_list",
    "out_group",
    "out_signal",
    "out_deadline",
    "out_limit_record",
    "out_grid_week",
    "out_unit_week",
)
TOKEN_TABLES = {"core_report_party", "core_report_party_past"}
PERSONAL = {"name_token", "pinyin_token", "phone_token", "id_token", "address_token", "ref_token"}


def test_no_derived_column_can_hold_a_token() -> None:
    for table in tables().values():
        for column in table.columns:
            is_token = column.type.startswith("UUID") or "token" in column.name
            assert not is_token or table.name in TOKEN_TABLES, f"{table.name}.{column.name}"


def test_no_token_value_is_in_any_derived_table(warehouse: Store) -> None:
    """Every value of every out_ table, as text, against every token."""
    add(
        warehouse,
        "core_report",
        [report(i, f"2024-03-0{k}", respondent_id="r1") for k, i in enumerate("abc", start=1)],
    )
    add(
        warehouse,
        "core_report_party",
        [party("a", phone="1", name="张三"), party("b", phone="1", name="张三"), party("c", name="李四")],
    )
    run(warehouse, "2024-06-30")
    kept = {
        str(value) for row in rows(warehouse, "SELECT * FROM core_report_party") for value in row[3:] if value
    }
    assert kept
    for name in (name for name in tables() if name.startswith("out_")):
        text = repr(rows(warehouse, f"SELECT * FROM {name}"))
        assert not [token for token in kept if token in text], name


def test_no_party_pair_outlives_a_refresh(warehouse: Store) -> None:
    add(warehouse, "core_report", [report("a", "2024-03-01")])
    run(warehouse, "2024-06-30")
    with warehouse.writing() as connection:
        left = connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    assert left == []


def test_an_accusation_is_on_no_general_list(warehouse: Store) -> None:
    """Two accusations, months old and unanswered: held as restricted matters, counted nowhere else."""
    told = [
        report(
            i,
            f"2024-03-0{k}",
            legal_category_code="accusation",
            respondent_id="r1",
            unit_id="u1",
            people_count=200,
        )
        for k, i in enumerate("ab", start=1)
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party("a", name="张三"), party("b", name="李四")])
    run(warehouse, "2024-06-30")
    assert rows(warehouse, "SELECT matter_id, is_restricted FROM out_matter ORDER BY 1") == [
        ("a", True),
        ("b", True),
    ]
    assert {name: rows(warehouse, f"SELECT * FROM {name}") for name in OPEN_TABLES} == {
        name: [] for name in OPEN_TABLES
    }
    assert rows(warehouse, "SELECT DISTINCT report_count, matter_count FROM out_area_status") == [(0, 0)]


def test_a_noted_danger_to_life_changes_no_score(warehouse: Store) -> None:
    add(
        warehouse,
        "core_report",
        [report("a", "2024-03-01"), report("b", "2024-03-01", has_safety_concern=True)],
    )
    run(warehouse, "2024-06-30")
    ((one,), (other,)) = rows(warehouse, "SELECT score FROM out_score")
    assert one == other


@pytest.mark.parametrize("path", sorted(SQL.glob("*.sql")), ids=lambda path: path.stem)
def test_statements(path: object) -> None:
    """Grain first, one statement, nothing only DuckDB says, tokens only where pairs of reports are made."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert text.startswith("-- One row")
    assert ";" not in "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    assert not re.search(
        r"\bASOF\b|\bMACRO\b|COLUMNS\(|->|\blist_\w+\(|\bQUALIFY\b|\bUNNEST\b|SELECT DISTINCT ON", text
    )
    if any(token in text for token in PERSONAL):
        assert path.stem in ("link_member", "link_party", "link_pair", "matter_group", "changed_report")  # type: ignore[attr-defined]
