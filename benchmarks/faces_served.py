"""A home served in a process of its own, warm before anything is asked of it."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 600.0
SERVER = """
import sys
from pathlib import Path
import waitress
from dashboard.app import build_app
from dashboard.home import open_home
from data.config import site_now
from dashboard.jobs import HomeJobs
from dashboard.web.warm import warm_up
home = open_home(Path(sys.argv[1]), now=site_now(Path(sys.argv[1])))
app = build_app(home.warehouse, home.config, home=home.path, jobs=HomeJobs(home), open_to_loopback=True)
warm_up(app.server.config["OFFICE"])
running = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=8)
print(running.effective_port, flush=True)
running.run()
"""


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, its process, how long it took until it was warm."""

    address: str
    process: int
    warm_seconds: float

    def peak_mb(self) -> float:
        """The most memory it ever held, by the kernel's own mark; megabytes of 10⁶ bytes."""
        for line in Path(f"/proc/{self.process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise RuntimeError("the kernel tells no high-water mark")


@contextmanager
def serving(home: Path) -> Iterator[Served]:
    """The server of a home for as long as it is needed."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(home)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        port = int(process.stdout.readline())
        address = f"http://127.0.0.1:{port}"
        urllib.request.urlopen(f"{address}/healthz", timeout=PATIENCE_SECONDS).read()
        yield Served(address, process.pid, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)
