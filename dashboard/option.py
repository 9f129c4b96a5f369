"""What several commands ask in the same words: the home, a day, JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dashboard.home import default_home
from dashboard.terminal import at
from data.errors import BadArgument

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="数据所在文件夹 / the home folder (FENGQIAO_HOME)")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]


def home_told(path: Path | None) -> Path:
    """The home named, else the default one."""
    return at(path) if path else default_home()


def day_told(text: str | None, option: str) -> date | None:
    """The day named; BadArgument when it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadArgument(
            f"{option}：「{text}」不是日期，请写成 2025-03-05。",
            f"{option}: {text!r} is not a date; write 2025-03-05.",
        ) from error
