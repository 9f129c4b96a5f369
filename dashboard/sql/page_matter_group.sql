-- One row: the group a matter belongs to, with what its members share; none when it stands alone.
SELECT g.group_id, g.cause_code, g.shared_cause, g.matter_count, g.open_matter_count, g.report_count, g.people_count,
    g.unit_count, g.growth_count, g.first_reported_at, g.last_reported_at
FROM out_group AS g
INNER JOIN seen_matter AS m ON m.group_id = g.group_id
WHERE m.matter_id = $matter_id
