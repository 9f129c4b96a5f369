-- One row: the figures of the focus on the day of the refresh, each with what it is measured against.
WITH
inside AS (
    SELECT m.*
    FROM seen_matter AS m
    WHERE
        $focus = ''
        OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
),
day AS (SELECT as_of_date FROM out_refresh),
notice AS (
    SELECT
        count(*) AS notice_due_count,
        count(*) FILTER (WHERE d.state_code = 'met') AS notice_on_time_count
    FROM out_deadline AS d
    INNER JOIN inside AS m ON m.matter_id = d.matter_id
    CROSS JOIN day
    WHERE
        d.rule_code LIKE '%NOTICE%' AND d.ended_date IS NULL
        AND d.statutory_due_date > day.as_of_date - INTERVAL 30 DAY
        AND d.statutory_due_date <= day.as_of_date
)

SELECT
    count(m.matter_id) AS matter_count,
    count(*) FILTER (WHERE m.is_open) AS open_matter_count,
    count(*) FILTER (WHERE m.is_open AND m.area_code IS NULL) AS unplaced_count,
    count(*) FILTER (WHERE m.is_open AND m.band_code = 'red') AS red_count,
    count(*) FILTER (WHERE m.is_open AND m.band_code = 'orange') AS orange_count,
    count(*) FILTER (WHERE m.is_open AND m.overdue_days > 0) AS overdue_count,
    count(*) FILTER (WHERE m.is_open AND m.report_count > 1) AS repeat_count,
    count(DISTINCT m.group_id) FILTER (WHERE m.is_open) AS group_count,
    count(*) FILTER (WHERE m.is_open AND m.group_id IS NOT NULL) AS grouped_count,
    count(*) FILTER (
        WHERE m.is_open AND m.next_due_date BETWEEN day.as_of_date AND day.as_of_date + INTERVAL 7 DAY
    ) AS due_soon_count,
    count(*) FILTER (WHERE m.first_reported_at >= day.as_of_date - INTERVAL 6 DAY) AS new_count,
    count(*) FILTER (
        WHERE
            m.first_reported_at >= day.as_of_date - INTERVAL 13 DAY
            AND m.first_reported_at < day.as_of_date - INTERVAL 6 DAY
    ) AS new_before_count,
    any_value(notice.notice_due_count) AS notice_due_count,
    any_value(notice.notice_on_time_count) AS notice_on_time_count
FROM day
CROSS JOIN notice
LEFT JOIN inside AS m ON m.first_reported_at < day.as_of_date + INTERVAL 1 DAY
