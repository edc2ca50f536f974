"""Which pictures are read, by content alone, and within which limits."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

IMAGE_MAX_BYTES = 10 * 1024 * 1024
IMAGE_MAX_PIXELS = 30_000_000
LONGEST_SIDE_PIXELS = 2400  # a larger picture is scaled down
PREVIEW_SIDE_PIXELS = 800

# An animation is decoded and written whole: about 8 seconds on one core for as many pixels as this.
ANIMATION_MAX_FRAMES = 1000
ANIMATION_MAX_PIXELS = 100_000_000
FRAME_MAX_PIXELS = 9_000_000

READER_CPU_SECONDS = 20
READER_SECONDS = 30.0
READER_MEMORY_BYTES = 768 * 1024 * 1024  # address space; 490 MB are needed for a WebP of 30 megapixels
READER_OUTPUT_BYTES = 32 * 1024 * 1024

_SVG_SEEN_BYTES = 4096
_SVG = re.compile(rb"<(?:[a-z0-9]+:)?svg[\s>]|<!doctype\s+svg", re.IGNORECASE)


class Kind(NamedTuple):
    """A kind of picture: as the reader calls it, its media type, and the endings of its names, the usual one first."""

    name: str
    content_type: str
    endings: tuple[str, ...]


PNG = Kind("PNG", "image/png", (".png",))
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"))
GIF = Kind("GIF", "image/gif", (".gif",))
WEBP = Kind("WEBP", "image/webp", (".webp",))
KINDS = (PNG, JPEG, GIF, WEBP)


def kind_of(head: bytes) -> Kind | None:
    """The kind of picture that begins with these bytes (12 are enough); None for anything else.

    Source: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern, read 2026-11-26.
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return None


def is_svg(head: bytes) -> bool:
    """Whether it looks like SVG, in UTF-8 or UTF-16, so that the reason it is refused can be said."""
    return _SVG.search(head[:_SVG_SEEN_BYTES].replace(b"\x00", b"")) is not None


def reader_limits(kind: Kind, longest_side: int = LONGEST_SIDE_PIXELS, is_still: bool = False) -> dict[str, Any]:
    """What the program that reads pictures is told: `longest_side` in pixels; of an animation only the first picture
    when it `is_still`."""
    return {
        "kind": kind.name,
        "pixels": IMAGE_MAX_PIXELS,
        "longest_side": longest_side,
        "is_still": is_still,
        "frames": ANIMATION_MAX_FRAMES,
        "frame_pixels": FRAME_MAX_PIXELS,
        "animation_pixels": ANIMATION_MAX_PIXELS,
        "cpu_seconds": READER_CPU_SECONDS,
        "memory_bytes": READER_MEMORY_BYTES,
        "output_bytes": READER_OUTPUT_BYTES,
    }
