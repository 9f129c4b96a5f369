"""out_grid_week of a home whose reports, matters and places were written by hand: counted from them, whatever stood there."""

from __future__ import annotations

from data.db import Connection


def count_weeks(connection: Connection) -> None:
    """One row per area × week × kind × channel × level × category in law × way of placing; restricted matters are left out."""
    connection.execute("DELETE FROM out_grid_week")
    connection.execute(
        "INSERT INTO out_grid_week BY NAME SELECT p.area_code, date_trunc('week', r.reported_at)::DATE AS week_start_date, "
        "r.category_code, r.channel_code, r.level_code, r.legal_category_code, coalesce(p.located_by, 'none') AS located_by, "
        "count(*)::INTEGER AS report_count, "
        "sum(CASE WHEN k.is_repeat THEN 1 ELSE 0 END)::INTEGER AS repeat_count "
        "FROM core_report AS r JOIN out_matter_report AS k USING (report_id) JOIN out_matter AS m USING (matter_id) "
        "LEFT JOIN out_place AS p USING (report_id) "
        "WHERE r.state_code = 'accepted' AND NOT m.is_restricted GROUP BY ALL"
    )
