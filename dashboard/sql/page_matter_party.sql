-- One row per report of a matter and party on it but staff, as keyed tokens: asked only to open the vault for this matter.
SELECT p.role_code, p.name_token, p.phone_token, p.address_token
FROM core_report_party AS p
INNER JOIN seen_report AS r ON r.report_id = p.report_id
WHERE r.matter_id = $matter_id AND p.role_code <> 'staff'
ORDER BY r.reported_at, r.report_id, p.party_no
