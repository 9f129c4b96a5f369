-- One row per identity that no report came to use.
DELETE FROM vault_identity WHERE token NOT IN (SELECT CAST(token AS UUID) FROM used_token WHERE token IS NOT NULL)
