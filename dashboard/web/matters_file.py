"""What the work list shows as a CSV, for whoever may open it; each time in the log. No text of a report leaves by a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import pyarrow as pa
from flask_login import current_user

from dashboard.audit import write_line
from dashboard.export.csv_file import csv_bytes
from dashboard.pages.chosen import chosen_in
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.office import Office

MOST_ROWS = 100_000
FACTS = ("matter_id", "rank_no", "score", "people_count", "report_count", "next_due_date", "overdue_days")


def matters_file(office: Office, query: Mapping[str, str]) -> bytes | None:
    """The file's bytes; None for whom matters are closed, 403 when the page is."""
    chosen = chosen_in(query)
    with office.open("matters") as (view, speech):
        if not view.viewer.may_open_matters:
            return None
        rows = view.rows("page_matter", since=None, most=MOST_ROWS, **asdict(chosen))
        body = csv_bytes(pa.Table.from_pylist([_line(row, speech) for row in rows], schema=_schema(speech)))
    about = f"matters {chosen.to_keep.query}".strip()
    write_line(
        office.store, office.home, actor=current_user.name, event="export", now=office.now(), object_id=about
    )
    return body


def _schema(speech: Speech) -> pa.Schema:
    kinds = {"next_due_date": pa.date32(), "matter_id": pa.string()}
    facts = [(speech.say(f"file.{name}"), kinds.get(name, pa.int64())) for name in FACTS]
    words = [
        (speech.say(f"file.{name}"), pa.string())
        for name in ("band", "kind", "place", "unit", "status", "reasons")
    ]
    return pa.schema(facts + words)


def _line(row: Row, speech: Speech) -> dict[str, object]:
    reasons = row["reasons"] if isinstance(row["reasons"], list) else []
    told = {
        **{name: row[name] for name in FACTS},
        "band": speech.name("band", row["band_code"]) if row["band_code"] else None,
        "kind": speech.name("category", row["category_code"]),
        "place": row["place_name"],
        "unit": row["unit_name"],
        "status": speech.name("status", row["status_code"]),
        "reasons": "；".join(str(reason[speech.language]) for reason in reasons),
    }
    return {speech.say(f"file.{name}"): value for name, value in told.items()}
