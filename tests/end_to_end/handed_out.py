"""Everything that comes out of a home into which sheets went: said, exported, shown, logged and kept, each by a name."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from pyarrow import parquet
from werkzeug.test import TestResponse

from dashboard import cli, ids
from dashboard.app import build_app
from dashboard.export import NAMES
from dashboard.home import Home, open_home, serving
from dashboard.jobs import HomeJobs
from dashboard.terminal import Terminal, speaking_to
from data.db import Store
from data.errors import speaking
from tests.dashboard.web_client import Browser, browser
from tests.end_to_end.conftest import NOW
from tests.end_to_end.drawn import TWO_GRIDS, layer

Texts = Iterator[tuple[str, str]]  # (name, text)


def run_all(home: Path, folder: Path, xlsx: Path, comma: Path, mapping: Path) -> Texts:
    """(name, text) of everything said, exported, shown and kept."""
    opened = open_home(home, now=NOW)
    try:
        with serving(opened):
            yield from commands(folder, xlsx, comma, mapping)
        yield from pages(opened, xlsx, comma)
        yield from kept(opened.warehouse)
    finally:
        opened.close()


def commands(folder: Path, xlsx: Path, comma: Path, mapping: Path) -> Texts:
    """What the command line says and writes."""
    grids = layer(folder / "g.geojson", *TWO_GRIDS)
    yield from said("areas", str(grids), "--level", "grid", "--code", "code", "--name", "name")
    yield from said("ingest", str(xlsx), "--json", "--source", "甲")
    yield from said("ingest", str(xlsx), "--source", "甲")
    yield from said("ingest", str(comma), "--json", "--source", "乙")
    yield from said("ingest", str(comma), "--source", "丙", "--mapping", str(mapping), lang="en")
    yield from said("refresh", "--as-of", "2026-06-30", "--json")
    for name in NAMES:
        for suffix in ("csv", "parquet", "geojson"):
            path = folder / f"{name}.{suffix}"
            yield from said("export", name, "--out", str(path))
            if path.exists():
                yield path.name, text_of(path)
    for lang in ("zh", "en"):
        path = folder / f"brief-{lang}.html"
        yield from said("brief", "--week", "2026-W26", "--out", str(path), "--lang", lang)
        yield path.name, path.read_text(encoding="utf-8")
    yield from said("doctor", "--audit")


def said(*words: str, lang: str = "zh") -> Texts:
    """What a command says, on standard output and standard error."""
    told = io.StringIO()
    with speaking_to(Terminal(told, told, Path.cwd())), speaking(lang):
        code = cli.run([*words])
    assert code in (0, 2, 3), told.getvalue()
    yield " ".join([words[0], Path(words[1]).suffix or words[1], *words[2:]])[:60], told.getvalue()


def text_of(path: Path) -> str:
    """An exported file as one text."""
    if path.suffix == ".parquet":
        return json.dumps(parquet.read_table(path).to_pylist(), ensure_ascii=False, default=str)
    return path.read_text(encoding="utf-8")


def pages(home: Home, *files: Path) -> Texts:
    """The receipts of an upload in a browser, every page after it, and what the server wrote in its log."""
    with logged() as told:
        visitor = browser(
            build_app(home.warehouse, home.config, home=home.path, jobs=HomeJobs(home), open_to_loopback=True)
        )
        visitor.page("/")
        for file in files:
            yield from uploaded(visitor, file)
        bad = _send(visitor, files[0].name, b"PK\x03\x04 no workbook")
        yield "refused upload", bad.get_data(as_text=True)
        yield from shown(visitor)
    yield "server log", "\n".join(told)


@contextmanager
def logged() -> Iterator[list[str]]:
    """Every message of any log, for as long as it lasts."""
    told: list[str] = []
    catcher = logging.Handler()
    catcher.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(catcher)
    try:
        yield told
    finally:
        logging.getLogger().removeHandler(catcher)


def _send(visitor: Browser, name: str, body: bytes) -> TestResponse:
    headers = {"X-CSRFToken": visitor.token, "X-File-Name": quote(name)}
    return visitor.client.post("/upload/file", data=body, headers=headers)


def uploaded(visitor: Browser, file: Path) -> Texts:
    """What the upload answers, and the receipt the page makes of it."""
    answer = _send(visitor, file.name, file.read_bytes())
    assert answer.status_code == 200, answer.get_data(as_text=True)
    yield f"uploaded {file.suffix}", answer.get_data(as_text=True)
    receipt = visitor.call(f"{ids.UPLOAD_RECEIPT}.children", {f"{ids.UPLOAD_SENT}.data": answer.get_json()})
    assert receipt.status_code == 200
    yield f"receipt {file.suffix}", receipt.get_data(as_text=True)


def shown(visitor: Browser) -> Texts:
    """Every page, and the rows of the list of matters."""
    for path in ("/", "/matters", "/upload", "/briefing", "/method"):
        page = visitor.call(f"{ids.ROOT}.children", {f"{ids.URL}.pathname": path})
        assert page.status_code == 200, path
        yield f"page {path}", page.get_data(as_text=True)
    rows = visitor.call(f"{ids.MATTERS_GRID}.rowData", {f"{ids.MATTERS_CLOSED}.checked": True})
    yield "matters grid", rows.get_data(as_text=True)


def kept(store: Store) -> Texts:
    """Every value of every column of every table of the warehouse, once; views and temporary tables included."""
    with store.reading() as connection:
        names = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE duckdb_tables.database_name = 'warehouse'"
        ).fetchall()
        for table, column in names:
            held = connection.execute(f'SELECT DISTINCT "{column}"::VARCHAR FROM {table}').fetchall()
            yield f"{table}.{column}", "\n".join(str(value) for (value,) in held)
