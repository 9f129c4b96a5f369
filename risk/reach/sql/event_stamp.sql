-- One row per bucket of reports with acts or assignments: a hash of all of them, and of which are withdrawn.
WITH done AS (
    SELECT
        report_id,
        hash(
            event_id, report_id, event_code, occurred_at, withdrawn_at, route_code, is_simple, approved_date, told_date,
            extend_day_count
        ) AS act_hash
    FROM core_event
    UNION ALL
    SELECT report_id, hash(measure_id, report_id, unit_id, started_at, ended_at, withdrawn_at) AS act_hash
    FROM core_measure
    WHERE measure_code = 'assign'
)

SELECT CAST(hash(report_id) % 256 AS INTEGER) AS bucket_no, bit_xor(act_hash) AS acts_hash
FROM done
GROUP BY CAST(hash(report_id) % 256 AS INTEGER)
ORDER BY bucket_no
