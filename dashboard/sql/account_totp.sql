-- One row changed: what the codes of an account are derived from; NULL takes them away.
UPDATE core_account
SET totp_salt = $salt, totp_since_at = $now, totp_step_no = $step_no
WHERE username = $username
