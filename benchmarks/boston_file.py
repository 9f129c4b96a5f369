"""What Boston's own files say of a case: whether its address raised the same kind again, and how often before.

case_enquiry_id  open_dt     location                 type        same
101000994086     2014-01-01  26 Barna Rd  Dorchester  Animal …    26 barna rd  dorchester · animal …     null without an address
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from risk.backtest.origin import Fold
from risk.backtest.top import Flags, Floats

HORIZON_DAYS = 30
ROOT = Path(__file__).parents[1]


def samples() -> Path | None:
    """The folder of Boston's files: FENGQIAO_SAMPLES, else shared/data beside the checkout; None when it is not there."""
    folder = Path(os.environ.get("FENGQIAO_SAMPLES") or ROOT.parent / "shared" / "data") / "boston311"
    return folder if list(folder.glob("filtered_*.csv")) else None


def read_requests(folder: Path) -> pd.DataFrame:
    """One row per request: number, day, and the address and kind that make it the same again (null without an address)."""
    files = [pd.read_csv(file, dtype=str) for file in sorted(folder.glob("filtered_*.csv"))]
    told = pd.concat(files, ignore_index=True).drop_duplicates("case_enquiry_id", keep="last")
    same = told["location"].str.strip().str.lower() + " · " + told["type"]
    day = pd.to_datetime(told["open_dt"]).dt.normalize()
    return pd.DataFrame({"report_no": told["case_enquiry_id"], "day": day, "same": same})


@dataclass(frozen=True)
class Facts:
    """Of each case known at an origin: whether it was raised again, and requests of its address and kind so far and lately."""

    again: Flags
    so_far: Floats
    lately: Floats


def facts(requests: pd.DataFrame, report_no: pd.Series, fold: Fold) -> Facts:
    """What the city's file says of the cases, each known by the number of its first request."""
    origin, until = pd.Timestamp(fold.origin), pd.Timestamp(fold.until)
    day = requests["day"]
    same = report_no.map(requests.set_index("report_no")["same"])

    def count(chosen: pd.Series) -> Floats:
        counted = same.map(requests[chosen]["same"].value_counts())
        return np.asarray(counted.fillna(0), np.float64)

    lately = origin - timedelta(days=HORIZON_DAYS)
    return Facts(
        count((day > origin) & (day <= until)) > 0,
        count(day <= origin),
        count((day > lately) & (day <= origin)),
    )
