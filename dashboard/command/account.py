"""fengqiao account …: what the operator, who holds the home's keys, does to accounts; each one line of the audit log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dashboard.access import COMMAND_LINE
from dashboard.account import Scope, make_account
from dashboard.account_change import narrowed, remove_codes, reset_password, set_lock, set_role
from dashboard.audit import write_line
from dashboard.home import opened, operator
from dashboard.read import Door
from dashboard.suppress import Row
from dashboard.terminal import say, tell
from data.config import site_now
from data.db import Connection

_WIDTHS = (20, 16, 14, 20, 12)


@contextmanager
def _changing(home_path: Path, event: str, name: str) -> Iterator[Connection]:
    """One change of one account, and its line in the audit log when it was made."""
    with opened(home_path) as home:
        with home.warehouse.writing() as connection:
            yield connection
        write_line(
            home.warehouse, home.path, actor=operator(), event=event, now=home.now(), object_id=name.strip()
        )


def add_account(home_path: Path, name: str, role: str, scope: Scope) -> None:
    """Make an account and print its one-time password."""
    now = site_now(home_path)
    with _changing(home_path, "account_add", name) as connection:
        password = make_account(connection, name, role, now=now, scope=scope)
    tell(
        f"已新建账号 {name}（{role}）。一次性密码见下一行，首次登录须修改；请当面或用可靠的办法交给本人。",
        f"Account {name} ({role}) is made. Its one-time password is on the next line and must be changed at the "
        "first sign-in; hand it over in person.",
    )
    say(password)


def list_accounts(home_path: Path, *, as_json: bool) -> None:
    """Print every account: name, role, area, unit, state."""
    with (
        opened(home_path) as home,
        Door(home.warehouse, COMMAND_LINE, home.config).open() as view,
    ):
        rows = view.rows("page_account")
        now = home.now()
    if as_json:
        say(json.dumps(rows, ensure_ascii=False, default=str))
        return
    for row in rows:
        parts = (row["username"], row["role_code"], row["area_code"], row["unit_name"], *_state(row, now))
        padded = (_padded(str(part or "—"), width) for part, width in zip(parts, _WIDTHS, strict=True))
        say("  ".join(padded).rstrip())


def _state(row: Row, now: datetime) -> tuple[str]:
    """What keeps an account from being used, or how it signs in."""
    until = row["locked_until_at"]
    if row["is_locked"]:
        return ("已锁定 locked",)
    if isinstance(until, datetime) and until > now:
        return (f"锁定到 locked until {until:%H:%M}",)
    if row["must_change"]:
        return ("待改密码 one-time password",)
    return ("密码+动态口令 with codes" if row["totp_since_at"] else "密码 password",)


def _padded(text: str, width: int) -> str:
    """A Chinese character is two columns wide."""
    return text + " " * (width - sum(2 if ord(letter) > 0x2E7F else 1 for letter in text))


def reset_account(home_path: Path, name: str) -> None:
    """Give an account a new one-time password and print it."""
    with _changing(home_path, "account_reset", name) as connection:
        password = reset_password(connection, name)
    tell(
        f"{name} 的密码已重置，原来的登录已失效。一次性密码见下一行（动态口令不变；手机丢了请用 remove-totp）。",
        f"The password of {name} is reset and its sessions have ended. The one-time password is on the next line "
        "(codes stay; for a lost phone use remove-totp).",
    )
    say(password)


def lock_account(home_path: Path, name: str, *, is_locked: bool) -> None:
    """Lock or unlock an account."""
    event = "account_lock" if is_locked else "account_unlock"
    with _changing(home_path, event, name) as connection:
        set_lock(connection, name, is_locked=is_locked)
    if is_locked:
        tell(f"{name} 已锁定，登录已失效。", f"{name} is locked; its sessions have ended.")
    else:
        tell(f"{name} 已解锁。", f"{name} is unlocked.")


def give_role(home_path: Path, name: str, role: str, scope: Scope, *, everywhere: bool) -> None:
    """Change an account's role and scope; a scope not named stays unless everywhere is said."""
    with _changing(home_path, "account_role", name) as connection:
        held = scope if everywhere else narrowed(connection, name, scope)
        set_role(connection, name, role, held)
    zh = f"，区域 {held.area_code or '全部'}，单位 {held.unit_name or '全部'}"
    en = f", area {held.area_code or 'all'}, unit {held.unit_name or 'all'}"
    tell(f"{name} 现在是 {role}{zh}。", f"{name} is now {role}{en}.")


def take_codes_away(home_path: Path, name: str) -> None:
    """Take an account's codes away."""
    with _changing(home_path, "account_remove_totp", name) as connection:
        remove_codes(connection, name)
    tell(
        f"{name} 的动态口令已取消，登录已失效；下次登录须重新设置。请先确认是本人。",
        f"The codes of {name} are gone and its sessions have ended; the next sign-in sets them up anew. "
        "Make sure it is the owner who asks.",
    )
