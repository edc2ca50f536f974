"""The answers that hand an attachment and its preview to a browser."""

from __future__ import annotations

import pytest

from pindesk.files.errors import InfectedFile
from pindesk.files.models import StoredFile, Upload
from pindesk.files.serving import respond_attachment, respond_preview
from pindesk.files.tests.pictures import a_picture
from pindesk.files.tests.sent import send
from pindesk.files.tests.served import content_of

pytestmark = pytest.mark.django_db


def stored(upload: Upload) -> StoredFile:
    assert upload.stored is not None
    return upload.stored


@pytest.mark.parametrize(
    ("sent", "name", "told"),
    [
        (b"<html><script>alert(1)</script>", "page.html", "application/octet-stream"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "logo.svg", "application/octet-stream"),
        (b"From: a@b.example\r\n\r\nhi", "bounce.eml", "application/octet-stream"),
        (b"\x00\x01", "odd.bin", "application/octet-stream"),
        (b'{"log": 1}', "a.har", "application/json"),
        (a_picture(), "shot.png", "image/png"),
    ],
)
def test_attachment_is_saved_and_never_shown(sent: bytes, name: str, told: str) -> None:
    upload = send(sent, name)
    answer = respond_attachment(stored(upload), name, upload.content_type)
    assert content_of(answer) == sent
    assert answer["Content-Type"] == told
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_name_is_made_safe_whoever_gives_it() -> None:
    answer = respond_attachment(stored(send(b"1")), "../a\r\nSet-Cookie: x\u202e.txt", "text/plain")
    assert answer["Content-Disposition"] == 'attachment; filename="aSet-Cookie_ x.txt"'


def test_preview_is_shown_in_its_place() -> None:
    upload = send(a_picture(), "shot.png")
    assert upload.preview is not None
    answer = respond_preview(upload.preview)
    assert content_of(answer) == upload.preview.path.read_bytes()
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="preview.png"'
    assert answer["ETag"] == f'"{upload.preview.sha256}"'
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("sent", [a_picture("JPEG", comment=b"as sent"), b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_was_sent_is_never_shown(sent: bytes) -> None:
    with pytest.raises(ValueError, match="written anew"):
        respond_preview(stored(send(sent, "a.png")))


def test_what_turned_out_to_be_infected_is_not_handed_out() -> None:
    upload = send(b"1")
    StoredFile.objects.update(infection="Some.Worm")
    with pytest.raises(InfectedFile):
        respond_attachment(StoredFile.objects.get(), upload.name, upload.content_type)
