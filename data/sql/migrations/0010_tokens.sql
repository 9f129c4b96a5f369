-- Programs read the interface with access tokens; only a keyed hash of each is kept.
CREATE TABLE core_token (
    access_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    secret_hash VARCHAR NOT NULL,
    area_code VARCHAR,
    may_open_matters BOOLEAN NOT NULL,
    created_by VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
