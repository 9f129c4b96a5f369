-- One row per matter or group id that stood for itself before this refresh and now stands in another.
WITH gone AS (
    SELECT o.matter_id AS old_id, r.matter_id AS new_id, 'matter' AS kind_code
    FROM out_matter AS o
    INNER JOIN matter_report AS r ON r.report_id = o.matter_id
    WHERE r.matter_id <> o.matter_id
    UNION ALL
    SELECT o.group_id AS old_id, g.group_id AS new_id, 'group' AS kind_code
    FROM out_group AS o
    INNER JOIN matter_report AS r ON r.report_id = o.group_id
    INNER JOIN matter_group AS g ON g.matter_index = r.matter_index
    WHERE g.group_id <> o.group_id
)

SELECT g.old_id, g.new_id, g.kind_code, $now AS changed_at
FROM gone AS g
LEFT JOIN core_alias AS k ON k.old_id = g.old_id AND k.new_id = g.new_id AND k.kind_code = g.kind_code
WHERE k.old_id IS NULL
