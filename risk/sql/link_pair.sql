-- One row per pair of live reports that may be one matter: the best evidence of the same people, and what speaks against it.
WITH met AS (
    SELECT a.report_index AS left_index, b.report_index AS right_index, min(a.evidence_no) AS evidence_no
    FROM link_block AS a
    INNER JOIN link_block AS b ON
        b.evidence_no = a.evidence_no AND b.token = a.token AND b.scope = a.scope AND b.part = a.part
        AND b.report_index > a.report_index
    WHERE a.is_changed OR b.is_changed
    GROUP BY a.report_index, b.report_index
)

SELECT
    m.left_index,
    m.right_index,
    CAST(m.evidence_no AS INTEGER) AS evidence_no,
    a.category_code <> b.category_code AND a.category_code <> '99' AND b.category_code <> '99' AS is_other_category,
    coalesce(a.respondent_id = b.respondent_id, FALSE) AS is_same_respondent,
    coalesce(a.respondent_id <> b.respondent_id, FALSE) AS is_other_respondent,
    coalesce(a.place_text = b.place_text, FALSE) AS is_same_place,
    coalesce(p.name_token <> q.name_token, FALSE) AS is_other_name,
    coalesce(p.sound_token <> q.sound_token, FALSE) AS is_other_sound,
    coalesce(p.phone_token <> q.phone_token, FALSE) AS is_other_phone,
    f.left_report_id IS NOT NULL AS is_same_person
FROM met AS m
INNER JOIN linkable AS a ON a.report_index = m.left_index
INNER JOIN linkable AS b ON b.report_index = m.right_index
LEFT JOIN person_pair AS f ON
    f.left_report_id = least(a.report_id, b.report_id) AND f.right_report_id = greatest(a.report_id, b.report_id)
LEFT JOIN link_party AS p ON p.report_index = m.left_index
LEFT JOIN link_party AS q ON q.report_index = m.right_index
WHERE
    (a.is_accusation OR NOT b.is_accusation) AND (b.is_accusation OR NOT a.is_accusation)  -- as = it would lead the join
    AND coalesce(p.id_token = q.id_token, TRUE)
    AND (
        m.evidence_no <= 3
        OR (m.evidence_no <= 6 AND date_diff('day', a.reported_date, b.reported_date) <= $window_name)
        OR (m.evidence_no = 7 AND date_diff('day', a.reported_date, b.reported_date) <= $window_text)
    )
