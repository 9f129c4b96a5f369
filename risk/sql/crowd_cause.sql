-- One row per matter of a crowd and cause it shares with others of it, causes numbered within all crowds.
SELECT
    m.group_index, c.matter_index,
    dense_rank() OVER (ORDER BY c.cause_code, c.cause_key, c.category_code, c.home_code, c.first_index) AS cause_no
FROM crowd_matter AS m
INNER JOIN cause_matter AS c ON c.matter_index = m.matter_index
ORDER BY ALL
