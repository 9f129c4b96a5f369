"""What a command prints and where: its own terminal, or the far end of the home's socket.

say → standard output (answers, JSON)      tell → standard error (words to a person)      working → a progress bar
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from data.errors import BadArgument, language


@dataclass(frozen=True)
class Terminal:
    """Where a command speaks, and the folder its relative paths start from."""

    out: TextIO
    err: TextIO
    folder: Path


_terminal: ContextVar[Terminal | None] = ContextVar("terminal", default=None)


def terminal() -> Terminal:
    """The terminal of this command: the process's own unless another was put in its place."""
    return _terminal.get() or Terminal(sys.stdout, sys.stderr, Path.cwd())


@contextmanager
def speaking_to(other: Terminal) -> Iterator[None]:
    """Run a command that speaks to another terminal."""
    token = _terminal.set(other)
    try:
        yield
    finally:
        _terminal.reset(token)


def at(path: Path) -> Path:
    """A path as the person at the terminal means it."""
    return path if path.is_absolute() else terminal().folder / path


def at_new(path: Path) -> Path:
    """The same for a file that is to be written; BadArgument when its folder is not there."""
    whole = at(path)
    if not whole.parent.is_dir():
        raise BadArgument(
            f"{path}：没有 {whole.parent} 这个文件夹。", f"{path}: there is no folder {whole.parent}."
        )
    return whole


def say(text: str) -> None:
    """An answer, on standard output."""
    terminal().out.write(text + "\n")
    terminal().out.flush()


def tell(zh: str, en: str) -> None:
    """A sentence to a person, on standard error."""
    terminal().err.write((en if language() == "en" else zh) + "\n")
    terminal().err.flush()


def ours(error: Exception, what: str = "") -> tuple[str, str]:
    """That a fault is ours and where it is, without the values it happened on: they may be somebody's."""
    if os.environ.get("FENGQIAO_DEBUG"):
        raise error
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
    before = f"{what}：" if what else ""
    return (
        f"{before}程序出错（{where}），没有完成。请把这一行告诉维护人员。",
        f"{before}A fault of ours ({where}); it did not finish. Please pass this line on.",
    )


@contextmanager
def working(zh: str, en: str) -> Iterator[Callable[[str, float], None]]:
    """A progress bar on standard error; call what it gives with (step, fraction 0..1)."""
    console = Console(file=terminal().err, stderr=terminal().err is sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    title = en if language() == "en" else zh
    with Progress(*columns, console=console, transient=not console.is_terminal) as bar:
        task = bar.add_task(title, total=1.0)

        def step(name: str, fraction: float) -> None:
            bar.update(task, completed=fraction, description=f"{title} {name}")

        yield step
        bar.update(task, completed=1.0, description=title)
