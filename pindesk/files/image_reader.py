"""A program of its own: a picture on standard input, the same picture written anew on standard output.

It runs apart (`python -I image_reader.py LIMITS`) because a picture from outside may make its decoder crash, spin, or
do what it should not: so it gets little time and memory, none of the server's secrets, and once begun it can open no
file and no connection. What it writes holds pixels and the times of frames, and nothing else that came in: no EXIF, no
profile, no comment, nothing behind the end. LIMITS is a JSON object, `pictures.reader_limits`; nothing is Django's.

Ends with 0 and `{"width": ..., "height": ...}` on standard error, or with REFUSED and one of the words below there.
"""

from __future__ import annotations

import contextlib
import copy
import errno
import json
import os
import resource
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NoReturn

REFUSED = 3
DAMAGED, TOO_MANY_PIXELS, TOO_LONG, TOO_LARGE, DISK_FULL = "damaged", "pixels", "frames", "bytes", "disk"
NICENESS = 5  # pages come first

LIMITS: dict[str, Any] = json.loads(sys.argv[1]) if __name__ == "__main__" else {}


def limit(what: int, most: int) -> None:
    """Not every system knows every limit."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    os.nice(NICENESS)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_CPU, LIMITS["cpu_seconds"])
    limit(resource.RLIMIT_AS, LIMITS["memory_bytes"])
    limit(resource.RLIMIT_FSIZE, LIMITS["output_bytes"])

# After the limits, and all that will be needed: nothing can be opened later.
from PIL import (  # noqa: E402
    GifImagePlugin,
    Image,
    ImageCms,
    ImageSequence,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

OPEN: dict[str, Any] = {
    "PNG": PngImagePlugin.PngImageFile,
    "JPEG": JpegImagePlugin.JpegImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
}
ORIENTATION = 0x0112
# How to turn a picture whose EXIF says 2 to 8. Source: EXIF 2.32, 4.6.4, tag 274.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
JPEG_QUALITY, WEBP_QUALITY = 88, 85
FULL_COLOUR = 0  # Pillow's number of 4:4:4, which letters in colour need
CLEAR = 255  # the index that shines through, where a palette is made here
OPAQUE, OPAQUE_FROM = 255, 128  # of alpha, where a kind knows halves and where it does not
SHORTEST_FRAME_MILLISECONDS, USUAL_FRAME_MILLISECONDS = 20, 100  # browsers show shorter ones as the usual


class RefusedPicture(Exception):
    """With one of the words at the top."""


def main() -> None:
    warnings.simplefilter("ignore")
    # The decoders of GIF and JPEG ask again while they read: a frame may be larger than the whole was said to be.
    Image.MAX_IMAGE_PIXELS = LIMITS["pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    # Frames with one palette keep it, so that it needs not be found again for each.
    GifImagePlugin.LOADING_STRATEGY = GifImagePlugin.LoadingStrategy.RGB_AFTER_DIFFERENT_PALETTE_ONLY
    Image.preinit()
    assert TiffImagePlugin, copy  # what reads EXIF, and what palettes are copied by
    limit(resource.RLIMIT_NOFILE, 0)
    try:
        written, size = written_anew(LIMITS["kind"], sys.stdin.buffer.read())
        if len(written) > LIMITS["output_bytes"]:
            raise RefusedPicture(TOO_LARGE)
        put_out(written)
    except RefusedPicture as refusal:
        refuse(str(refusal))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        refuse(TOO_MANY_PIXELS)
    except MemoryError:
        raise
    except Exception:  # whatever a decoder stumbles over
        refuse(DAMAGED)
    sys.stderr.write(json.dumps({"width": size[0], "height": size[1]}))


def refuse(word: str) -> NoReturn:
    sys.stderr.write(word)
    sys.exit(REFUSED)


def put_out(content: bytes) -> None:
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(1, rest) :]
    except OSError as error:
        raise RefusedPicture(DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else TOO_LARGE) from error


def written_anew(kind: str, content: bytes) -> tuple[bytes, tuple[int, int]]:
    """The picture as bytes of the same kind, and its width and height."""
    if kind == "WEBP":
        check_size(webp_size(content))  # its decoder takes memory for the whole before it says how large it is
    picture = OPEN[kind](BytesIO(content))
    check_size(picture.size)
    if (
        kind in ("GIF", "WEBP") and picture.is_animated and not LIMITS["is_still"]
    ):  # an animated PNG becomes its first picture
        return animated(kind, picture)
    return still(kind, picture, content)


def check_size(size: tuple[int, int]) -> None:
    if not all(size):
        raise RefusedPicture(DAMAGED)
    if size[0] * size[1] > LIMITS["pixels"]:
        raise RefusedPicture(TOO_MANY_PIXELS)


def webp_size(content: bytes) -> tuple[int, int]:
    """As the header says. Source: RFC 9649, 2.5 to 2.7."""
    chunk, body = content[12:16], content[20:30]
    if len(body) < 10:  # noqa: PLR2004 - of the three layouts, the longest
        raise RefusedPicture(DAMAGED)
    if chunk == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def still(kind: str, picture: Any, content: bytes) -> tuple[bytes, tuple[int, int]]:
    profile, turn = picture.info.get("icc_profile"), turn_of(picture)
    options = options_for(kind, picture, content)
    longest = LIMITS["longest_side"]
    if kind == "JPEG":
        picture.draft(picture.mode, (longest, longest))  # decodes at a half or a quarter where that is enough
    picture.load()
    picture = plain(picture, kind, is_kept_indexed=max(picture.size) <= longest and not profile)
    if max(picture.size) > longest:
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn is not None:
        picture = picture.transpose(turn)
    picture = in_srgb(picture, profile, kind)
    if kind == "GIF":
        picture = picture if picture.mode == "P" else indexed(picture)
    return saved(picture, kind, **options), picture.size


def turn_of(picture: Any) -> Any:
    """How the camera was held; None when upright, or when it cannot be read."""
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION))
    except Exception:  # a broken EXIF block does not make the picture a broken one
        return None


def options_for(kind: str, picture: Any, content: bytes) -> dict[str, Any]:
    match kind:
        case "JPEG":
            is_full = picture.mode in ("RGB", "YCbCr") and JpegImagePlugin.get_sampling(picture) == FULL_COLOUR
            return {
                "quality": JPEG_QUALITY,
                "progressive": True,
                "optimize": True,
                "subsampling": "4:4:4" if is_full else "4:2:0",
            }
        case "WEBP" if is_lossless_webp(content):
            return {"lossless": True, "quality": 50, "method": 3}
        case "WEBP":
            return {"quality": WEBP_QUALITY, "method": 4}
        case "GIF":
            return {"optimize": False}
    return {"compress_level": 7}


def is_lossless_webp(content: bytes) -> bool:
    """Whether the first picture in the file is stored without loss: screenshots are, photographs are not."""
    place = 12
    while place + 8 <= len(content):
        name = content[place : place + 4]
        if name in (b"VP8L", b"VP8 "):
            return name == b"VP8L"
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
    return False


def plain(picture: Any, kind: str, is_kept_indexed: bool) -> Any:
    """In a mode that every step below knows, and that the kind can hold; without what was written about it."""
    transparency = picture.info.get("transparency")
    if picture.mode == "P" and is_kept_indexed and not isinstance(transparency, bytes):
        return reordered(picture, transparency)
    match picture.mode:
        case "1" | "L" if transparency is None:
            picture = picture.convert("L")
        case "I;16" | "I;16B" | "I;16L" | "I":
            picture = picture.convert("I").point(lambda value: value / 256).convert("L")
        case "CMYK" | "LAB" if picture.info.get("icc_profile"):
            pass  # its profile says what the inks mean
        case "LA" | "RGBA" | "RGB" if transparency is None:
            pass
        case "LA" | "PA" | "RGBA" | "La" | "RGBa":
            picture = picture.convert("RGBA")
        case _:
            picture = picture.convert("RGB" if transparency is None else "RGBA")
    picture.info = {}
    return picture


def reordered(picture: Any, transparency: int | None, is_whole: bool = False) -> Any:
    """An indexed picture with its palette in an order of ours, as a palette could carry words; only the colours that it
    uses, unless it `is_whole`."""
    palette = picture.getpalette("RGB")
    count = len(palette) // 3
    used = range(count) if is_whole else [index for _, index in picture.getcolors(256)]
    if picture.getextrema()[1] >= count:
        raise RefusedPicture(DAMAGED)
    order = sorted(used, key=lambda index: (index == transparency, palette[3 * index : 3 * index + 3], index))
    clear = order.index(transparency) if transparency in used else None
    picture.info = {}
    picture = picture.remap_palette(order)
    picture.info = {} if clear is None else {"transparency": clear}
    return picture


def in_srgb(picture: Any, profile: bytes | None, kind: str) -> Any:
    """Its colours as every browser shows them without a profile. One that cannot be read says nothing."""
    if profile and picture.mode in ("RGB", "RGBA", "L", "CMYK", "LAB"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            target = "RGBA" if picture.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
            picture = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=target, flags=flags
            )
    if picture.mode in ("CMYK", "LAB"):
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == OPAQUE:
        picture = picture.convert("RGB")
    if kind == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    picture.info = {"transparency": picture.info["transparency"]} if "transparency" in picture.info else {}
    return picture


def animated(kind: str, picture: Any) -> tuple[bytes, tuple[int, int]]:
    """Every frame whole, at its time, as often as it was to be repeated."""
    loop = picture.info.get("loop")
    scale = min(1.0, LIMITS["longest_side"] / max(picture.size))
    size = (max(1, round(picture.size[0] * scale)), max(1, round(picture.size[1] * scale)))
    durations: list[int] = []
    frames = frames_of(picture, size, durations)
    options: dict[str, Any] = {} if loop is None else {"loop": int(loop)}
    if kind == "GIF":
        return saved_as_gif(frames, durations, options), size
    first, later = next(frames), [Later(frames)] * (picture.n_frames - 1)
    options |= {"quality": WEBP_QUALITY, "method": 2, "save_all": True, "append_images": later, "duration": durations}
    return saved(first, kind, **options), size


def frames_of(picture: Any, size: tuple[int, int], durations: list[int]) -> Iterator[Any]:
    """Each frame whole: with its palette if that is the one of all, else RGB, or RGBA where something shines through.

    Its milliseconds go to `durations` before it."""
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        pixels = frame.size[0] * frame.size[1]
        is_too_large = pixels > LIMITS["frame_pixels"] or pixels * (number + 1) > LIMITS["animation_pixels"]
        if is_too_large or number >= LIMITS["frames"]:
            raise RefusedPicture(TOO_LONG)
        frame.load()
        milliseconds = int(frame.info.get("duration") or 0)
        durations.append(milliseconds if milliseconds >= SHORTEST_FRAME_MILLISECONDS else USUAL_FRAME_MILLISECONDS)
        if frame.mode == "P" and frame.size == size:
            yield reordered(frame.copy(), frame.info.get("transparency"), is_whole=True)
            continue
        whole = frame.convert("RGBA")
        if whole.getchannel("A").getextrema()[0] == OPAQUE:
            whole = whole.convert("RGB")
        yield whole if whole.size == size else whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


class Later:
    """Stands for a frame that is read when Pillow's writer asks for it, so that one at a time is held."""

    n_frames = 1
    mode = ""
    has_transparency_data = True

    def __init__(self, frames: Iterator[Any]) -> None:
        self._frames = frames

    def seek(self, number: int) -> None:
        pass

    def convert(self, mode: str) -> Any:
        return next(self._frames)


def saved_as_gif(frames: Iterator[Any], durations: list[int], options: dict[str, Any]) -> bytes:
    held, is_seen_through = [], False
    for frame in frames:
        held.append(frame if frame.mode == "P" else indexed(frame))
        is_seen_through |= "transparency" in held[-1].info
    disposal = 2 if is_seen_through else 1
    return saved(
        held[0], "GIF", save_all=True, append_images=held[1:], duration=durations, disposal=disposal, **options
    )


def indexed(picture: Any) -> Any:
    """With a palette of its own; `info` says which index shines through, if any. GIF knows no half."""
    clear = None
    if picture.mode in ("RGBA", "LA", "PA"):
        clear = picture.getchannel("A").point(lambda alpha: 255 * (alpha < OPAQUE_FROM))
    most = CLEAR if clear and clear.getextrema()[1] else 256
    image = picture.convert("RGB").quantize(most, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    image.info = {}
    if most == CLEAR:
        image.paste(CLEAR, mask=clear)
        image.info["transparency"] = CLEAR
    return image


def saved(picture: Any, kind: str, **options: Any) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


if __name__ == "__main__":
    main()
