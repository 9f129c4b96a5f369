"""Names, phones, ID numbers, bank cards, plates and addresses planted in every column: none comes out of the vault.

A row a column and shape of phone: the column's cell carries the secrets, the other cells are what they would be.
"""

from __future__ import annotations

import csv
import functools
import io
import itertools
import json
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
import xlsxwriter
from pyarrow import parquet

from dashboard import cli, ids
from dashboard.app import build_app
from dashboard.export import NAMES
from dashboard.home import Home, make_home, open_home, serving
from dashboard.jobs import HomeJobs
from dashboard.terminal import Terminal, speaking_to
from data.codelist import read_words
from data.db import Store
from data.errors import speaking
from tests.dashboard.web_client import browser
from tests.end_to_end.canary import PHONE_SHAPES, Secret, Seed, found_in, leaks, names
from tests.end_to_end.drawn import TWO_GRIDS, layer

NOW = datetime(2026, 7, 1, 9, 0)
HEADINGS = {column: words[0] for column, words in read_words("headings").items() if column != "ignore"}
PARTIES = ("petitioner_name", "other_party_name", "officer", "leader", "respondent")
UNKNOWN, REFUSED = "口令暗号", "政治面貌"
ORDINARY = {
    "reported_at": "2026-05-05",
    "category": "邻里纠纷",
    "narrative": "楼上漏水，要求处理",
    "title": "楼上漏水",
    "village": "柳河村",
    "town": "青石镇",
    "lon": "119.05",
    "lat": "30.05",
    "due_date": "2026-08-01",
    "unit": "青石镇人民政府",
    "people_count": "3",
}


@dataclass(frozen=True)
class Planted:
    """Headings, rows of cells, and what was planted in them."""

    headings: list[str]
    rows: list[list[str]]
    secrets: list[Secret]


@functools.cache
def planted(kind: str) -> Planted:
    """A sheet with the same secrets in no two rows; `kind` seeds it."""
    seed = Seed(random.Random(f"canary {kind}"))
    called = names("甲乙".index(kind), of=2)
    columns = [*HEADINGS, "unknown", "refused"]
    rows, secrets = [], []
    for number, (column, shape) in enumerate(itertools.product(columns, PHONE_SHAPES), start=1):
        cells = {**ORDINARY, "report_no": f"{kind}-{number}"}
        carried = _secrets_of(seed, f"{column}, {shape}", shape, odd=number % 2 == 1)
        party = Secret("name", next(called), f"{PARTIES[number % len(PARTIES)]} of the row of {column}")
        secrets += [*carried, party]
        told = _sentence(carried, party.written)
        cells["narrative"] += f"，{party.written}反映第{number}件"
        cells["remark"] = f"已联系{party.written}"
        cells[PARTIES[number % len(PARTIES)]] = party.written
        # the row of a party's own column has the name in it with all the rest behind it: 当事人 "张三电话138…"
        cells[column] = (
            f"{cells[column]}；{told}" if column in ("narrative", "remark") else _cell(column, carried, told)
        )
        rows.append([cells.get(name, "") for name in columns])
    return Planted([*HEADINGS.values(), UNKNOWN, REFUSED], rows, secrets)


def _secrets_of(seed: Seed, where: str, shape: str, *, odd: bool) -> list[Secret]:
    return [
        seed.phone(shape, where),
        seed.id_number(where, is_valid=odd),
        seed.card(where, is_valid=odd),
        seed.plate(where),
    ]


def _sentence(carried: list[Secret], name: str) -> str:
    phone, number, card, plate = (secret.written for secret in carried)
    return f"{name}电话{phone}，身份证{number}，卡号{card}，车牌{plate}"


def _cell(column: str, carried: list[Secret], told: str) -> str:
    """Identity columns hold what they are for; any other holds the whole sentence."""
    phone, number, card, plate = (secret.written for secret in carried)
    return {
        "petitioner_phone": f"{phone}、{card}",
        "other_party_phone": f"{phone}、{plate}",
        "petitioner_id_number": number,
        "petitioner_ref": card,
        "petitioner_address": f"望江路{number}号 {told}",
    }.get(column, told)


def write_xlsx(path: Path, sheet: Planted, *, title: str, page: str) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet_page = book.add_worksheet(page)
    sheet_page.write(0, 0, title)
    for number, row in enumerate([sheet.headings, *sheet.rows], start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet_page.write_string(number, column, cell)
    book.close()
    return path


def write_csv(path: Path, sheet: Planted) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([sheet.headings, *sheet.rows])
    return path


# --- everything that comes out ---


@dataclass(frozen=True)
class Out:
    """What a home with planted sheets in it gave out, by name, and every secret that was planted."""

    texts: dict[str, str]
    files: dict[str, bytes]
    secrets: list[Secret]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Out:
    folder = tmp_path_factory.mktemp("canary")
    home = folder / "home"
    make_home(home, now=NOW, is_demo=True)
    seed = Seed(random.Random("canary names"))
    outside = [
        *_secrets_of(seed, "file name", "plain", odd=True),
        *_secrets_of(seed, "sheet name", "plain", odd=True)[:1],
        *_secrets_of(seed, "header note", "blanks 3-4-4", odd=False),
        *_secrets_of(seed, "heading", "plain", odd=True)[:1],
        *_secrets_of(seed, "known heading", "plain", odd=True)[:1],
        *_secrets_of(seed, "mapping default", "plain", odd=True)[:1],
    ]
    by_place = {secret.where.split(",")[0]: secret for secret in reversed(outside)}
    first, second = planted("甲"), planted("乙")
    headings = list(first.headings)
    headings[headings.index(UNKNOWN)] = f"{UNKNOWN}{by_place['heading'].written}"
    headings[headings.index(HEADINGS["progress"])] = (
        f"{HEADINGS['progress']}({by_place['known heading'].written})"
    )
    in_name = "_".join(secret.written.replace(" ", "") for secret in outside[:4])
    xlsx = write_xlsx(
        folder / f"台账{in_name}.xlsx",
        Planted(headings, first.rows, first.secrets),
        title="排查表 " + _sentence(outside[5:9], "填表"),
        page=f"村{by_place['sheet name'].written}",
    )
    comma = write_csv(folder / "台账.csv", second)
    mapping = folder / "m.toml"
    pairs = [f'{column} = "{heading}"' for column, heading in HEADINGS.items() if column != "remark"]
    mapping.write_text(
        "\n".join(["[defaults]", f'remark = "{by_place["mapping default"].written}"', "[columns]", *pairs]),
        "utf-8",
    )
    texts = dict(run_all(home, folder, xlsx, comma, mapping))
    files = {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.startswith("vault.duckdb") and path.suffix != ".key"
    }
    return Out(texts, files, [*outside, *first.secrets, *second.secrets])


def run_all(home: Path, folder: Path, xlsx: Path, comma: Path, mapping: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of everything said, exported, shown and kept."""
    opened = open_home(home, now=NOW)
    try:
        with serving(opened):
            yield from commands(folder, xlsx, comma, mapping)
        yield from pages(opened, xlsx, comma)
        yield from kept(opened.warehouse)
    finally:
        opened.close()


def commands(folder: Path, xlsx: Path, comma: Path, mapping: Path) -> Iterator[tuple[str, str]]:
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


def said(*words: str, lang: str = "zh") -> Iterator[tuple[str, str]]:
    """What a command says, on standard output and standard error."""
    told = io.StringIO()
    with speaking_to(Terminal(told, told, Path.cwd())), speaking(lang):
        code = cli.run([*words])
    assert code in (0, 2, 3), told.getvalue()
    yield " ".join([words[0], Path(words[1]).suffix or words[1], *words[2:]])[:60], told.getvalue()


def text_of(path: Path) -> str:
    if path.suffix == ".parquet":
        return json.dumps(parquet.read_table(path).to_pylist(), ensure_ascii=False, default=str)
    return path.read_text(encoding="utf-8")


def pages(home: Home, *files: Path) -> Iterator[tuple[str, str]]:
    """The receipts of an upload in a browser, every page after it, and what the server wrote in its log."""
    told: list[str] = []
    catcher = logging.Handler()
    catcher.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(catcher)
    try:
        app = build_app(
            home.warehouse, home.config, home=home.path, jobs=HomeJobs(home), open_to_loopback=True
        )
        visitor = browser(app)
        visitor.page("/")
        for file in files:
            headers = {"X-CSRF-Token": visitor.token, "X-File-Name": quote(file.name)}
            answer = visitor.client.post("/upload/file", data=file.read_bytes(), headers=headers)
            assert answer.status_code == 200, answer.get_data(as_text=True)
            yield f"uploaded {file.suffix}", answer.get_data(as_text=True)
            shown = visitor.call(
                f"{ids.UPLOAD_RECEIPT}.children", {f"{ids.UPLOAD_SENT}.data": answer.get_json()}
            )
            assert shown.status_code == 200
            yield f"receipt {file.suffix}", shown.get_data(as_text=True)
        bad = visitor.client.post(
            "/upload/file",
            data=b"PK\x03\x04 no workbook",
            headers={"X-CSRF-Token": visitor.token, "X-File-Name": quote(files[0].name)},
        )
        yield "refused upload", bad.get_data(as_text=True)
        for path in ("/", "/matters", "/upload", "/briefing", "/method"):
            shown = visitor.call(f"{ids.ROOT}.children", {f"{ids.URL}.pathname": path})
            assert shown.status_code == 200, path
            yield f"page {path}", shown.get_data(as_text=True)
        shown = visitor.call(f"{ids.MATTERS_GRID}.rowData", {f"{ids.MATTERS_CLOSED}.checked": True})
        yield "matters grid", shown.get_data(as_text=True)
    finally:
        logging.getLogger().removeHandler(catcher)
    yield "server log", "\n".join(told)


def kept(store: Store) -> Iterator[tuple[str, str]]:
    """Every column of every table of the warehouse, views and temporary tables included."""
    with store.reading() as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'warehouse'"
        ).fetchall()
        for (table,) in names:
            rows = connection.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in rows.description]
            held = rows.fetchall()
            for place, column in enumerate(columns):
                yield f"{table}.{column}", "\n".join(str(row[place]) for row in held)


# --- none of it ---


def test_the_search_finds_what_it_looks_for() -> None:
    """A search that finds nothing anywhere would pass every other test here."""
    sheet = planted("甲")
    assert len(sheet.rows) == (len(HEADINGS) + 2) * len(PHONE_SHAPES)
    text = "\n".join("\x1f".join(row) for row in sheet.rows)
    missed = set(sheet.secrets) - set(found_in(text, sheet.secrets))
    assert [secret for secret in missed if secret.where.split(",")[0] not in IDENTITY_ONLY] == []
    phone = Secret("phone", "＋８６１３９ 8812 4406", "here")
    for shape in ("13988124406", "+86 139-8812-4406", "139.8812.4406", "１３９８８１２４４０６"):
        assert found_in(f"电话{shape}。", [phone]) == [phone], shape
    assert found_in("13988124407", [phone]) == []


IDENTITY_ONLY = ("petitioner_phone", "other_party_phone", "petitioner_id_number", "petitioner_ref")


def test_every_planted_row_was_taken_in_or_told_of(out: Out) -> None:
    rows = len(planted("甲").rows)
    receipt = json.loads(
        next(text for name, text in out.texts.items() if name.startswith("ingest .xlsx --json")).splitlines()[
            -1
        ]
    )
    assert receipt["rows"] == rows
    assert receipt["new"] + receipt["parked"] > rows * 0.9
    assert receipt["dropped_columns"]


def test_nothing_planted_stands_in_any_output(out: Out) -> None:
    assert leaks(out.texts, out.secrets) == {}


def test_nothing_planted_stands_in_any_file_of_the_home_but_the_vault(out: Out) -> None:
    assert {"warehouse.duckdb", "audit.head"} <= out.files.keys()
    read = {
        f"{name} as {coding}": held.decode(coding, errors="ignore")
        for name, held in out.files.items()
        for coding in ("utf-8", "gb18030", "utf-16-le")
    }
    assert leaks(read, out.secrets) == {}


def test_no_plain_file_stays_where_uploads_come_in(out: Out) -> None:
    assert not [name for name in out.files if name.startswith("incoming")]
