-- One row per account, without anything that could let somebody in.
SELECT
    username, role_code, area_code, unit_name, must_change, is_locked, locked_until_at, totp_since_at, signed_in_at,
    created_at
FROM core_account
ORDER BY username
