"""Accounts: one-time passwords, the lock, the forced change, what a password must be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.account import (
    Account,
    Refusal,
    Scope,
    change_password,
    check_password,
    find_account,
    make_account,
)
from dashboard.account_change import narrowed, reset_password, set_lock, set_role
from dashboard.password import password_fault
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


@pytest.mark.parametrize(
    ("name", "role"),
    [("", "leader"), ("li", "emperor"), ("x" * 65, "leader"), ("a\nb", "leader"), ("Demo", "leader")],
)
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


def test_neither_the_password_held_nor_the_one_before_may_come_again(filled_store: Store) -> None:
    """A one-time password in between does not make the old one new."""
    add_account(filled_store, "past", "leader")
    first, second, third = PASSWORD, PASSWORD + "2", PASSWORD + "3"
    with filled_store.writing() as connection:

        def change(new: str) -> str | None:
            return change_password(connection, "past", new)

        assert [change(first), change(second), change(first)] == ["same", None, "same"]
        reset_password(connection, "past")
        assert [change(second), change(third), change(second), change(first)] == ["same", None, "same", None]


def test_a_locked_account_is_nobodys_until_it_is_unlocked(filled_store: Store) -> None:
    add_account(filled_store, "shut", "leader")
    with filled_store.writing() as connection:
        set_lock(connection, "shut", is_locked=True)
        assert find_account(connection, "shut") is None
        assert check_password(connection, "shut", "wrong", now=NOW) == Refusal()
        assert check_password(connection, "shut", PASSWORD, now=NOW) == Refusal(is_locked=True)
        set_lock(connection, "shut", is_locked=False)
        assert isinstance(check_password(connection, "shut", PASSWORD, now=NOW), Account)


def test_unlocking_ends_the_wait_after_five_failures(filled_store: Store) -> None:
    add_account(filled_store, "waits", "leader")
    with filled_store.writing() as connection:
        for _ in range(5):
            check_password(connection, "waits", "wrong", now=NOW)
        assert isinstance(check_password(connection, "waits", PASSWORD, now=NOW), Refusal)
        set_lock(connection, "waits", is_locked=False)
        assert isinstance(check_password(connection, "waits", PASSWORD, now=NOW), Account)


TOWN = "990101100000"
SCOPES = (
    # held                     named                     then
    (Scope(), Scope(), Scope()),
    (Scope(TOWN, "住建局"), Scope(), Scope(TOWN, "住建局")),
    (Scope(TOWN), Scope(None, "住建局"), Scope(TOWN, "住建局")),
    (Scope(None, "住建局"), Scope(TOWN), Scope(TOWN, "住建局")),
)


@pytest.mark.parametrize(("held", "named", "then"), SCOPES)
def test_a_scope_not_named_stays(filled_store: Store, held: Scope, named: Scope, then: Scope) -> None:
    add_account(filled_store, "scoped", "town_staff")
    with filled_store.writing() as connection:
        set_role(connection, "scoped", "town_staff", held)
        set_role(connection, "scoped", "supervisor", narrowed(connection, "scoped", named))
        account = find_account(connection, "scoped")
    assert account
    assert (account.role, Scope(account.area_code, account.unit_name)) == ("supervisor", then)


@pytest.mark.parametrize("scope", [Scope("000"), Scope(unit_name=""), Scope(unit_name="x" * 101)])
def test_a_scope_that_cannot_be_is_refused(filled_store: Store, scope: Scope) -> None:
    with pytest.raises(BadArgument), filled_store.writing() as connection:
        make_account(connection, "nowhere", "town_staff", now=NOW, scope=scope)


def slow_fault(password: str) -> bool:
    """The rule, word for word: at least 12, at most 200, three kinds of four."""
    kinds = {
        "lower"
        if "a" <= letter <= "z"
        else "upper"
        if "A" <= letter <= "Z"
        else "digit"
        if "0" <= letter <= "9"
        else "other"
        for letter in password
    }
    return not 12 <= len(password) <= 200 or len(kinds) < 3


@given(st.text(max_size=24))
def test_what_a_password_must_be_agrees_with_the_rule(password: str) -> None:
    assert (password_fault(password) is not None) == slow_fault(password)
