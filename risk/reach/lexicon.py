"""The names that may speak for organisations, kept in the process between refreshes and grown by those that come.

held             嘉诚市政工程有限公司, 宏远建筑有限公司
came             东宏远建筑公司, 西宏远建筑公司         →   宏远建筑 is the end of two others now: it speaks no more

What changes is told by the words of those that came and their endings. A text is looked through for the words whose first
characters it holds, so that a few texts need not meet every name.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

from risk.mention import FORM, LEAST_LENGTH, Words, speaks, words_from

LAST = chr(0x10FFFF)


class Lexicon:
    """Words with the organisations they are of; and the words backwards, in order, to count those a word is the end of."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._whose: dict[str, set[str]] = {}
        for owner, name in names.items():
            for word in _words(name):
                self._whose.setdefault(word, set()).add(owner)
        self._backwards = sorted(word[::-1] for word in self._whose)

    def grow(self, came: Mapping[str, str]) -> None:
        """Take further organisations in."""
        for owner, name in came.items():
            for word in _words(name):
                if word not in self._whose:
                    self._whose[word] = set()
                    insort(self._backwards, word[::-1])
                self._whose[word].add(owner)

    def owner(self, word: str, office_endings: Sequence[str]) -> str | None:
        """Whom a word speaks for; None when it speaks for nobody."""
        owners = self._whose.get(word, set())
        is_clear = speaks(word, len(owners), self._longer(word), office_endings)
        return min(owners) if is_clear else None

    def _longer(self, word: str) -> int:
        """How many other words end with this one."""
        end = word[::-1]
        count = bisect_left(self._backwards, end + LAST) - bisect_left(self._backwards, end)
        return count - (word in self._whose)

    def changed_by(self, came: Mapping[str, str], office_endings: Sequence[str]) -> tuple[set[str], set[str]]:
        """Grow; the words that speak since, and the organisations whose word fell silent by it."""
        asked = {word[at:] for name in came.values() for word in _words(name) for at in range(len(word))}
        before = {word: self.owner(word, office_endings) for word in asked}
        self.grow(came)
        new, gone = set(), set()
        for word, spoke in before.items():
            now = self.owner(word, office_endings)
            if now is not None and now != spoke:
                new.add(word)
            if spoke is not None and now != spoke:
                gone.add(spoke)
        return new, gone

    def words_in(self, texts: Iterable[str], office_endings: Sequence[str]) -> Words:
        """The words that speak and may stand in one of these texts."""
        heads = {text[at : at + LEAST_LENGTH] for text in texts for at in range(len(text) - LEAST_LENGTH + 1)}
        told = {
            word: self.owner(word, office_endings) for word in self._whose if word[:LEAST_LENGTH] in heads
        }
        return words_from({word: owner for word, owner in told.items() if owner is not None})


def _words(name: str) -> set[str]:
    """A name whole and without the words for its legal form."""
    return {name, FORM.sub("", name)}
