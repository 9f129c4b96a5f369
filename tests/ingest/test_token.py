"""Keyed tokens are HMAC-SHA256, and the vault gets what they stand for."""

from __future__ import annotations

import hmac
import uuid

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.person.token import Tokens

KEYS = st.binary(min_size=1, max_size=100).map(bytes.hex)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(KEYS, st.lists(st.text(min_size=1), min_size=1))
def test_a_token_is_the_hmac_of_field_and_value(key: str, names: list[str]) -> None:
    expected = [
        uuid.UUID(bytes=hmac.digest(bytes.fromhex(key), f"name\x1f{name}".encode(), "sha256")[:16])
        for name in names
    ]
    assert Tokens(key).tokens("name", names).to_pylist() == expected


def test_another_key_or_another_field_is_another_token() -> None:
    mine, theirs = Tokens("ab" * 32), Tokens("cd" * 32)
    made = [mine.tokens("name", ["张三"]), theirs.tokens("name", ["张三"]), mine.tokens("pinyin", ["张三"])]
    assert len({tokens.to_pylist()[0] for tokens in made}) == 3


def test_nothing_has_no_token() -> None:
    assert Tokens("aa").tokens("name", [None, ""]).to_pylist() == [None, None]


def test_the_vault_gets_each_plaintext_once_and_no_sounds() -> None:
    tokens = Tokens("aa")
    tokens.tokens("name", ["张三", "张三", None])
    tokens.tokens("pinyin", ["zhang san"])
    tokens.tokens("phone", ["13800138000"])
    met = tokens.drain().to_pylist()
    assert [(row["field_code"], row["plaintext"]) for row in met] == [
        ("name", "张三"),
        ("phone", "13800138000"),
    ]
    assert len(tokens.drain()) == 0
