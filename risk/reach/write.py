"""What was worked out of the matters in reach, put in the place of what the derived tables held of them.

out_matter      matters a c in reach      →   their rows go, those of a b come; every other row stays where it is
"""

from __future__ import annotations

from data.db import Connection, swap
from data.dictionary import tables
from risk.query import statement as shared
from risk.reach.statement import statement

OF_MATTER = {
    "out_matter": "matter_now",
    "out_deadline": "deadline_now",
    "out_reason": "reason",
}
WHOLE = {"out_score": "score_all", "out_limit_record": "limit_record", "out_unit_week": "unit_week_all"}
IN_REACH = "SELECT report_id FROM reach_report"


def write_near(connection: Connection, *, everywhere_weeks: bool) -> None:
    """Put rows in place; everywhere_weeks: count the weeks of grids over all reports, for what one lay in is not known."""
    asked = {name: f"({shared(source)})" for name, source in OF_MATTER.items() if source.endswith("_now")}
    fresh = {name: asked.get(name, source) for name, source in OF_MATTER.items()}
    for name, source in fresh.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE fresh_{name} AS SELECT * FROM {source}")
    _replace_groups(connection)
    for name in fresh:
        connection.execute(f"DELETE FROM {name} WHERE matter_id IN (SELECT matter_id FROM reach_matter)")
        _add(connection, name, f"fresh_{name}")
    connection.execute(
        "DELETE FROM out_reason WHERE measure_code = 'respondent_open' "
        "AND matter_id IN (SELECT matter_id FROM shifted)"
    )
    _add(connection, "out_reason", "shifted WHERE points <> 0")
    _replace_lists(connection)
    _replace_links(connection)
    _replace_mentions(connection)
    connection.execute(f"DELETE FROM out_matter_report WHERE report_id IN ({IN_REACH})")
    _add(connection, "out_matter_report", "matter_report")
    swap(connection, WHOLE)
    if everywhere_weeks:
        swap(connection, {"out_grid_week": f"({statement('grid_week_all')})"})
    else:
        connection.execute(statement("forget_week"))
        _add(connection, "out_grid_week", "week_cell WHERE report_count > 0")


def _replace_groups(connection: Connection) -> None:
    connection.execute(
        "DELETE FROM out_group WHERE group_id IN "
        "(SELECT group_id FROM out_matter WHERE matter_id IN (SELECT matter_id FROM reach_matter))"
    )
    _add(connection, "out_group", "live_group")


def _replace_lists(connection: Connection) -> None:
    connection.execute(
        "DELETE FROM out_list WHERE matter_id IN (SELECT matter_id FROM reach_matter UNION SELECT matter_id FROM list_crossed)"
    )
    _add(connection, "out_list", "list_now")


def _replace_links(connection: Connection) -> None:
    for name, source in (("out_link", "link_now"), ("out_doubt", "doubt_now")):
        connection.execute(
            f"DELETE FROM {name} WHERE report_id IN ({IN_REACH}) AND other_report_id IN ({IN_REACH})"
        )
        _add(connection, name, f"({shared(source)})")


def _replace_mentions(connection: Connection) -> None:
    connection.execute("DELETE FROM out_mention WHERE report_id IN (SELECT report_id FROM reach_asked)")
    _add(connection, "out_mention", "drawn")


def _add(connection: Connection, name: str, source: str) -> None:
    columns = ", ".join(column.name for column in tables()[name].columns)
    connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {source}")
