-- One new row: a request to see, correct or erase, with the next number.
INSERT INTO core_privacy_request (request_id, kind_code, matter_id, note_text, entered_by, entered_at, due_date)
SELECT 'Q' || lpad(CAST(count(*) + 1 AS VARCHAR), 5, '0'), $kind, $matter_id, $note, $by, $now, $due
FROM core_privacy_request
RETURNING request_id
