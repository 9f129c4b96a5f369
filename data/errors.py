"""Every error a person can meet.

FengqiaoError
├── UserError              the user's to mend, nothing changed, exit 2
│   ├── HomeMissing        no home here yet
│   ├── HomeInUse          a home that holds data, or another process that holds it
│   ├── KeyMissing         a key is lost or unreadable
│   ├── WrongKey           a key does not open the file
│   ├── Damaged            a file of the home is cut short or changed
│   ├── DiskFull           no room left, or a quota or limit on file size reached
│   ├── NotAllowed         a file or folder the operating system does not let us read or write
│   ├── BadFile            not a spreadsheet, empty, too large when unpacked, ...
│   ├── BadMapping         a mapping that names what is not there
│   ├── BadArgument        an option or value that cannot be
│   ├── TooOften           what may be done so many times an hour was done so often
│   └── NothingThere       no areas, no reports, no refresh yet
└── OurError               ours, exit 1
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def language() -> str:
    """zh or en: of the caller when one was set, else from FENGQIAO_LANG; zh when neither says."""
    return "en" if (_spoken.get() or os.environ.get("FENGQIAO_LANG", "zh")).lower().startswith("en") else "zh"


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Whatever is said inside is said in this language."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


class FengqiaoError(Exception):
    """An error with a Chinese and an English sentence: where, what, and what to do."""

    exit_code = 1

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return self.en if language() == "en" else self.zh


class UserError(FengqiaoError):
    """The user's to mend; nothing was changed."""

    exit_code = 2


class HomeMissing(UserError):
    """There is no home in the folder."""


class HomeInUse(UserError):
    """The home holds data already, or another process holds it open."""


class KeyMissing(UserError):
    """A key is lost or cannot be read; without it the file cannot be opened by anyone."""


class WrongKey(UserError):
    """The key is not the one the file was made with."""


class Damaged(UserError):
    """A file of the home is cut short or changed; only a backup mends it."""


class DiskFull(UserError):
    """There is no room to write; what was being written was taken back."""


class NotAllowed(UserError):
    """The operating system refuses to read or write a file or folder."""


class BadFile(UserError):
    """A file that cannot be taken in."""


class BadMapping(UserError):
    """A mapping that names a column, a value or a setting that does not exist."""


class BadArgument(UserError):
    """An argument that cannot be."""


class TooOften(UserError):
    """What may be done so many times an hour was done so often."""


class NothingThere(UserError):
    """What was asked for needs something that is not there yet."""


class OurError(FengqiaoError):
    """A fault of ours."""
