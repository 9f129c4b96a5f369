"""Codes at sign-in: set up with one, each taken once, wrong ones lock, only an administrator takes them away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dashboard.account import (
    MOST_FAILURES,
    Account,
    Refusal,
    check_password,
    find_account,
    make_account,
)
from dashboard.account_change import remove_codes, reset_password
from dashboard.second_factor import check_code, set_up_codes
from dashboard.totp import secret_of
from data.db import Connection, Store
from tests.dashboard.test_totp import slow_code
from tests.dashboard.web_client import PASSWORD, add_account

KEY, SALT = "ab" * 32, "cd" * 16
NOW, AT = datetime(2026, 4, 1, 9), 1_775_000_010.0
STEP = int(AT) // 30


def code(step: int, name: str = "coded") -> str:
    return slow_code(secret_of(KEY, name, SALT), step)


def ready(store: Store, *, step: int = STEP - 1) -> None:
    """The account "coded", whose first code was of a step."""
    add_account(store, "coded", "town_staff")
    with store.writing() as connection:
        at = step * 30.0
        assert set_up_codes(connection, "coded", code(step), salt=SALT, key=KEY, now=NOW, at=at)


def tell(connection: Connection, told: str, *, at: float = AT, now: datetime = NOW) -> Account | Refusal:
    return check_code(connection, "coded", told, key=KEY, now=now, at=at)


TOLD = (
    # steps of the codes told one after another at AT    which are let in
    ((0,), (True,)),
    ((0, 0), (True, False)),  # once
    ((-1,), (False,)),  # the one it was set up with
    ((1,), (True,)),  # a phone half a minute ahead
    ((2,), (False,)),
    ((1, 0), (True, False)),  # never back
    ((0, 1), (True, True)),
)


@pytest.mark.parametrize(("steps", "let_in"), TOLD)
def test_each_code_is_taken_once_and_none_before_it(
    filled_store: Store, steps: tuple[int, ...], let_in: tuple[bool, ...]
) -> None:
    ready(filled_store)
    with filled_store.writing() as connection:
        answers = [isinstance(tell(connection, code(STEP + step)), Account) for step in steps]
    assert tuple(answers) == let_in


def test_wrong_codes_lock_as_wrong_passwords_do_and_a_right_password_forgives_none(
    filled_store: Store,
) -> None:
    """Who has the password cannot try codes for ever by telling it again in between."""
    ready(filled_store)
    with filled_store.writing() as connection:
        for _ in range(MOST_FAILURES - 1):
            assert tell(connection, "000000") == Refusal()
            assert isinstance(check_password(connection, "coded", PASSWORD, now=NOW), Account)
        until = NOW + timedelta(minutes=15)
        assert tell(connection, "000000") == Refusal(until)
        assert check_password(connection, "coded", PASSWORD, now=NOW) == Refusal(until)
        assert tell(connection, code(STEP)) == Refusal(until)
        assert isinstance(tell(connection, code(STEP), now=until + timedelta(seconds=1)), Account)


def test_passwords_and_codes_count_together(filled_store: Store) -> None:
    ready(filled_store)
    with filled_store.writing() as connection:
        for number in range(MOST_FAILURES - 1):
            if number % 2:
                assert tell(connection, "000000") == Refusal()
            else:
                assert check_password(connection, "coded", "wrong", now=NOW) == Refusal()
        assert tell(connection, "000000").locked_until  # type: ignore[union-attr]


def test_codes_are_never_set_up_over_others_nor_by_a_wrong_code(filled_store: Store) -> None:
    ready(filled_store)
    other = "ee" * 16
    told = slow_code(secret_of(KEY, "coded", other), STEP)
    with filled_store.writing() as connection:
        assert not set_up_codes(connection, "coded", told, salt=other, key=KEY, now=NOW, at=AT)
        remove_codes(connection, "coded")
        assert not set_up_codes(connection, "coded", "000000", salt=other, key=KEY, now=NOW, at=AT)
        account = find_account(connection, "coded")
        assert account
        assert not account.has_codes
        assert set_up_codes(connection, "coded", told, salt=other, key=KEY, now=NOW, at=AT)


def test_a_reset_password_keeps_the_codes_and_both_change_the_stamp(filled_store: Store) -> None:
    ready(filled_store)
    with filled_store.writing() as connection:
        accounts = [find_account(connection, "coded")]
        reset_password(connection, "coded")
        accounts.append(find_account(connection, "coded"))
        remove_codes(connection, "coded")
        accounts.append(find_account(connection, "coded"))
    assert [account and account.has_codes for account in accounts] == [True, True, False]
    assert len({account.stamp for account in accounts if account}) == 3


def test_the_secret_is_nowhere_in_the_warehouse(filled_store: Store) -> None:
    ready(filled_store)
    secret = secret_of(KEY, "coded", SALT)
    with filled_store.reading() as connection:
        row = connection.execute("SELECT * FROM core_account WHERE username = 'coded'").fetchone()
    assert row
    assert not [value for value in row if secret in str(value)]
    assert KEY not in str(row)


def test_an_account_without_codes_gets_in_by_none(filled_store: Store) -> None:
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = 'coded'")
        make_account(connection, "coded", "leader", now=NOW)
        assert isinstance(tell(connection, ""), Refusal)
