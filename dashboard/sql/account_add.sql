-- One new row: an account whose password must be changed at the first sign-in.
INSERT INTO core_account
    (username, password_hash, role_code, must_change, failed_count, locked_until_at, created_at)
VALUES ($username, $password_hash, $role, TRUE, 0, NULL, $now)
