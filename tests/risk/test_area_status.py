"""How areas stand: counts, bands, and silence that is never calm."""

from data.db import SQL, Store
from tests.risk.ledger import NOW, add, party, report, rows, run

BANDS = "SELECT area_code, band_code, screening_status_code FROM out_area_status ORDER BY area_code"
LOUD = {"people_count": 120, "narrative": "延期交房", "level_code": "county"}


def _return(area: str, start: str, end: str, count: int) -> dict[str, object]:
    return {"submission_id": "S000001", "area_code": area, "period_start_date": start, "period_end_date": end,
            "report_count": count, "returned_at": NOW}  # fmt: skip


def test_without_returns_everything_is_unknown(warehouse: Store) -> None:
    add(warehouse, "core_report", [report("a", "2024-06-25")])
    run(warehouse, "2024-06-30")
    assert {row[1:] for row in rows(warehouse, BANDS)} == {("unknown", "missing")}


def test_returns_make_calm_known_and_speak_only_for_their_area(warehouse: Store) -> None:
    """
    c1 returned nothing to report in June → nil, blue      c2 returned in April only → missing, unknown
    t1: one of two communities is half, enough to be known
    """
    add(
        warehouse,
        "core_return",
        [_return("c1", "2024-06-01", "2024-06-30", 0), _return("c2", "2024-04-01", "2024-04-30", 3)],
    )
    run(warehouse, "2024-06-30")
    assert rows(warehouse, BANDS) == [
        ("c1", "blue", "nil"),
        ("c2", "unknown", "missing"),
        ("g1", "blue", "nil"),
        ("g2", "blue", "nil"),
        ("g3", "unknown", "missing"),
        ("k", "blue", "nil"),
        ("t1", "blue", "nil"),
    ]


def test_a_screened_report_is_a_return_and_a_red_matter_shows_without_one(warehouse: Store) -> None:
    """g1 was screened; in g3 nobody screened, but 120 people raised a matter twice and wait beyond the limits."""
    told = [
        report("s", "2024-06-20", channel_code="screening"),
        report("a", "2024-03-01", grid_text="g3", **LOUD),
        report("b", "2024-05-01", grid_text="g3", **LOUD),
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party("a", phone="1"), party("b", phone="1")])
    run(warehouse, "2024-06-30")
    found = {row[0]: row[1:] for row in rows(warehouse, BANDS)}
    assert found["g3"] == ("red", "missing")
    assert found["c2"] == ("red", "missing")
    assert found["g2"] == ("blue", "returned")
    names = "report_count, matter_count, open_matter_count, overdue_count, repeat_count"
    assert rows(warehouse, f"SELECT {names} FROM out_area_status WHERE area_code = 'k'") == [(3, 2, 2, 1, 1)]


def test_weeks_of_grids_and_units(warehouse: Store) -> None:
    """Two visits of one week in g1, the second a repeat; one notice in time, in the week of its last day."""
    told = [
        report("a", "2024-06-04", unit_id="u1", accepted_at="2024-06-06", narrative="漏水"),
        report("b", "2024-06-07", unit_id="u1", narrative="漏水"),
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party("a", phone="1"), party("b", phone="1")])
    run(warehouse, "2024-06-30")
    weeks = (
        "SELECT area_code, CAST(week_start_date AS VARCHAR), report_count, repeat_count FROM out_grid_week"
    )
    assert rows(warehouse, weeks) == [("g1", "2024-06-03", 2, 1)]
    units = "SELECT unit_id, CAST(week_start_date AS VARCHAR), rule_code, due_count, on_time_count FROM out_unit_week"
    assert rows(warehouse, units) == [("u1", "2024-06-17", "XF15_NOTICE", 1, 1)]


CELLS = (
    "SELECT area_code, CAST(week_start_date AS VARCHAR), category_code, channel_code, level_code, legal_category_code, "
    "located_by, report_count, repeat_count FROM out_grid_week ORDER BY ALL"
)


def _told_weeks(warehouse: Store) -> None:
    told = [
        report("a", "2024-06-04", level_code="town"),
        report("b", "2024-06-07", level_code="county", channel_code="letter"),
        report("c", "2024-06-07", legal_category_code="suggestion", grid_text="nowhere"),
        report("d", "2024-06-07", legal_category_code="accusation"),
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party("a", phone="1"), party("b", phone="1"), party("d", phone="2")])
    run(warehouse, "2024-06-30")


def test_weeks_tell_level_category_in_law_and_way_of_placing_and_no_accusation(warehouse: Store) -> None:
    _told_weeks(warehouse)
    found = rows(warehouse, CELLS)
    assert sum(row[7] for row in found) == 3
    assert {(row[3], row[4], row[5], row[7]) for row in found} == {
        ("visit", "town", "appeal", 1),
        ("letter", "county", "appeal", 1),
        ("visit", "county", "suggestion", 1),
    }
    by_hand = (
        "SELECT coalesce(p.located_by, 'none'), p.area_code FROM core_report AS r LEFT JOIN out_place AS p USING (report_id) "
        "WHERE r.legal_category_code <> 'accusation'"
    )
    assert sorted((row[6], row[0] or "") for row in found) == sorted(
        (way, area or "") for way, area in rows(warehouse, by_hand)
    )


def test_an_older_home_gets_the_same_weeks_from_its_migration(warehouse: Store) -> None:
    _told_weeks(warehouse)
    expected = rows(warehouse, CELLS)
    with warehouse.writing() as connection:
        connection.execute("DROP TABLE out_grid_week")
        connection.execute(
            "CREATE TABLE out_grid_week (area_code VARCHAR, week_start_date DATE NOT NULL, category_code VARCHAR NOT NULL, "
            "channel_code VARCHAR NOT NULL, report_count INTEGER NOT NULL, repeat_count INTEGER NOT NULL)"
        )
    with warehouse.writing() as connection:
        connection.execute((SQL / "migrations" / "0014_week_breakdown.sql").read_text(encoding="utf-8"))
    assert rows(warehouse, CELLS) == expected
