-- One row per quarter in which signals were raised, the latest first: how many, and what came of them.
SELECT
    CAST(extract(year FROM raised_on_date) AS INTEGER) AS year_no,
    CAST(extract(quarter FROM raised_on_date) AS INTEGER) AS quarter_no,
    count(*) AS signal_total,
    sum(CASE WHEN outcome_code = 'real' THEN 1 ELSE 0 END) AS real_total,
    sum(CASE WHEN outcome_code = 'not_real' THEN 1 ELSE 0 END) AS not_real_total,
    sum(CASE WHEN outcome_code = 'unclear' THEN 1 ELSE 0 END) AS unclear_total,
    sum(CASE WHEN outcome_code = 'lapsed' THEN 1 ELSE 0 END) AS lapsed_total,
    sum(CASE WHEN outcome_code IS NULL THEN 1 ELSE 0 END) AS waiting_total
FROM out_signal
GROUP BY ALL
ORDER BY year_no DESC, quarter_no DESC
LIMIT 4
