"""The matters of one group as a CSV, for whoever may open the groups page; each time in the log."""

from __future__ import annotations

from flask_login import current_user

from dashboard.audit import write_line
from dashboard.export.csv_file import csv_bytes
from dashboard.web.office import Office


def group_file(office: Office, group_id: str) -> bytes | None:
    """The file's bytes; None when no such group may be seen, 403 when the page may not be opened."""
    with office.open("groups") as (view, _):
        table = (
            view.table("export_group_matters", group_id=group_id) if view.viewer.may_open_matters else None
        )
    if table is None or not table.num_rows:
        return None
    write_line(
        office.store,
        office.home,
        actor=current_user.name,
        event="export",
        now=office.now(),
        object_id=f"group {group_id}",
    )
    return csv_bytes(table)
