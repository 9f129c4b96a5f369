"""Files an administrator has handed in and not yet confirmed: one an account and kind of change, for half an hour, in the home.

token 3f…   admin-1   areas   incoming/tmp1/grids.geojson   until 09:30
"""

from __future__ import annotations

import secrets
import shutil
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.site.order import SiteOrder

KEPT = timedelta(minutes=30)


@dataclass(frozen=True)
class Waiting:
    """One change looked at and not yet made; its file lies alone in a folder."""

    username: str
    order: SiteOrder
    until: datetime


@dataclass
class Pending:
    """What waits, by token."""

    _kept: dict[str, Waiting] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, username: str, order: SiteOrder, *, now: datetime) -> str:
        """Keep a change until it is confirmed; the token it goes by. What the account left lying before goes."""
        token = secrets.token_urlsafe(18)
        with self._lock:
            old = [key for key, one in self._kept.items() if one.username == username or one.until < now]
            gone = [self._kept.pop(key) for key in old]
            self._kept[token] = Waiting(username, order, now + KEPT)
        for one in gone:
            forget(one.order)
        return token

    def take(self, token: str, username: str, *, now: datetime) -> SiteOrder | None:
        """The change of a token, once, for the account that handed it in; None when there is none."""
        with self._lock:
            one = self._kept.get(token)
            if one is None or one.username != username or one.until < now:
                return None
            del self._kept[token]
            return one.order


def forget(order: SiteOrder) -> None:
    """Remove the folder of a file handed in."""
    shutil.rmtree(order.file.parent, ignore_errors=True)
