"""fengqiao token add | list | revoke: who may read the interface, where, and until when."""

from __future__ import annotations

from pathlib import Path

from dashboard.access_token import Wanted, list_tokens, make_token, revoke_token
from dashboard.audit import write_line
from dashboard.home import Home, opened, operator
from dashboard.terminal import say, tell


def add_token(home_path: Path, wanted: Wanted) -> None:
    """Make a token, print it once, and keep its hash."""
    with opened(home_path) as home:
        with home.warehouse.writing() as connection:
            token = make_token(connection, home.path, wanted, by=operator(), now=home.now())
        _note(home, "token_add", wanted.name)
    say(token)
    tell(
        f"令牌「{wanted.name}」只显示这一次，有效 {wanted.days} 天。放在请求头里：Authorization: Bearer …，不要写进网址。",
        f"Token {wanted.name!r} is shown this once and good for {wanted.days} days. "
        "Send it as the header Authorization: Bearer …, never in an address.",
    )


def show_tokens(home_path: Path) -> None:
    """Print every token: name, id, area, what it may read, until when, and whether it stands."""
    with opened(home_path) as home, home.warehouse.reading() as connection:
        rows = list_tokens(connection)
        now = home.now()
    for access_id, name, area, may_open, by, made, expires, revoked in rows:
        state = (
            "已撤销 revoked" if revoked else "已到期 expired" if str(expires) <= str(now) else "在用 in force"
        )
        scope = f"{area or '全部区域 all areas'}  {'事项 matters' if may_open else '汇总 counts'}"
        say(f"{name}  fq_{access_id}…  {scope}  {by} {made:%Y-%m-%d} → {expires:%Y-%m-%d}  {state}")
    if not rows:
        tell("还没有令牌。新建：fengqiao token add 名称", "No tokens yet. Make one: fengqiao token add NAME")


def end_token(home_path: Path, name: str) -> None:
    """Revoke a token; the record of it stays."""
    with opened(home_path) as home:
        with home.warehouse.writing() as connection:
            revoke_token(connection, name, now=home.now())
        _note(home, "token_revoke", name)
    tell(f"令牌「{name}」已撤销，立即失效。", f"Token {name!r} is revoked, from now on.")


def _note(home: Home, event: str, name: str) -> None:
    write_line(home.warehouse, home.path, actor=operator(), event=event, now=home.now(), object_id=name)
