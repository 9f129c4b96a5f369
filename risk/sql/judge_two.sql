-- One row per accepted report of the two a person decides about, and whether the wall stands around it.
SELECT report_id, coalesce(legal_category_code = 'accusation', FALSE) AS is_accusation
FROM core_report
WHERE report_id IN ($one_id, $other_id) AND state_code = 'accepted'
