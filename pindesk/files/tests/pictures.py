"""Pictures for tests, and what is in one."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw


def a_picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose upper left quarter is red, on blue."""
    picture = Image.new("RGB", size, (20, 40, 200))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill=(220, 20, 20))
    return saved(picture.convert(mode), kind, **options)


def noise(kind: str = "PNG", size: tuple[int, int] = (600, 600), **options: Any) -> bytes:
    """A picture that no kind makes small."""
    content = random.Random(7).randbytes(size[0] * size[1] * 3)  # noqa: S311 - the same each time
    return saved(Image.frombytes("RGB", size, content), kind, **options)


def an_animation(kind: str, count: int = 6, size: tuple[int, int] = (80, 60), **options: Any) -> bytes:
    """A red disc that moves over nothing."""
    frames = []
    for number in range(count):
        frame = Image.new("RGBA", size, (0, 0, 0, 0))
        ImageDraw.Draw(frame).ellipse((number * 4, 10, number * 4 + 20, 30), fill=(220, 20, 20 + number, 255))
        frames.append(frame)
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], **{"duration": 80, "loop": 0} | options)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def opened(content: bytes) -> Any:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def shown(content: bytes) -> list[tuple[int, Any]]:
    """Each frame as people see it on white, with its milliseconds."""
    picture = Image.open(BytesIO(content))
    frames = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        frame = picture.convert("RGBA")
        frames.append(
            (picture.info.get("duration"), Image.alpha_composite(Image.new("RGBA", frame.size, "white"), frame))
        )
    return frames


def is_red(color: Any) -> bool:
    return bool(color[0] > 180 and color[1] < 70 and color[2] < 70)


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of_zeros(width: int, height: int) -> bytes:
    """A sound grey PNG of that size, a few bytes large however many pixels it has."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    packer, rows, row = zlib.compressobj(9), [], bytes(1 + (width + 7) // 8) * 100
    rows = [packer.compress(row) for _ in range(height // 100)]
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"".join(rows) + packer.flush()) + chunk(b"IEND", b"")
