-- One row: the signals raised in the quarter of $monday up to as_of, and what came of them.
SELECT
    CAST(extract(year FROM $monday) AS INTEGER) AS year_no,
    CAST(extract(quarter FROM $monday) AS INTEGER) AS quarter_no,
    count(*) AS signal_total,
    coalesce(sum(CASE WHEN outcome_code = 'real' THEN 1 ELSE 0 END), 0) AS real_total,
    coalesce(sum(CASE WHEN outcome_code = 'not_real' THEN 1 ELSE 0 END), 0) AS not_real_total,
    coalesce(sum(CASE WHEN outcome_code = 'unclear' THEN 1 ELSE 0 END), 0) AS unclear_total,
    coalesce(sum(CASE WHEN outcome_code = 'lapsed' THEN 1 ELSE 0 END), 0) AS lapsed_total,
    coalesce(sum(CASE WHEN outcome_code IS NULL THEN 1 ELSE 0 END), 0) AS waiting_total
FROM out_signal
WHERE date_trunc('quarter', raised_on_date) = date_trunc('quarter', $monday)
