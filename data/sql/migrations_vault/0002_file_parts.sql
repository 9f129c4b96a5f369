-- One row per part of a file where one row per file held all its bytes; vaults of version 1 noted no migrations.
CREATE TABLE vault_migration (
    version_no INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
INSERT INTO vault_migration SELECT 1, 'vault.sql', coalesce(min(received_at), TIMESTAMP '1970-01-01') FROM vault_file;

CREATE TABLE vault_file_part (
    part_id VARCHAR PRIMARY KEY,
    byte_count INTEGER NOT NULL,
    is_packed BOOLEAN NOT NULL,
    part_bytes BLOB NOT NULL
);
INSERT INTO vault_file_part
SELECT file_sha256 || '/1', octet_length(file_bytes), false, file_bytes FROM vault_file;

CREATE TABLE vault_file_new (
    file_sha256 VARCHAR PRIMARY KEY,
    file_name VARCHAR NOT NULL,
    byte_count BIGINT NOT NULL,
    part_count INTEGER NOT NULL,
    received_at TIMESTAMP NOT NULL
);
INSERT INTO vault_file_new
SELECT file_sha256, file_name, octet_length(file_bytes), 1, received_at FROM vault_file;
DROP TABLE vault_file;
ALTER TABLE vault_file_new RENAME TO vault_file;

CREATE TABLE vault_identity_new (
    token UUID NOT NULL,
    field_code VARCHAR NOT NULL,
    plaintext VARCHAR NOT NULL
);
INSERT INTO vault_identity_new SELECT token, field_code, plaintext FROM vault_identity;
DROP TABLE vault_identity;
ALTER TABLE vault_identity_new RENAME TO vault_identity;

COMMENT ON TABLE vault_identity IS '身份原文: one row per token, its plaintext.';
COMMENT ON COLUMN vault_identity.token IS 'keyed token, as in core_report_party; each once';
COMMENT ON COLUMN vault_identity.field_code IS 'name, pinyin, phone, id, address or ref';
COMMENT ON COLUMN vault_identity.plaintext IS 'what it stands for';
COMMENT ON TABLE vault_migration IS '结构版本: one row per migration applied to the vault.';
COMMENT ON COLUMN vault_migration.version_no IS 'version of the schema';
COMMENT ON COLUMN vault_migration.name IS 'file applied';
COMMENT ON COLUMN vault_migration.applied_at IS 'when';
COMMENT ON TABLE vault_file_part IS '原文件分块: one row per part of a file.';
COMMENT ON COLUMN vault_file_part.part_id IS 'SHA-256 of the file, a stroke, and 1.. in the order of the bytes';
COMMENT ON COLUMN vault_file_part.byte_count IS 'length of the part as it came, bytes';
COMMENT ON COLUMN vault_file_part.is_packed IS 'whether part_bytes are compressed (zstd)';
COMMENT ON COLUMN vault_file_part.part_bytes IS 'the bytes';
COMMENT ON TABLE vault_file IS '原文件: one row per distinct file received; there only when all of its parts are.';
COMMENT ON COLUMN vault_file.file_sha256 IS 'SHA-256 of the bytes';
COMMENT ON COLUMN vault_file.file_name IS 'name it came under first';
COMMENT ON COLUMN vault_file.byte_count IS 'length, bytes';
COMMENT ON COLUMN vault_file.part_count IS 'parts it is kept in';
COMMENT ON COLUMN vault_file.received_at IS 'when it came first';
