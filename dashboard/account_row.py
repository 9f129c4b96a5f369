"""What is kept of an account, and the little of it that the rest of the product may know.

row_of(connection, "li")            →  Row("li", "$argon2id$…", role_code="town_staff", failed_count=2, …)
row_of(connection, "li").account()  →  Account("li", "town_staff", must_change=False, stamp="9f2c…")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from data.db import Connection

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Account:
    """One member of staff; `stamp` changes with the password and the codes, and ends every older session."""

    username: str
    role: str
    must_change: bool
    stamp: str
    has_codes: bool = False
    area_code: str | None = None
    unit_name: str | None = None


@dataclass(frozen=True)
class Row:
    """One row of account_find.sql."""

    username: str
    password_hash: str
    previous_hash: str | None
    role_code: str
    area_code: str | None
    unit_name: str | None
    must_change: bool
    is_locked: bool
    failed_count: int
    locked_until_at: datetime | None
    totp_salt: str | None
    totp_step_no: int | None

    def account(self) -> Account:
        """What the rest of the product may know of it."""
        stamp = sha256(f"{self.password_hash}{self.totp_salt or ''}".encode()).hexdigest()[:16]
        return Account(
            self.username,
            self.role_code,
            self.must_change,
            stamp,
            has_codes=self.totp_salt is not None,
            area_code=self.area_code,
            unit_name=self.unit_name,
        )


@dataclass(frozen=True)
class Scope:
    """What an account is confined to; nothing: the whole site."""

    area_code: str | None = None
    unit_name: str | None = None


def row_of(connection: Connection, username: str) -> Row | None:
    """The account's whole row."""
    row = run(connection, "account_find", username=username.strip()).fetchone()
    return Row(*row) if row else None


def run(connection: Connection, statement: str, **values: object) -> Connection:
    """Carry out dashboard/sql/<statement>.sql."""
    return connection.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"), values)
