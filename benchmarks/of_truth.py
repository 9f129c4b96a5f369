"""What the synthetic city knows of itself, beside what the warehouse found out, and how well they agree.

report_id  found matter  true matter   found group  true group   found grid  true grid
QX…        QX…           m17           –            g3           990101…001  990101…001
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from data.db import Store
from data.lend import execute_with

FOUND = """
SELECT r.report_id, s.file_name, r.sheet_name, r.row_no, r.part_no, r.category_code,
    p.area_code, p.located_by, k.matter_id, m.group_id
FROM core_report AS r
JOIN raw_submission AS s USING (submission_id)
LEFT JOIN out_place AS p USING (report_id)
LEFT JOIN out_matter_report AS k USING (report_id)
LEFT JOIN out_matter AS m ON m.matter_id = k.matter_id
WHERE r.state_code = 'accepted'
"""
BESIDE = """
SELECT f.* EXCLUDE (sheet_name), t.*
FROM found AS f
JOIN read_parquet($rows) AS w
    ON w.file_name = f.file_name AND w.row_no = f.row_no AND w.part_no = f.part_no
    AND (w.sheet_name = f.sheet_name OR f.sheet_name = f.file_name)
JOIN read_parquet($reports) AS t USING (report_uid)
"""


def beside_truth(warehouse: Store, truth: Path) -> pd.DataFrame:
    """One row per report held, with truth_report's columns beside what was found."""
    with warehouse.reading() as connection:
        found = connection.execute(FOUND).to_arrow_table()
    with duckdb.connect() as scratch:
        scratch.execute("SET enable_progress_bar = false")  # drawn on standard output, where others read JSON
        files = {"rows": str(truth / "truth_row.parquet"), "reports": str(truth / "truth_report.parquet")}
        return execute_with(scratch, BESIDE, files, {"found": found}).df()


def pairwise(found: pd.Series, true: pd.Series) -> tuple[float, float, float]:
    """(precision, recall, F1) over all pairs of rows: found together, truly together; null is with nobody."""
    together = pd.DataFrame({"found": found, "true": true}).groupby(["found", "true"]).size()
    both = _pairs(together)
    precision = both / max(_pairs(found.value_counts()), 1)
    recall = both / max(_pairs(true.value_counts()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)


def _pairs(sizes: pd.Series) -> float:
    return float((sizes * (sizes - 1) / 2).sum())
