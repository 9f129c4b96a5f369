"""A backup made or checked while the page goes on: one at a time, on a thread, its progress to be asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.backup.take import Order
from dashboard.home import Home
from dashboard.site.backup import backup_folder, check_backup, make_backup
from data.errors import FengqiaoError, HomeInUse, OurError


@dataclass(frozen=True)
class BackupState:
    """idle, running, done or failed; the file in hand, the share done, and a sentence (Chinese, English) when failed."""

    state: str = "idle"
    step: str = ""
    fraction: float = 0.0
    message: tuple[str, str] = ("", "")


@dataclass
class BackupRun:
    """The backups of one server."""

    home: Home
    state: BackupState = field(default_factory=BackupState)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def make(self, *, by: str) -> None:
        """Begin a backup, checked once it is made; HomeInUse while another runs."""

        def work() -> None:
            folder = backup_folder(self.home.path, self.home.config.backup.folder)
            order = Order(folder, with_keys=False, now=self.home.now())
            made = make_backup(self.home, order, by=by, progress=self._tell)
            check_backup(self.home, folder, made.name, by=by, progress=self._tell)

        self._begin(work)

    def check(self, name: str, *, by: str) -> None:
        """Begin to hold a backup to its manifest; HomeInUse while another runs."""
        folder = backup_folder(self.home.path, self.home.config.backup.folder)
        self._begin(lambda: check_backup(self.home, folder, name, by=by, progress=self._tell))

    def _begin(self, work: Callable[[], None]) -> None:
        with self._lock:
            if self.state.state == "running":
                raise HomeInUse(
                    "另一个备份正在进行。请等它做完再试。",
                    "Another backup is under way. Wait for it to end and try again.",
                )
            self.state = BackupState("running")
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:
            self.state = BackupState("failed", message=_told(error))
        else:
            self.state = BackupState("done", fraction=1.0)

    def _tell(self, step: str, fraction: float) -> None:
        self.state = BackupState("running", step, fraction)


def _told(error: Exception) -> tuple[str, str]:
    known = error if isinstance(error, FengqiaoError) else None
    ours = OurError("备份没有完成，请看服务日志。", "The backup did not finish; see the server's log.")
    return ((known or ours).zh, (known or ours).en)
