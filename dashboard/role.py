"""Roles: which pages each may open, and whether it may open the matters behind a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Page = Literal["situation", "matters", "signals", "parked", "upload", "briefing", "method"]
PAGES: tuple[Page, ...] = ("situation", "matters", "signals", "parked", "upload", "briefing", "method")


@dataclass(frozen=True)
class Role:
    """What one role may do here.

    Who may open matters decides about parked reports; who may not, only about those of his own uploads.
    may_withdraw_any: anybody's upload, not only his own.
    """

    pages: tuple[Page, ...]
    may_open_matters: bool
    may_withdraw_any: bool = False


ROLES: dict[str, Role] = {
    "system_administrator": Role(PAGES, may_open_matters=True, may_withdraw_any=True),
    "command_centre": Role(PAGES, may_open_matters=True),
    "town_staff": Role(PAGES, may_open_matters=True),
    "supervisor": Role(PAGES, may_open_matters=True),
    "leader": Role(("situation", "briefing", "method"), may_open_matters=False),
    "grid_worker": Role(("upload", "parked", "method"), may_open_matters=False),
}
NOBODY = Role((), may_open_matters=False)
