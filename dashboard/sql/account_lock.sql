-- One row changed: an account locked by an administrator, or unlocked with its failures forgiven.
UPDATE core_account
SET is_locked = $is_locked, failed_count = 0, locked_until_at = NULL
WHERE username = $username
