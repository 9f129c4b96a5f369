-- What ranks go by is kept, so that a refresh after a sheet ranks all open matters without reading the others again.
CREATE TABLE out_rank (
    matter_id VARCHAR NOT NULL,
    area_code VARCHAR,
    points INTEGER NOT NULL,
    next_due_date DATE,
    first_reported_at TIMESTAMP NOT NULL
);
