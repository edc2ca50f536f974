"""Nothing that was hidden in a picture is kept."""

from __future__ import annotations

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pindesk.files.actions import store_image
from pindesk.files.tests.pictures import a_picture, an_animation, chunk, noise, opened

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(document.domain)</script></html>"
SECRET = b"48.8584 N, 2.2945 E"


def kept(image: bytes) -> bytes:
    content = store_image(image).path.read_bytes()
    assert opened(content).size
    return content


def where_it_was_taken() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x8769] = {0x9286: SECRET}
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_camera_are_gone(kind: str) -> None:
    sent = a_picture(kind, exif=where_it_was_taken())
    assert SECRET in sent and opened(sent).getexif().get_ifd(0x8825)
    content = kept(sent)
    assert SECRET not in content
    assert not opened(content).getexif()
    assert b"Exif" not in content and b"eXIf" not in content and b"EXIF" not in content


def test_texts_of_a_png_are_gone() -> None:
    about = PngInfo()
    about.add_text("Comment", HTML.decode())
    about.add_itxt("XML:com.adobe.xmp", HTML.decode())
    assert HTML not in kept(a_picture(pnginfo=about))


@pytest.mark.parametrize("kind", ["JPEG", "GIF"])
def test_comments_are_gone(kind: str) -> None:
    sent = a_picture(kind, comment=HTML)
    assert HTML in sent
    assert HTML not in kept(sent)


def test_comment_of_an_animation_is_gone() -> None:
    sent = an_animation("GIF", comment=HTML)
    assert HTML in sent
    assert HTML not in kept(sent)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_page_behind_the_end_is_gone(kind: str) -> None:
    sent = a_picture(kind) + HTML
    assert b"<" not in kept(sent)[-len(HTML) :] or HTML not in kept(sent)
    assert HTML not in kept(sent)


def test_page_in_a_chunk_of_its_own_is_gone() -> None:
    sent = a_picture()
    assert HTML not in kept(sent[:33] + chunk(b"htMl", HTML) + sent[33:])


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_page_in_a_palette_is_gone(kind: str) -> None:
    words = HTML.ljust(60, b" ")
    picture = Image.new("P", (20, 1))
    picture.putpalette(words)
    picture.putdata(list(range(20)))
    from pindesk.files.tests.pictures import saved

    sent = saved(picture, kind, **({"optimize": False} if kind == "GIF" else {}))
    assert HTML in sent
    content = kept(sent)
    assert HTML not in content and b"<script>" not in content
    assert [opened(content).convert("RGB").getpixel((at, 0)) for at in range(20)] == [
        tuple(words[3 * at : 3 * at + 3]) for at in range(20)
    ]


def test_preview_of_a_photograph_is_gone() -> None:
    """A camera keeps a small picture in the EXIF block, which still shows what was cut off later."""
    exif = Image.Exif()
    preview = noise("JPEG", (40, 40))
    exif.get_ifd(0x8769)[0x927C] = preview
    sent = a_picture("JPEG", exif=exif)
    assert preview in sent
    assert preview[:200] not in kept(sent)
