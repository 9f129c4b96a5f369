-- One row per incoming report, in their order: 64 bits of its id.
SELECT hash(i.report_id) AS id_bits
FROM incoming AS i
ORDER BY i.position
