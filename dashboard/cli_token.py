"""fengqiao token add | list | revoke."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.option import HomeOption, home_told

token_app = typer.Typer(
    name="token", help="接口访问令牌：新建、查看、撤销 / access tokens of the API", no_args_is_help=True
)
Name = Annotated[str, typer.Argument(help="令牌名，写明给谁用 / what the token is for")]


@token_app.command()
def add(
    name: Name,
    area: Annotated[str | None, typer.Option(help="只限该区域 / held to this area")] = None,
    matters: Annotated[bool, typer.Option("--matters", help="可读事项 / may read matters")] = False,
    days: Annotated[int, typer.Option(help="有效天数 / days it is good for")] = 365,
    home: HomeOption = None,
) -> None:
    """新建令牌，只显示一次 / make a token; it is shown once."""
    from dashboard.access_token import Wanted
    from dashboard.command.token import add_token

    add_token(home_told(home), Wanted(name.strip(), area, matters, days))


@token_app.command(name="list")
def list_(home: HomeOption = None) -> None:
    """所有令牌，不含密钥 / every token, without its secret."""
    from dashboard.command.token import show_tokens

    show_tokens(home_told(home))


@token_app.command()
def revoke(name: Name, home: HomeOption = None) -> None:
    """撤销令牌，立即失效 / revoke a token, at once."""
    from dashboard.command.token import end_token

    end_token(home_told(home), name.strip())
