"""JSON lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from pindesk.knowledge.errors import BodyTooLong
from pindesk.knowledge.exchange.problems import Problem, Unreadable
from pindesk.knowledge.exchange.records import Record, record_of

LONGEST_LINE_BYTES = 3 * 1024 * 1024  # an article of 200,000 characters with every one of them escaped
BOM = b"\xef\xbb\xbf"


def read_lines(file: Path) -> Iterator[Record | Problem]:
    """Every article of the file, and what is wrong with the others; blank lines are passed over."""
    with file.open("rb") as stream:
        for number, line in _lines(stream):
            place = f"line {number}"
            try:
                if line is None:
                    raise Unreadable(str(BodyTooLong()))
                text = line.removeprefix(BOM) if number == 1 else line
                if text.strip():
                    yield _record(text, place)
            except Unreadable as unreadable:
                yield Problem(place, str(unreadable), unreadable.hidden)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line; None for one that is too long, which is read away piece by piece."""
    number = 0
    while line := stream.readline(LONGEST_LINE_BYTES):
        number += 1
        is_cut = len(line) == LONGEST_LINE_BYTES and not line.endswith(b"\n")
        yield number, None if is_cut else line
        while is_cut:
            rest = stream.readline(LONGEST_LINE_BYTES)
            is_cut = len(rest) == LONGEST_LINE_BYTES and not rest.endswith(b"\n")


def _record(line: bytes, place: str) -> Record:
    values = _values(line)
    return record_of(values, place, body=values.get("body"))


def _values(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise Unreadable(_("It is no UTF-8.")) from error
    except RecursionError as error:
        raise Unreadable(_("It is nested too deeply.")) from error
    except ValueError as error:
        raise Unreadable(_("It is no JSON: %(why)s.") % {"why": str(error).partition(": line ")[0]}) from error
    if not isinstance(values, dict):
        raise Unreadable(_("It is no JSON object."))
    return values


def as_lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A line for each, with its end."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"
