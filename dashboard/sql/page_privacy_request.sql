-- One row per request to see, correct or erase: those that wait by their day, then the latest answered.
SELECT
    request_id, kind_code, matter_id, note_text, entered_by, entered_at, due_date, result_code, answer_text,
    answered_by, answered_at
FROM core_privacy_request
ORDER BY result_code IS NOT NULL, CASE WHEN result_code IS NULL THEN due_date END, answered_at DESC, request_id
LIMIT 100
