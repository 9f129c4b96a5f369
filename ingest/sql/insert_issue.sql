-- One row per problem of this upload.
INSERT INTO core_issue BY NAME
SELECT $submission_id AS submission_id, i.* FROM incoming_issue AS i
