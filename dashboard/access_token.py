"""Access tokens of programs that read the interface: shown once, kept as a keyed hash, dated, held to an area.

fq_1f0c93ab_Zr0…   fq_ and eight hexadecimal characters name the row, the rest is secret

make_token(connection, home, Wanted("GIS", "990101100", may_open_matters=False, days=365), by="li", now=now)  →  "fq_…"
check_token(connection, home, "fq_…", now=now)  →  AccessToken, or Wrong with why: unknown, expired or revoked
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from data.db import Connection
from data.errors import BadArgument, NothingThere
from data.keys import read_key

SQL = Path(__file__).parent / "sql"
SHAPE = re.compile(r"fq_([0-9a-f]{8})_[A-Za-z0-9_-]{43}", re.ASCII)
MOST_DAYS = 3650
_NOBODY = "0" * 64


@dataclass(frozen=True)
class AccessToken:
    """What one token may do: area_code '' is the whole site."""

    name: str
    area_code: str
    may_open_matters: bool


@dataclass(frozen=True)
class Wrong:
    """Why nobody was let in; name is set when the token was a real one."""

    why: Literal["unknown", "expired", "revoked"]
    name: str = ""


@dataclass(frozen=True)
class Wanted:
    """A token to be made; BadArgument when it cannot be."""

    name: str
    area_code: str | None
    may_open_matters: bool
    days: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\w.-]{1,40}", self.name):
            raise BadArgument(
                f"令牌名「{self.name}」不对：用字母、汉字、数字、点、横线，最多 40 个。",
                f"Token name {self.name!r} cannot be: letters, digits, dots and dashes, 40 at most.",
            )
        if not 1 <= self.days <= MOST_DAYS:
            raise BadArgument(
                f"--days {self.days}：请写 1 到 {MOST_DAYS}。", f"--days {self.days}: write 1 to {MOST_DAYS}."
            )


def make_token(connection: Connection, home: Path, wanted: Wanted, *, by: str, now: datetime) -> str:
    """Keep a new token and return it, once; BadArgument for a name taken or an area nobody knows."""
    _check(connection, wanted)
    access_id = secrets.token_hex(4)
    token = f"fq_{access_id}_{secrets.token_urlsafe(32)}"
    _run(
        connection,
        "token_add",
        access_id=access_id,
        name=wanted.name,
        secret_hash=_hash(home, token),
        area_code=wanted.area_code,
        may_open_matters=wanted.may_open_matters,
        created_by=by,
        now=now,
        expires_at=now + timedelta(days=wanted.days),
    )
    return token


def _check(connection: Connection, wanted: Wanted) -> None:
    if any(row[1] == wanted.name and row[7] is None for row in list_tokens(connection)):
        raise BadArgument(
            f"令牌「{wanted.name}」已经有了。请换个名字，或先撤销：fengqiao token revoke {wanted.name}",
            f"There is a token {wanted.name!r} already. Choose another name, or revoke it first.",
        )
    known = connection.execute("SELECT 1 FROM core_area WHERE area_code = ?", [wanted.area_code]).fetchone()
    if wanted.area_code is not None and not known:
        raise BadArgument(
            f"--area {wanted.area_code}：没有这个区域。请核对编码，或先用 fengqiao areas 载入。",
            f"--area {wanted.area_code}: there is no such area. Check the code, or load it with fengqiao areas.",
        )


def list_tokens(connection: Connection) -> list[tuple[object, ...]]:
    """(access_id, name, area_code, may_open_matters, created_by, created_at, expires_at, revoked_at) of each."""
    return _run(connection, "token_list").fetchall()


def revoke_token(connection: Connection, name: str, *, now: datetime) -> None:
    """End a token; NothingThere when none of that name stands."""
    if not _run(connection, "token_revoke", name=name, now=now).fetchall():
        raise NothingThere(
            f"没有在用的令牌「{name}」。用 fengqiao token list 查看。",
            f"No token {name!r} stands. See: fengqiao token list",
        )


def check_token(connection: Connection, home: Path, token: str, *, now: datetime) -> AccessToken | Wrong:
    """Whose token it is; compared in constant time, also when there is none of that id."""
    shape = SHAPE.fullmatch(token)
    found = _run(connection, "token_find", access_id=shape[1]).fetchone() if shape else None
    is_right = hmac.compare_digest(_hash(home, token), found[2] if found else _NOBODY)
    if not found or not is_right:
        return Wrong("unknown")
    _, name, _, area_code, may_open_matters, _, expires_at, revoked_at = found
    if revoked_at is not None:
        return Wrong("revoked", name)
    if expires_at <= now:
        return Wrong("expired", name)
    return AccessToken(name, area_code or "", may_open_matters)


def _hash(home: Path, token: str) -> str:
    key = bytes.fromhex(read_key(home, "session"))
    return hmac.digest(key, b"access token\x1f" + token.encode("utf-8", "replace"), "sha256").hex()


def _run(connection: Connection, statement: str, **values: object) -> Connection:
    return connection.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"), values or None)
