-- One row per report held: 64 bits of its id.
SELECT hash(report_id) AS id_bits
FROM core_report
