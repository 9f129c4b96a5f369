"""Sheets with secrets planted in every column: a row a column and shape of phone.

The column's cell carries the secrets, the other cells are what they would be; no secret stands in two rows.
"""

from __future__ import annotations

import csv
import functools
import itertools
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from data.codelist import read_words
from tests.end_to_end.canary import PHONE_SHAPES, Secret, Seed, names

HEADINGS = {column: words[0] for column, words in read_words("headings").items() if column != "ignore"}
PARTIES = ("petitioner_name", "other_party_name", "officer", "leader", "respondent")
UNKNOWN, REFUSED = "口令暗号", "政治面貌"
ORDINARY = {
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


FIRST_DAY, DAYS = date(2026, 1, 1), 180


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
        day = FIRST_DAY + timedelta(days=number % DAYS)
        cells = {**ORDINARY, "report_no": f"{kind}-{number}", "reported_at": f"{day}"}
        carried = secrets_of(seed, f"{column}, {shape}", shape, odd=number % 2 == 1)
        party = Secret("name", next(called), f"{PARTIES[number % len(PARTIES)]} of the row of {column}")
        secrets += [*carried, party]
        told = sentence(carried, party.written)
        cells["narrative"] += f"，{party.written}反映第{number}件"
        cells["remark"] = f"已联系{party.written}"
        cells[PARTIES[number % len(PARTIES)]] = party.written
        # the row of a party's own column has the name in it with all the rest behind it: 当事人 "张三电话138…"
        cells[column] = (
            f"{cells[column]}；{told}" if column in ("narrative", "remark") else _cell(column, carried, told)
        )
        rows.append([cells.get(name, "") for name in columns])
    return Planted([*HEADINGS.values(), UNKNOWN, REFUSED], rows, secrets)


def secrets_of(seed: Seed, where: str, shape: str, *, odd: bool) -> list[Secret]:
    """A phone, an ID number, a card and a plate."""
    return [
        seed.phone(shape, where),
        seed.id_number(where, is_valid=odd),
        seed.card(where, is_valid=odd),
        seed.plate(where),
    ]


def sentence(carried: list[Secret], name: str) -> str:
    """All of them as somebody would tell them."""
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
    """The sheet under a title, on a page of that name."""
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
    """The sheet as offices save it."""
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([sheet.headings, *sheet.rows])
    return path
