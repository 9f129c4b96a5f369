-- One row per matter that counts: those of one group first raised on one day are one batch, told by the first of them.
SELECT
    m.matter_index,
    CASE
        WHEN g.group_index IS NULL THEN m.matter_index
        ELSE min(m.matter_index) OVER (PARTITION BY g.group_index, CAST(m.first_reported_at AS DATE))
    END AS batch_index
FROM live_matter AS m
INNER JOIN live_report AS f ON f.report_index = m.matter_index
LEFT JOIN matter_group AS g ON g.matter_index = m.matter_index
WHERE
    NOT m.is_restricted AND coalesce(m.area_code, f.home_code) IS NOT NULL
    AND date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < $day_count
