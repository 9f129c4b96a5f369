-- One row per signal raised by $as_of.
SELECT signal_id, method_code, category_code, raised_on_date
FROM core_signal
WHERE raised_on_date <= $as_of
ORDER BY signal_id
