-- One row per upload: the name of its file and its sender, told of a report that is seen and never listed by itself.
CREATE OR REPLACE TEMP VIEW source_file AS
SELECT submission_id, file_name, uploader_name FROM warehouse.raw_submission
