"""The first account of a home."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dashboard.account import make_account
from dashboard.home import opened


def first_administrator(path: Path, *, now: datetime) -> str:
    """Make the account admin; its one-time password, which must be changed at the first sign-in."""
    with opened(path) as home, home.warehouse.writing() as connection:
        return make_account(connection, "admin", "system_admin", now=now)
