-- One row per issue of a week's briefing that is kept, the newest first.
SELECT
    b.briefing_id, b.week_code, b.as_of_date, b.published_at, b.actor_name, b.html_sha256, b.page_gzip, b.phone_gzip,
    b.published_at < f.refreshed_at AS is_before_refresh
FROM core_briefing AS b
CROSS JOIN out_refresh AS f
WHERE b.week_code = $week AND b.lang_code = $lang AND b.page_gzip IS NOT NULL
ORDER BY b.published_at DESC, b.briefing_id DESC
