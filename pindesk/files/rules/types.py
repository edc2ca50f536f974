"""What a file is, told by its content; by its name only where texts of several kinds look alike.

A short table of its own, though packages exist: on Python 3.11 puremagic stands still (2.0 needs 3.12), takes a text
that begins with "BM" for a bitmap, knows no CSV, and gives Linux, macOS and Windows link files no type at all;
filetype had its last release in 2022, knows no texts, no Java and no links, and takes a table that begins with "MZ" for
a program. What must be known here, above all what a computer would run, neither knows.
Sources: https://mimesniff.spec.whatwg.org (texts, pictures, sound, film); PE/COFF, ELF, Mach-O (loader.h), JVMS 4,
MS-CFB, MS-SHLLINK, ECMA-119, PKWARE APPNOTE 4.3; what others refuse: support.google.com/mail/answer/6590.
All read 2026-11-26.
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from pindesk.files.rules import pictures
from pindesk.files.rules.names import ending_of

HEAD_BYTES = 34 * 1024  # the name of a disc image stands at 32 KiB
TAIL_BYTES = 512
CLASS_BYTES = 16
UNKNOWN = "application/octet-stream"
OLE = "application/x-ole-storage"


class Sample(NamedTuple):
    """What has to be known of a file: its first and last bytes, and what kind of document an OLE file says to be."""

    head: bytes
    tail: bytes = b""
    ole_class: bytes = b""


# Names whose files a computer runs, installs or follows when they are opened.
_PROGRAMS = """
    exe com scr pif cpl msi msp mst msix msixbundle appx appxbundle msu dll sys drv ocx xll gadget
    bat cmd ps1 psm1 psd1 vbs vbe vb js jse mjs wsf wsh wsc sct hta reg inf ins isp jar jnlp apk aab ipa xapk
    app command dmg pkg mpkg iso img vhd vhdx deb rpm appimage desktop run lnk scf url website webloc
    library-ms search-ms settingcontent-ms msc chm diagcab appref-ms application
"""
PROGRAM_ENDINGS = frozenset(_PROGRAMS.split())
_PROGRAM_HEADS = (
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",  # Mach-O, of 32 and 64 bits, either way round
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # Mach-O for several machines; Java class
    b"\xca\xfe\xba\xbf",
    b"\xbe\xba\xfe\xca",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F",  # a link of Windows
    b"ITSF\x03\x00\x00\x00",  # compiled help, which runs scripts
    b"!<arch>\ndebian-binary",
    b"\xed\xab\xee\xdb",  # rpm
    b"xar!",  # an installer of macOS
    b"vhdxfile",
)
_PROGRAM_ZIPS = frozenset((b"META-INF/", b"META-INF/MANIFEST.MF", b"AndroidManifest.xml", b"classes.dex"))
# Installers, patches and transforms of Windows: 000C1084, 000C1086 and 000C1082-0000-0000-C000-000000000046.
_INSTALLERS = frozenset(
    bytes((one,)) + b"\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F" for one in (0x84, 0x86, 0x82)
)
_SHEBANG = re.compile(rb"(?:\xef\xbb\xbf)?#![ \t]*/")
_DISC, _DISC_NAMES = 32 * 1024 + 1, (b"CD001", b"BEA01")
_OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # bytes that no text holds
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # of UTF-8 and UTF-16
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|table|div|style|title|h1)[\s>]", re.IGNORECASE)
_TEXTS = {
    ".csv": "text/csv",
    ".eml": "message/rfc822",
    ".htm": "text/html",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".xml": "application/xml",
}
_JSONS = (".json", ".har")

_HEADS = (
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"(\xb5/\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, _OLE_HEAD, OLE),
    (0, b"BM", "image/bmp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"OggS\x00", "application/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
)
_OFFICE_HEADS = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/")
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
# What a download is called by; of anything else nobody's program is told what it is.
_DOWNLOADS = frozenset(
    (
        *(kind.content_type for kind in pictures.KINDS),
        *_OFFICE.values(),
        "application/gzip",
        "application/json",
        "application/pdf",
        "application/zip",
        "audio/mpeg",
        "image/heic",
        "text/csv",
        "text/plain",
        "video/mp4",
        "video/quicktime",
        "video/webm",
    )
)


def type_of(head: bytes, name: str) -> str:
    """The media type of the file that begins with `head` and is called `name` (a safe name).

    The name tells apart texts, and the documents of an office, that begin alike; whatever else it claims is ignored.
    """
    if kind := pictures.kind_of(head):
        return kind.content_type
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    if is_text(head):
        return _text_type(head, ending_of(name).lower())
    if head.startswith(_ZIP_HEADS):
        return _zip_type(head, ending_of(name).lower())
    return next((found for at, mark, found in _HEADS if head.startswith(mark, at)), UNKNOWN)


def download_type(content_type: str) -> str:
    """What a browser is told of a file that it saves: the type when that can do no harm, else that it is bytes."""
    return content_type if content_type in _DOWNLOADS else UNKNOWN


def is_program(sample: Sample) -> bool:
    """Whether a computer would run, install or mount this content, whatever its name is.

    An archive that holds a program is none, nor is a page with a script: they are only ever saved.
    """
    head = sample.head
    return (
        head.startswith(_PROGRAM_HEADS)
        or (head.startswith((b"MZ", b"ZM")) and not is_text(head))
        or _SHEBANG.match(head) is not None
        or head.startswith(_DISC_NAMES, _DISC)
        or sample.tail.startswith(b"koly")
        or (head.startswith(_OLE_HEAD) and sample.ole_class in _INSTALLERS)
        or (head.startswith(_ZIP_HEADS) and _first_in_zip(head) in _PROGRAM_ZIPS)
    )


def is_program_name(name: str) -> bool:
    """Whether a system would run, install or follow a file of this (safe) name."""
    return ending_of(name)[1:].lower() in PROGRAM_ENDINGS


def is_text(head: bytes) -> bool:
    """Source: https://mimesniff.spec.whatwg.org/#sniffing-a-mislabeled-binary-resource, read 2026-11-26."""
    return head.startswith(_MARKS) or _BINARY.search(head) is None


def ole_class_at(head: bytes) -> int | None:
    """Where the class of an OLE file stands, in bytes from its beginning; None when it is none. Source: MS-CFB 2.2."""
    if not head.startswith(_OLE_HEAD) or len(head) < TAIL_BYTES:
        return None
    (shift,) = struct.unpack_from("<H", head, 30)
    (sector,) = struct.unpack_from("<I", head, 48)
    return ((sector + 1) << shift) + 80 if shift in (9, 12) else None


def _text_type(head: bytes, ending: str) -> str:
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if ending in _JSONS and text.startswith((b"{", b"[")):
        return "application/json"
    if ending == ".eml":
        return _TEXTS[ending]
    if text.startswith(b"<"):
        if pictures.is_svg(text) and not _HTML.match(text):
            return "image/svg+xml"
        if _HTML.match(text):
            return "text/html"
        if text.startswith(b"<?xml"):
            return "application/xml"
    return _TEXTS.get(ending, "text/plain")


def _zip_type(head: bytes, ending: str) -> str:
    first = _first_in_zip(head)
    if first == b"mimetype":  # OpenDocument, EPUB: what it is stands in its first file, not packed
        begin = 30 + len(first) + int.from_bytes(head[28:30], "little")
        found = head[begin : begin + int.from_bytes(head[18:22], "little")][:100]
        return found.decode() if re.fullmatch(rb"application/[a-z0-9.+-]+", found) else "application/zip"
    if first.startswith(_OFFICE_HEADS):
        return _OFFICE.get(ending, "application/zip")
    return "application/zip"


def _first_in_zip(head: bytes) -> bytes:
    """The name of its first file; the archive is not opened. Source: APPNOTE 4.3.7."""
    return head[30 : 30 + int.from_bytes(head[26:28], "little")]
