"""What is taken and what is not, by content alone, and how a file is named to a browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from pindesk.lib.text import clean_line

IMAGE_MAX_BYTES = 10 * 1024 * 1024
IMAGE_MAX_PIXELS = 30_000_000
LONGEST_SIDE_PIXELS = 2400  # a larger picture is scaled down

# An animation is decoded and written whole: about 8 seconds on one core for as many pixels as this.
ANIMATION_MAX_FRAMES = 1000
ANIMATION_MAX_PIXELS = 100_000_000
FRAME_MAX_PIXELS = 9_000_000

READER_CPU_SECONDS = 20
READER_SECONDS = 30.0
READER_MEMORY_BYTES = 768 * 1024 * 1024  # address space; 490 MB are needed for a WebP of 30 megapixels
READER_OUTPUT_BYTES = 32 * 1024 * 1024

KEPT_UNUSED = timedelta(days=7)
PUBLIC_CACHE = timedelta(hours=1)  # an article may be withdrawn

NAME_MAX_CHARS = 100
_UNSAFE = re.compile(r'[\\/:*?"<>|%;\x00-\x1f\x7f]')
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
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


def reader_limits(kind: Kind) -> dict[str, Any]:
    """What the program that reads pictures is told."""
    return {
        "kind": kind.name,
        "pixels": IMAGE_MAX_PIXELS,
        "longest_side": LONGEST_SIDE_PIXELS,
        "frames": ANIMATION_MAX_FRAMES,
        "frame_pixels": FRAME_MAX_PIXELS,
        "animation_pixels": ANIMATION_MAX_PIXELS,
        "cpu_seconds": READER_CPU_SECONDS,
        "memory_bytes": READER_MEMORY_BYTES,
        "output_bytes": READER_OUTPUT_BYTES,
    }


def safe_name(name: str, content_type: str) -> str:
    """A file name for whoever saves it: no folder, no sign that a system gives a meaning, the ending of its content."""
    plain = clean_line(_UNSAFE.sub("_", clean_line(name.replace("\\", "/").rpartition("/")[2]))).lstrip(".")
    endings = next((kind.endings for kind in KINDS if kind.content_type == content_type), (".bin",))
    ending = next((each for each in endings if plain.lower().endswith(each)), "")
    stem = plain[: -len(ending)] if ending else _ENDING.sub("", plain)
    return (stem[:NAME_MAX_CHARS].strip(" .") or "file") + (ending or endings[0])


def inline_disposition(name: str) -> str:
    """The Content-Disposition of a file shown in its place. `name` is a safe one. Source: RFC 6266, RFC 8187."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    if plain == name:
        return f'inline; filename="{name}"'
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
