"""What a password must be, how it is kept, and one-time passwords.

password_fault("Short-1")                          →  "short"
password_fault("Wang-has-a-bridge-1", username="wang")  →  "name"
hash_password("Stone bridge 2026")                 →  "$argon2id$…"
"""

from __future__ import annotations

import secrets
import string
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_LENGTH = 12
MOST_LENGTH = 200
LEAST_KINDS = 3
KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without l, o, I, O, 0 and 1
_HASHER = PasswordHasher()


def password_fault(password: str, *, username: str | None = None) -> str | None:
    """What is wrong with a password: short, kinds or name; None when it will do."""
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        return "short"
    kinds = sum(any(letter in kind for letter in password) for kind in KINDS)
    kinds += any(letter not in "".join(KINDS) for letter in password)
    if kinds < LEAST_KINDS:
        return "kinds"
    return "name" if username and username.lower() in password.lower() else None


def one_time_password() -> str:
    """Sixteen letters and digits nobody mistakes for one another."""
    while True:
        password = "".join(secrets.choice(_ALPHABET) for _ in range(16))
        if password_fault(password) is None:
            return password


def hash_password(password: str) -> str:
    """The argon2id hash that is kept."""
    return _HASHER.hash(password)


def is_password(kept: str, password: str) -> bool:
    """Whether a password is the one a hash was made of."""
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """A hash to verify when the account does not exist, so that a wrong name takes as long as a wrong password."""
    return _HASHER.hash(secrets.token_hex())
