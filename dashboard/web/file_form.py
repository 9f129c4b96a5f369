"""A file sent by a form: only an administrator's, its bytes nowhere but in the home, and only of a kind that is read.

grids.geojson   must begin with {        2027.csv, rules.toml   must be text
grids.gpkg      SQLite format 3          grids.parquet          PAR1
A file of another kind under such a name could make a reader of shapes open whatever it names.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import IO

import flask
from flask_login import current_user

from dashboard.web.intake import incoming
from data.errors import BadFile

BEGINS: dict[str, bytes] = {
    ".geojson": b"{",
    ".json": b"{",
    ".gpkg": b"SQLite format 3\x00",
    ".parquet": b"PAR1",
    ".geoparquet": b"PAR1",
    ".csv": b"",
    ".toml": b"",
}
SUFFIXES: dict[str, tuple[str, ...]] = {
    "areas": (".geojson", ".json", ".gpkg", ".parquet", ".geoparquet"),
    "calendar": (".csv",),
    "rules": (".toml",),
}
FORMS = "/admin/"


def request_class(home: Path) -> type[flask.Request]:
    """Requests whose files go to the home's incoming folder, and are refused wherever no form asks for one."""

    class HomeRequest(flask.Request):
        """A request of one home."""

        def _get_file_stream(
            self,
            total_content_length: int | None,  # noqa: ARG002  werkzeug's signature
            content_type: str | None,  # noqa: ARG002
            filename: str | None = None,  # noqa: ARG002
            content_length: int | None = None,  # noqa: ARG002
        ) -> IO[bytes]:
            role = getattr(current_user, "role", None)
            if not self.path.startswith(FORMS) or role is None or not role.may_run_site:
                flask.abort(403)
            return tempfile.TemporaryFile(dir=incoming(home))

    return HomeRequest


def keep_file(home: Path, what: str) -> Path:
    """The file of the form in a folder of its own; BadFile when there is none or it is of another kind."""
    sent = flask.request.files.get("file")
    name = _name(sent.filename if sent else None, what)
    assert sent is not None
    folder = Path(tempfile.mkdtemp(dir=incoming(home)))
    with (folder / name).open("xb") as file:
        shutil.copyfileobj(sent.stream, file)
    if not _is_its_kind(folder / name):
        shutil.rmtree(folder)
        raise BadFile(
            f"{name}：内容与后缀不符，没有读取。", f"{name}: is not what its name says; it was not read."
        )
    return folder / name


def _name(sent: str | None, what: str) -> str:
    last = (sent or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(". ")
    if not name.lower().endswith(SUFFIXES[what]):
        kinds = " ".join(SUFFIXES[what])
        raise BadFile(
            f"{name or '文件'}：请选择 {kinds} 文件。", f"{name or 'file'}: choose a file of {kinds}."
        )
    return name[-120:]


def _is_its_kind(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(4096)
    head = (
        head.removeprefix(b"\xef\xbb\xbf").lstrip() if path.suffix.lower() in (".geojson", ".json") else head
    )
    return bool(head) and head.startswith(BEGINS[path.suffix.lower()])
