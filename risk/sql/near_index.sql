-- One row per near report laid out, by its number.
SELECT report_index FROM linkable WHERE is_changed ORDER BY report_index
