"""What the first visitor of a large site would wait for, done before he comes: numbers, figures, shapes."""

from __future__ import annotations

import logging
import threading

from dashboard.board.board import COUNTING
from dashboard.board.choice import Choice
from dashboard.board.kpi import figures
from dashboard.board.value import reported
from dashboard.pages.situation_data import Where, find_place
from dashboard.read import Door
from dashboard.web.office import Office

LOG = logging.getLogger("fengqiao")


def warm_up(office: Office) -> None:
    """Read the board, count its figures, draw the sheets of the first page; nothing when nothing was refreshed yet."""
    board = office.shelf.warm()
    if board is None:
        return
    figures(board)
    for column in ("report_count", "repeat_count"):
        reported(board, Choice(), column)
    place = find_place(board.ground, Where())
    with Door(office.store, COUNTING, office.config).open() as view:
        for level in place.levels if place else ():
            office.atlas.sheet(view, board, level, "")


def warm_up_aside(office: Office) -> threading.Thread:
    """The same while the server answers already; what goes wrong is met again, and told, by the first visitor."""

    def work() -> None:
        try:
            warm_up(office)
        except Exception as error:  # a page tells it; nobody is waiting here
            LOG.warning("warming up failed: %s", type(error).__name__)

    thread = threading.Thread(target=work, daemon=True, name="warm-up")
    thread.start()
    return thread
