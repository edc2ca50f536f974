"""The answer that names a file: its headers, and the name it is saved under."""

from __future__ import annotations

import pytest

from pindesk.files.actions import store_image
from pindesk.files.models import StoredFile
from pindesk.files.rules.names import inline_disposition, safe_name
from pindesk.files.rules.pictures import GIF, JPEG, PNG, WEBP, is_svg, kind_of
from pindesk.files.serving import respond
from pindesk.files.tests.pictures import a_picture
from pindesk.files.tests.served import content_of


@pytest.fixture
def stored(db: None) -> StoredFile:
    return store_image(a_picture())


def test_answer_names_the_file_and_locks_it_in(stored: StoredFile) -> None:
    answer = respond(stored, name="Set up SPF.png", is_public=True)
    assert content_of(answer) == stored.path.read_bytes()
    assert answer["X-Pindesk-File"] == f"files/{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="Set up SPF.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["ETag"] == f'"{stored.sha256}"'
    assert answer["Cache-Control"] == "public, max-age=3600"


def test_what_not_everybody_may_see_stays_out_of_shared_caches(stored: StoredFile) -> None:
    assert respond(stored, name="a.png", is_public=False)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("name", "content_type", "safe"),
    [
        ("one.png", "image/png", "one.png"),
        ("one.PNG", "image/png", "one.png"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("photo", "image/jpeg", "photo.jpg"),
        ("page.html", "image/png", "page.png"),
        ("run.exe.png", "image/png", "run.exe.png"),
        ("version 1.2", "image/webp", "version 1.2.webp"),
        ("C:\\Users\\ada\\shot.png", "image/png", "shot.png"),
        ("../../etc/passwd", "image/gif", "passwd.gif"),
        (".htaccess", "image/png", "htaccess.png"),
        ("", "image/png", "file.png"),
        (".png", "image/png", "png.png"),
        ("...", "image/png", "file.png"),
        ('a"b;c%d:e.png', "image/png", "a_b_c_d_e.png"),
        ("a\r\nSet-Cookie: x=1.png", "image/png", "a Set-Cookie_ x=1.png"),
        ("\u202egnp.exe.png", "image/png", "gnp.exe.png"),
        ("x" * 300 + ".png", "image/png", "x" * 100 + ".png"),
        ("notes.txt", "application/x-unknown", "notes.bin"),
    ],
)
def test_safe_name(name: str, content_type: str, safe: str) -> None:
    assert safe_name(name, content_type) == safe


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("one.png", 'inline; filename="one.png"'),
        ("Größe.png", "inline; filename=\"Gr__e.png\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png"),
        ("图.png", "inline; filename=\"_.png\"; filename*=UTF-8''%E5%9B%BE.png"),
        ("l'été.png", "inline; filename=\"l'_t_.png\"; filename*=UTF-8''l%27%C3%A9t%C3%A9.png"),
    ],
)
def test_disposition(name: str, header: str) -> None:
    assert inline_disposition(name) == header


@pytest.mark.parametrize("kind", [PNG, JPEG, GIF, WEBP])
def test_kind_is_known_by_content(kind: object) -> None:
    assert kind_of(a_picture(kind.name)[:12]) is kind  # type: ignore[attr-defined]


@pytest.mark.parametrize("head", [b"", b"\x89PNG", b"RIFF....WAVE", b" \x89PNG\r\n\x1a\n", b"<svg"])
def test_anything_else_is_of_no_kind(head: bytes) -> None:
    assert kind_of(head) is None


@pytest.mark.parametrize("text", [b"svg", b"<p>an svg</p>", b"<svgfoo>", b""])
def test_only_svg_is_called_so(text: bytes) -> None:
    assert not is_svg(text)
