"""What came of a change, said on a terminal: sentences to the reader, what is listed as the command's output."""

from __future__ import annotations

from dashboard.site.change import Told
from dashboard.terminal import say, tell


def say_told(told: Told) -> None:
    """The sentences, then the list."""
    for zh, en in told.sentences:
        tell(zh, en)
    for zh, en in told.listed:
        say(f"{zh}  {en.split('  ', 1)[-1]}")
