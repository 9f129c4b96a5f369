-- One row changed: a signal as it stands after people acted on it; who has it, else the unit most of its matters are with.
UPDATE out_signal SET
    state_code = $state_code,
    level_code = $level_code,
    outcome_code = $outcome_code,
    owner_name = coalesce(
        $owner_name,
        (
            SELECT u.name
            FROM out_signal_matter AS b
            INNER JOIN out_matter AS m ON m.matter_id = b.matter_id
            INNER JOIN core_unit AS u ON u.unit_id = m.unit_id
            WHERE b.signal_id = $signal_id
            GROUP BY u.unit_id, u.name
            ORDER BY count(*) DESC, u.unit_id
            LIMIT 1
        )
    )
WHERE signal_id = $signal_id
