-- One row per pair of petitioners of different reports that meet in a block.
SELECT DISTINCT a.record_no AS left_no, b.record_no AS right_no
FROM person_block AS a
INNER JOIN person_block AS b ON
    b.kind_no = a.kind_no AND b.token = a.token AND b.scope = a.scope AND b.part = a.part
    AND b.record_no > a.record_no
WHERE b.report_index <> a.report_index
