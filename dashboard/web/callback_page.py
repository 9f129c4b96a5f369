"""Which pages a callback writes to, so that the guard can refuse it to whoever may not open them.

"..parked-said.children...nav-waiting.children.."        →  {"parked"}
'{"at":["ALL"],"type":"step-to"}.n_clicks'               →  {"situation"}
"strange.children"                                       →  {None}: nobody may call it
"""

from __future__ import annotations

import re

from dashboard import ids
from dashboard.role import Page

OPEN = (ids.URL, ids.ROOT, ids.FAULT, ids.NAV_WAITING)  # in every page's frame
PAGE_OF: dict[str, Page] = {
    # first word of an id    the page it stands on
    "situation": "situation",
    "placed": "situation",
    "step": "situation",
    "matters": "matters",
    "act": "matters",
    "reveal": "matters",
    "groups": "groups",
    "group": "groups",
    "supervision": "supervision",
    "signal": "signals",
    "parked": "parked",
    "upload": "upload",
    "briefing": "briefing",
    "method": "method",
    "accounts": "accounts",
    "admin": "admin",
    "audit": "audit",
    "privacy": "privacy",
    "accusations": "accusations",
}
_TYPE = re.compile(r'"type":"([^"]+)"')


def pages_of(output: str) -> set[Page | None]:
    """The pages of a callback by the outputs it names; None stands for an id of no page."""
    names = [_name(part) for part in output.strip(".").split("...")]
    return {PAGE_OF.get(name.split("-")[0]) for name in names if name not in OPEN}


def _name(part: str) -> str:
    """The id, or the type of an id of many; what stands behind the last point is the property."""
    kind = _TYPE.search(part)
    return kind[1] if part.startswith("{") and kind else part.split(".")[0]
