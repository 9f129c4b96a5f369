-- One row: what the viewer of this connection is confined to; null: to no area, to no unit.
CREATE OR REPLACE TEMP TABLE scope AS
SELECT
    CAST($viewer AS VARCHAR) AS viewer_name, CAST($area AS VARCHAR) AS area_code,
    CAST($unit AS VARCHAR) AS unit_name, CAST($unit_id AS VARCHAR) AS unit_id,
    CAST($respondent_id AS VARCHAR) AS respondent_id, CAST($own_names AS VARCHAR[]) AS own_names,
    CAST($may_see_accusations AS BOOLEAN) AS may_see_accusations
