-- One row changed: the half minute of the code just taken.
UPDATE core_account
SET totp_step_no = $step_no
WHERE username = $username
