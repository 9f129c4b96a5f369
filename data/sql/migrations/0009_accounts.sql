-- Accounts keep the password before, their scope, a lock of an administrator's and what their codes are derived from.
CREATE TABLE core_account_new (
    username VARCHAR PRIMARY KEY,
    password_hash VARCHAR NOT NULL,
    previous_hash VARCHAR,
    role_code VARCHAR NOT NULL,
    area_code VARCHAR,
    unit_name VARCHAR,
    must_change BOOLEAN NOT NULL,
    is_locked BOOLEAN NOT NULL,
    failed_count INTEGER NOT NULL,
    locked_until_at TIMESTAMP,
    totp_salt VARCHAR,
    totp_since_at TIMESTAMP,
    totp_step_no BIGINT,
    signed_in_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
INSERT INTO core_account_new
    (username, password_hash, role_code, must_change, is_locked, failed_count, locked_until_at, created_at)
SELECT
    username, password_hash, CASE role_code WHEN 'system_administrator' THEN 'system_admin' ELSE role_code END,
    must_change, FALSE, failed_count, locked_until_at, created_at
FROM core_account;
DROP TABLE core_account;
ALTER TABLE core_account_new RENAME TO core_account;
