-- One row per matter a general viewer may see inside scope and area, by when its facts last changed, after a given one.
-- Facts: a report loaded in its present version, an act entered or withdrawn, a person's decision that two reports are
-- or are not one matter, a matter merged into it. The entry of an act is timed by its audit line.
WITH
inside AS (
    SELECT m.*
    FROM seen_matter AS m
    WHERE
        ($matter_id = '' OR m.matter_id = $matter_id)
        AND ($scope = '' OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $scope))
        AND ($area = '' OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $area))
),
own AS (
    SELECT r.report_id, r.matter_id, r.loaded_at
    FROM seen_report AS r
    WHERE r.matter_id IN (SELECT i.matter_id FROM inside AS i)
),
fact AS (
    SELECT o.matter_id, o.loaded_at AS changed_at FROM own AS o
    UNION ALL
    SELECT o.matter_id, greatest(e.withdrawn_at, l.occurred_at, e.occurred_at)
    FROM core_event AS e
    INNER JOIN own AS o ON o.report_id = e.report_id
    LEFT JOIN audit_log AS l ON l.event_code IN ('act', 'act_withdraw') AND l.object_id = e.event_id
    UNION ALL
    SELECT o.matter_id, greatest(j.decided_at, j.withdrawn_at)
    FROM core_judgement AS j
    INNER JOIN own AS o ON o.report_id = j.report_id OR o.report_id = j.other_report_id
    WHERE j.about_code = 'matter'
    UNION ALL
    SELECT a.new_id, a.changed_at FROM core_alias AS a WHERE a.kind_code = 'matter'
),
changed AS (
    SELECT matter_id, max(changed_at) AS updated_at FROM fact GROUP BY matter_id
),
page AS (
    SELECT i.*, c.updated_at
    FROM inside AS i
    INNER JOIN changed AS c ON c.matter_id = i.matter_id
    WHERE
        ($since IS NULL OR c.updated_at >= $since)
        AND ($after_at IS NULL OR (c.updated_at, i.matter_id) > ($after_at, $after_id))
    ORDER BY c.updated_at, i.matter_id
    LIMIT $most
),
reason AS (
    SELECT
        r.matter_id,
        list(struct_pack(measure_code := r.measure_code, points := r.points, zh := r.sentence, en := r.sentence_en)
            ORDER BY r.points DESC, r.measure_code) AS reasons
    FROM out_reason AS r
    WHERE r.matter_id IN (SELECT p.matter_id FROM page AS p)
    GROUP BY r.matter_id
),
deadline AS (
    SELECT
        d.matter_id,
        list(struct_pack(
            rule_code := d.rule_code, from_date := d.from_date, statutory_due_date := d.statutory_due_date,
            conservative_due_date := d.conservative_due_date, met_date := d.met_date, state_code := d.state_code,
            overdue_days := d.overdue_days, basis := d.basis
        ) ORDER BY d.rule_code, d.from_date, d.statutory_due_date) AS deadlines
    FROM out_deadline AS d
    WHERE d.matter_id IN (SELECT p.matter_id FROM page AS p)
    GROUP BY d.matter_id
),
closing AS (
    SELECT o.matter_id, arg_max(e.closure_code, row(e.occurred_at, e.event_id)) AS closure_code
    FROM core_event AS e
    INNER JOIN own AS o ON o.report_id = e.report_id
    WHERE e.withdrawn_at IS NULL AND e.closure_code IS NOT NULL
    GROUP BY o.matter_id
),
former AS (
    SELECT a.new_id AS matter_id, list(a.old_id ORDER BY a.old_id) AS former_ids
    FROM core_alias AS a
    WHERE a.kind_code = 'matter' AND a.new_id IN (SELECT p.matter_id FROM page AS p)
    GROUP BY a.new_id
)
SELECT
    p.matter_id, coalesce(w.former_ids, []) AS former_ids, p.updated_at, p.area_code, p.category_code,
    c.name AS category_name, p.legal_category_code, p.channel_code, p.level_code, p.title, p.status_code, p.is_open,
    p.first_reported_at, p.last_reported_at, p.report_count, p.people_count, p.group_id, p.score, p.band_code,
    p.next_due_date, p.overdue_days, s.name AS respondent_name, u.name AS unit_name, p.accepted_at, p.replied_at,
    p.closed_at, k.closure_code, p.satisfaction_code, coalesce(r.reasons, []) AS reasons, coalesce(d.deadlines, []) AS deadlines
FROM page AS p
LEFT JOIN reason AS r ON r.matter_id = p.matter_id
LEFT JOIN deadline AS d ON d.matter_id = p.matter_id
LEFT JOIN closing AS k ON k.matter_id = p.matter_id AND NOT p.is_open
LEFT JOIN former AS w ON w.matter_id = p.matter_id
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = p.category_code
LEFT JOIN core_respondent AS s ON s.respondent_id = p.respondent_id
LEFT JOIN core_unit AS u ON u.unit_id = p.unit_id
ORDER BY p.updated_at, p.matter_id
