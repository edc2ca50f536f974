"""How a file is named to people, to their systems and to their browsers."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from pindesk.files.rules.pictures import KINDS
from pindesk.lib.text import clean_line

NAME_MAX_CHARS = 100
_UNSAFE = re.compile(r'[\\/:*?"<>|%;\x00-\x1f\x7f]')
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")

ATTACHMENT_NAME_MAX_CHARS = 150
ATTACHMENT_NAME_MAX_BYTES = 240  # file systems take 255, and browsers add " (1)"
ENDING_MAX_CHARS = 20
_READ_CHARS = 2000  # of a longer name, its last
# What Windows allows in no name. Source: learn.microsoft.com/windows/win32/fileio/naming-a-file, read 2026-11-26.
_FORBIDDEN = re.compile(r'[:*?"<>|]')
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)", re.IGNORECASE
)
# Control characters, what turns the direction or has no width, lone surrogates, ends of lines and paragraphs.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and signs that show nothing
_NOT_IN_QUOTES = re.compile(r"[^\w !#$&+,.()\[\]{}=@^`~'-]", re.ASCII)


def safe_name(name: str, content_type: str) -> str:
    """A file name for whoever saves it: no folder, no sign that a system gives a meaning, the ending of its content."""
    plain = clean_line(_UNSAFE.sub("_", clean_line(name.replace("\\", "/").rpartition("/")[2]))).lstrip(".")
    endings = next((kind.endings for kind in KINDS if kind.content_type == content_type), (".bin",))
    ending = next((each for each in endings if plain.lower().endswith(each)), "")
    stem = plain[: -len(ending)] if ending else _ENDING.sub("", plain)
    return (stem[:NAME_MAX_CHARS].strip(" .") or "file") + (ending or endings[0])


def attachment_name(name: str) -> str:
    """The name an attachment is shown and saved under: as it was sent, and of use on every system.

    No folders, nothing unseen, no dots or blanks at its ends, no name that Windows keeps for itself, at most 150
    characters and 240 bytes with its ending kept; "file" when nothing is left. A name so made stays what it is.
    """
    last = name[-_READ_CHARS:].replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN and each not in _BLANKS)
    plain = clean_line(_FORBIDDEN.sub("_", seen)).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    ending = ending_of(plain)
    stem = plain.removesuffix(ending)[: ATTACHMENT_NAME_MAX_CHARS - len(ending)]
    most = ATTACHMENT_NAME_MAX_BYTES - len(ending.encode())
    return (stem.encode()[:most].decode(errors="ignore").rstrip(" .") or "file") + ending


def ending_of(name: str) -> str:
    """With its dot, as `.har`; empty when there is none, as in "version 1. of it"."""
    stem, dot, ending = name.rpartition(".")
    is_one = stem and ending and len(ending) < ENDING_MAX_CHARS and " " not in ending
    return dot + ending if is_one else ""


def inline_disposition(name: str) -> str:
    """The Content-Disposition of a file shown in its place. `name` is a safe one. Source: RFC 6266, RFC 8187."""
    return _disposition("inline", name)


def attachment_disposition(name: str) -> str:
    """The Content-Disposition of a file that is only ever saved. Source: RFC 6266, RFC 8187."""
    return _disposition("attachment", name)


def _disposition(kind: str, name: str) -> str:
    """Of two names browsers take the second; in the first, which old ones know, no sign has a meaning."""
    plain = _NOT_IN_QUOTES.sub("_", name)
    if plain == name:
        return f'{kind}; filename="{name}"'
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
