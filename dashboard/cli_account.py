"""fengqiao account add | list | reset | lock | unlock | role | remove-totp."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.option import HomeOption, JsonOption, home_told
from dashboard.role import ROLES

account_app = typer.Typer(
    name="account",
    help="账号：新建、查看、重置、锁定、角色、动态口令 / accounts of staff",
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(help="账号 / name of the account")]
AreaOption = Annotated[str | None, typer.Option("--area", help="只看这个区域（编码） / confined to an area")]
UnitOption = Annotated[str | None, typer.Option("--unit", help="只看这个责任单位 / confined to a unit")]


@account_app.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option(help=" ".join(ROLES))],
    area: AreaOption = None,
    unit: UnitOption = None,
    home: HomeOption = None,
) -> None:
    """新建账号，打印一次性密码 / make an account; prints its one-time password."""
    from dashboard.account import Scope
    from dashboard.command.account import add_account

    add_account(home_told(home), name, role, Scope(area, unit))


@account_app.command(name="list")
def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """全部账号 / every account."""
    from dashboard.command.account import list_accounts

    list_accounts(home_told(home), as_json=as_json)


@account_app.command()
def reset(name: Name, home: HomeOption = None) -> None:
    """重置密码，打印新的一次性密码 / a new one-time password; older sessions end."""
    from dashboard.command.account import reset_account

    reset_account(home_told(home), name)


@account_app.command()
def lock(name: Name, home: HomeOption = None) -> None:
    """锁定账号，直到解锁 / lock an account until it is unlocked."""
    from dashboard.command.account import lock_account

    lock_account(home_told(home), name, is_locked=True)


@account_app.command()
def unlock(name: Name, home: HomeOption = None) -> None:
    """解锁账号 / unlock an account, whatever locked it."""
    from dashboard.command.account import lock_account

    lock_account(home_told(home), name, is_locked=False)


@account_app.command()
def role(
    name: Name,
    role: Annotated[str, typer.Argument(help="新角色 / the role")],
    area: AreaOption = None,
    unit: UnitOption = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="取消区域和单位限制 / confined to nothing but what is named")
    ] = False,
    home: HomeOption = None,
) -> None:
    """改角色和范围；没有提到的范围不变 / change role and scope; a scope not named stays."""
    from dashboard.account import Scope
    from dashboard.command.account import give_role

    give_role(home_told(home), name, role, Scope(area, unit), everywhere=everywhere)


@account_app.command(name="remove-totp")
def remove_totp(name: Name, home: HomeOption = None) -> None:
    """取消动态口令（手机丢了），下次登录重新设置 / take the codes away; the next sign-in sets them up anew."""
    from dashboard.command.account import take_codes_away

    take_codes_away(home_told(home), name)
