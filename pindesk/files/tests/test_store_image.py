"""Storing a picture: what is kept of it, what is not, and that the same is kept once."""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from PIL import Image, ImageCms

from pindesk.files import content
from pindesk.files.actions import store_image
from pindesk.files.models import StoredFile
from pindesk.files.tests.pictures import a_picture, an_animation, is_red, opened, saved, shown
from pindesk.lib import clock

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 7, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_picture_is_kept_as_the_kind_it_is(data: Path, kind: str, content_type: str) -> None:
    stored = store_image(a_picture(kind), now=NOON)
    kept = (data / "files" / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256).read_bytes()
    assert stored.path.read_bytes() == kept
    assert hashlib.sha256(kept).hexdigest() == stored.sha256
    assert (stored.bytes, stored.content_type) == (len(kept), content_type)
    assert (stored.width, stored.height, stored.created_at) == (60, 40, NOON)
    picture = opened(kept)
    assert (picture.format, picture.size) == (kind, (60, 40))
    assert is_red(picture.convert("RGB").getpixel((5, 5)))


def test_picture_is_read_from_where_its_stream_stands() -> None:
    stream = BytesIO(b"before" + a_picture())
    stream.seek(6)
    assert store_image(stream) == store_image(a_picture())


def test_only_their_owner_can_read_files(data: Path) -> None:
    stored = store_image(a_picture())
    for path in (stored.path, *stored.path.relative_to(data).parents[:-1]):
        assert (data / path).stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"], ids=lambda mode: mode.replace(";", "_"))
def test_every_way_a_png_holds_colours(mode: str) -> None:
    base = Image.new("L", (60, 40), 10)
    base.paste(250, (0, 0, 30, 20))
    if mode.startswith("I"):
        base = base.convert("I").point(lambda value: value * 257)
    picture = opened(store_image(saved(base.convert(mode), "PNG")).path.read_bytes()).convert("L")
    assert picture.getpixel((5, 5)) > 240
    assert picture.getpixel((50, 35)) < 20


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_shines_through_still_does(kind: str) -> None:
    base = Image.new("RGBA", (60, 40), (220, 20, 20, 255))
    base.paste((0, 0, 0, 0), (0, 0, 30, 20))
    picture = opened(store_image(saved(base, kind)).path.read_bytes()).convert("RGBA")
    assert picture.getpixel((5, 5))[3] == 0
    assert is_red(picture.getpixel((50, 30))) and picture.getpixel((50, 30))[3] == 255


def test_indexed_png_keeps_its_colours_and_its_hole() -> None:
    base = Image.new("P", (60, 40), 3)
    base.putpalette([9, 9, 9, 0, 0, 0, 5, 5, 5, 220, 20, 20, 1, 2, 3])
    base.paste(4, (0, 0, 30, 20))
    picture = opened(store_image(saved(base, "PNG", transparency=4)).path.read_bytes())
    assert picture.mode == "P"
    assert picture.convert("RGBA").getpixel((5, 5))[3] == 0
    assert picture.convert("RGBA").getpixel((50, 30)) == (220, 20, 20, 255)


def test_screenshot_of_lossless_webp_stays_exact() -> None:
    base = a_picture("WEBP", lossless=True)
    kept = store_image(base).path.read_bytes()
    assert opened(kept).tobytes() == opened(base).tobytes()


def test_inks_become_colours() -> None:
    picture = opened(store_image(a_picture("JPEG", mode="CMYK")).path.read_bytes())
    assert picture.mode == "RGB"
    assert is_red(picture.getpixel((5, 5)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_colours_of_another_profile_are_converted(kind: str) -> None:
    kept = opened(
        store_image(saved(Image.new("RGB", (60, 40), (200, 100, 50)), kind, icc_profile=swapped())).path.read_bytes()
    )
    assert "icc_profile" not in kept.info
    red, _, blue = kept.convert("RGB").getpixel((5, 5))
    assert blue > 150 > red, "red means blue in this profile"


def swapped() -> bytes:
    """A profile whose red is sRGB's blue, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tXYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tXYZ", b"bXYZ", 1)


def test_profile_that_cannot_be_read_is_dropped() -> None:
    kept = opened(store_image(a_picture(icc_profile=b"no profile at all")).path.read_bytes())
    assert "icc_profile" not in kept.info


@pytest.mark.parametrize(
    ("size", "kept"), [((4800, 1200), (2400, 600)), ((100, 3000), (80, 2400)), ((2400, 9), (2400, 9))]
)
def test_large_picture_is_scaled_down(size: tuple[int, int], kept: tuple[int, int]) -> None:
    stored = store_image(a_picture(size=size))
    assert (stored.width, stored.height) == kept == opened(stored.path.read_bytes()).size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("number", "corner"),
    [(1, (5, 5)), (2, (-5, 5)), (3, (-5, -5)), (4, (5, -5)), (5, (5, 5)), (6, (-5, 5)), (7, (-5, -5)), (8, (5, -5))],
)
def test_picture_stands_upright(kind: str, number: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = number
    picture = opened(store_image(a_picture(kind, exif=exif)).path.read_bytes())
    assert picture.size == ((60, 40) if number < 5 else (40, 60))
    place = tuple(at % side for at, side in zip(corner, picture.size, strict=True))
    assert is_red(picture.convert("RGB").getpixel(place))
    assert not picture.getexif()


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_animation_stays_one(kind: str) -> None:
    sent = an_animation(kind, duration=[50, 60, 70, 80, 90, 100], loop=3, **({"disposal": 2} if kind == "GIF" else {}))
    kept = store_image(sent).path.read_bytes()
    assert opened(kept).info["loop"] == 3
    before, after = shown(sent), shown(kept)
    assert [one for one, _ in after] == [one for one, _ in before] == [50, 60, 70, 80, 90, 100]
    for (_, old), (_, new) in zip(before, after, strict=True):
        assert all(low >= -40 and high <= 40 for low, high in _differences(old, new))


def _differences(old: Image.Image, new: Image.Image) -> list[tuple[int, int]]:
    signed = [
        [one - other for one, other in zip(a.tobytes(), b.tobytes(), strict=True)]
        for a, b in zip(old.split(), new.split(), strict=True)
    ]
    return [(min(values), max(values)) for values in signed]


def test_animation_with_one_palette_stays_exact() -> None:
    frames = []
    for number in range(5):
        frame = Image.new("P", (80, 60), 0)
        frame.putpalette([200, 200, 200, 220, 20, 20, 20, 40, 200, 1, 2, 3])
        frame.paste(1 + number % 3, (number * 10, 10, number * 10 + 20, 30))
        frames.append(frame)
    palette = bytes(frames[0].getpalette() or b"")
    sent = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, palette=palette)
    kept = store_image(sent).path.read_bytes()
    assert [frame.tobytes() for _, frame in shown(kept)] == [frame.tobytes() for _, frame in shown(sent)]
    assert "loop" not in opened(kept).info, "once, as it was"


def test_large_animation_is_scaled_down() -> None:
    stored = store_image(an_animation("GIF", 2, (3000, 30)))
    assert (stored.width, stored.height) == (2400, 24)
    assert opened(stored.path.read_bytes()).n_frames == 2


def test_same_content_is_kept_once() -> None:
    with clock.frozen(NOON):
        first = store_image(a_picture())
    with clock.frozen(NOON + timedelta(days=3)):
        again = store_image(a_picture())
    assert (again.pk, again.created_at, again.stored_at) == (first.pk, NOON, NOON + timedelta(days=3))
    assert store_image(a_picture(size=(61, 40))).pk != first.pk
    assert len(list(content.stored())) == 2


@pytest.mark.parametrize("damage", [b"", b"cut"])
def test_content_that_was_lost_comes_back_with_the_next_of_its_kind(damage: bytes) -> None:
    stored = store_image(a_picture())
    kept = stored.path.read_bytes()
    stored.path.write_bytes(damage) if damage else stored.path.unlink()
    assert store_image(a_picture()) == stored
    assert stored.path.read_bytes() == kept


@pytest.mark.django_db(transaction=True)
def test_same_picture_from_six_threads_is_kept_once(data: Path) -> None:
    found: list[int] = []
    start = threading.Barrier(6)

    def send() -> None:
        start.wait()
        try:
            found.append(store_image(a_picture("JPEG", (300, 200))).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert set(found) == {StoredFile.objects.get().pk}
    assert len(list(content.stored())) == 1
    assert not list((data / "files" / ".drafts").iterdir())
