-- One row per open matter a general viewer may see, laid out once for all that a briefing asks of them; no words of its story.
SELECT
    matter_id, category_code, area_code, unit_id, group_id, band_code, score, rank_no, next_due_date, overdue_days,
    people_count, report_count, first_reported_at
FROM seen_matter
WHERE is_open
