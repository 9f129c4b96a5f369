-- One row changed: the failed sign-ins of an account and until when it is locked.
UPDATE core_account
SET failed_count = $failed_count, locked_until_at = $locked_until_at
WHERE username = $username
