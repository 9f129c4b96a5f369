"""Who the parties of one matter are, told to a member of staff for a purpose: so many an hour, each one line of the log.

li  town_staff  R00012  court  2026-12   →  Party("petitioner", "张三", ("13812345678",), ("柳岸村3组12号",))
log: li  reveal  "R00012 town_staff court 2026-12"  ok

The line is written before anything is told. It holds codes and a year with a number and no word that anybody typed, so no
name can stand in it, of these parties or of others. Nothing told is kept here; ID numbers are never told: no purpose
on the list needs them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import Home
from dashboard.suppress import Row
from data.errors import BadArgument, TooOften
from ingest.store.vault import identities_of

# what the law or the work itself asks staff to reach a party for; 条例 22, 23, 25, 32-34, 38, 个人信息保护法 44-50
PURPOSES = (
    "notice",
    "contact",
    "mediate",
    "evaluate",
    "verify",
    "aid",
    "rights",
    "danger",
    "court",
    "supervise",
)
ON_PAPER = ("court", "supervise")  # asked for from outside: by a paper that has a number
FILE_NUMBER = re.compile(r"20\d\d-[1-9]\d{0,5}", re.ASCII)
_AS_WRITTEN = re.compile(r"[〔\[(]?(20\d\d)(?:[〕\])][-第 ]*|[-第 ]+)0*([1-9]\d{0,5})号?", re.ASCII)
HOUR = timedelta(hours=1)
COUNTED = Path(__file__).parent / "sql" / "reveal_count.sql"
TOLD = {"name_token": "name", "phone_token": "phone", "address_token": "address"}


@dataclass(frozen=True)
class Asked:
    """Who asks, in which role, about which matter and what for; BadArgument when the purpose is not told.

    file_no: year and number of the paper it is asked by, as file_number gives it; empty where there is none.
    """

    matter_id: str
    purpose: str
    file_no: str
    by: str
    role: str

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES:
            raise BadArgument("请先选查看身份的用途。", "Choose what the identity is needed for.")
        if self.file_no and not FILE_NUMBER.fullmatch(self.file_no):
            raise _no_number()
        if self.purpose in ON_PAPER and not self.file_no:
            raise BadArgument(
                "请填来文或案件的年份和序号，如 2026-12：没有文书不能按这个用途查看。",
                "Fill in year and number of the paper, such as 2026-12: without a paper there is no such purpose.",
            )


def file_number(text: str) -> str:
    """A number as people write it, down to year and number; BadArgument for anything with other words in it.

    >>> file_number(" 〔2026〕12号 "), file_number("２０２６－０１２"), file_number("")
    ('2026-12', '2026-12', '')
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("—", "-").replace("–", "-")
    found = _AS_WRITTEN.fullmatch(plain)
    if plain and found is None:
        raise _no_number()
    return f"{found[1]}-{found[2]}" if found else ""


def _no_number() -> BadArgument:
    return BadArgument(
        "文号只填年份和序号，如 2026-12；不写机关代字，也不写姓名。",
        "Only year and number, such as 2026-12: no words and no names.",
    )


@dataclass(frozen=True)
class Party:
    """One party: petitioner or other side, and how to reach them."""

    role_code: str
    name: str
    phones: tuple[str, ...]
    addresses: tuple[str, ...]


def reveal(home: Home, asked: Asked, rows: Sequence[Row], *, now: datetime) -> tuple[Party, ...]:
    """The parties behind the tokens of one matter's reports (page_matter_party); TooOften when it was too often."""
    most = home.config.access.reveals_per_hour
    with home.warehouse.alone():
        if _count(home, asked.by, now) >= most:
            _note(home, asked, now, "refused")
            raise TooOften(
                f"一小时内最多查看 {most} 次身份，请稍后再试。确有需要，请与安全管理员联系。",
                f"{most} identities an hour at most: try again later, or ask the security administrator.",
            )
        tokens = [str(row[name]) for row in rows for name in TOLD if row[name] is not None]
        parties = _parties(rows, identities_of(home.vault, tokens))
        _note(home, asked, now, "ok")
    return parties


def _count(home: Home, by: str, now: datetime) -> int:
    with home.warehouse.reading() as connection:
        row = connection.execute(
            COUNTED.read_text(encoding="utf-8"), {"actor": by, "since": now - HOUR}
        ).fetchone()
    return int(row[0]) if row else 0


def _parties(rows: Sequence[Row], plain: Mapping[str, str]) -> tuple[Party, ...]:
    """Each once, in the order they came, with every phone and address told of them."""
    met: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for row in rows:
        told = {kind: plain.get(str(row[token]), "") for token, kind in TOLD.items()}
        if any(told.values()):
            kept = met.setdefault((str(row["role_code"]), told["name"]), ([], []))
            for held, kind in zip(kept, ("phone", "address"), strict=True):
                if told[kind] and told[kind] not in held:
                    held.append(told[kind])
    return tuple(
        Party(role, name, tuple(phones), tuple(homes)) for (role, name), (phones, homes) in met.items()
    )


def _note(home: Home, asked: Asked, now: datetime, result: str) -> None:
    write_line(
        home.warehouse,
        home.path,
        actor=asked.by,
        event="reveal",
        now=now,
        object_id=" ".join(
            part for part in (asked.matter_id, asked.role, asked.purpose, asked.file_no) if part
        ),
        result=result,
    )
