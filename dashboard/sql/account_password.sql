-- One row changed: the new password of an account, which also unlocks it.
UPDATE core_account
SET password_hash = $password_hash, must_change = $must_change, failed_count = 0, locked_until_at = NULL
WHERE username = $username
