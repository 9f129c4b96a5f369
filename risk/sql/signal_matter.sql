-- One row per signal and matter seen in its grids and window.
SELECT s.signal_id, m.matter_id
FROM signal_matter_index AS s
INNER JOIN live_matter AS m ON m.matter_index = s.matter_index
