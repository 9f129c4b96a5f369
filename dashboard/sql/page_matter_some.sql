-- One row per matter of up to three, by where they stand in out_matter in this very moment; score and band are the caller's.
-- One row number at a time is found at once; a list of them reads the whole table.
WITH chosen AS MATERIALIZED (
    SELECT
        m.matter_id, m.row_no, m.area_code, m.category_code, m.title, m.is_open, m.next_due_date, m.overdue_days
    FROM numbered_matter AS m WHERE m.row_no = $first_row
    UNION ALL
    SELECT
        m.matter_id, m.row_no, m.area_code, m.category_code, m.title, m.is_open, m.next_due_date, m.overdue_days
    FROM numbered_matter AS m WHERE m.row_no = $second_row
    UNION ALL
    SELECT
        m.matter_id, m.row_no, m.area_code, m.category_code, m.title, m.is_open, m.next_due_date, m.overdue_days
    FROM numbered_matter AS m WHERE m.row_no = $third_row
)

SELECT
    c.matter_id, c.row_no, c.area_code, c.category_code, c.title, c.is_open, c.next_due_date,
    date_diff('day', f.as_of_date, c.next_due_date) AS days_left, c.overdue_days
FROM chosen AS c
CROSS JOIN out_refresh AS f
