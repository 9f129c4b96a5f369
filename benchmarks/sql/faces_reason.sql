-- One row per open matter and reason, two each, in the order a refresh leaves them.
INSERT INTO out_reason
SELECT matter_id, $codes[1 + rank_no % 3], score // 2, 3, '同一事项已反映3次仍未办结', 'Raised 3 times and still open' FROM out_score
UNION ALL
SELECT matter_id, $codes[4], score - score // 2, 12, '已12天未答复', 'No answer for 12 days' FROM out_score
ORDER BY matter_id
