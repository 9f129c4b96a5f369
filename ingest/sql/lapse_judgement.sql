-- One row per decision that lapses because its report, or the one it was compared with, is withdrawn.
UPDATE core_judgement SET withdrawn_at = $now
WHERE about_code = 'report' AND withdrawn_at IS NULL
    AND (
        report_id IN (SELECT report_id FROM ended_version WHERE former_no IS NULL)
        OR report_id IN (SELECT report_id FROM released_report)
    )
