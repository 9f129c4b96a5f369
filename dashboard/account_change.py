"""What administrators do to an account: reset, lock, unlock, role and scope, codes taken away, the list."""

from __future__ import annotations

from dataclasses import replace

from dashboard.account import need_scope, store_password
from dashboard.account_row import Row, Scope, row_of, run
from dashboard.password import one_time_password
from dashboard.role import need_role, need_unit
from data.db import Connection
from data.errors import BadArgument


def reset_password(connection: Connection, username: str) -> str:
    """Give an account a new one-time password and forgive its failures; BadArgument when there is none."""
    row = _need(connection, username)
    password = one_time_password()
    store_password(connection, row, password, must_change=True)
    return password


def set_lock(connection: Connection, username: str, *, is_locked: bool) -> None:
    """Lock an account until it is unlocked, or unlock it whatever locked it."""
    row = _need(connection, username)
    run(connection, "account_lock", username=row.username, is_locked=is_locked)


def set_role(connection: Connection, username: str, role: str, scope: Scope) -> None:
    """Give an account a role and a scope."""
    need_role(role)
    need_unit(role, scope.unit_name)
    row = _need(connection, username)
    need_scope(connection, scope)
    run(
        connection,
        "account_role",
        username=row.username,
        role=role,
        area_code=scope.area_code,
        unit_name=scope.unit_name,
    )


def narrowed(connection: Connection, username: str, scope: Scope) -> Scope:
    """The account's scope with what is named put in its place."""
    row = _need(connection, username)
    held = Scope(row.area_code, row.unit_name)
    if scope.area_code is not None:
        held = replace(held, area_code=scope.area_code)
    return held if scope.unit_name is None else replace(held, unit_name=scope.unit_name)


def remove_codes(connection: Connection, username: str) -> None:
    """Take an account's codes away: its owner sets them up anew at the next sign-in."""
    row = _need(connection, username)
    run(connection, "account_totp", username=row.username, salt=None, now=None, step_no=None)


def _need(connection: Connection, username: str) -> Row:
    row = row_of(connection, username)
    if row is None:
        raise BadArgument(
            f"没有账号「{username}」。fengqiao account list 列出全部账号。",
            f"There is no account {username!r}. fengqiao account list shows them all.",
        )
    return row
