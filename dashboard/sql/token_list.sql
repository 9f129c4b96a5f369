-- One row per access token ever made, the newest last.
SELECT access_id, name, area_code, may_open_matters, created_by, created_at, expires_at, revoked_at
FROM core_token
ORDER BY created_at, access_id
