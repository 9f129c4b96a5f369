-- One row per report whose matter may have changed: touched, or at the end of a link that did.
SELECT report_id FROM reach_touched
UNION
SELECT report_id FROM reach_moved
