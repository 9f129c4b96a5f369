"""The second factor of an account: set up once with a code of its own, asked at every sign-in, each code taken once.

set_up_codes(connection, "li", code, salt=…, key=…, now=now, at=…)  →  True, and "li" needs a code from now on
check_code(connection, "li", code, key=…, now=now, at=…)            →  Account, or Refusal
"""

from __future__ import annotations

from datetime import datetime

from dashboard.account import Refusal, note_failure
from dashboard.account_row import Account, row_of, run
from dashboard.totp import secret_of, step_of
from data.db import Connection


def set_up_codes(
    connection: Connection, username: str, code: str, *, salt: str, key: str, now: datetime, at: float
) -> bool:
    """Begin with codes when the one given shows that the phone has the secret; never over codes that are there."""
    row = row_of(connection, username)
    step = step_of(secret_of(key, username, salt), code, at)
    if row is None or row.totp_salt is not None or step is None:
        return False
    run(connection, "account_totp", username=username, salt=salt, now=now, step_no=step)
    return True


def check_code(
    connection: Connection, username: str, code: str, *, key: str, now: datetime, at: float
) -> Account | Refusal:
    """Let somebody in whose password was right; wrong and used codes count like wrong passwords.

    now: the site's time, for the lock; at: seconds since 1970, for the code.
    """
    row = row_of(connection, username)
    if row is None or row.is_locked or row.totp_salt is None:
        return Refusal(is_locked=True)
    if row.locked_until_at and row.locked_until_at > now:
        return Refusal(row.locked_until_at)
    step = step_of(secret_of(key, row.username, row.totp_salt), code, at)
    if step is None or step <= (row.totp_step_no or 0):
        return note_failure(connection, row, now=now)
    run(connection, "account_step", username=row.username, step_no=step)
    run(connection, "account_let_in", username=row.username, now=now)
    return row.account()
