"""Files sent to a real server as the page's script sends them, and forms as browsers without scripts do."""

from __future__ import annotations

import json
import socket
from base64 import b64encode

from pindesk.project.tests.raw import Answer, ask, connected, head, read_answer
from tests.server import Running

PART_BYTES = 1024 * 1024
BOUNDARY = "pindesk-boundary"
TUS = {"Tus_Resumable": "1.0.0", "Accept": "application/json"}


def begin(server: Running, cookie: str, name: str, length: int) -> Answer:
    about = {"Upload_Length": str(length), "Upload_Metadata": f"filename {b64encode(name.encode()).decode()}"}
    return ask(server, "/en/uploads/", "POST", Cookie=cookie, Content_Length="0", **TUS, **about)


def patch(server: Running, cookie: str, place: str, offset: int, part: bytes) -> Answer:
    """One part, and its answer."""
    with connected(server) as connection:
        send_part(connection, server, cookie, place, offset, part)
        return read_answer(connection)


def send_part(connection: socket.socket, server: Running, cookie: str, place: str, offset: int, part: bytes) -> None:
    about = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": str(offset), "Cookie": cookie, **TUS}
    connection.sendall(head("PATCH", place, server, Content_Length=str(len(part)), Connection="close", **about) + part)


def offset_of(server: Running, cookie: str, place: str) -> int:
    return int(ask(server, place, "HEAD", Cookie=cookie, **TUS).headers["upload-offset"])


def send_parts(server: Running, cookie: str, place: str, content: bytes, first: int = 0) -> Answer:
    """From `first` on, until the end or the first answer that is none of a part taken."""
    while True:
        answer = patch(server, cookie, place, first, content[first : first + PART_BYTES])
        first += PART_BYTES
        if answer.status not in (200, 204) or first >= len(content):
            return answer


def post_form(server: Running, path: str, cookie: str, files: dict[str, bytes], /, **fields: str) -> Answer:
    """A form with files as browsers send it, sent whole before the answer is read."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [f'name="file"; filename="{name}"\r\n\r\n'.encode() + content for name, content in files.items()]
    edge, begins = f"--{BOUNDARY}".encode(), b"\r\nContent-Disposition: form-data; "
    body = b"".join(edge + begins + part + b"\r\n" for part in parts) + edge + b"--\r\n"
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return ask(server, path, "POST", body, Cookie=cookie, Content_Type=kind, Accept="text/html")


def sentence_of(answer: Answer) -> str:
    found = json.loads(answer.body)
    return str(found["description"])
