-- One row per report that is parked now, beside the report it looks most like.
INSERT INTO core_parked
SELECT report_id, candidate_report_id, likeness_share, $now FROM parking
