-- One row per access token that stood under this name and stands no more.
UPDATE core_token SET revoked_at = $now WHERE name = $name AND revoked_at IS NULL
RETURNING access_id
