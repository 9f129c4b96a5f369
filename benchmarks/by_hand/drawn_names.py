"""The organisation a story speaks of, by trying at each character the names that begin with the next four.

嘉诚市政   →   嘉诚市政工程有限公司, 嘉诚市政工程          跟着班组干活，嘉诚市政工程拖欠   →   嘉诚市政工程有限公司's id
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from benchmarks.by_hand.office import OFFICE_ENDINGS

LEAST = 4


def drawn(stories: pd.Series, names: pd.DataFrame) -> pd.Series:
    """Whose name each story says, the longest of several; None where it says none."""
    beginnings = _beginnings(names)
    return stories.map(lambda story: _of_story(story, beginnings)).astype(object)


def _of_story(story: str, beginnings: dict[str, list[tuple[str, str]]]) -> str | None:
    best, owner = "", None
    for at in range(len(story) - LEAST + 1):
        for word, whose in beginnings.get(story[at : at + LEAST], ()):
            if len(word.encode()) > len(best.encode()) and story.startswith(word, at):
                best, owner = word, whose
    return owner


def _beginnings(names: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """The words that speak for one organisation alone, by their first four characters."""
    name = names["name"].str.replace(" ", "")
    stem = name.str.replace(r"(股份有限公司|有限责任公司|有限公司|公司)$", "", regex=True)
    words = pd.concat([names.assign(word=name), names.assign(word=stem)]).drop_duplicates(
        ["word", "respondent_id"]
    )
    owners = words.groupby("word")["respondent_id"].agg(["min", "size"])
    endings = Counter(word[at:] for word in owners.index for at in range(1, len(word)))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, whose, count in owners.itertuples():
        is_long = len(word) >= LEAST and len(word.encode()) >= 2 * LEAST
        if count == 1 and is_long and not word.endswith(OFFICE_ENDINGS) and endings[word] < 2:
            found[word[:LEAST]].append((word, whose))
    return found
