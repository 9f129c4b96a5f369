-- One row per group as at $as_of, as out_group holds it.
WITH summed AS (
    SELECT
        g.group_index,
        min(g.group_id) AS group_id,
        arg_min(m.category_code, m.matter_index) AS category_code,
        CAST(count(*) AS INTEGER) AS matter_count,
        CAST(sum(CASE WHEN m.is_open THEN 1 ELSE 0 END) AS INTEGER) AS open_matter_count,
        CAST(sum(m.report_count) AS INTEGER) AS report_count,
        greatest(max(m.people_count), max(g.named_count)) AS people_count,
        CAST(count(DISTINCT m.unit_id) AS INTEGER) AS unit_count,
        CAST(sum(CASE
            WHEN date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < $growth_days THEN 1 ELSE 0
        END) AS INTEGER) AS growth_count,
        min(m.first_reported_at) AS first_reported_at,
        max(m.last_reported_at) AS last_reported_at
    FROM matter_group AS g
    INNER JOIN live_matter AS m ON m.matter_index = g.matter_index
    GROUP BY g.group_index
)

SELECT
    s.*,
    c.cause_code,
    CASE WHEN c.cause_code = 'respondent'
        THEN '同一被反映方：' || coalesce(r.name, c.cause_key)
        ELSE '同一地点：' || c.cause_key
    END AS shared_cause,
    CASE WHEN c.cause_code = 'respondent' THEN c.cause_key END AS respondent_id,
    a.area_code
FROM summed AS s
INNER JOIN group_cause AS c ON c.group_index = s.group_index
LEFT JOIN core_respondent AS r ON  -- a condition on one side alone would compare every group with every name
    r.respondent_id = CASE WHEN c.cause_code = 'respondent' THEN c.cause_key END
LEFT JOIN group_area AS a ON a.group_index = s.group_index
