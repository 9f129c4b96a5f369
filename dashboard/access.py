"""Who is looking."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """A face's user.

    may_open_matters: staff who may open the matters behind a number see it as it is; for all others
    (briefing, leaders) small counts are hidden.
    """

    name: str
    may_open_matters: bool


COMMAND_LINE = Viewer("command line", may_open_matters=True)
COMMAND_CENTRE = Viewer("command centre", may_open_matters=True)
BRIEFING = Viewer("briefing", may_open_matters=False)
