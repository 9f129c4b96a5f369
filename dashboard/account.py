"""Accounts of staff: argon2id, no default password, a lock after five failures, a forced first change.

make_account(connection, "zhang", "command_centre", now=now)   →  "K7p…" said once, never stored
check_password(connection, "zhang", "…", now=now)              →  Account, or Refusal
"""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.role import ROLES
from data.db import Connection
from data.errors import BadArgument

LEAST_LENGTH = 12
LEAST_KINDS = 3
MOST_FAILURES = 5
LOCK = timedelta(minutes=15)
KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without l, o, I, O, 0 and 1
_HASHER = PasswordHasher()
SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Account:
    """One member of staff; `stamp` changes with the password and ends every older session."""

    username: str
    role: str
    must_change: bool
    stamp: str


@dataclass(frozen=True)
class Refusal:
    """Why nobody was let in; locked_until is set when waiting helps."""

    locked_until: datetime | None = None


@dataclass(frozen=True)
class _Row:
    """One row of account_find.sql."""

    username: str
    password_hash: str
    role_code: str
    must_change: bool
    failed_count: int
    locked_until_at: datetime | None

    def account(self) -> Account:
        stamp = sha256(self.password_hash.encode()).hexdigest()[:16]
        return Account(self.username, self.role_code, self.must_change, stamp)


def make_account(connection: Connection, username: str, role: str, *, now: datetime) -> str:
    """Make an account and return its one-time password; BadArgument for a bad name, role or a name taken."""
    name = username.strip()
    if not name or len(name) > 64 or role not in ROLES:
        raise BadArgument(
            f"账号「{username}」或角色「{role}」不对。角色可以是：{'、'.join(ROLES)}。",
            f"Account {username!r} or role {role!r} cannot be. Roles: {', '.join(ROLES)}.",
        )
    if find_account(connection, name):
        raise BadArgument(f"账号「{name}」已经有了。", f"Account {name!r} exists already.")
    password = _one_time_password()
    _run(connection, "account_add", username=name, password_hash=_HASHER.hash(password), role=role, now=now)
    return password


def reset_password(connection: Connection, username: str) -> str:
    """Give an account a new one-time password and unlock it; BadArgument when there is none."""
    if not find_account(connection, username):
        raise BadArgument(f"没有账号「{username}」。", f"There is no account {username!r}.")
    password = _one_time_password()
    _store_password(connection, username, password, must_change=True)
    return password


def _one_time_password() -> str:
    while True:
        password = "".join(secrets.choice(_ALPHABET) for _ in range(16))
        if password_fault(password) is None:
            return password


def find_account(connection: Connection, username: str) -> Account | None:
    """The account of a name, or None."""
    row = _row(connection, username)
    return row.account() if row else None


def check_password(
    connection: Connection, username: str, password: str, *, now: datetime
) -> Account | Refusal:
    """Let somebody in or say no; counts failures, so it needs the writer's connection."""
    row = _row(connection, username)
    if row is None:
        _matches(_nobody(), password)
        return Refusal()
    if row.locked_until_at and row.locked_until_at > now:
        return Refusal(row.locked_until_at)
    if _matches(row.password_hash, password):
        _set_failures(connection, row.username, 0)
        return row.account()
    failed = row.failed_count + 1
    until = now + LOCK if failed >= MOST_FAILURES else None
    _set_failures(connection, row.username, 0 if until else failed, until=until)
    return Refusal(until)


def change_password(connection: Connection, username: str, new: str) -> str | None:
    """Store a new password; None when done, else the code of what is wrong with it."""
    fault = password_fault(new, username=username)
    row = _row(connection, username)
    if fault is None and row and _matches(row.password_hash, new):
        fault = "same"
    if fault is None:
        _store_password(connection, username, new, must_change=False)
    return fault


def password_fault(password: str, *, username: str | None = None) -> str | None:
    """What is wrong with a password: short, kinds or name; None when it will do."""
    if len(password) < LEAST_LENGTH or len(password) > 200:
        return "short"
    kinds = sum(any(letter in kind for letter in password) for kind in KINDS)
    kinds += any(letter not in "".join(KINDS) for letter in password)
    if kinds < LEAST_KINDS:
        return "kinds"
    return "name" if username and username.lower() in password.lower() else None


def _store_password(connection: Connection, username: str, password: str, *, must_change: bool) -> None:
    hashed = _HASHER.hash(password)
    _run(connection, "account_password", username=username, password_hash=hashed, must_change=must_change)


def _set_failures(
    connection: Connection, username: str, count: int, *, until: datetime | None = None
) -> None:
    _run(connection, "account_failures", username=username, failed_count=count, locked_until_at=until)


def _row(connection: Connection, username: str) -> _Row | None:
    row = _run(connection, "account_find", username=username.strip()).fetchone()
    return _Row(*row) if row else None


def _run(connection: Connection, statement: str, **values: object) -> Connection:
    return connection.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"), values)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """A hash to verify when the account does not exist, so that a wrong name takes as long as a wrong password."""
    return _HASHER.hash(secrets.token_hex())
