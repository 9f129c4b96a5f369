-- One row changed: an account was let in.
UPDATE core_account
SET failed_count = 0, locked_until_at = NULL, signed_in_at = $now
WHERE username = $username
