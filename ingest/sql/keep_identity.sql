-- One row per token met for the first time.
INSERT INTO vault_identity
SELECT m.token, m.field_code, m.plaintext
FROM met AS m
WHERE m.token NOT IN (SELECT v.token FROM vault_identity AS v)
