"""HTTP by hand: what a browser would never send, or would send too slowly."""

from __future__ import annotations

import json
import socket
from typing import Any, NamedTuple

from tests.server import Running

TIMEOUT_SECONDS = 20.0


class Answer(NamedTuple):
    """Status, headers (names in lower case; cookies a line each) and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def session(self) -> str:
        """The session's cookie that the answer set, as a browser sends it back: `name=key`."""
        lines = self.headers["set-cookie"].split("\n")
        return next(line for line in lines if line.startswith(("pindesk_agent=", "pindesk_customer="))).partition(";")[
            0
        ]


def connected(server: Running) -> socket.socket:
    return socket.create_connection((server.host, server.port), TIMEOUT_SECONDS)


def head(method: str, path: str, server: Running, **headers: str) -> bytes:
    """The head of a request from a page of the server's own; `_` in a header's name is a dash."""
    lines = {"Host": f"{server.host}:{server.port}", "Sec-Fetch-Site": "same-origin"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in lines.items() if v), "", ""]).encode()


def read_answer(connection: socket.socket) -> Answer:
    """One whole answer that tells its length, or ends with the connection."""
    stream = connection.makefile("rb")
    status = int(stream.readline().split()[1])
    headers: dict[str, str] = {}
    while line := stream.readline().strip():
        name, _, value = line.decode("latin-1").partition(": ")
        earlier = f"{headers['set-cookie']}\n" if name.lower() == "set-cookie" and "set-cookie" in headers else ""
        headers[name.lower()] = earlier + value
    length = headers.get("content-length")
    return Answer(status, headers, stream.read(int(length)) if length is not None else stream.read())


def ask(server: Running, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """One request and its answer, on a connection of its own."""
    if body and "Content_Length" not in headers:
        headers["Content_Length"] = str(len(body))
    with connected(server) as connection:
        connection.sendall(head(method, path, server, **{"Connection": "close", **headers}) + body)
        return read_answer(connection)


def says_that_text_is_kept(answer: Answer) -> bool:
    """Whether the page comforts whoever was writing, and shows nothing of the fault."""
    return b"kept in this browser" in answer.body and b"Traceback" not in answer.body
