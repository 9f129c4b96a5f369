-- One row for a kind of the site's own.
INSERT INTO core_code VALUES ('category', $code, $name, $name, $source)
ON CONFLICT DO NOTHING
