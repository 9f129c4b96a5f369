"""Accounts: one-time passwords, the lock, the forced change, what a password must be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dashboard.account import (
    Account,
    Refusal,
    change_password,
    check_password,
    find_account,
    make_account,
    password_fault,
    reset_password,
)
from data.db import Store
from data.errors import BadArgument
from tests.dashboard.web_client import PASSWORD, add_account

NOW = datetime(2026, 4, 1, 9)


def test_a_new_account_has_a_one_time_password_that_is_not_stored(filled_store: Store) -> None:
    with filled_store.writing() as connection:
        password = make_account(connection, "new", "town_staff", now=NOW)
        account = check_password(connection, "new", password, now=NOW)
        stored = connection.execute(
            "SELECT password_hash FROM core_account WHERE username = 'new'"
        ).fetchone()
    assert isinstance(account, Account)
    assert account.must_change
    assert password_fault(password) is None
    assert stored
    assert stored[0].startswith("$argon2id$")


@pytest.mark.parametrize(("name", "role"), [("", "leader"), ("li", "emperor"), ("x" * 65, "leader")])
def test_a_bad_name_or_role_is_refused(filled_store: Store, name: str, role: str) -> None:
    with pytest.raises(BadArgument), filled_store.writing() as connection:
        make_account(connection, name, role, now=NOW)


def test_five_failures_lock_for_a_quarter_of_an_hour(filled_store: Store) -> None:
    add_account(filled_store, "locked", "leader")

    def attempt(password: str, now: datetime) -> Account | Refusal:
        with filled_store.writing() as connection:
            return check_password(connection, "locked", password, now=now)

    assert [attempt("wrong", NOW) for _ in range(4)] == [Refusal()] * 4
    assert attempt("wrong", NOW) == Refusal(NOW + timedelta(minutes=15))
    assert attempt(PASSWORD, NOW + timedelta(minutes=14)) == Refusal(NOW + timedelta(minutes=15))
    assert isinstance(attempt(PASSWORD, NOW + timedelta(minutes=16)), Account)


def test_an_unknown_name_is_told_nothing_else_than_a_wrong_password(filled_store: Store) -> None:
    with filled_store.writing() as connection:
        assert check_password(connection, "nobody' OR 1=1 --", "x", now=NOW) == Refusal()


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Short-1", "short"),
        ("onlylowercaseletters", "kinds"),
        ("lower-and-sign-only", "kinds"),
        ("Wang-has-a-bridge-1", "name"),
        ("Stone bridge 2026", None),
        ("石桥石桥石桥石桥石桥Abcdef", None),
        ("x" * 201, "short"),
    ],
)
def test_what_a_password_must_be(password: str, fault: str | None) -> None:
    assert password_fault(password, username="wang") == fault


def test_a_changed_password_changes_the_stamp_that_holds_sessions(filled_store: Store) -> None:
    add_account(filled_store, "stamp", "leader")
    with filled_store.writing() as connection:
        before = find_account(connection, "stamp")
        assert change_password(connection, "stamp", PASSWORD) == "same"
        assert change_password(connection, "stamp", PASSWORD + "!") is None
        after = find_account(connection, "stamp")
        reset_password(connection, "stamp")
        reset = find_account(connection, "stamp")
    assert before
    assert after
    assert reset
    assert len({before.stamp, after.stamp, reset.stamp}) == 3
    assert reset.must_change
