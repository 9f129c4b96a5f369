-- One row per access token of this public part, whether it stands or not.
SELECT access_id, name, secret_hash, area_code, may_open_matters, created_at, expires_at, revoked_at
FROM core_token
WHERE access_id = $access_id
