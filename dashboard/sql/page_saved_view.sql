-- One row per list its owner filtered and named, in order of names.
SELECT s.name, s.query_text
FROM core_saved_view AS s
WHERE s.username = $username AND s.page_code = $page_code
ORDER BY s.name
