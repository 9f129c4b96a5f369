-- One row per matter and limit, as out_deadline holds it; accusations are left out.
SELECT m.matter_id, d.*
FROM deadline AS d
INNER JOIN live_matter AS m ON m.matter_index = d.matter_index
WHERE NOT m.is_restricted
