"""Files arrive where files are taken, from those who are signed in there; a stranger cannot fill the disk."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from django.conf import settings

from pindesk.files.tests.pictures import a_picture
from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import Answer, ask, connected, head, read_answer
from tests.own_database import own_database
from tests.server import Running, running_server

LARGE = random.Random(3).randbytes(10 * 1024 * 1024)  # noqa: S311 - the same each time
PLACE = "/workspace/test/images"
BOUNDARY = "pindesk-boundary"


def a_form(content: bytes, **fields: str) -> bytes:
    """A form as browsers send it, with one file."""
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    file = b'Content-Disposition: form-data; name="file"; filename="shot.png"\r\nContent-Type: image/png\r\n\r\n'
    edge = f"--{BOUNDARY}".encode()
    return b"".join(edge + b"\r\n" + part + b"\r\n" for part in [*parts, file + content]) + edge + b"--\r\n"


def send(server: Running, path: str, body: bytes, cookie: str = "") -> Answer:
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return ask(server, path, "POST", body, Cookie=cookie, Content_Type=kind, Accept="application/json")


@pytest.fixture(scope="module")
def agent(server: Running) -> str:
    return ask(server, "/test/agent", "POST", b"x").session


def test_ten_megabytes_reach_a_view(server: Running, agent: str) -> None:
    answer = send(server, PLACE, a_form(LARGE), agent)
    assert answer.status == 200, answer.body
    assert answer.json() == {"name": "shot.png", "length": len(LARGE), "sha256": hashlib.sha256(LARGE).hexdigest()}


def test_ten_megabytes_in_pieces_reach_a_view(server: Running, agent: str) -> None:
    body = a_form(LARGE)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    with connected(server) as connection:
        request = head("POST", PLACE, server, Cookie=agent, Content_Type=kind, Transfer_Encoding="chunked")
        connection.sendall(request + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        assert read_answer(connection).json()["length"] == len(LARGE)


@pytest.mark.parametrize("cookie", ["", "pindesk_agent=", "pindesk_agent=abcdefghijklmnopqrstuvwxyz012345", "mine"])
def test_stranger_sends_no_more_than_anywhere_else(server: Running, agent: str, cookie: str) -> None:
    if cookie == "mine":  # of another audience
        cookie = agent.replace("pindesk_agent", "pindesk_customer")
    answer = send(server, PLACE, a_form(LARGE), cookie)
    assert (answer.status, answer.json()["error"]) == (413, "too_large")


def test_agent_sends_no_more_to_other_addresses(server: Running, agent: str) -> None:
    assert send(server, "/test/images", a_form(LARGE), agent).status == 413
    assert send(server, "/workspace/queue", a_form(LARGE), agent).status == 413
    assert ask(server, PLACE, "PUT", a_form(LARGE), Cookie=agent).status == 413


def test_even_there_is_an_end(server: Running, agent: str) -> None:
    assert send(server, PLACE, a_form(LARGE + LARGE[: 3 * 1024 * 1024]), agent).status == 413


def test_agent_who_was_signed_out_is_a_stranger(tmp_path: Path) -> None:
    with own_database() as database, running_server(tmp_path / "data", {**UNDER_TEST, **database}) as server:
        cookie = ask(server, "/test/agent", "POST", b"x").session
        assert send(server, PLACE, a_form(LARGE), cookie).status == 200
        ask(server, "/test/nobody", "POST", b"x")
        assert send(server, PLACE, a_form(LARGE), cookie).status == 413


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [
        ("/workspace/articles/1042/images", 12),
        ("/workspace/articles/1042/images/", 0),
        ("/workspace/articles/images", 0),
        ("/workspace/articles/1042", 0),
        ("/en/workspace/articles/1042/images", 0),
        ("/workspace/articles/1042/images/7", 0),
        ("/fr/tickets/new", 60),
        ("/de/tickets/1042/replies", 60),
        ("/workspace/tickets/1042/notes", 60),
        ("/en/tickets/1042/", 0),
    ],
)
def test_addresses_that_take_files(path: str, megabytes: int) -> None:
    found = [most for pattern, most in settings.UPLOAD_BODY_MAX_BYTES.items() if pattern.fullmatch(path)]
    assert found == ([megabytes * 1024 * 1024] if megabytes else [])


def test_picture_is_kept_and_served(server: Running, agent: str) -> None:
    kept = send(server, PLACE, a_form(a_picture(), keep="1"), agent).json()["kept"]
    whole = ask(server, f"/test/images/{kept}?public")
    assert hashlib.sha256(whole.body).hexdigest() == kept
    assert whole.headers["content-type"] == "image/png"
    assert whole.headers["etag"] == f'"{kept}"'
    assert whole.headers["cache-control"] == "public, max-age=3600"
    assert whole.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert whole.headers["content-disposition"].startswith('inline; filename="Gr__e.png"')
    assert "x-pindesk-file" not in whole.headers
    assert ask(server, f"/test/images/{kept}", If_None_Match=f'"{kept}"').status == 304
    part = ask(server, f"/test/images/{kept}", Range="bytes=0-7")
    assert (part.status, part.body) == (206, b"\x89PNG\r\n\x1a\n")


def test_refused_picture_is_said_with_its_reason(server: Running, agent: str) -> None:
    answer = send(server, PLACE, a_form(b"<svg xmlns='http://www.w3.org/2000/svg'/>", keep="1"), agent)
    assert (answer.status, answer.json()["error"]) == (415, "svg")


@pytest.mark.parametrize("linked", ["data", "files"])
def test_files_may_lie_on_another_disk(tmp_path: Path, linked: str) -> None:
    """Where the data directory, or the folder of files in it, is a link."""
    (tmp_path / "disk").mkdir()
    data = tmp_path / "data"
    if linked == "data":
        data.symlink_to(tmp_path / "disk")
    else:
        data.mkdir(mode=0o700)
        (data / "files").symlink_to(tmp_path / "disk")
    with own_database() as database, running_server(data, {**UNDER_TEST, **database}) as server:
        cookie = ask(server, "/test/agent", "POST", b"x").session
        kept = send(server, PLACE, a_form(a_picture(), keep="1"), cookie).json()["kept"]
        assert ask(server, f"/test/images/{kept}").status == 200
        assert list((tmp_path / "disk").rglob(kept))
