"""Leaving out of what people type what looks like somebody's: addresses, long numbers, secrets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pindesk.lib.text import clean_line

MOST_CHARS = 1000  # of what is looked at; nothing that is kept is as long
MASK = "…"

_BETWEEN_DIGITS = r"(?:[\s./_()\u2010-\u2015\u2212-]|,(?=\d))"  # "ports 25, 465, 587" is a list
_AT = r"(?:\s?[(\[{<]\s?(?:at|arroba|arobase)\s?[)\]}>]\s?|\s(?:at|arroba|arobase)\s)"
_DOT = r"(?:\.|\s?[(\[{<]\s?(?:dot|punkt|point|punto)\s?[)\]}>]\s?|\sdot\s)"
_FILE = r"(?:html?|php|pdf|csv|xml|json|txt|md)\b"  # "stops at index.html" is about a page, not of somebody
# Each begins where nothing of its kind stands before it: else its time grows with the square of a long word.
_PERSONAL = re.compile(
    rf"""
      (?<!\S)\S+@\S+
    | (?<![\w.+-])[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}(?!{_FILE})[^\W\d_]{{2,}}
    | \+?\d(?:{_BETWEEN_DIGITS}{{0,3}}\d){{5,}}      # cards, telephones, PINs
    | \+?\d[\d\s./-]{{4,}}\d                       # addresses of machines
    | \b(?=\w*\d)(?=\w*[A-Za-z])\w{{16,}}\b        # tokens
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Of a mail server, which people search. Source: RFC 3463.
_CODE = re.compile(r"[245]\d\d[\s,(-]{1,2}[245]\.\d{1,3}\.\d{1,3}")


def masked(words: str) -> str:
    """One line without what looks like an address of somebody, a long number or a secret; of 1000 characters at most.

    Looked for as it reads: in plain letters and signs (NFKC), and without characters that show nothing.
    """
    line = clean_line(words[:MOST_CHARS])
    read = list(_as_read(line))
    text = "".join(letter for letter, _ in read)
    kept, end = "", 0
    for found in _PERSONAL.finditer(text):
        if not _CODE.fullmatch(found[0]):
            kept += line[end : read[found.start()][1]] + MASK
            end = read[found.end() - 1][1] + 1
    return kept + line[end:]


def _as_read(line: str) -> Iterator[tuple[str, int]]:
    """Each character as it reads, with its place in the line; one may read as several."""
    for place, typed in enumerate(line):
        if unicodedata.category(typed) != "Cf":
            for letter in unicodedata.normalize("NFKC", typed):
                yield letter, place
