-- Where a report is tells what its words say beside its point, and a site keeps names of its own.
CREATE TABLE core_local_name (
    name VARCHAR NOT NULL,
    kind_code VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL
);
ALTER TABLE out_place ADD COLUMN declared_code VARCHAR;
ALTER TABLE out_place ADD COLUMN declared_m DOUBLE;
ALTER TABLE out_place ADD COLUMN doubt_code VARCHAR;
