"""fengqiao serve."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from types import FrameType

from dashboard.audit import write_line
from dashboard.forward import Run, listen
from dashboard.home import Home, open_home, operator
from dashboard.jobs import HomeJobs
from dashboard.terminal import tell
from data.config import site_now
from data.errors import BadArgument

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def run_server(home_path: Path, *, host: str, port: int, run: Run) -> None:
    """Serve until interrupted; commands given meanwhile are carried out here."""
    home = open_home(home_path, now=site_now(home_path))
    try:
        serve_home(home, host=host, port=port, run=run)
    finally:
        home.close()


def serve_home(home: Home, *, host: str, port: int, run: Run) -> None:
    """Serve an open home."""
    from dashboard.app import build_app, serve
    from dashboard.web.warm import warm_up_aside

    _need_free(host, port)
    jobs = HomeJobs(home)
    open_to_loopback = home.is_demo and host in LOOPBACK
    app = build_app(home.warehouse, home.config, home=home.path, jobs=jobs, open_to_loopback=open_to_loopback)
    write_line(home.warehouse, home.path, actor=operator(), event="serve", now=home.now())
    stop = listen(home, run)
    warm_up_aside(app.server.config["OFFICE"])
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        tell(
            f"请打开 http://{host}:{port} （按 Ctrl+C 停止）", f"Open http://{host}:{port} (Ctrl+C stops it)"
        )
        serve(app, host=host, port=port)
    except KeyboardInterrupt:
        tell("已停止。", "Stopped.")
    finally:
        stop()


def _need_free(host: str, port: int) -> None:
    """BadArgument when something listens at the address already, or it is not this machine's."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadArgument(
                f"{host}:{port} 用不了（已被占用，或不是本机地址）。请换一个 --port。",
                f"{host}:{port} cannot be used (taken, or not of this machine). Choose another --port.",
            ) from error


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """A service manager's stop is the same as Ctrl+C: finish, close the files, remove the socket."""
    raise KeyboardInterrupt
