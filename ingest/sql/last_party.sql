-- One row: the last row of parties there is, as the connection sees it; null when there is none.
SELECT max(rowid) FROM warehouse.core_report_party
