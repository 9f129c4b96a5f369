"""Keys: 32 random bytes each, for their owner only, never overwritten; a lost one is a clear error."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from data.errors import KeyMissing
from data.keys import KEY_NAMES, make_keys, read_key

HEX = "0123456789abcdef" * 4


def test_every_key_is_its_own_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    make_keys(tmp_path)
    keys = {name: read_key(tmp_path, name) for name in KEY_NAMES}
    assert len(set(keys.values())) == len(KEY_NAMES)
    assert {len(bytes.fromhex(key)) for key in keys.values()} == {32}
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {f"{name}.key": 0o600 for name in KEY_NAMES}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_key_is_never_overwritten_and_a_missing_one_is_added(tmp_path: Path) -> None:
    make_keys(tmp_path)
    kept = read_key(tmp_path, "vault")
    (tmp_path / "keys" / "audit.key").unlink()
    make_keys(tmp_path)
    assert read_key(tmp_path, "vault") == kept
    assert len(read_key(tmp_path, "audit")) == 64


def test_a_key_in_the_environment_comes_first_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_VAULT_KEY", HEX.upper())
    make_keys(tmp_path)
    assert read_key(tmp_path, "vault") == HEX
    assert not (tmp_path / "keys" / "vault.key").exists()


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "0" * 63, "0" * 65, "密" * 64])
def test_a_key_that_is_none_is_refused_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    make_keys(tmp_path)
    path = tmp_path / "keys" / "token.key"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KeyMissing, match="token"):
        read_key(tmp_path, "token")
    monkeypatch.setenv("FENGQIAO_TOKEN_KEY", text)
    with pytest.raises(KeyMissing, match="FENGQIAO_TOKEN_KEY"):
        read_key(tmp_path, "token")


def test_the_error_never_shows_the_key(tmp_path: Path) -> None:
    make_keys(tmp_path)
    path = tmp_path / "keys" / "token.key"
    path.write_text(HEX + "00", encoding="ascii")
    with pytest.raises(KeyMissing) as caught:
        read_key(tmp_path, "token")
    assert HEX[:16] not in caught.value.zh + caught.value.en


@pytest.mark.parametrize("name", KEY_NAMES)
def test_a_lost_key_says_which_where_and_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyMissing) as caught:
        read_key(tmp_path, name)  # type: ignore[arg-type]
    assert caught.value.exit_code == 2
    for words in (caught.value.zh, caught.value.en):
        assert f"{name}.key" in words
        assert f"FENGQIAO_{name.upper()}_KEY" in words


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    make_keys(tmp_path)
    (tmp_path / "keys" / "session.key").chmod(mode)
    with pytest.raises(KeyMissing, match="chmod 600"):
        read_key(tmp_path, "session")
