-- One row per report about to be placed anew that has a place, with its area.
SELECT report_id, area_code
FROM out_place
WHERE $is_all OR report_id IN (SELECT report_id FROM affected_report)
