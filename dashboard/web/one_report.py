"""One report told in a form, taken in as a sheet of one row: the same checks, the same vault, the same receipt.

day, kind, story, place, grid, name, phone, people, respondent   →   单件-20260630-153012.csv
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import astuple, dataclass

from dashboard.web.intake import kept
from dashboard.web.office import Office
from data.errors import BadArgument

HEADS = ("上报时间", "纠纷类型", "纠纷简况", "地点", "网格名称", "当事人", "联系电话", "涉及人数", "被反映方")
LONGEST = 2000


@dataclass(frozen=True)
class OneReport:
    """What the boxes hold, in the order of HEADS; names and phones go to the vault like those of any sheet."""

    day: str
    kind: str
    story: str
    place: str
    grid: str
    name: str
    phone: str
    people: str
    respondent: str


def take_one(office: Office, report: OneReport, *, uploader: str) -> dict[str, object]:
    """The receipt of one report; BadArgument when what happened or the day is missing. A refresh is queued."""
    if not report.story.strip() or not report.day:
        raise BadArgument("请写明哪天、什么事。", "Say which day and what happened.")
    body = io.StringIO(newline="")
    csv.writer(body).writerows([HEADS, [str(value)[:LONGEST].strip() for value in astuple(report)]])
    file_name = f"单件-{office.now():%Y%m%d-%H%M%S}.csv"
    with kept(office.home, file_name, io.BytesIO(body.getvalue().encode("utf-8-sig"))) as path:
        receipt = office.jobs.ingest(path, file_name, uploader)
    if receipt.changed_ids:
        office.jobs.request_refresh(receipt.changed_ids)
    told: dict[str, object] = json.loads(receipt.for_page())
    return told
