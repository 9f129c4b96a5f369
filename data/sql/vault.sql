-- The vault: a second encrypted file with its own key. Plaintext identities live here and nowhere else.

-- 原文件: one row per distinct file received.
CREATE TABLE vault_file (
    file_sha256 VARCHAR PRIMARY KEY,            -- SHA-256 of the bytes
    file_name VARCHAR NOT NULL,                 -- name it came under first
    file_bytes BLOB NOT NULL,                   -- the bytes as they came
    received_at TIMESTAMP NOT NULL              -- when it came first
);

-- 身份原文: one row per token, its plaintext.
CREATE TABLE vault_identity (
    token UUID PRIMARY KEY,                     -- keyed token, as in core_report_party
    field_code VARCHAR NOT NULL,                -- name, pinyin, phone, id, address or ref
    plaintext VARCHAR NOT NULL                  -- what it stands for
);
