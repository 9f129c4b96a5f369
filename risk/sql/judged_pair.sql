-- One row per pair of live reports whose matters a person has decided about: the last decision that stands.
WITH decision AS (
    SELECT
        least(a.report_index, b.report_index) AS left_index,
        greatest(a.report_index, b.report_index) AS right_index,
        j.decision_code,
        row_number() OVER (
            PARTITION BY least(a.report_index, b.report_index), greatest(a.report_index, b.report_index)
            ORDER BY j.decided_at DESC, j.judgement_id DESC
        ) AS order_no
    FROM core_judgement AS j
    INNER JOIN live_report AS a ON a.report_id = j.report_id
    INNER JOIN live_report AS b ON b.report_id = j.other_report_id
    WHERE j.about_code = 'matter' AND j.withdrawn_at IS NULL AND a.report_index <> b.report_index
)

SELECT left_index, right_index, decision_code = 'same' AS is_same
FROM decision
WHERE order_no = 1 AND decision_code IN ('same', 'different')
ORDER BY left_index, right_index
