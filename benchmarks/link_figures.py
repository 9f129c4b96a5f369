"""The figures of linking, from what was measured and what is asked; nothing is measured here.

link.matter_f1  ≥ 0.92   link.group_f1 ≥ 0.88   link.group_precision ≥ 0.92   on the county, whose difficulty is frozen
link.seconds_1m ≤ 90 s   link.peak_gb ≤ 6       link.small_sheet_seconds ≤ 1  on a million reports
After a small sheet what is asked is matters, groups, limits and points; signals follow them, and with them it is told beside.
"""

from __future__ import annotations

from statistics import median

from benchmarks.by_hand.job import Agreement
from benchmarks.figure import Figure
from benchmarks.growth import growth_exponent
from benchmarks.linked import Linked, Small, Truth

MILLION = 1_000_000
LEAST_AGREEMENT = 0.9  # pairwise F1 of both: below it, it is not the same job
PEER = "networkx + pandas"


def of_truth(truth: Truth | None, *, is_asked: bool) -> list[Figure]:
    """Pairs of reports of one matter, of one group, of one person, held against the truth."""
    names = ("precision", "recall", "f1")
    told = {name: getattr(truth, name) if truth else None for name in ("matter", "group", "person")}
    asked = {
        "matter_f1": 0.92,
        "group_f1": 0.88,
        "group_precision": 0.92,
        "person_precision": 0.98,
        "person_recall": 0.90,
    }
    return [
        Figure(
            f"link.{about}_{name}",
            scores[names.index(name)] if scores else None,
            "1",
            asked.get(f"{about}_{name}") if is_asked else None,
            is_ceiling=False,
        )
        for about, scores in told.items()
        for name in names
    ]


def of_speed(linked: dict[int, Linked | None], small: list[Small]) -> list[Figure]:
    """Seconds of every size, and of the largest its memory, its small sheets and the growth up to it."""
    came = {found.reports: found.seconds for found in linked.values() if found}
    figures = [
        Figure(
            f"link.seconds_{'1m' if size == MILLION else size}",
            found.seconds if found else None,
            "s",
            90.0 if size == MILLION else None,
        )
        for size, found in linked.items()
    ]
    largest = max(linked)
    found, is_asked = linked[largest], largest == MILLION
    return [
        *figures,
        Figure("link.peak_gb", found.peak_mb / 1000 if found else None, "GB", 6.0 if is_asked else None),
        Figure(
            "link.small_sheet_seconds",
            median(one.seconds for one in small) if small else None,
            "s",
            1.0 if is_asked else None,
        ),
        Figure(
            "link.small_sheet_signal_seconds",
            median(one.all_seconds for one in small) if small else None,
            "s",
        ),
        Figure(
            "link.growth_exponent", growth_exponent(came) if found else None, "1", 1.1 if is_asked else None
        ),
    ]


def of_hand(hand: tuple[float, Agreement] | None, ours: Linked | None, *, is_asked: bool) -> list[Figure]:
    """The analyst's job beside ours; no ratio unless both found the same matters."""
    seconds, told = hand or (None, None)
    is_same_job = told is not None and told.matter_f1 >= LEAST_AGREEMENT
    ratio = seconds / ours.same_job_seconds if seconds is not None and ours and is_same_job else None
    agreed = {
        "matter_f1": (told.matter_f1 if told else None, LEAST_AGREEMENT),
        "group_f1": (told.group_f1 if told else None, None),
        "equal_points_share": (told.equal_points_share if told else None, None),
    }
    return [
        Figure("link.ratio_to_networkx_pandas", ratio, "1", 20.0 if is_asked else None, is_ceiling=False, peer=PEER),
        Figure("link.networkx_pandas_seconds", seconds, "s", peer=PEER),
        Figure("link.same_job_seconds", ours.same_job_seconds if ours else None, "s"),
        *(
            Figure(f"link.networkx_pandas_{name}", measured, "1", asked, is_ceiling=False, peer=PEER)
            for name, (measured, asked) in agreed.items()
        ),
    ]  # fmt: skip
