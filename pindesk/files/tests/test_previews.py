"""What is shown of a picture that was sent: made here, small, still; and when nothing is."""

from __future__ import annotations

import pytest

from pindesk.files import reading
from pindesk.files.actions import make_preview, store_image
from pindesk.files.models import StoredFile
from pindesk.files.tests.pictures import a_picture, an_animation, noise, opened, png_of_zeros
from pindesk.files.tests.sent import send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_picture_has_a_small_one(kind: str) -> None:
    upload = send(a_picture(kind, (1600, 400)), "shot.bin")
    assert upload.stored is not None and upload.preview is not None
    assert (upload.preview.width, upload.preview.height) == (800, 200)
    assert opened(upload.preview.path.read_bytes()).size == (800, 200)
    assert upload.preview.is_written_anew and not upload.stored.is_written_anew
    assert opened(upload.stored.path.read_bytes()).size == (1600, 400)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_preview_of_an_animation_stands_still(kind: str) -> None:
    upload = send(an_animation(kind), "film.gif")
    assert upload.preview is not None
    assert getattr(opened(upload.preview.path.read_bytes()), "n_frames", 1) == 1


def test_what_hides_in_a_picture_is_not_in_its_preview() -> None:
    script = b"*/=1;alert(document.domain)//"
    sent = a_picture("GIF") + script
    upload = send(sent, "a.gif")
    assert upload.stored is not None and script in upload.stored.path.read_bytes()
    assert upload.preview is not None and script not in upload.preview.path.read_bytes()


@pytest.mark.parametrize(
    "sent",
    [
        png_of_zeros(30_000, 30_000),
        noise("PNG", (300, 300))[:100_000],
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        b"GIF89a=1;alert(1)",
    ],
    ids=["30000 x 30000 pixels", "cut", "damaged", "no picture at all"],
)
def test_picture_that_cannot_be_read_is_taken_without_preview(sent: bytes) -> None:
    upload = send(sent, "shot.png")
    assert upload.is_ready and upload.preview is None
    assert upload.stored is not None and upload.stored.path.read_bytes() == sent


def test_preview_missed_while_others_were_read_is_made_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PREVIEW_WAIT_SECONDS", 0.01)
    with reading._turn(0.01):
        upload = send(a_picture(), "shot.png")
    assert upload.is_ready and upload.preview is None
    assert upload.stored is not None
    assert make_preview(upload.stored) == make_preview(upload.stored) == StoredFile.objects.exclude(width=None).get()


def test_picture_of_an_article_stays_one_though_it_was_sent_as_a_file_before() -> None:
    content = store_image(a_picture()).path.read_bytes()
    StoredFile.objects.all().delete()
    upload = send(content, "shot.png")
    stored = store_image(a_picture())
    assert stored == upload.stored
    assert stored.is_written_anew and (stored.width, stored.height) == (60, 40)
