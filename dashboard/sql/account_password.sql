-- One row changed: the new password of an account, which also forgives its failed sign-ins.
UPDATE core_account
SET
    password_hash = $password_hash, previous_hash = $previous_hash, must_change = $must_change, failed_count = 0,
    locked_until_at = NULL
WHERE username = $username
