"""One answer of the situation page: everything it shows, from one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dashboard.board.board import Board
from dashboard.board.choice import Choice
from dashboard.board.reading import Reading
from dashboard.pages.situation_data import Asked, Where, find_place, mondays
from dashboard.pages.situation_filter import WEEKS
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office


@dataclass(frozen=True)
class Look:
    """Somebody in front of the map."""

    view: View
    speech: Speech
    reading: Reading

    @property
    def board(self) -> Board:
        """What is counted from."""
        return self.reading.board

    def asked(self, where: Where, choice: Choice) -> Asked | None:
        """A place under a choice; None when nothing lies there."""
        place = find_place(self.board.ground, where)
        return Asked(self.view, self.reading, place, self.reading.may(choice)) if place else None


@contextmanager
def looking(office: Office, *, is_wall: bool = False) -> Iterator[Look | None]:
    """Open the map for the visitor; on a wall everybody may be looking; None before the first refresh."""
    with office.open("situation") as (view, speech):
        state = view.rows("page_state")
        stamp = str(state[0]["refreshed_at"]) if state else ""
        board = office.shelf.board(stamp, view.viewer) if state else None
        if board is None or board.stamp != stamp:  # a refresh ended this very moment: the next tick shows it
            yield None
            return
        may_open = view.viewer.may_open_matters and not is_wall
        yield Look(view, speech, Reading(board, office.config.area, may_open, view.smallest_shown))


def span_of(board: Board, span: str | None, week: object) -> str:
    """The time chosen; the player's week by its number from the oldest."""
    if span != "week":
        return span or "all"
    known = mondays(board.as_of, WEEKS)
    at = int(str(week)) if str(week).isdigit() else WEEKS - 1
    return known[min(at, WEEKS - 1)]
