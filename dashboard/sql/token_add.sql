-- One row: a new access token.
INSERT INTO core_token
VALUES ($access_id, $name, $secret_hash, $area_code, $may_open_matters, $created_by, $now, $expires_at, NULL)
