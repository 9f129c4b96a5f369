"""One uploaded file: streamed to the home, taken in, its plain copy removed at once.

The body is the file itself, not a form, so that nothing spools personal data outside the home.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import unquote

import flask

from dashboard.home import INCOMING
from dashboard.web.office import Office
from data.errors import BadFile

MOST_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".tsv", ".txt")


def take_in(office: Office, request: flask.Request, *, uploader: str) -> dict[str, object]:
    """The receipt of the file in a request's body; a refresh is queued for what it changed."""
    file_name = safe_name(request.headers.get("X-File-Name", ""))
    with kept(office.home, file_name, request.stream) as path:
        receipt = office.jobs.ingest(path, file_name, uploader)
    if receipt.changed_ids:
        office.jobs.request_refresh(receipt.changed_ids)
    told: dict[str, object] = json.loads(receipt.for_page())
    return told


def safe_name(sent: str) -> str:
    """The last part of a name a browser sent, without what a file system minds; BadFile for another kind of file."""
    last = unquote(sent).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(". ")
    if not name.lower().endswith(SUFFIXES):
        raise BadFile(
            f"{name or '文件'}：请上传表格文件（xlsx、xls、et、ods 或 csv）。",
            f"{name or 'file'}: please send a spreadsheet (xlsx, xls, et, ods or csv).",
        )
    return name[-120:]


def incoming(home: Path) -> Path:
    """The folder only we can read where files stand while they are worked on."""
    folder = home / INCOMING
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def kept(home: Path, file_name: str, stream: IO[bytes]) -> Iterator[Path]:
    """The body as a file of its own name in a folder only we can open, for as long as it is needed."""
    folder = Path(tempfile.mkdtemp(dir=incoming(home)))
    try:
        with (folder / file_name).open("xb") as file:
            _copy(stream, file)
        yield folder / file_name
    finally:
        shutil.rmtree(folder)


def _copy(stream: IO[bytes], file: IO[bytes]) -> None:
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
        if size > MOST_BYTES:
            raise BadFile("文件超过 64 MB，请分成几份再报。", "Over 64 MB: please split the file.")
        file.write(chunk)
    if not size:
        raise BadFile("文件是空的，请重新选择。", "The file is empty: please choose another.")
