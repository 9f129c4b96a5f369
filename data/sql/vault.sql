-- The vault: a second encrypted file with its own key. Plaintext identities live here and nowhere else.

-- 原文件: one row per distinct file received; there only when all of its parts are.
CREATE TABLE vault_file (
    file_sha256 VARCHAR PRIMARY KEY,            -- SHA-256 of the bytes
    file_name VARCHAR NOT NULL,                 -- name it came under first
    byte_count BIGINT NOT NULL,                 -- length, bytes
    part_count INTEGER NOT NULL,                -- parts it is kept in
    received_at TIMESTAMP NOT NULL              -- when it came first
);

-- 原文件分块: one row per part of a file.
CREATE TABLE vault_file_part (
    part_id VARCHAR PRIMARY KEY,                -- SHA-256 of the file, a stroke, and 1.. in the order of the bytes
    byte_count INTEGER NOT NULL,                -- length of the part as it came, bytes
    is_packed BOOLEAN NOT NULL,                 -- whether part_bytes are compressed (zstd)
    part_bytes BLOB NOT NULL                    -- the bytes
);

-- 身份原文: one row per token, its plaintext.
CREATE TABLE vault_identity (
    token UUID NOT NULL,                        -- keyed token, as in core_report_party; each once
    field_code VARCHAR NOT NULL,                -- name, pinyin, phone, id, address or ref
    plaintext VARCHAR NOT NULL                  -- what it stands for
);

-- 结构版本: one row per migration applied to the vault.
CREATE TABLE vault_migration (
    version_no INTEGER PRIMARY KEY,             -- version of the schema
    name VARCHAR NOT NULL,                      -- file applied
    applied_at TIMESTAMP NOT NULL               -- when
);
