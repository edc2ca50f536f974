"""A browser in the rows about files, as a process of its own: `python -m bench.sender upload|download URL COOKIE`.

`upload` sends 50 MB in parts of one and prints the token; `download` reads the address to its end and prints how much.
"""

from __future__ import annotations

import http.client
import os
import sys
from urllib.parse import urlsplit

MEGABYTE = 1024 * 1024
FILE_MB = 50
VERSION = {"Tus-Resumable": "1.0.0", "Sec-Fetch-Site": "same-origin", "X-Pindesk": "upload"}


def main() -> None:
    what, url, cookie = sys.argv[1:4]
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)
    headers = {**VERSION, "Cookie": cookie}
    sys.stdout.write(
        f"{_upload(connection, headers) if what == 'upload' else _download(connection, parts.path, headers)}\n"
    )


def _upload(connection: http.client.HTTPConnection, headers: dict[str, str]) -> str:
    about = {
        "Upload-Length": str(FILE_MB * MEGABYTE),
        "Upload-Metadata": "filename bG9hZC5sb2c=",
        "Content-Length": "0",
    }
    connection.request("POST", "/en/uploads/", headers={**headers, **about})
    place = _answered(connection, 201)[1]
    for part in range(FILE_MB):
        about = {"Upload-Offset": str(part * MEGABYTE), "Content-Type": "application/offset+octet-stream"}
        connection.request("PATCH", place, os.urandom(MEGABYTE), {**headers, **about})
        _answered(connection, 204)
    return place.rpartition("/")[2]


def _download(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> int:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    length = 0
    while block := answer.read(256 * 1024):
        length += len(block)
    if answer.status != 200 or length != FILE_MB * MEGABYTE:
        raise RuntimeError(f"{path} answered {answer.status} with {length} bytes")
    return length


def _answered(connection: http.client.HTTPConnection, status: int) -> tuple[bytes, str]:
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != status:
        raise RuntimeError(f"answered {answer.status}: {body[:200]!r}")
    return body, answer.headers.get("Location", "")


if __name__ == "__main__":
    main()
