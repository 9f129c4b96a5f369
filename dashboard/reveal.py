"""Who the parties of one matter are, told to a member of staff for a purpose: so many an hour, each one line of the log.

li  town_staff  R00012  notice  "寄受理告知书"   →  Party("petitioner", "张三", ("13812345678",), ("柳岸村3组12号",))
log: li  reveal  "R00012 town_staff notice 寄受理告知书"  ok

The line is written before anything is told, and no name of these parties stands in it. Nothing told is kept here; ID
numbers are never told: no purpose on the list needs them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import Home
from dashboard.suppress import Row
from data.errors import BadArgument, TooOften
from ingest.mask import mask
from ingest.store.vault import identities_of

# what the law or the work itself asks staff to reach a party for; 条例 22, 23, 32-34, 个人信息保护法 44-50
PURPOSES = ("notice", "contact", "mediate", "evaluate", "verify", "aid", "rights", "other")
LONGEST_NOTE = 60
HOUR = timedelta(hours=1)
COUNTED = Path(__file__).parent / "sql" / "reveal_count.sql"
TOLD = {"name_token": "name", "phone_token": "phone", "address_token": "address"}


@dataclass(frozen=True)
class Asked:
    """Who asks, in which role, about which matter and what for; BadArgument when the purpose is not told."""

    matter_id: str
    purpose: str
    note: str
    by: str
    role: str

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES or (self.purpose == "other" and len(self.note.strip()) < 4):
            raise BadArgument(
                "请先选查看身份的用途；选“其他”时写明用途（至少 4 个字）。",
                "Choose what the identity is needed for; for another purpose, say which (4 letters at least).",
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
            _note(home, asked, "", now, "refused")
            raise TooOften(
                f"一小时内最多查看 {most} 次身份，请稍后再试。确有需要，请与安全管理员联系。",
                f"{most} identities an hour at most: try again later, or ask the security administrator.",
            )
        tokens = [str(row[name]) for row in rows for name in TOLD if row[name] is not None]
        parties = _parties(rows, identities_of(home.vault, tokens))
        _note(home, asked, _nameless(asked.note, parties), now, "ok")
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


def _nameless(note: str, parties: Sequence[Party]) -> str:
    """The words of the purpose without numbers, and without what was just looked up."""
    kept = mask(note.strip())[:LONGEST_NOTE]
    for text in {text for one in parties for text in (one.name, *one.phones, *one.addresses) if text}:
        kept = kept.replace(text, "○")
    return kept


def _note(home: Home, asked: Asked, note: str, now: datetime, result: str) -> None:
    write_line(
        home.warehouse,
        home.path,
        actor=asked.by,
        event="reveal",
        now=now,
        object_id=" ".join(part for part in (asked.matter_id, asked.role, asked.purpose, note) if part),
        result=result,
    )
