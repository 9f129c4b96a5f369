"""Who calls: the token of the request, the pace it keeps, and the line it leaves in the audit log.

An answer leaves one line per token, operation and hour; a refusal one per reason, token and minute. The line is
written before the answer goes out: what cannot be noted is not given.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import flask

from dashboard.access_token import AccessToken, Wrong, check_token
from dashboard.api.fault import ApiFault
from dashboard.api.grid_week import GridWeeks
from dashboard.api.map_file import MapFiles
from dashboard.api.pace import Notes, Pace
from dashboard.audit import write_line
from dashboard.web.office import Office

SCHEME = "bearer "
NOBODY = "unknown"
NOTED = (401, 403, 404, 429)
WHY = {
    "unknown": (
        "令牌不对。请核对，或请管理员新建：fengqiao token add",
        "This is no token of this site. Check it, or have one made: fengqiao token add",
    ),
    "expired": (
        "令牌已到期。请管理员新建：fengqiao token add",
        "The token has expired. Have a new one made: fengqiao token add",
    ),
    "revoked": (
        "令牌已撤销。请管理员新建：fengqiao token add",
        "The token was revoked. Have a new one made: fengqiao token add",
    ),
}


@dataclass
class Desk:
    """What all calls of one server share."""

    office: Office
    pace: Pace = field(default_factory=Pace)
    notes: Notes = field(default_factory=Notes)
    maps: MapFiles = field(default_factory=MapFiles)
    weeks: GridWeeks = field(init=False)

    def __post_init__(self) -> None:
        self.weeks = GridWeeks(self.office.home)

    @contextmanager
    def call(self, operation: str) -> Iterator[AccessToken]:
        """The token of this call while it is answered; ApiFault 401 or 429 when it is not to be."""
        actor = [NOBODY]
        try:
            token = self._token(actor)
            yield token
        except ApiFault as fault:
            if fault.status in NOTED:
                self._note(
                    actor[0], f"{operation} {fault.code}", "refused", f"{self.office.now():%Y%m%d%H%M}"
                )
            raise
        self._note(actor[0], operation, "ok", f"{self.office.now():%Y%m%d%H}")

    def _token(self, actor: list[str]) -> AccessToken:
        sent = flask.request.headers.get("Authorization", "")
        if not sent.lower().startswith(SCHEME):
            self._keep_pace(f"address:{flask.request.remote_addr}", self._most_failures)
            raise _no_token()
        with self.office.store.reading() as connection:
            found = check_token(
                connection, self.office.home, sent[len(SCHEME) :].strip(), now=self.office.now()
            )
        actor[0] = f"token:{found.name}" if found.name else NOBODY
        if isinstance(found, Wrong):
            self._keep_pace(f"address:{flask.request.remote_addr}", self._most_failures)
            raise ApiFault(401, found.why, *WHY[found.why])
        self._keep_pace(actor[0], self.office.config.api.calls_per_minute)
        return found

    @property
    def _most_failures(self) -> int:
        return self.office.config.api.failures_per_minute

    def _keep_pace(self, caller: str, most: int) -> None:
        if self.pace.is_too_fast(caller, most=most, minute=int(self.office.now().timestamp() // 60)):
            raise ApiFault(
                429, "too_fast", "太频繁，请一分钟后再试。", "Too many calls: try again in a minute."
            )

    def _note(self, actor: str, about: str, result: str, moment: str) -> None:
        if self.notes.is_new((actor, about, result, moment)):
            office = self.office
            write_line(
                office.store,
                office.home,
                actor=actor,
                event="api",
                now=office.now(),
                object_id=about,
                result=result,
            )


def _no_token() -> ApiFault:
    return ApiFault(
        401,
        "no_token",
        "请在请求头里带上令牌：Authorization: Bearer fq_…（由 fengqiao token add 新建）。",
        "Send a token in the header: Authorization: Bearer fq_… (made by fengqiao token add).",
    )
