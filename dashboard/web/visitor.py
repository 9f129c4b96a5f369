"""Who is at the door: a signed-in account and what it has to do first, or a visitor of the open demo."""

from __future__ import annotations

import ipaddress

import flask
from flask_login import LoginManager

from dashboard.account import Account, Scope, find_account
from dashboard.role import NOBODY, ROLES, Role
from dashboard.web.office import Office

LOOPBACK_NAMES = {"127.0.0.1", "localhost", "::1"}


class Visitor:
    """What flask-login keeps of a person: name, role, and the page that comes before all others, if any does."""

    is_active = True
    is_anonymous = False

    def __init__(
        self, account: Account | None, *, needs_codes: bool = False, by_provider: bool = False
    ) -> None:
        self.account = account
        self.name = account.username if account else ""
        self.scope = Scope(account.area_code, account.unit_name) if account else Scope()
        role = ROLES.get(account.role, NOBODY) if account else NOBODY
        self.role: Role = role if self.scope == Scope() else role.confined()
        self.is_authenticated = account is not None
        self.duty: str | None = None
        if account and account.must_change and not by_provider:
            self.duty = "/change-password"
        elif account and needs_codes and not account.has_codes:
            self.duty = "/second-factor"

    def get_id(self) -> str:
        """Name and password stamp: a changed password ends every older session."""
        assert self.account, "nobody has no id"
        return f"{self.account.stamp}:{self.account.username}"


def demo_visitor() -> Visitor:
    """The visitor of the synthetic demo: sees everything, is nobody."""
    return Visitor(Account("demo", "command_centre", must_change=False, stamp="demo"))


def visitor_of(office: Office, account: Account) -> Visitor:
    """The visitor an account makes, by the site's settings."""
    by_provider = bool(flask.session.get("by_provider"))
    has_second_factor = by_provider and office.config.oidc.trusts_second_factor
    needs_codes = account.role in office.config.access.totp_roles and not has_second_factor
    return Visitor(account, needs_codes=needs_codes, by_provider=by_provider)


def make_login_manager(office: Office) -> LoginManager:
    """Flask-login over core_account."""
    manager = LoginManager()
    manager.session_protection = "basic"
    manager.anonymous_user = lambda: Visitor(None)

    @manager.user_loader
    def _load(visitor_id: str) -> Visitor | None:
        stamp, _, username = visitor_id.partition(":")
        with office.store.reading() as connection:
            account = find_account(connection, username)
        return visitor_of(office, account) if account and account.stamp == stamp else None

    @manager.request_loader
    def _load_demo(request: flask.Request) -> Visitor | None:
        return demo_visitor() if office.open_to_loopback and is_loopback(request) else None

    return manager


def is_loopback(request: flask.Request) -> bool:
    """Whether the visitor sits at this very machine and asked for it by a loopback name (no proxy, no rebinding)."""
    host = request.host.rsplit(":", 1)[0].strip("[]")
    forwarded = any(request.headers.get(name) for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP"))
    if forwarded or host not in LOOPBACK_NAMES or not request.remote_addr:
        return False
    return ipaddress.ip_address(request.remote_addr).is_loopback
