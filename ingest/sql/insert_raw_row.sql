-- One row per data row of the lot, masked.
INSERT INTO raw_row
SELECT $submission_id, v.sheet_name, v.row_no, v.verdict_code, v.row_json
FROM incoming_row AS v
