"""Roles: the one table of which pages each may open, and what it may do there.

role             pages                          opens matters  reveals  makes accounts  sets roles
command_centre   situation matters … method     yes            yes
supervisor       situation … method privacy     yes            yes
leader           situation briefing method
accusation_clerk accusations method
wall             situation (the wall screen only)
system_admin     accounts admin method                                  yes           (and runs the site)
security_admin   accounts privacy method                                                yes
audit_admin      audit privacy method
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from data.errors import BadArgument

Page = Literal[
    "situation",
    "matters",
    "groups",
    "signals",
    "supervision",
    "parked",
    "upload",
    "briefing",
    "method",
    "accounts",
    "audit",
    "privacy",
    "accusations",
    "admin",
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


WHOLE_SITE: tuple[Page, ...] = (
    "briefing",
    "privacy",
    "admin",
)  # pages that tell of the whole site or of nothing


@dataclass(frozen=True)
class Role:
    """What one role may do here.

    Who may open matters decides about parked reports; who may not, only about those of his own uploads.
    may_reveal: who the parties of a matter are, for a purpose. may_answer_requests: to see, correct or erase.
    may_see_accusations: assigned to 检举控告; the account needs a unit, and those about it stay closed to it.
    may_withdraw_any: anybody's upload, not only his own.
    may_run_site: areas, holidays, rules and backups of the whole site.
    is_wall: an unattended screen: only the wall page, and its own clock keeps its session alive.
    may_make_accounts: makes, resets and locks accounts; may_set_roles: gives roles and scopes, unlocks, takes codes away.
    """

    pages: tuple[Page, ...]
    may_open_matters: bool = False
    may_reveal: bool = False
    may_answer_requests: bool = False
    may_see_accusations: bool = False
    may_withdraw_any: bool = False
    may_make_accounts: bool = False
    may_set_roles: bool = False
    may_run_site: bool = False
    is_wall: bool = False

    def confined(self) -> Role:
        """The same role for an account confined to an area or a unit: nothing that speaks of the whole site."""
        pages = tuple(page for page in self.pages if page not in WHOLE_SITE)
        return replace(self, pages=pages, may_withdraw_any=False, may_run_site=False)


ROLES: dict[str, Role] = {
    "grid_worker": Role(("upload", "parked", "method")),
    "town_staff": Role(WORK, may_open_matters=True, may_reveal=True),
    "command_centre": Role(WORK, may_open_matters=True, may_reveal=True),
    "leader": Role(("situation", "briefing", "method")),
    "wall": Role(("situation",), is_wall=True),
    "supervisor": Role(
        (*WORK, "privacy"),
        may_open_matters=True,
        may_reveal=True,
        may_answer_requests=True,
        may_withdraw_any=True,
    ),
    "accusation_clerk": Role(("accusations", "method"), may_see_accusations=True),
    "system_admin": Role(("accounts", "admin", "method"), may_make_accounts=True, may_run_site=True),
    "security_admin": Role(("accounts", "privacy", "method"), may_set_roles=True, may_answer_requests=True),
    "audit_admin": Role(("audit", "privacy", "method")),
    "none": Role(()),  # made in the page of accounts, waiting for a role
}
NOBODY = Role(())


def need_unit(role: str, unit_name: str | None) -> None:
    """BadArgument when a role that sees accusations is given without the unit whose own it must not see."""
    if ROLES[role].may_see_accusations and not unit_name:
        raise BadArgument(
            f"角色「{role}」须同时填责任单位：涉及本单位的检举控告不给本单位看。",
            f"The role {role!r} needs a unit: accusations about one's own unit stay closed to it.",
        )


def need_role(role: str, where: str = "") -> None:
    """BadArgument when there is no such role; where: the setting that names it."""
    if role not in ROLES:
        raise BadArgument(
            f"{where and where + '：'}没有角色「{role}」。角色可以是：{'、'.join(ROLES)}。",
            f"{where and where + ': '}there is no role {role!r}. Roles: {', '.join(ROLES)}.",
        )
