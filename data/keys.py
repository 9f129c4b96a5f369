"""Keys of a home: 32 random bytes each, in a 0600 file or in the environment.

name       file                  environment
warehouse  keys/warehouse.key    FENGQIAO_WAREHOUSE_KEY
vault      keys/vault.key        FENGQIAO_VAULT_KEY
token      keys/token.key        FENGQIAO_TOKEN_KEY
session    keys/session.key      FENGQIAO_SESSION_KEY
audit      keys/audit.key        FENGQIAO_AUDIT_KEY
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Literal

from data.errors import KeyMissing

KeyName = Literal["warehouse", "vault", "token", "session", "audit"]
KEY_NAMES: tuple[KeyName, ...] = ("warehouse", "vault", "token", "session", "audit")
HEX_LENGTH = 64


def make_keys(home: Path) -> None:
    """Write every key that neither a file nor the environment holds; never overwrite one."""
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in KEY_NAMES:
        path = folder / f"{name}.key"
        if not path.exists() and _from_environment(name) is None:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(HEX_LENGTH // 2))


def read_key(home: Path, name: KeyName) -> str:
    """The key as 64 hexadecimal characters; KeyMissing when it is lost, malformed or open to others."""
    key = _from_environment(name)
    return key if key is not None else _from_file(home / "keys" / f"{name}.key", name)


def _from_environment(name: KeyName) -> str | None:
    value = os.environ.get(f"FENGQIAO_{name.upper()}_KEY")
    if value is None:
        return None
    return _checked(value, name, f"FENGQIAO_{name.upper()}_KEY")


def _from_file(path: Path, name: KeyName) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        variable = f"FENGQIAO_{name.upper()}_KEY"
        raise KeyMissing(
            f"{path.name}：找不到或读不出密钥（{name}）。没有它，谁也打不开数据。"
            f"请从备份放回 {path}，或设置环境变量 {variable}。",
            f"{path.name}: the {name} key is missing or unreadable, and nobody can open the data without it. "
            f"Put it back at {path} from your backup, or set {variable}.",
        ) from error
    if os.name == "posix" and mode & 0o077:
        raise KeyMissing(
            f"{path.name}：密钥文件别人也能读，已拒绝使用。请运行：chmod 600 {path}",
            f"{path.name}: others can read this key file, so it is refused. Run: chmod 600 {path}",
        )
    return _checked(text, name, str(path))


def _checked(text: str, name: KeyName, where: str) -> str:
    key = text.strip().lower()
    if len(key) != HEX_LENGTH or any(character not in "0123456789abcdef" for character in key):
        raise KeyMissing(
            f"{where}：密钥（{name}）应为 {HEX_LENGTH} 个十六进制字符，现在不是。请从备份放回原来的密钥。",
            f"{where}: the {name} key must be {HEX_LENGTH} hexadecimal characters. Put the original back.",
        )
    return key
