"""`ingest --workbook OUT.xlsx`: where each file's workbook goes, settled before anything is loaded, and writing it.

one file       OUT.xlsx
a.xlsx b.csv   OUT-a.xlsx, OUT-b.xlsx
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from dashboard.home import Home
from dashboard.terminal import ours, tell
from dashboard.whole_file import whole_file
from data.errors import BadArgument, FengqiaoError
from ingest.mapping import Mapping
from ingest.receipt import Receipt

SUFFIXES = (".xlsx", ".xlsm")


def plan(workbook: Path, files: Sequence[Path]) -> list[Path]:
    """Each file's workbook, none over another and none over a file sent; BadArgument when that cannot be written."""
    if workbook.suffix.lower() not in SUFFIXES:
        raise BadArgument(
            f"--workbook {workbook.name}：请以 .xlsx 结尾。",
            f"--workbook {workbook.name}: must end in .xlsx.",
        )
    _need_writable(workbook.parent)
    outs = [workbook] if len(files) == 1 else _names(workbook, files)
    for out in outs:
        if out.is_dir():
            raise BadArgument(
                f"{out}：这是一个文件夹，请给出文件名。", f"{out}: is a folder; give a file name."
            )
        if any(out.resolve() == file.resolve() or _is_same(out, file) for file in files):
            raise BadArgument(
                f"{out}：这就是要报送的文件，不会覆盖。请换一个 --workbook。",
                f"{out}: is a file being sent and will not be overwritten. Choose another --workbook.",
            )
    return outs


def _names(workbook: Path, files: Sequence[Path]) -> list[Path]:
    taken: set[str] = set()
    outs = []
    for file in files:
        wanted, number = f"{workbook.stem}-{file.stem}", 1
        while (name := wanted if number == 1 else f"{wanted}-{number}").casefold() in taken:
            number += 1
        taken.add(name.casefold())
        outs.append(workbook.with_name(name + workbook.suffix))
    return outs


def _is_same(out: Path, file: Path) -> bool:
    return out.exists() and file.exists() and out.samefile(file)


def _need_writable(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise BadArgument(
            f"{folder}：这个文件夹写不进去（{error.strerror}），什么都没有载入。请换一个 --workbook。",
            f"{folder}: cannot be written to ({error.strerror}); nothing was loaded. Choose another --workbook.",
        ) from error


def hand_back(home: Home, file: Path, out: Path, *, receipt: Receipt, mapping: Mapping) -> bool:
    """Write the workbook of a file that was taken in; False, and why, when it could not be written."""
    from ingest.back.workbook_back import suffix_of, write_back

    try:
        with whole_file(out) as partial, home.warehouse.reading() as connection:
            write_back(
                connection,
                file,
                partial,
                submission_id=receipt.submission_id,
                mapping=mapping,
                keep_macros=out.suffix.lower() == SUFFIXES[1],
            )
            suffix = suffix_of(partial)
        if out.suffix.lower() != suffix:  # asked for macros, but there were none
            out = out.replace(out.with_suffix(suffix))
    except (OSError, FengqiaoError) as error:
        tell(
            f"{file.name}：已经收下，但核对后的表格没有写成（{error}）。请换个位置再报一次，不会重复登记。",
            f"{file.name}: taken in, but its workbook could not be written ({error}). "
            "Send it again with another --workbook; nothing is registered twice.",
        )
        return False
    except Exception as error:
        tell(*ours(error, file.name))
        return False
    tell(f"核对后的表格：{out}", f"The workbook with verdicts: {out}")
    return True
