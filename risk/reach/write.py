"""What was worked out of the matters in reach, put in the place of what the derived tables held of them.

in reach   a c      now a c d      a is as it was: its rows stay where they are; those of c go, those of c and d come
out of reach        every row stays where it is
"""

from __future__ import annotations

from datetime import datetime

from data.db import Connection, swap
from data.dictionary import tables
from risk.query import statement as shared
from risk.reach.shown import shown
from risk.reach.statement import build, statement

# table → what identifies a row's owner, what stood of those in reach (with row_no), what stands now
IN_PLACE = {
    "out_matter": ("matter_id", "matter_before", "fresh_out_matter"),
    "out_deadline": ("matter_id", "deadline_before", "fresh_out_deadline"),
    "out_reason": ("matter_id", "reason_before", "reason"),
    "out_matter_report": ("report_id", "report_before", "matter_report"),
}
WHOLE = {"out_score": "score_all", "out_limit_record": "limit_record", "out_unit_week": "unit_week_all"}
IN_REACH = "SELECT report_id FROM reach_report"


def lay_out_fresh(connection: Connection) -> None:
    """Make fresh_out_matter and fresh_out_deadline, the rows of the matters in reach as they are now."""
    build(connection, "founder")
    with shown(connection, core_report="founder"):
        _keep(connection, "fresh_out_matter", shared("matter_now"))
    _keep(connection, "fresh_out_deadline", shared("deadline_now"))


def remember_near(connection: Connection, *, now: datetime) -> None:
    """Add new matters to core_matter and vanished ids to core_alias; call before anything is put in place."""
    known = f"INSERT INTO core_matter {statement('new_matter_near')} ON CONFLICT DO NOTHING"
    connection.execute(known, {"now": now})
    with shown(connection, out_matter="matter_before"):
        connection.execute(f"INSERT INTO core_alias {shared('new_alias')}", {"now": now})


def write_near(connection: Connection, *, everywhere_weeks: bool) -> None:
    """Put rows in place; everywhere_weeks: count the weeks of grids over all reports, for what one lay in is not known."""
    _replace_groups(connection)
    for name, (key, before, fresh) in IN_PLACE.items():
        _replace(connection, name, key, before=before, fresh=fresh)
    _correct_shifted(connection)
    _replace_lists(connection)
    _replace_links(connection)
    _replace_mentions(connection)
    swap(connection, WHOLE)
    if everywhere_weeks:
        swap(connection, {"out_grid_week": f"({statement('grid_week_all')})"})
    else:
        connection.execute(statement("forget_week"))
        _add(connection, "out_grid_week", "week_cell WHERE report_count > 0")


def _keep(connection: Connection, name: str, query: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS\n{query}")


def _replace(connection: Connection, name: str, key: str, *, before: str, fresh: str) -> None:
    """The rows of every owner of whom anything is another than before."""
    columns = _columns(name)
    _keep(
        connection,
        "moved",
        f"SELECT DISTINCT {key} FROM (SELECT {columns}, sum(side) AS side FROM ("
        f"SELECT {columns}, 1 AS side FROM {fresh} UNION ALL SELECT {columns}, -1 AS side FROM {before}"
        f") AS told GROUP BY {columns}) AS summed WHERE side <> 0",
    )
    is_moved = f"{key} IN (SELECT {key} FROM moved)"
    connection.execute(f"DELETE FROM {name} WHERE rowid IN (SELECT row_no FROM {before} WHERE {is_moved})")
    _add(connection, name, f"{fresh} WHERE {is_moved}")


def _correct_shifted(connection: Connection) -> None:
    """Reasons and ranks of matters out of reach, about an office that has more or fewer open ones."""
    connection.execute(
        "DELETE FROM out_reason WHERE measure_code = 'respondent_open' "
        "AND matter_id IN (SELECT matter_id FROM shifted)"
    )
    _add(connection, "out_reason", "shifted WHERE points <> 0")
    connection.execute("DELETE FROM out_rank WHERE matter_id IN (SELECT matter_id FROM reach_matter)")
    connection.execute(
        "UPDATE out_rank SET points = out_rank.points + s.points - s.points_before FROM shifted AS s "
        "WHERE s.matter_id = out_rank.matter_id AND s.points <> s.points_before"
    )
    _add(connection, "out_rank", "rank_now")


def _replace_groups(connection: Connection) -> None:
    connection.execute("DELETE FROM out_group WHERE group_id IN (SELECT group_id FROM matter_before)")
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
    columns = _columns(name)
    connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {source}")


def _columns(name: str) -> str:
    return ", ".join(column.name for column in tables()[name].columns)
