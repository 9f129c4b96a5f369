-- One row: the account of a name; none when there is no such account.
SELECT username, password_hash, role_code, must_change, failed_count, locked_until_at
FROM core_account
WHERE username = $username
