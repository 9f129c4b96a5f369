-- One row: a report in its new state.
UPDATE core_report SET state_code = $state WHERE report_id = $report_id
