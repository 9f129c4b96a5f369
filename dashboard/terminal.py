"""What a command prints and where: its own terminal, or the far end of the home's socket.

say → standard output (answers, JSON)      tell → standard error (words to a person)      working → a progress bar
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from data.errors import language


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


def say(text: str) -> None:
    """An answer, on standard output."""
    terminal().out.write(text + "\n")
    terminal().out.flush()


def tell(zh: str, en: str) -> None:
    """A sentence to a person, on standard error."""
    terminal().err.write((en if language() == "en" else zh) + "\n")
    terminal().err.flush()


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
