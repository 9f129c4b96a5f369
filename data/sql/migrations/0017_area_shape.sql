-- Wider areas that came without boundaries keep the shape joined from the areas inside them, so no picture joins them anew.
CREATE TABLE out_area_shape (
    area_code VARCHAR NOT NULL,
    shape_wkb BLOB NOT NULL
);
