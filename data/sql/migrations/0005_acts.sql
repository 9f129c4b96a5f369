-- Acts on a matter carry what their limits need, and a limit tells what it was counted with.
ALTER TABLE core_event ADD COLUMN route_code VARCHAR;
ALTER TABLE core_event ADD COLUMN is_simple BOOLEAN;
ALTER TABLE core_event ADD COLUMN approved_date DATE;
ALTER TABLE core_event ADD COLUMN told_date DATE;
ALTER TABLE core_event ADD COLUMN extend_day_count INTEGER;
ALTER TABLE out_deadline ADD COLUMN ended_date DATE;
ALTER TABLE out_deadline ADD COLUMN is_right BOOLEAN;
ALTER TABLE out_deadline ADD COLUMN counted_with VARCHAR;
