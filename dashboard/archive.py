"""Briefings as they went out: kept with their week, read back byte for byte.

2026-W26  zh  as of 2026-06-28  printed 2026-06-29 06:30 by timer   →  the file of that morning, and its form for a phone
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import datetime

from dashboard.audit import last_line, write_line
from dashboard.briefing import BriefingReceipt
from dashboard.home import Home
from dashboard.read import View


@dataclass(frozen=True)
class Issue:
    """One briefing as it went out; is_before_refresh: something was refreshed since."""

    briefing_id: str
    published_at: datetime
    actor: str
    page: bytes
    phone_page: bytes
    is_before_refresh: bool


def keep_issue(home: Home, receipt: BriefingReceipt, *, lang: str, actor: str, now: datetime) -> str:
    """Keep a briefing with its manifest and the head of the audit log, and note it there; the id of the issue."""
    with home.warehouse.writing() as connection:
        number, head = last_line(connection)
        manifest = {**receipt.manifest, "audit_no": number, "audit_head": head}
        row = connection.execute(
            "SELECT count(*) + 1 FROM core_briefing WHERE week_code = ?", [receipt.week_code]
        ).fetchone()
        values = {
            "briefing_id": f"{receipt.week_code}-{row[0] if row else 1}",
            "week_code": receipt.week_code,
            "as_of_date": receipt.as_of_date,
            "html_sha256": receipt.html_sha256,
            "manifest_json": json.dumps(manifest, ensure_ascii=False, sort_keys=True),
            "published_at": now,
            "lang_code": lang,
            "actor_name": actor,
            "page_gzip": gzip.compress(receipt.html, 6, mtime=0),
            "phone_gzip": gzip.compress(receipt.phone_html, 6, mtime=0),
        }
        names = ", ".join(f"${name} AS {name}" for name in values)
        connection.execute(f"INSERT INTO core_briefing BY NAME SELECT {names}", values)
    write_line(
        home.warehouse, home.path, actor=actor, event="brief", now=now, object_id=values["briefing_id"]
    )
    return str(values["briefing_id"])


def issue_of(view: View, week: str, lang: str) -> Issue | None:
    """The newest issue of a week that is kept; None when there is none."""
    rows = view.rows("page_issue", week=week, lang=lang)
    if not rows:
        return None
    row = rows[0]
    moment, page, phone = row["published_at"], row["page_gzip"], row["phone_gzip"]
    assert isinstance(moment, datetime)
    assert isinstance(page, bytes)
    assert isinstance(phone, bytes)
    return Issue(
        str(row["briefing_id"]),
        moment,
        str(row["actor_name"]),
        gzip.decompress(page),
        gzip.decompress(phone),
        bool(row["is_before_refresh"]),
    )
