-- One row per community and kind with a matter first raised lately: how many, in the window and in its own past.
WITH first_seen AS (
    SELECT m.home_code, m.category_code, date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS age_days
    FROM live_matter AS m
    WHERE m.home_code IS NOT NULL AND NOT m.is_restricted
        AND date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < $window_days + $history_days
),

counted AS (
    SELECT
        home_code, category_code,
        sum(CASE WHEN age_days < $window_days THEN 1 ELSE 0 END) AS observed_count,
        sum(CASE WHEN age_days >= $window_days THEN 1 ELSE 0 END) AS past_count
    FROM first_seen
    GROUP BY home_code, category_code
)

SELECT
    home_code, category_code,
    CAST(observed_count AS BIGINT) AS observed_count,
    CAST(past_count AS BIGINT) AS past_count,
    CAST(sum(observed_count) OVER (PARTITION BY home_code) - observed_count AS BIGINT) AS other_observed_count,
    CAST(sum(past_count) OVER (PARTITION BY home_code) - past_count AS BIGINT) AS other_past_count
FROM counted
ORDER BY home_code, category_code
