"""Accounts of staff: made with a one-time password, let in or refused, locked after five failures.

make_account(connection, "zhang", "command_centre", now=now)   →  "K7p…" said once, never stored
check_password(connection, "zhang", "…", now=now)              →  Account, or Refusal
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.account_row import Account, Row, Scope, row_of, run
from dashboard.password import hash_password, is_password, nobodys_hash, one_time_password, password_fault
from dashboard.role import need_role, need_unit
from data.db import Connection
from data.errors import BadArgument

__all__ = ["Account", "Scope"]
MOST_FAILURES = 5
LOCK = timedelta(minutes=15)
RESERVED = frozenset({"demo", "server", "unknown"})  # who acts, in the audit log, where no account does


@dataclass(frozen=True)
class Refusal:
    """Why nobody was let in; locked_until: waiting helps; is_locked: only an administrator does."""

    locked_until: datetime | None = None
    is_locked: bool = False


def make_account(
    connection: Connection, username: str, role: str, *, now: datetime, scope: Scope | None = None
) -> str:
    """Make an account and return its one-time password; BadArgument for a bad name, role, scope or a name taken."""
    name = username.strip()
    _need_name(name)
    need_role(role)
    confined = scope or Scope()
    need_unit(role, confined.unit_name)
    need_scope(connection, confined)
    if row_of(connection, name):
        raise BadArgument(f"账号「{name}」已经有了。", f"Account {name!r} exists already.")
    password = one_time_password()
    run(
        connection,
        "account_add",
        username=name,
        password_hash=hash_password(password),
        role=role,
        area_code=confined.area_code,
        unit_name=confined.unit_name,
        now=now,
    )
    return password


def _need_name(name: str) -> None:
    if not 0 < len(name) <= 64 or not name.isprintable() or name.lower() in RESERVED:
        raise BadArgument(
            f"账号名「{name}」不行：应为 1 至 64 个字，且不能是 {'、'.join(sorted(RESERVED))}。",
            f"{name!r} cannot be an account: 1 to 64 letters, and none of {', '.join(sorted(RESERVED))}.",
        )


def need_scope(connection: Connection, scope: Scope) -> None:
    """BadArgument when the area was never loaded, or the unit's name is empty or too long."""
    row = (
        run(connection, "account_area", area_code=scope.area_code).fetchone() if scope.area_code else (True,)
    )
    if not row or not row[0]:
        raise BadArgument(
            f"没有编码为「{scope.area_code}」的区域。请先用 fengqiao areas 载入边界，或改正 --area。",
            f"There is no area {scope.area_code!r}. Load boundaries with fengqiao areas, or mend --area.",
        )
    if scope.unit_name is not None and not 0 < len(scope.unit_name.strip()) <= 100:
        raise BadArgument("--unit：应为 1 至 100 个字。", "--unit: 1 to 100 letters.")


def find_account(connection: Connection, username: str) -> Account | None:
    """The account of a name that may be used, or None."""
    row = row_of(connection, username)
    return row.account() if row and not row.is_locked else None


def check_password(
    connection: Connection, username: str, password: str, *, now: datetime
) -> Account | Refusal:
    """Let somebody in or say no; counts failures, so it needs the writer's connection.

    Where a code is to follow, only the code forgives earlier failures.
    """
    row = row_of(connection, username)
    if row is None:
        is_password(nobodys_hash(), password)
        return Refusal()
    if row.locked_until_at and row.locked_until_at > now:
        return Refusal(row.locked_until_at)
    if not is_password(row.password_hash, password):
        return note_failure(connection, row, now=now)
    if row.is_locked:
        return Refusal(is_locked=True)
    if row.totp_salt is None:
        run(connection, "account_let_in", username=row.username, now=now)
    return row.account()


def note_failure(connection: Connection, row: Row, *, now: datetime) -> Refusal:
    """Count a wrong password or code; the fifth in a row locks."""
    failed = row.failed_count + 1
    until = now + LOCK if failed >= MOST_FAILURES else None
    run(
        connection,
        "account_failures",
        username=row.username,
        failed_count=0 if until else failed,
        locked_until_at=until,
    )
    return Refusal(until)


def change_password(connection: Connection, username: str, new: str) -> str | None:
    """Store a new password; None when done, else the code of what is wrong with it."""
    fault = password_fault(new, username=username)
    row = row_of(connection, username)
    if fault is None and row and any(is_password(kept, new) for kept in _kept(row)):
        fault = "same"
    if fault is None and row:
        store_password(connection, row, new, must_change=False)
    return fault


def _kept(row: Row) -> tuple[str, ...]:
    return (row.password_hash, row.previous_hash) if row.previous_hash else (row.password_hash,)


def store_password(connection: Connection, row: Row, password: str, *, must_change: bool) -> None:
    """Keep a new password, and the last one that was its owner's own: that one may not come again."""
    run(
        connection,
        "account_password",
        username=row.username,
        password_hash=hash_password(password),
        previous_hash=row.previous_hash if row.must_change else row.password_hash,
        must_change=must_change,
    )
