"""fengqiao act add | list | withdraw."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.option import HomeOption, day_told, home_told
from data.errors import BadArgument

act_app = typer.Typer(
    name="act", help="办理动作：录入、查看、撤回，时限随之计算 / acts on a matter", no_args_is_help=True
)


@act_app.command()
def add(  # noqa: PLR0913  each is an option of the command
    matter: Annotated[str, typer.Argument(help="事项编号 / id of the matter")],
    code: Annotated[
        str, typer.Argument(help="动作，如 told accepted extended opinion_delivered / what was done")
    ],
    on: Annotated[str, typer.Option("--on", help="哪天做的，如 2025-03-05 / the day")],
    route: Annotated[str | None, typer.Option(help="条例第31条的途径，31.1 至 31.6 / the route")] = None,
    simple: Annotated[bool, typer.Option("--simple", help="简易办理 / handled simply")] = False,
    approved: Annotated[str | None, typer.Option(help="延期批准日 / extension approved on")] = None,
    told: Annotated[str | None, typer.Option(help="告知延期理由日 / petitioner told why on")] = None,
    days: Annotated[int | None, typer.Option(help="延期天数 / days of the extension")] = None,
    basis: Annotated[
        str | None,
        typer.Option(help="办结依据（条例第27条），settled、closed 必填：1 至 4 / basis of closing"),
    ] = None,
    note: Annotated[str, typer.Option(help="备注（姓名、电话会被遮盖） / a note, masked")] = "",
    home: HomeOption = None,
) -> None:
    """录入一个办理动作 / enter an act."""
    from dashboard.command.act import add_act
    from risk.limit.act import Act
    from risk.limit.rule import Extension

    day = day_told(on, "--on")
    if day is None:
        raise BadArgument("--on：请写日期，如 2025-03-05。", "--on: name the day, such as 2025-03-05.")
    given = (day_told(approved, "--approved"), day_told(told, "--told"), days)
    extension = Extension(*given) if any(each is not None for each in given) else None
    add_act(home_told(home), matter, Act(code, day, route, simple, extension, basis), note=note)


@act_app.command(name="list")
def list_(
    matter: Annotated[str, typer.Argument(help="事项编号 / id of the matter")], home: HomeOption = None
) -> None:
    """一个事项上录入过的动作 / what was entered on a matter."""
    from dashboard.command.act import list_acts

    list_acts(home_told(home), matter)


@act_app.command()
def withdraw(
    entry: Annotated[str, typer.Argument(help="录入编号 / id of the entry")], home: HomeOption = None
) -> None:
    """撤回录错的动作，记录保留 / withdraw a wrong entry; the record stays."""
    from dashboard.command.act import take_act_back

    take_act_back(home_told(home), entry)
