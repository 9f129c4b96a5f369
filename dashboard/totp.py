"""Codes of six digits, new every half minute (RFC 6238): the secret, the picture to scan, and what step a code is of.

The secret is stored nowhere: it is the token key's HMAC of the account and a salt, and the salt alone is worth nothing.

secret_of(key, "li", "9f…")  →  "JBSW…" (32 letters)
step_of(secret, "492039", 1_767_000_015.0)  →  58900000, or None when no step from -1 to +1 has this code
"""

from __future__ import annotations

import base64
import hmac
import secrets
import unicodedata

import pyotp
import segno

SECONDS = 30
SLACK_STEPS = 1  # a phone's clock may be half a minute off
ISSUER = "Fengqiao"  # in letters every authenticator shows


def new_salt() -> str:
    """A fresh salt, one for each time codes are set up."""
    return secrets.token_hex(16)


def secret_of(key: str, username: str, salt: str) -> str:
    """The secret of an account's codes, 160 bits in base32."""
    own_key = hmac.digest(bytes.fromhex(key), b"fengqiao one-time codes", "sha256")
    secret = hmac.digest(own_key, f"{username}\x1f{salt}".encode(), "sha256")[:20]
    return base64.b32encode(secret).decode("ascii")


def step_of(secret: str, code: str, at: float) -> int | None:
    """The step a code is of, within one of the step of `at` (seconds since 1970); None when it is of none."""
    digits = unicodedata.normalize("NFKC", code).replace(" ", "").encode()  # full-width digits are digits
    now = int(at) // SECONDS
    maker = pyotp.TOTP(secret, interval=SECONDS)
    matching = [
        step
        for step in range(now - SLACK_STEPS, now + SLACK_STEPS + 1)
        if hmac.compare_digest(maker.generate_otp(step).encode(), digits)
    ]
    return max(matching, default=None)


def address_of(secret: str, username: str) -> str:
    """What an authenticator takes in: otpauth://totp/Fengqiao:li?secret=…"""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=username, issuer_name=ISSUER)


def picture_of(address: str, *, title: str) -> str:
    """The address as a QR code, inline SVG without a size of its own."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, dark="#18222e", light="#ffffff", title=title))


def in_fours(secret: str) -> str:
    """The secret as a person types it: JBSW Y3DP …"""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
