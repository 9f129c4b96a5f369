"""The workbook of an upload handed back: to its sender, or to staff who may open matters; each time in the log.

One that holds an accusation goes to its sender alone.

The original comes out of the vault into the home's incoming folder for as long as it takes to mark it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.audit import write_line
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.intake import incoming
from dashboard.web.office import Office
from data.errors import speaking
from ingest.back.workbook_back import suffix_of, write_back
from ingest.mark import said

MARKED = ("（核对）", " (checked)")


@dataclass(frozen=True)
class HandedBack:
    """A marked workbook: the name it is saved under, and its bytes."""

    file_name: str
    body: bytes


def hand_back(office: Office, submission_id: str, *, actor: str) -> HandedBack | None:
    """The workbook of an upload, or None when there is none that this visitor may have."""
    with office.open("upload") as (view, _):
        mine = "" if view.viewer.may_open_matters else view.viewer.name
        if not mine and not view.viewer.may_open_matters:
            return None  # nobody's uploads are nobody's, not everybody's
        rows = view.rows(
            "page_one_submission", submission_id=submission_id, uploader=mine, viewer=view.viewer.name
        )
        if not rows:
            return None
        back = _marked(office, view, submission_id, rows[0])
    write_line(
        office.store, office.home, actor=actor, event="workbook", now=office.now(), object_id=submission_id
    )
    return back


def _marked(office: Office, view: View, submission_id: str, row: Row) -> HandedBack:
    """The workbook with what this viewer may be told of its rows, and of the reports they look like."""
    name = Path(str(row["file_name"]))
    with speaking(office.language()), _working_folder(office.home) as folder:
        source, out = folder / f"sent{name.suffix}", folder / "back"
        _write_private(source, office.jobs.original(str(row["file_sha256"])))
        write_back(view.connection, source, out, submission_id=submission_id, keep_macros=True)
        return HandedBack(_marked_name(name.stem) + suffix_of(out), out.read_bytes())


def _marked_name(stem: str) -> str:
    """三月.xlsx → 三月（核对）, and no second time in a second round."""
    return stem if stem.endswith(MARKED) else stem + said(MARKED)


@contextmanager
def _working_folder(home: Path) -> Iterator[Path]:
    """A folder only we can read, inside the home, gone at the end with all that is in it."""
    with tempfile.TemporaryDirectory(dir=incoming(home)) as folder:
        yield Path(folder)


def _write_private(path: Path, body: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(body)
