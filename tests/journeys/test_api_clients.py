"""Customers' programs, by the clients that people have for Zendesk: unchanged, against the whole server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from zenpy import Zenpy
from zenpy.lib.api_objects import Comment, CustomField, Request
from zenpy.lib.exception import APIException, RecordNotFoundException
from zenpy.lib.request import UploadRequest

from tests.server import Running, run_command

EMAIL = "alice@atelier-lenoir.example"
CLIENTS = Path(__file__).parent.parent / "clients"
LINE = b"2027-07-16T15:55:00Z queue held \xc3\xa9\x00\xff\n"

Asks = Callable[[str], Zenpy]


@pytest.fixture(scope="module")
def token(demo: Running) -> str:
    done = run_command(demo.output.with_suffix(""), "token", "create", EMAIL, "--name", "tests")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Larger than what the server takes of a body that is no file, and no text."""
    found = tmp_path / "queue log é.bin"
    found.write_bytes(LINE * 100_000)
    return found


@pytest.fixture
def zenpy(demo: Running, monkeypatch: pytest.MonkeyPatch) -> Asks:
    monkeypatch.setenv("ZENPY_FORCE_SCHEME", "http")
    monkeypatch.setenv("ZENPY_FORCE_NETLOC", demo.url.removeprefix("http://"))
    return lambda token: Zenpy(subdomain="larkmail", email=EMAIL, token=token)


def test_zenpy_opens_reads_comments_and_downloads(zenpy: Asks, token: str, file: Path) -> None:
    client = zenpy(token)
    assert client.users.me().email == EMAIL
    upload = client.attachments.upload(str(file))
    assert upload.attachment.file_name == "queue log é.bin"
    assert client.attachments.upload("a,b", target_name="rows.csv", token=upload.token).token == upload.token

    opened = client.requests.create(
        Request(
            subject="From zenpy",
            comment=Comment(body="It **stays**.", uploads=[upload.token]),
            custom_fields=[CustomField(id="topic", value="sending"), CustomField(id="campaign", value="Friday")],
        )
    )
    number = opened.id
    assert (opened.status, opened.description) == ("new", "It **stays**.")
    assert [field["value"] for field in opened.custom_fields if field["value"]] == ["sending", "Friday"]
    assert number in [request.id for request in client.requests()]
    assert number in [request.id for request in client.requests.open()]
    assert number in [request.id for request in client.requests.search("zenpy")]

    found = client.requests(id=number)
    found.comment = Comment(body="More.", uploads=[client.attachments.upload(str(file), target_name="again.bin").token])
    found.solved = True
    assert client.requests.update(found).status == "solved"
    assert number in [request.id for request in client.requests.solved()]

    comments = list(client.requests.comments(number))
    assert [(comment.body, [one.file_name for one in comment.attachments]) for comment in comments] == [
        ("It **stays**.", ["queue log é.bin", "rows.csv"]),
        ("More.", ["again.bin"]),
    ]
    assert {comment.author.name for comment in comments} == {"Alice Lenoir"}
    for comment, place in zip(comments, (0, 0), strict=True):
        assert client.attachments.download(comment.attachments[place].id).getvalue() == file.read_bytes()


def test_zenpy_reads_every_page_and_the_fields(zenpy: Asks, token: str) -> None:
    client = zenpy(token)
    listed = [request.id for request in client.requests(per_page=2)]
    assert listed == [request.id for request in client.requests()]
    assert len(listed) == len(set(listed)) > 4
    topic = next(field for field in client.ticket_fields() if field.id == 4)
    assert "sending" in [option.value for option in topic.custom_field_options]


def test_zenpy_is_told_why_not(zenpy: Asks, token: str, file: Path) -> None:
    client = zenpy(token)
    with pytest.raises(RecordNotFoundException):
        client.requests(id=999_999)
    with pytest.raises(APIException, match="RecordInvalid"):
        client.requests.create(Request(subject="x", comment=Comment(body="x", uploads=["f" * 40])))
    upload = client.attachments.upload(str(file))
    assert UploadRequest(client.attachments).delete(upload.token).status_code == 204
    with pytest.raises(APIException, match="authenticate"):
        zenpy("pd_" + "x" * 43).users.me()


@pytest.mark.parametrize("pieces", [False, True])
def test_only_who_shows_a_right_token_sends_large_files(demo: Running, token: str, file: Path, pieces: bool) -> None:
    def sent(secret: str) -> int:
        content = iter([LINE] * 100_000) if pieces else file.read_bytes()
        headers = {"Authorization": f"Bearer {secret}"}
        return httpx.post(
            f"{demo.url}/api/v2/uploads.json?filename=a.bin", content=content, headers=headers
        ).status_code

    assert sent("pd_" + "x" * 43) == 413
    assert sent(token) == 201


def test_node_zendesk_opens_reads_comments_and_downloads(demo: Running, token: str, file: Path) -> None:
    if not (CLIENTS / "node_modules").is_dir() or not shutil.which("node"):
        pytest.skip("node-zendesk is not installed: `bin/test` does it, or `npm ci` in tests/clients")
    done = subprocess.run(
        ["node", "customer.js", demo.url, EMAIL, token, str(file)],
        cwd=CLIENTS, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    number = said["opened"]["id"]
    assert (said["email"], said["opened"]["status"], said["updated"]) == (EMAIL, "new", "solved")
    assert said["subject"] == "From node-zendesk"
    assert all(number in said[name] for name in ("listed", "solved", "found"))
    assert said["comments"] == [["It **stays**.", ["log.txt"]], ["More.", ["again.txt"]]]
    assert (said["attachment"], said["is_same"]) == ("log.txt", True)
    assert "404" in said["missing"]
