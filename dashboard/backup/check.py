"""Whether a backup is one of ours, its keys are the right ones, and what was brought into a home is what the manifest says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dashboard.audit import first_broken_line, write_line
from dashboard.backup.manifest import NAME, NEEDED_KEYS, Manifest, key_marks, need_sealed
from dashboard.backup.place import damaged
from dashboard.home import operator
from data.config import OWN_FILES, load_config, site_now
from data.db import SCHEMA_VERSION, VAULT_SCHEMA_VERSION, Store, open_store, version_of
from data.errors import BadArgument, BadFile, WrongKey
from data.keys import KeyName, make_keys, read_key
from data.moment import row_counts

STORES: tuple[KeyName, ...] = ("warehouse", "vault")
PLACED = ("warehouse.duckdb", "vault.duckdb", *OWN_FILES)


def need_ours(folder: Path, manifest: Manifest) -> None:
    """BadFile for a manifest that names other files than ours, or one of a newer product."""
    strange = [name for name in manifest.files if name not in PLACED]
    missing = {f"{name}.duckdb" for name in STORES} - set(manifest.files)
    if strange or missing:
        raise BadFile(
            f"{folder / NAME}：清单里的文件不对（{'、'.join(strange) or '缺 ' + '、'.join(sorted(missing))}）。",
            f"{folder / NAME}: its files are wrong ({', '.join(strange) or 'missing ' + ', '.join(sorted(missing))}).",
        )
    if manifest.schema_version > SCHEMA_VERSION or manifest.vault_schema_version > VAULT_SCHEMA_VERSION:
        raise BadFile(
            f"{folder}：这份备份是更新版本的枫桥（{manifest.product_version}）写的。请先升级再恢复。",
            f"{folder}: a newer Fengqiao ({manifest.product_version}) wrote this backup. Upgrade first.",
        )


def need_keys(home: Path, folder: Path, manifest: Manifest) -> None:
    """KeyMissing, or WrongKey for a key the backup was not made with; the seal is looked at by the way."""
    marks = key_marks(home)
    wrong = [name for name in NEEDED_KEYS if marks[name] != manifest.key_marks.get(name)]
    if wrong:
        raise WrongKey(
            f"{folder}：密钥 {'、'.join(wrong)} 不是这份备份的。请放回当时的 keys/ 文件夹（或用 --keys 指定）。",
            f"{folder}: the {', '.join(wrong)} key is not the one this backup was made with. "
            "Put the keys/ of that time in place, or name them with --keys.",
        )
    need_sealed(folder, key=read_key(home, "audit"))


def need_whole(home: Path, manifest: Manifest) -> None:
    """Open both stores, compare versions, rows and the audit log, and note the restore."""
    versions = {"warehouse": manifest.schema_version, "vault": manifest.vault_schema_version}
    for name in STORES:
        store = open_store(home, name)
        try:
            _need_same(store, name, version=versions[name], counts=manifest.row_counts.get(name, {}))
            if name == "warehouse":
                _need_whole_log(store, home)
                make_keys(home)  # the session's, where it was not kept: everybody signs in again
                now, about = _clock(home), manifest.made_at
                write_line(store, home, actor=operator(), event="restore", now=now, object_id=about)
        finally:
            store.close()


def _clock(home: Path) -> datetime:
    """The site's local time by the settings just put back; by those that ship where nobody can read them."""
    try:
        return site_now(home)
    except BadArgument:
        return load_config().site.now()


def _need_same(store: Store, name: str, *, version: int, counts: object) -> None:
    with store.reading() as connection:
        held = row_counts(connection, name)
    if held != counts or version_of(store) != version:
        raise damaged(
            Path(store.file_name), "行数或版本与清单不符", "has not the rows or version the manifest says"
        )


def _need_whole_log(store: Store, home: Path) -> None:
    with store.reading() as connection:
        broken = first_broken_line(connection, home)
    if broken is not None:
        raise damaged(
            Path(store.file_name),
            f"操作日志第 {broken} 行被改动过",
            f"line {broken} of the audit log was changed",
        )
