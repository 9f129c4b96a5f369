-- One new row: an account whose password must be changed at the first sign-in.
INSERT INTO core_account
    (username, password_hash, role_code, area_code, unit_name, must_change, is_locked, failed_count, created_at)
VALUES ($username, $password_hash, $role, $area_code, $unit_name, TRUE, FALSE, 0, $now)
