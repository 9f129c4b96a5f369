-- One row per group: the organisation or place most of its matters share.
WITH shared AS (
    SELECT g.group_index, c.cause_code, c.cause_key, count(*) AS matter_count
    FROM matter_group AS g
    INNER JOIN cause_matter AS c ON c.matter_index = g.matter_index
    GROUP BY g.group_index, c.cause_code, c.cause_key
),

ordered AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY group_index ORDER BY matter_count DESC, cause_code DESC, cause_key
        ) AS order_no
    FROM shared
)

SELECT group_index, cause_code, cause_key FROM ordered WHERE order_no = 1
