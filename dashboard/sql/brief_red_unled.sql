-- One row: open red matters that no leader carries (包案).
SELECT count(*) AS matter_count
FROM brief_open_matter AS m
CROSS JOIN out_refresh AS f
WHERE m.band_code = 'red' AND NOT EXISTS (
    SELECT 1
    FROM core_measure AS s
    INNER JOIN out_matter_report AS k ON k.report_id = s.report_id
    WHERE k.matter_id = m.matter_id AND s.measure_code = 'lead' AND s.withdrawn_at IS NULL AND s.started_at < f.as_of_date + 1
        AND (s.ended_at IS NULL OR s.ended_at >= f.as_of_date + 1)
)
