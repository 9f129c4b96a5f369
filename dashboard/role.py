"""Roles: the one table of which pages each may open, and what it may do there.

role             pages                          opens matters  makes accounts  sets roles
command_centre   situation matters … method     yes
leader           situation briefing method
system_admin     accounts method                               yes
security_admin   accounts method                                               yes
audit_admin      audit method
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.errors import BadArgument

Page = Literal[
    "situation", "matters", "signals", "parked", "upload", "briefing", "method", "accounts", "audit"
]
WORK: tuple[Page, ...] = (
    "situation",
    "matters",
    "groups",
    "signals",
    "supervision",
    "parked",
    "upload",
    "briefing",
    "method",
)


@dataclass(frozen=True)
class Role:
    """What one role may do here.

    Who may open matters decides about parked reports; who may not, only about those of his own uploads.
    may_withdraw_any: anybody's upload, not only his own.
    may_make_accounts: makes, resets and locks accounts; may_set_roles: gives roles and scopes, unlocks, takes codes away.
    """

    pages: tuple[Page, ...]
    may_open_matters: bool = False
    may_withdraw_any: bool = False
    may_make_accounts: bool = False
    may_set_roles: bool = False


ROLES: dict[str, Role] = {
    "grid_worker": Role(("upload", "parked", "method")),
    "town_staff": Role(WORK, may_open_matters=True),
    "command_centre": Role(WORK, may_open_matters=True),
    "leader": Role(("situation", "briefing", "method")),
    "supervisor": Role(WORK, may_open_matters=True, may_withdraw_any=True),
    "system_admin": Role(("accounts", "method"), may_make_accounts=True),
    "security_admin": Role(("accounts", "method"), may_set_roles=True),
    "audit_admin": Role(("audit", "method")),
    "none": Role(()),  # made in the page of accounts, waiting for a role
}
NOBODY = Role(())


def need_role(role: str, where: str = "") -> None:
    """BadArgument when there is no such role; where: the setting that names it."""
    if role not in ROLES:
        raise BadArgument(
            f"{where and where + '：'}没有角色「{role}」。角色可以是：{'、'.join(ROLES)}。",
            f"{where and where + ': '}there is no role {role!r}. Roles: {', '.join(ROLES)}.",
        )
