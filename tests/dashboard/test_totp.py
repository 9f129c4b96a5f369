"""One-time codes: published values, half a minute of slack, a secret that is nowhere, a picture that says it."""

from __future__ import annotations

import base64
import hmac
import struct
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.totp import address_of, in_fours, new_salt, picture_of, secret_of, step_of

KEY = "0f" * 32
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
PUBLISHED = (
    # seconds       the last six digits of RFC 6238, appendix B
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
)


def slow_code(secret: str, step: int) -> str:
    """RFC 4226, word for word."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.mark.parametrize(("at", "code"), PUBLISHED)
def test_published_codes(at: int, code: str) -> None:
    assert step_of(RFC_SECRET, code, at) == at // 30


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("287082", True),
        ("287 082", True),
        ("２８７０８２", True),  # as a Chinese keyboard writes them
        ("28708", False),
        ("2870820", False),
        ("", False),
        ("二八七〇八二", False),
    ],
)
def test_how_a_code_may_be_typed(typed: str, is_taken: bool) -> None:
    assert (step_of(RFC_SECRET, typed, 59) is not None) == is_taken


@given(
    at=st.integers(10**9, 2 * 10**9), off=st.integers(-4, 4), salt=st.text("0123456789abcdef", min_size=32)
)
def test_a_code_holds_for_the_step_before_and_after_and_no_longer(at: int, off: int, salt: str) -> None:
    secret = secret_of(KEY, "li", salt)
    told = slow_code(secret, at // 30 + off)
    near = [at // 30 + step for step in (-1, 0, 1) if slow_code(secret, at // 30 + step) == told]
    assert step_of(secret, told, at) == max(near, default=None)
    assert (abs(off) <= 1) <= bool(near)


def test_a_secret_hangs_on_the_key_the_account_and_the_salt() -> None:
    salt = new_salt()
    secrets = {
        secret_of(key, name, kept)
        for key in (KEY, "1f" * 32)
        for name in ("li", "zhao")
        for kept in (salt, new_salt())
    }
    assert len(secrets) == 8
    assert {len(secret) for secret in secrets} == {32}
    assert secret_of(KEY, "li", salt) == secret_of(KEY, "li", salt)


def test_the_picture_is_svg_that_grows_with_the_page() -> None:
    address = address_of(RFC_SECRET, "李 四")
    assert address.startswith("otpauth://totp/Fengqiao:")
    assert f"secret={RFC_SECRET}" in address
    assert " " not in address
    picture = ET.fromstring(picture_of(address, title="动态口令的二维码"))
    assert picture.tag.endswith("svg")
    assert picture.get("viewBox")
    assert picture.get("width") is None
    assert in_fours("ABCDEFGHIJ") == "ABCD EFGH IJ"
