-- One row per open matter: its points and its rank.
SELECT total, rank_no FROM ranked
