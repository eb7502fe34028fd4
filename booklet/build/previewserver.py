# SPDX-License-Identifier: Apache-2.0
"""Shows a preview to a browser on this computer, and to nobody else.

The server listens on the loopback address alone. It answers GET requests for five fixed things and reads no file that a
request could name. A request must name this server as its host, so that no page of another site, whose name somebody
lets point here, can read a booklet that is not published yet.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import socket
import threading
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from booklet.build.preview import Preview
from booklet.problems import BookletError, Problem

__all__ = ["PreviewServer"]

LOOPBACK = "127.0.0.1"

_PAGE = re.compile(r"/page/([1-9]\d{0,4})/[1-9]\d{0,8}\.png", re.ASCII)
"""A page's number, and a number that is another one whenever the browser is to ask again."""
_INLINE = re.compile(rb"<(style|script)>(.*?)</\1>", re.DOTALL)
_HEARTBEAT = 15.0
"""Seconds after which a waiting browser hears that the server is there, and one that has gone is noticed."""
_MOST_WAITING = 16
"""Browser windows that may wait for news; each takes a thread."""
_MOST_CONNECTIONS = 64
"""Connections at once; each takes a thread, and whoever comes after them is turned away."""
_PATIENCE = 30.0
"""Seconds that a browser may take to send a request."""


class PreviewServer(ThreadingHTTPServer):
    """Serves ``preview`` on 127.0.0.1; ``port`` 0 takes one that is free. :attr:`address` is what a browser opens.

    Raises:
        BookletError: the port cannot be had.
    """

    daemon_threads = True
    # So that the same port is there again at once after Ctrl-C; on Windows it would let two programs have one port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, preview: Preview, port: int = 0) -> None:
        self.preview = preview
        self.waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._connections = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError as error:
            what = f"the preview cannot be served on port {port}: {error.strerror or error}"
            mend = "another program has it, or it is not to be had: name another with --port, or none"
            raise BookletError([Problem(None, what, mend)]) from error

    @property
    def address(self) -> str:
        """Where the preview is."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server."""
        port = self.server_address[1]
        names = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
        return frozenset(names | ({LOOPBACK, "localhost"} if port == 80 else set()))

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name, as the base class would."""
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (the library's types)
        """Answer on a thread of its own, unless too many are at it already."""
        if not self._connections.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._connections.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Give the place back when a connection ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._connections.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """A browser that goes away in the middle is nothing to speak of."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    timeout = _PATIENCE
    protocol_version = "HTTP/1.1"
    server_version = "booklet"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer one of the fixed requests."""
        if not self._is_ours():
            self._send(HTTPStatus.FORBIDDEN, b"This preview is for a browser on this computer only.\n")
            return
        preview, path = self.server.preview, self.path
        if path == "/":
            preview.refresh()
            self._send(HTTPStatus.OK, _page_html()[0], "text/html; charset=utf-8")
        elif path == "/state.json":
            self._json(preview.state())
        elif path == "/texts.json":
            self._json(preview.texts())
        elif path == "/events":
            self._events()
        elif match := _PAGE.fullmatch(path):
            picture = preview.page_png(int(match[1]))
            if picture is None:
                self._send(HTTPStatus.NOT_FOUND, b"There is no such page.\n")
            else:
                self._send(HTTPStatus.OK, picture, "image/png")
        else:
            self._send(HTTPStatus.NOT_FOUND, b"There is nothing here.\n")

    def _is_ours(self) -> bool:
        """Whether a request is meant for this server and comes from its own page, or from the address bar."""
        hosts = self.headers.get_all("Host") or []
        site = self.headers.get("Sec-Fetch-Site", "none")
        return len(hosts) == 1 and hosts[0].lower() in self.server.hosts and site in ("none", "same-origin")

    def _events(self) -> None:
        """Tell the version whenever it changes, as server-sent events, until somebody goes."""
        if not self.server.waiting.acquire(blocking=False):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many windows show this preview: close some.\n")
            return
        try:
            self._head(HTTPStatus.OK, "text/event-stream", None)
            preview = self.server.preview
            version = preview.version
            self.wfile.write(b"retry: 1000\ndata: %d\n\n" % version)
            while True:
                self.wfile.flush()
                now = preview.wait(version, _HEARTBEAT)
                if now == -1:
                    break
                self.wfile.write(b": still here\n\n" if now == version else b"data: %d\n\n" % now)
                version = now
        except OSError:  # the window was closed
            pass
        finally:
            self.close_connection = True
            self.server.waiting.release()

    def _json(self, value: object) -> None:
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self._send(HTTPStatus.OK, data, "application/json; charset=utf-8")

    def _send(self, status: HTTPStatus, data: bytes, kind: str = "text/plain; charset=utf-8") -> None:
        self._head(status, kind, len(data))
        self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, length: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
        # Pictures too: another preview on this port, tomorrow or of another language, has them under the same names.
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _page_html()[1])
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Requests are nobody's concern."""


@cache
def _page_html() -> tuple[bytes, str]:
    """The page, and a policy by which a browser runs and shows what stands in it and nothing else."""
    data = Path(__file__).with_name("preview.html").read_bytes()
    digests = {
        match[1].decode(): base64.b64encode(hashlib.sha256(match[2]).digest()).decode()
        for match in _INLINE.finditer(data)
    }
    policy = (
        "default-src 'none'; img-src 'self'; connect-src 'self'; "
        f"style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return data, policy
