-- One row per former place of a report placed anew.
DELETE FROM out_place
WHERE report_id IN (SELECT report_id FROM placed_row)
