-- One row per group of the open matters drawn.
INSERT INTO out_group BY NAME
SELECT
    group_id, min(category_code) AS category_code, 'place' AS cause_code, '同一地点' AS shared_cause, min(area_code) AS area_code,
    count(*) AS matter_count, count(*) AS open_matter_count, sum(report_count) AS report_count, sum(people_count) AS people_count,
    count(DISTINCT unit_id) AS unit_count, 0 AS growth_count, min(first_reported_at) AS first_reported_at,
    max(last_reported_at) AS last_reported_at
FROM out_matter
WHERE group_id IS NOT NULL
GROUP BY group_id
