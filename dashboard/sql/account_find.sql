-- One row: the account of a name; none when there is no such account.
SELECT
    username, password_hash, previous_hash, role_code, area_code, unit_name, must_change, is_locked, failed_count,
    locked_until_at, totp_salt, totp_step_no
FROM core_account
WHERE username = $username
