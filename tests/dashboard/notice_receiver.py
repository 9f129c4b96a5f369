"""A receiver that speaks the real protocols on the loopback: HTTP as the robots answer it, and mail.

receiver.answers = [(200, '{"errcode": 93000}'), (502, "")]      the first two requests; then 200 and `usual`
receiver.requests[0].path, .body                                  what came
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark
from apprise.plugins.wecombot import NotifyWeComBot

KEY = "0c1a2n3a4r5y6"
SECRET = "SEC7h8u9s10h"
ROBOTS = {
    "wecombot": (f"/cgi-bin/webhook/send?key={KEY}", "msgtype", "text", "content"),
    "dingtalk": (f"/robot/send?access_token={KEY}", "msgtype", "text", "content"),
    "feishu": (f"/open-apis/bot/v2/hook/{KEY}/", "msg_type", "content", "text"),
    "lark": (f"/open-apis/bot/v2/hook/{KEY}", "msg_type", "content", "text"),
}
TAKEN = '{"errcode": 0, "errmsg": "ok", "code": 0, "msg": "success"}'


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    path: str
    content_type: str
    body: bytes


@dataclass
class Receiver:
    """What came to 127.0.0.1:port, and what is answered next."""

    port: int = 0
    usual: str = TAKEN
    answers: list[tuple[int, str]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def http_receiver() -> Iterator[Receiver]:
    """Robots' HTTP."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.requests.append(Request(self.path, self.headers["Content-Type"], body))
            status, text = receiver.answers.pop(0) if receiver.answers else (200, receiver.usual)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text.encode())))
            if status == 302:
                self.send_header("Location", f"{receiver.address}/elsewhere")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    with _running(ThreadingHTTPServer(("127.0.0.1", 0), Handler), receiver):
        yield receiver


@contextmanager
def robots_receiver() -> Iterator[Receiver]:
    """The same, and the robots' plug-ins call it instead of their own hosts."""
    with http_receiver() as receiver, pytest.MonkeyPatch.context() as patch:
        for plugin in (NotifyWeComBot, NotifyDingTalk, NotifyFeishu, NotifyLark):
            parts = urlsplit(plugin.notify_url)
            there = plugin.notify_url.replace(f"{parts.scheme}://{parts.netloc}", receiver.address)
            patch.setattr(plugin, "notify_url", there)
        yield receiver


@contextmanager
def mail_receiver() -> Iterator[Receiver]:
    """Enough of SMTP (RFC 5321) to take a mail with a password."""
    receiver = Receiver()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                word = line.split()[0].upper() if line.split() else b""
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    told = b"".join(iter(self.rfile.readline, b".\r\n"))
                    receiver.mails.append(told.decode())
                answers = {b"EHLO": b"250-here\r\n250 AUTH PLAIN", b"AUTH": b"235 in", b"QUIT": b"221 bye"}
                self.wfile.write(answers.get(word, b"250 ok") + b"\r\n")
                if word == b"QUIT":
                    return

    with _running(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler), receiver):
        yield receiver


@contextmanager
def _running(server: socketserver.TCPServer, receiver: Receiver) -> Iterator[None]:
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
