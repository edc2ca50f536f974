"""What is not taken, what is said then, and that nothing is left of it."""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pindesk.files import reading
from pindesk.files.actions import store_image
from pindesk.files.errors import (
    AnimationTooLong,
    DamagedImage,
    DiskFull,
    EmptyFile,
    ImageNotRead,
    ImagesBusy,
    NotAnImage,
    SvgNotTaken,
    TooManyBytes,
    TooManyPixels,
)
from pindesk.files.models import StoredFile
from pindesk.files.rules import pictures
from pindesk.files.tests.pictures import a_picture, an_animation, noise, png_of_zeros
from pindesk.lib.refusals import Refusal

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def nothing_is_left(data: Path) -> Iterator[None]:
    yield
    assert not StoredFile.objects.exists()
    assert not [file for file in data.rglob("*") if file.is_file() and file.name != ".lock"]


@pytest.mark.parametrize(
    ("image", "refusal"),
    [
        (b"", EmptyFile),
        (b"hello, I am called picture.png", NotAnImage),
        (b"<!doctype html><title>x</title>", NotAnImage),
        (b"\x00\x00\x00\x18ftypheic", NotAnImage),
        (b"BM" + bytes(100), NotAnImage),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", NotAnImage),
        (SVG, SvgNotTaken),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n' + SVG, SvgNotTaken),
        (SVG.decode().encode("utf-16"), SvgNotTaken),
        (b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>', SvgNotTaken),
        (b"\x89PNG\r\n\x1a\n", DamagedImage),
        (b"\xff\xd8\xff", DamagedImage),
        (b"GIF89a", DamagedImage),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", DamagedImage),
        (b"RIFF\x30\x00\x00\x00WEBPVP8X" + bytes(40), DamagedImage),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), DamagedImage),
        (b"GIF89a" + bytes(100), DamagedImage),
        (a_picture()[:20] + b"\x00\x00\x00\x00" + a_picture()[24:], DamagedImage),
    ],
)
def test_what_is_no_picture_is_refused(image: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        store_image(image)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_cut_picture_is_refused(kind: str, part: float) -> None:
    whole = noise(kind, (120, 80))
    with pytest.raises(DamagedImage):
        store_image(whole[: int(len(whole) * part)])


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_cut_animation_is_refused(kind: str) -> None:
    whole = an_animation(kind, 6)
    with pytest.raises(DamagedImage):
        store_image(whole[: len(whole) // 2])


def test_too_many_bytes_are_refused_without_reading_them_all() -> None:
    class Endless:
        def read(self, count: int = -1) -> bytes:
            assert 0 < count <= pictures.IMAGE_MAX_BYTES + 1
            return bytes(count)

    with pytest.raises(TooManyBytes, match="larger than 10 MB"):
        store_image(Endless())  # type: ignore[arg-type]


def test_bomb_is_refused_by_its_header() -> None:
    bomb = png_of_zeros(30_000, 30_000)
    assert len(bomb) < 200_000
    began = time.monotonic()
    with pytest.raises(TooManyPixels, match="30 megapixels"):
        store_image(bomb)
    assert time.monotonic() - began < 3


def test_picture_just_within_the_limit_is_taken_apart_by_its_size_alone() -> None:
    with pytest.raises(TooManyPixels):
        store_image(png_of_zeros(6000, 5100))


@pytest.mark.parametrize(
    "header",
    [
        b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff\x3f\x00\xff\x3f\x00" + bytes(40),
        b"VP8L" + struct.pack("<I", 30) + b"\x2f\xff\xff\xff\x0f" + bytes(40),
        b"VP8 " + struct.pack("<I", 30) + b"\x30\x01\x00\x9d\x01\x2a\xff\x3f\xff\x3f" + bytes(40),
    ],
)
def test_webp_is_refused_by_its_header(header: bytes) -> None:
    with pytest.raises(TooManyPixels):
        store_image(b"RIFF" + struct.pack("<I", len(header) + 4) + b"WEBP" + header)


def test_large_jpeg_and_gif_are_refused_by_their_headers() -> None:
    jpeg = a_picture("JPEG")
    start = jpeg.index(b"\xff\xc0") + 5
    with pytest.raises(TooManyPixels):
        store_image(jpeg[:start] + struct.pack(">HH", 20_000, 20_000) + jpeg[start + 4 :])
    gif = a_picture("GIF")
    with pytest.raises(TooManyPixels):
        store_image(gif[:6] + struct.pack("<HH", 20_000, 20_000) + gif[10:])


def test_frame_larger_than_its_gif_is_refused() -> None:
    gif = an_animation("GIF", 2)
    frame = gif.rindex(b"\x2c") if b"\x2c" in gif else 0
    with pytest.raises((TooManyPixels, DamagedImage, AnimationTooLong)):
        store_image(gif[: frame + 5] + struct.pack("<HH", 60_000, 60_000) + gif[frame + 9 :])


def test_gif_of_too_many_frames_is_refused() -> None:
    assert len(bomb := gif_of_dots(20_000, (2, 2))) < pictures.IMAGE_MAX_BYTES
    with pytest.raises(AnimationTooLong):
        store_image(bomb)


def test_gif_of_many_large_frames_is_refused() -> None:
    """By what it is or, on a machine that is busy with other things, by the time it takes."""
    assert len(bomb := gif_of_dots(500, (2900, 2900))) < 20_000
    with pytest.raises((AnimationTooLong, ImageNotRead)):
        store_image(bomb)


def gif_of_dots(count: int, size: tuple[int, int]) -> bytes:
    """An animation of a large canvas, on which each frame changes one dot: some twenty bytes a frame."""
    canvas = struct.pack("<HH", *size) + b"\x80\x00\x00" + bytes(3) + b"\xff\xff\xff"
    frames = []
    for number in range(count):
        place = struct.pack("<HHHH", number % 2, 0, 1, 1)
        frames.append(b"\x21\xf9\x04\x04\x05\x00\x00\x00\x2c" + place + b"\x00\x02\x02\x4c\x01\x00")
    return b"GIF89a" + canvas + b"".join(frames) + b";"


def test_webp_of_too_many_frames_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "ANIMATION_MAX_FRAMES", 5)
    with pytest.raises(AnimationTooLong):
        store_image(an_animation("WEBP", 6))


def test_picture_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "READER_OUTPUT_BYTES", 10_000)
    with pytest.raises(TooManyBytes):
        store_image(noise("PNG", (100, 100)))


def test_reader_that_needs_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "READER_SECONDS", 0.01)
    with pytest.raises(ImageNotRead):
        store_image(noise())


def test_reader_that_spins_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spinning = tmp_path / "reader.py"
    spinning.write_text("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass")
    monkeypatch.setattr(reading, "READER", spinning)
    with pytest.raises(ImageNotRead):
        store_image(a_picture())


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 11)",
        "raise MemoryError",
        "import sys; sys.stdout.write('<html>'); sys.stderr.write('{\"width\": 1, \"height\": 1}')",
        "",
    ],
)
def test_reader_that_crashes_or_lies_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    (tmp_path / "reader.py").write_text(program)
    monkeypatch.setattr(reading, "READER", tmp_path / "reader.py")
    with pytest.raises(ImageNotRead):
        store_image(a_picture())


def test_reader_gets_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "READER_MEMORY_BYTES", 150 * 1024 * 1024)
    with pytest.raises(ImageNotRead):
        store_image(a_picture(size=(5400, 5400)))


def test_reader_gets_none_of_the_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = tmp_path / "said"
    (tmp_path / "reader.py").write_text(f"import os; open({str(said)!r}, 'w').write(repr(dict(os.environ)))")
    monkeypatch.setattr(reading, "READER", tmp_path / "reader.py")
    monkeypatch.setenv("PINDESK_SECRET_KEY", "s3cret")
    with pytest.raises(ImageNotRead):
        store_image(a_picture())
    assert "s3cret" not in said.read_text()
    assert "PINDESK" not in said.read_text()


def test_whoever_waits_too_long_for_others_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WAIT_SECONDS", 0.01)
    with reading._turn(0.01), pytest.raises(ImagesBusy):
        store_image(a_picture())


def test_full_disk_is_said_and_nothing_is_left(small_disk: Path) -> None:
    image = noise("PNG", (700, 700))
    assert len(image) > 1024 * 1024
    with pytest.raises(DiskFull) as refused:
        store_image(image)
    assert (refused.value.code, refused.value.status) == ("disk_full", 507)
    assert not [file for file in small_disk.rglob("*") if file.is_file() and file.name != ".lock"]


def test_disk_without_room_for_a_single_byte(small_disk: Path) -> None:
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError):  # noqa: PT011
        while True:
            file.write(bytes(4096))
    with pytest.raises(DiskFull):
        store_image(a_picture())
    filler.unlink()


def test_every_refusal_has_a_code_of_its_own_and_a_sentence() -> None:
    from pindesk.files import errors

    refusals = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Refusal)]
    refusals.remove(Refusal)
    assert len({one.code for one in refusals}) == len(refusals)
    assert all(str(one()).endswith(".") and 400 <= one.status < 600 for one in refusals)


def test_words_of_the_reader_are_known() -> None:
    from pindesk.files import image_reader as reader

    said = {reader.DAMAGED, reader.TOO_MANY_PIXELS, reader.TOO_LONG, reader.TOO_LARGE, reader.DISK_FULL}
    assert {word.encode() for word in said} == set(reading.REFUSALS)
    assert reader.REFUSED == reading.REFUSED
