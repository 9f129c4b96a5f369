-- One row: the state of everything derived, as out_refresh holds it.
SELECT
    $as_of AS as_of_date,
    $now AS refreshed_at,
    (SELECT CAST(count(*) AS INTEGER) FROM out_matter_report) AS report_count,
    $placed_count AS placed_count,
    (SELECT CAST(count(*) AS INTEGER) FROM out_matter) AS matter_count,
    (SELECT CAST(count(*) AS INTEGER) FROM out_group) AS group_count,
    $config_hash AS config_hash
