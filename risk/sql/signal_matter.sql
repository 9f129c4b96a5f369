-- One row per signal and matter seen in its grids and window, all of a batch.
SELECT s.signal_id, m.matter_id
FROM signal_matter_index AS s
INNER JOIN signal_batch AS b ON b.batch_index = s.matter_index
INNER JOIN live_matter AS m ON m.matter_index = b.matter_index
