-- One row per matter, numbered in order of its founding report: what signals are looked for in.
SELECT
    CAST(row_number() OVER (ORDER BY first_reported_at, matter_id) - 1 AS INTEGER) AS matter_index,
    matter_id, group_id, category_code, area_code, channel_code, unit_id, is_restricted, first_reported_at
FROM out_matter
