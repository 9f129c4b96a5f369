"""fengqiao matter same | different | undo | doubts."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.option import HomeOption, home_told

matter_app = typer.Typer(
    name="matter",
    help="两件次是不是同一事项：认定、否认、撤销、存疑清单 / whether two reports are one matter",
    no_args_is_help=True,
)
Report = Annotated[str, typer.Argument(help="件次编号 / id of a report")]


@matter_app.command()
def same(one: Report, other: Report, home: HomeOption = None) -> None:
    """认定为同一事项 / they are one matter."""
    from dashboard.command.matter import decide_matter
    from risk.judge import Pair

    decide_matter(home_told(home), Pair.of(one, other), "same")


@matter_app.command()
def different(one: Report, other: Report, home: HomeOption = None) -> None:
    """认定不是同一事项 / they are not one matter."""
    from dashboard.command.matter import decide_matter
    from risk.judge import Pair

    decide_matter(home_told(home), Pair.of(one, other), "different")


@matter_app.command()
def undo(one: Report, other: Report, home: HomeOption = None) -> None:
    """撤销决定，以系统判断为准 / withdraw the decision."""
    from dashboard.command.matter import decide_matter
    from risk.judge import Pair

    decide_matter(home_told(home), Pair.of(one, other), None)


@matter_app.command()
def doubts(home: HomeOption = None) -> None:
    """等人来看的存疑件次 / pairs that wait for a person."""
    from dashboard.command.matter import list_doubts

    list_doubts(home_told(home))
