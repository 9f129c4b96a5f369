"""A file that is there whole or not at all: written beside its place, then renamed into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import BadArgument


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path to write to; it becomes `out` when the block ends well and is removed when it does not.

    BadArgument when the folder is not there, or `out` is a folder.
    """
    if not out.parent.is_dir():
        raise BadArgument(
            f"{out}：文件夹「{out.parent}」不存在。请先建好文件夹，或换一个 --out。",
            f"{out}: the folder {out.parent} does not exist. Make it first, or choose another --out.",
        )
    if out.is_dir():
        raise BadArgument(f"{out}：这是一个文件夹，请给出文件名。", f"{out}: is a folder; give a file name.")
    partial = out.with_name(f".{out.name}.{os.getpid()}.partial")
    try:
        yield partial
        os.replace(partial, out)
    finally:
        partial.unlink(missing_ok=True)
