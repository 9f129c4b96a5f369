-- One row changed: the answer to a request that waits; none when it does not.
UPDATE core_privacy_request
SET result_code = $result, answer_text = $answer, answered_by = $by, answered_at = $now
WHERE request_id = $request_id AND result_code IS NULL
RETURNING request_id
