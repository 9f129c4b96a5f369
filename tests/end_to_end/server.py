"""A running `fengqiao serve`, asked as a browser asks."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.end_to_end.conftest import command, environment
from tests.end_to_end.moment import Step

ROOT = Path(__file__).parents[2]


class Led(urllib.request.HTTPRedirectHandler):
    """Does not follow: a redirect is the answer."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Server:
    """A running `fengqiao serve`."""

    home: Path
    port: int
    process: subprocess.Popen[str]

    def get(self, path: str) -> tuple[int, str]:
        """(status, body or where it leads) as a person's browser asks."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Accept": "text/html"}
        )
        try:
            with urllib.request.build_opener(Led).open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", "")

    def end(self, number: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


def free_port() -> int:
    """One nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def serving(home: Path, *, dies_before: Step | None = None) -> Iterator[Server]:
    """`fengqiao serve` on a free port, ready; killed when the block ends, or by itself before a step."""
    port = free_port()
    words = ("serve", "--port", port)
    log = home.parent / "serve.log"
    with log.open("w") as told:
        process = subprocess.Popen(
            command(*words) if dies_before is None else dying_command(dies_before, *words),
            env=environment(home, PYTHONPATH=str(ROOT)),
            stdout=told,
            stderr=told,
            text=True,
            cwd=home.parent,
            preexec_fn=_heed_ctrl_c,
        )
    server = Server(home, port, process)
    try:
        deadline = time.monotonic() + 120
        while True:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            try:
                if server.get("/healthz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield server
        assert "Traceback" not in log.read_text()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _heed_ctrl_c() -> None:
    """As at a terminal: a test run in the background was told to ignore it, and so would its children be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def dying_command(step: Step, *words: object) -> list[str]:
    """The product in a process that kills itself before a step."""
    return [sys.executable, "-m", "tests.end_to_end.dying", json.dumps(asdict(step)), *map(str, words)]
