-- One row per upload of the viewer's own: its counts speak of rows anywhere.
CREATE OR REPLACE TEMP VIEW raw_submission AS
SELECT u.*
FROM warehouse.raw_submission AS u
INNER JOIN scope AS s ON s.viewer_name = u.uploader_name
