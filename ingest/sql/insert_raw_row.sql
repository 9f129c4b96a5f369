-- One row per data row of the lot, masked.
INSERT INTO raw_row
SELECT $submission_id, $sheet, v.row_no, v.verdict_code, CAST(to_json(v.cells) AS VARCHAR)
FROM incoming_row AS v
