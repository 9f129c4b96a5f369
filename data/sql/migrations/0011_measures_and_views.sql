-- A measure tells who entered it and can be withdrawn; lists that a reader filtered are kept under a name.
ALTER TABLE core_measure ADD COLUMN carrier_name VARCHAR;
ALTER TABLE core_measure ADD COLUMN note_text VARCHAR;
ALTER TABLE core_measure ADD COLUMN actor_name VARCHAR;
ALTER TABLE core_measure ADD COLUMN withdrawn_at TIMESTAMP;
CREATE TABLE core_saved_view (
    username VARCHAR NOT NULL,
    page_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    query_text VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (username, page_code, name)
);
