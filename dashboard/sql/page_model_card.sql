-- One row: the model card of the last backtest, as JSON; none before the first.
SELECT value AS card FROM core_setting WHERE name = 'model_card'
