-- One row per issue of a briefing that is kept, newest weeks first; without the pages.
SELECT b.briefing_id, b.week_code, b.lang_code, b.as_of_date, b.published_at, b.actor_name, b.html_sha256
FROM core_briefing AS b
WHERE b.page_gzip IS NOT NULL
ORDER BY b.week_code DESC, b.published_at DESC, b.briefing_id DESC
LIMIT 60
