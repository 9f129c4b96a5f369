"""fengqiao backup and restore."""

from __future__ import annotations

from pathlib import Path

from dashboard.backup.give_back import Order as RestoreOrder
from dashboard.backup.give_back import restore
from dashboard.backup.keep import keep_newest
from dashboard.backup.take import Order
from dashboard.home import opened, operator
from dashboard.site.backup import make_backup
from dashboard.terminal import say, tell, working
from data.config import site_now
from data.errors import BadArgument, UserError


def back_up(home_path: Path, folder: Path, *, keep: int | None, with_keys: bool) -> None:
    """Take a backup, say where it is and what it needs, and remove older ones when so many are to be kept."""
    if keep is not None and keep < 1:
        raise BadArgument("--keep：至少保留 1 份。", "--keep: keep at least 1.")
    now = site_now(home_path)
    with opened(home_path) as home:
        with working("备份", "Backing up") as step:
            made = make_backup(home, Order(folder, with_keys, now), by=operator(), progress=step)
        say(str(made))
        _tell_of_keys(with_keys=with_keys)
        if keep is not None:
            _keep(folder, keep, home=home.path)


def _tell_of_keys(*, with_keys: bool) -> None:
    if with_keys:
        tell(
            "注意：备份里有 keys/。谁拿到这个文件夹，谁就能看到全部数据（包括姓名和身份证号）。请加密或上锁保管，"
            "不要与平时的备份放在一起。",
            "Mind: keys/ is in this backup. Whoever holds the folder can read everything, names and ID numbers too. "
            "Lock it away, apart from ordinary backups.",
        )
    else:
        tell(
            "备份里没有密钥：没有 keys/，谁也打不开它，恢复时也需要它。请确认 keys/ 已另外存好。",
            "The keys are not in it: without keys/ nobody can open it, and restoring needs them. "
            "Make sure a copy of keys/ is kept elsewhere.",
        )


def _keep(folder: Path, count: int, *, home: Path) -> None:
    """The new backup stands, whatever becomes of the old ones."""
    try:
        gone = keep_newest(folder, count, home=home)
    except UserError as error:
        tell(
            f"备份已写好，但旧的没有删掉：{error.zh}",
            f"The backup is whole, but old ones are still there: {error.en}",
        )
        return
    if gone:
        names = [path.name for path in gone]
        tell(f"已删除旧备份：{'、'.join(names)}", f"Old backups removed: {', '.join(names)}")


def put_back(home_path: Path, backup: Path, *, keys: Path | None) -> None:
    """Put a backup back into a new home and say what is in it."""
    with working("恢复", "Restoring") as step:
        manifest = restore(RestoreOrder(backup, home_path, keys), progress=step)
    reports = manifest.row_counts["warehouse"].get("core_report", 0)
    tell(
        f"已恢复到 {home_path}：{manifest.made_at} 的备份，{reports:,} 件次，文件、行数和操作日志都已核对。"
        "请运行 fengqiao doctor --audit，再启动 fengqiao serve。",
        f"Restored to {home_path}: the backup of {manifest.made_at}, {reports:,} reports; files, rows and audit log "
        "were checked. Run fengqiao doctor --audit, then fengqiao serve.",
    )
