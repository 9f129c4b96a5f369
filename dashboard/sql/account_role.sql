-- One row changed: the role and scope of an account.
UPDATE core_account
SET role_code = $role, area_code = $area_code, unit_name = $unit_name
WHERE username = $username
