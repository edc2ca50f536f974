"""Writing articles to a file of JSON lines, or to a folder that `read_folder` reads."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from pindesk.knowledge.exchange import front_matter
from pindesk.knowledge.exchange.folder import SECTIONS
from pindesk.knowledge.exchange.gathering import Written, values_of
from pindesk.knowledge.exchange.lines import as_lines
from pindesk.knowledge.exchange.pictures import SAFE, file_names
from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.exchange.tree import Part, as_file, as_line
from pindesk.knowledge.rules import slug_of

MARK = ".pindesk-export"  # names every file that an export wrote, so that the next one takes away what is gone


def write_lines(file: Path, rows: Iterable[Written], parts: list[Part]) -> int:
    """Write one article a line, whole or not at all; answers how many. Pictures are left out.

    Raises Unreadable for a file that is there and holds something else.
    """
    _check_file(file)
    count = 0
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            for line in as_lines(_lines(rows, parts)):
                stream.write(line)
                count += 1
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return count


def _check_file(file: Path) -> None:
    if not file.exists() or (file.is_file() and file.stat().st_size == 0):
        return
    refusal = Unreadable(_("%(path)s is there and holds something else, so it was left alone.") % {"path": file})
    if not file.is_file():
        raise refusal
    with file.open("rb") as stream:
        line = stream.readline(4 * 1024 * 1024)
    try:
        values = json.loads(line)
    except ValueError as error:
        raise refusal from error
    if not isinstance(values, dict) or not {"id", "group", "lang", "title", "body"} <= set(values):
        raise refusal


def _lines(rows: Iterable[Written], parts: list[Part]) -> Iterator[dict[str, Any]]:
    """The first article of each section describes it and its category."""
    by_code = {part.code: part for part in parts if part.category is None}
    sections = {part.code: part for part in parts if part.category is not None}
    for one in rows:
        values = {"id": one.id, "group": one.group, "lang": one.language, **values_of(one)}
        section = sections.pop(one.section, None) if one.section else None
        if section and section.category:
            values["tree"] = as_line(by_code[section.category], section)
        yield {**values, "body": one.version.body}


class FolderWriter:
    """One export to a folder: files that are as they should be are not written again, those that are gone go.

    Raises Unreadable for a folder that holds something and is no earlier export.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder.resolve()
        self._before = self._earlier()
        self._written: set[str] = set()
        self._pictures: dict[str, str] = {}

    def write(self, rows: Iterable[Written], parts: list[Part]) -> int:
        """Write every article with its pictures, and the sections; answers how many articles."""
        self._root.mkdir(parents=True, exist_ok=True)
        self._put(
            MARK, "\n".join(sorted(self._before)).encode()
        )  # so that an export that was broken off can be repeated
        count = 0
        for one in rows:
            self._write_article(one)
            count += 1
        self._put(SECTIONS, front_matter.dumped(as_file(parts)).encode())
        for gone in self._before - self._written:
            (self._root / gone).unlink(missing_ok=True)
            self._remove_empty((self._root / gone).parent)
        self._put(MARK, "".join(f"{name}\n" for name in sorted(self._written - {MARK})).encode())
        return count

    def _earlier(self) -> set[str]:
        """The files of the export that the folder holds."""
        if not self._root.exists():
            return set()
        refusal = Unreadable(_("%(path)s holds something that is no earlier export.") % {"path": self._root})
        if not self._root.is_dir():
            raise refusal
        mark = self._root / MARK
        if mark.is_symlink() or not mark.is_file():
            if any(self._root.iterdir()):
                raise refusal
            return set()
        names = {name for name in mark.read_text(encoding="utf-8").splitlines() if name}
        if not all(self._is_ours(name) for name in names):
            raise refusal
        return names

    def _is_ours(self, name: str) -> bool:
        parts = name.split("/")
        return ".." not in parts and "" not in parts and (self._root / name).parent.resolve().is_relative_to(self._root)

    def _write_article(self, one: Written) -> None:
        name = _file_name(one.group)
        folder = f"{one.section}/" if one.section else ""
        paths = {}
        for key, (given, file) in one.pictures.items():
            paths[key] = self._picture_path(folder, name, given, file.sha256)
            self._put(f"{folder}{paths[key]}", file.path.read_bytes())
        values: dict[str, Any] = {"id": one.id} if one.id != f"{one.group}.{one.language}" else {}
        if name != one.group:
            values["group"] = one.group
        body = one.body(lambda key: quote(paths[key]) if key in paths else None)
        text = front_matter.joined({**values, **_with_lists(values_of(one))}, body)
        self._put(f"{folder}{name}.{one.language}.md", text.encode())

    def _picture_path(self, folder: str, name: str, given: str, digest: str) -> str:
        """Where a picture goes, beside the article; another one of that name gets a part of its digest."""
        plain, other = file_names(given, digest)
        is_free = self._pictures.setdefault(f"{folder}{name}/{plain}", digest) == digest
        return f"images/{name}/{plain if is_free else other}"

    def _put(self, name: str, content: bytes) -> None:
        """Write a file unless it is so already; never through a link of the file system."""
        file = self._root / name
        self._written.add(name)
        if file.parent.resolve() != file.parent:
            raise Unreadable(_("%(path)s is a link of the file system, which is not followed.") % {"path": file.parent})
        if not file.is_symlink() and file.is_file() and file.read_bytes() == content:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{hashlib.sha256(name.encode()).hexdigest()[:16]}.part")
        draft.unlink(missing_ok=True)
        draft.write_bytes(content)
        draft.replace(file)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _file_name(group: str) -> str:
    """The group, where it can be the name of a file anywhere; else one made of it, always the same."""
    if SAFE.fullmatch(group) and group == group.lower():
        return group
    return f"{slug_of(group, 'article')[:60]}-{hashlib.sha256(group.encode()).hexdigest()[:8]}"


def _with_lists(values: dict[str, Any]) -> dict[str, Any]:
    """Search words as a list, where they come back from it as they are."""
    words = values["keywords"]
    listed = words.split(", ") if words else []
    return {**values, "keywords": listed if ", ".join(word for word in listed if word) == words else words}
