-- One row per petitioner of one report and petitioner of the other, of the two looked at.
SELECT a.record_no AS left_no, b.record_no AS right_no
FROM person_record AS a
INNER JOIN person_record AS b ON b.report_index > a.report_index
