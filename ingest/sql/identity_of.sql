-- One row per token asked for that the vault knows: its plaintext.
SELECT CAST(v.token AS VARCHAR) AS token, v.plaintext
FROM vault_identity AS v
INNER JOIN asked AS a ON v.token = CAST(a.token AS UUID)
