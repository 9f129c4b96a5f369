"""While the server holds the warehouse, commands are carried out inside it over a socket in the home (0600).

client → {"argv": ["refresh", "--as-of", "2025-06-30"], "folder": "/home/li", "lang": "zh"}
server → {"out": "…"} and {"err": "…"} as they are printed, at last {"exit": 0}
"""

from __future__ import annotations

import io
import json
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from dashboard.home import Home, serving
from dashboard.terminal import Terminal, speaking_to
from data.errors import speaking

NAME = "fengqiao.sock"
LONGEST_REQUEST = 1 << 20
Run = Callable[[list[str]], int]


def forward(home: Path, argv: list[str]) -> int | None:
    """Have the running server carry out a command; its exit code, or None when no server answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        try:
            link.connect(_address(home))
        except OSError:
            return None
        request = {"argv": argv, "folder": str(Path.cwd()), "lang": os.environ.get("FENGQIAO_LANG", "zh")}
        link.sendall(json.dumps(request).encode() + b"\n")
        for line in link.makefile("rb"):
            told = json.loads(line)
            sys.stdout.write(told.get("out", ""))
            sys.stderr.write(told.get("err", ""))
            if "exit" in told:
                return int(told["exit"])
    return None


def _address(home: Path) -> str:
    """The socket's path; through /proc when it is too long for a socket address."""
    path = str(home / NAME)
    if len(path.encode()) < 100:
        return path
    return os.path.relpath(path)


def listen(home: Home, run: Run) -> Callable[[], None]:
    """Carry out forwarded commands on threads of this process; what is returned stops it."""
    path = Path(_address(home.path))
    path.unlink(missing_ok=True)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    old = os.umask(0o177)
    try:
        server.bind(str(path))
    finally:
        os.umask(old)
    server.listen(8)
    threading.Thread(target=_accept, args=(server, home, run), daemon=True).start()

    def stop() -> None:
        server.close()
        path.unlink(missing_ok=True)

    return stop


def _accept(server: socket.socket, home: Home, run: Run) -> None:
    while True:
        try:
            link, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(link, home, run), daemon=True).start()


def _answer(link: socket.socket, home: Home, run: Run) -> None:
    with link:
        request = json.loads(link.makefile("rb").readline(LONGEST_REQUEST))
        out, err = _Sent(link, "out"), _Sent(link, "err")
        caller = Terminal(out, err, Path(request["folder"]))
        with speaking_to(caller), speaking(str(request["lang"])), serving(home):
            code = run(list(request["argv"]))
        link.sendall(json.dumps({"exit": code}).encode() + b"\n")


class _Sent(io.TextIOBase):
    """A stream whose every write is a line to the client."""

    def __init__(self, link: socket.socket, name: str) -> None:
        self._link = link
        self._name = name

    def write(self, text: str) -> int:
        """Send the text."""
        self._link.sendall(json.dumps({self._name: text}).encode() + b"\n")
        return len(text)

    def writable(self) -> bool:
        """Always."""
        return True
