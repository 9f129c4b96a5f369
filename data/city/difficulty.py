"""How hard a city is: each promised bound beside the value measured on the truth and the sheets.

    item                                   promised      measured
    reports without a phone                >= 0.40       0.454
    open matters escalating in 30 days     0.03 - 0.06   0.049

`python -m data.city.difficulty FOLDER` prints the table for a new county made in FOLDER.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd  # type: ignore[import-untyped, unused-ignore]

from data.city.make import make_city

HORIZON_DAYS = 30
WARM_UP_DAYS = 60


@dataclass(frozen=True)
class Bound:
    """A promise about the city: the measured value lies in least … most."""

    item: str
    least: float
    most: float
    measure: Callable[["Truth"], float]

    def promised(self) -> str:
        """The bound as a reader writes it."""
        if self.most == np.inf:
            return f"≥ {self.least:g}"
        return f"≤ {self.most:g}" if self.least == -np.inf else f"{self.least:g} – {self.most:g}"


@dataclass(frozen=True)
class Truth:
    """The truth tables a measure needs."""

    reports: pd.DataFrame
    escalations: pd.DataFrame
    spells: pd.DataFrame
    returns: pd.DataFrame
    campaigns: pd.DataFrame
    rows: pd.DataFrame


def read_truth(folder: Path) -> Truth:
    """Read the truth that `make_city` wrote."""
    names = ("report", "escalation", "spell", "return", "campaign", "row")
    return Truth(*(pd.read_parquet(folder / f"truth_{name}.parquet") for name in names))


def without_phone(truth: Truth) -> float:
    """Share of reports on which no phone stands."""
    return float(1 - truth.reports["has_phone"].mean())


def name_shared(truth: Truth) -> float:
    """Share of reports whose petitioner shares the full name with another petitioner of the town."""
    reports = truth.reports.assign(town=truth.reports["grid_code"].str[:9])
    people = reports.drop_duplicates(["town", "full_name", "person_uid"])
    counts = people.groupby(["town", "full_name"]).size().rename("people")
    joined = reports.merge(counts, left_on=["town", "full_name"], right_index=True)
    return float((joined["people"] > 1).mean())


def mistyped(truth: Truth) -> float:
    """Share of reports with a slip in name, place or respondent."""
    return float(truth.reports["slipped"].mean())


def look_alikes(truth: Truth) -> float:
    """Share of reports whose matter tells another person's story at another place."""
    return float(truth.reports["like_matter_uid"].notna().mean())


def repeats(truth: Truth) -> float:
    """Share of reports that raise a matter again."""
    return float(truth.reports["is_repeat"].mean())


def grouped(truth: Truth) -> float:
    """Share of reports whose matter belongs to a group."""
    return float(truth.reports["group_uid"].notna().mean())


def usable_places(truth: Truth) -> float:
    """Share of reports with a point, a grid code or a grid name."""
    return float(truth.reports["place_usable"].mean())


def origins(truth: Truth) -> Iterator[date]:
    """Month starts with a whole horizon after them, the first two months left out."""
    first, last = truth.spells["opened_at"].min(), truth.reports["reported_at"].max().date()
    for when in pd.date_range(first + timedelta(days=WARM_UP_DAYS), last, freq="MS"):
        if when.date() + timedelta(days=HORIZON_DAYS) <= last:
            yield when.date()


def escalating(truth: Truth) -> float:
    """Share of matters open at a month start that escalate in the next 30 days, mean over months."""
    return float(np.mean([_escalating_at(truth, origin) for origin in origins(truth)]))


def _escalating_at(truth: Truth, origin: date) -> float:
    """One month start: open means reported by then and not closed by then."""
    spells, events = truth.spells, truth.escalations
    closed = spells["closed_at"]
    still = closed.isna() | (closed.fillna(date.max) > origin)
    live = spells.loc[(spells["opened_at"] <= origin) & still, "matter_uid"].unique()
    end = origin + timedelta(days=HORIZON_DAYS)
    soon = events.loc[(events["escalated_at"] > origin) & (events["escalated_at"] <= end), "matter_uid"]
    return float(np.isin(live, soon.unique()).mean())


def missed_limits(truth: Truth) -> float:
    """Share of escalations that are a missed 60-day limit."""
    return float((truth.escalations["reason_code"] == "deadline").mean())


def campaign_lift(truth: Truth) -> float:
    """Reports a day in the quieter campaign over the median day outside both."""
    day = truth.reports["reported_at"].dt.date
    counts = day.value_counts()
    spans = list(truth.campaigns.itertuples(index=False))
    inside = [counts[[start <= d <= end for d in counts.index]].mean() for start, end in spans]
    outside = [not any(start <= d <= end for start, end in spans) for d in counts.index]
    return float(min(inside) / counts[outside].median())


def missing_returns(truth: Truth) -> float:
    """Share of village-months without a return."""
    return float((truth.returns["state"] == "missing").mean())


def nil_returns(truth: Truth) -> float:
    """Share of village-months whose return says there was nothing."""
    return float((truth.returns["state"] == "nil").mean())


BOUNDS = (
    Bound("reports without a phone", 0.40, np.inf, without_phone),
    Bound("reports whose petitioner shares a full name within the town", 0.03, np.inf, name_shared),
    Bound("reports mistyped in name, place or respondent", 0.05, np.inf, mistyped),
    Bound("reports with a look-alike story elsewhere", 0.015, np.inf, look_alikes),
    Bound("reports that are repeats", 0.10, np.inf, repeats),
    Bound("reports in a group matter", 0.12, np.inf, grouped),
    Bound("reports with a usable place", 0.60, 0.90, usable_places),
    Bound("open matters escalating within 30 days of a month start", 0.03, 0.06, escalating),
    Bound("escalations that are a missed 60-day limit", 0.05, 0.35, missed_limits),
    Bound("reports a day in a campaign over the median day", 1.25, np.inf, campaign_lift),
    Bound("village-months without a return", 0.05, np.inf, missing_returns),
    Bound("village-months with a nil return", 0.02, np.inf, nil_returns),
)


def measured(truth: Truth) -> list[tuple[Bound, float]]:
    """Every bound with its value."""
    return [(bound, bound.measure(truth)) for bound in BOUNDS]


def table(truth: Truth) -> str:
    """The difficulty table in Markdown."""
    lines = ["| item | promised | measured |", "|---|---|---|"]
    lines += [f"| {b.item} | {b.promised()} | {value:.3f} |" for b, value in measured(truth)]
    return "\n".join(lines)


def bigram_likeness(one: str, two: str) -> float:
    """Dice coefficient of two texts' character pairs: 1 for equal texts, 0 for nothing in common.

    >>> bigram_likeness("拖欠工资", "拖欠工资")
    1.0
    >>> bigram_likeness("拖欠工资", "楼上漏水")
    0.0
    """
    a, b = (Counter(t[i : i + 2] for i in range(len(t) - 1)) for t in (one, two))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 1.0


def main() -> None:
    """Make a county in the given folder and print its table."""
    folder = Path(sys.argv[1])
    make_city(folder, size="county", truth_folder=folder / "truth")
    sys.stdout.write(table(read_truth(folder / "truth")) + "\n")


if __name__ == "__main__":
    main()
