"""Where the next page begins: opaque to the caller, bound to the call it came from.

write_cursor("matters?area=9901", ("2026-03-05T09:00:00", "R00017"))  →  "WyJtYXR0…"
read_cursor("matters?area=9901", "WyJtYXR0…")                         →  ("2026-03-05T09:00:00", "R00017")
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from dashboard.api.fault import ApiFault, bad_parameter

Key = tuple[str, ...]
MOST_LENGTH = 600


def write_cursor(call: str, key: Key) -> str:
    """The cursor that continues a call after a row."""
    return base64.urlsafe_b64encode(json.dumps([_mark(call), *key]).encode()).decode().rstrip("=")


def read_cursor(call: str, cursor: str) -> Key:
    """The row to continue after; ApiFault when the cursor is of another call or was changed."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        told = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _bad() from None
    if len(cursor) > MOST_LENGTH or not isinstance(told, list) or not all(isinstance(p, str) for p in told):
        raise _bad()
    if not told or told[0] != _mark(call):
        raise _bad()
    return tuple(told[1:])


def _mark(call: str) -> str:
    return hashlib.sha256(call.encode()).hexdigest()[:12]


def _bad() -> ApiFault:
    return bad_parameter(
        "cursor",
        "请原样用上一页的 next_cursor，其他参数不变；不行就从第一页重来。",
        "send the last page's next_cursor as it came, other parameters unchanged, or begin again.",
    )
