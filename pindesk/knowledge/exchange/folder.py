"""A folder of articles: `<group>.<lang>.md` anywhere below it, pictures beside them, and `sections.yaml`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from pindesk.accounts.models import Language
from pindesk.knowledge.errors import BodyTooLong
from pindesk.knowledge.exchange import front_matter
from pindesk.knowledge.exchange.pictures import Pictures
from pindesk.knowledge.exchange.problems import Problem, Unreadable
from pindesk.knowledge.exchange.records import Record, record_of
from pindesk.knowledge.exchange.tree import Part, parts_of_file

SECTIONS = "sections.yaml"
LARGEST_FILE_BYTES = 1024 * 1024  # 200,000 characters of four bytes, and front matter
DEEPEST = 12  # folders in folders
NO_ARTICLE = {"readme.md", "license.md", "licence.md", "contributing.md", "changelog.md"}


def read_sections(folder: Path) -> list[Part] | Problem:
    """The categories and sections of `sections.yaml`, where there is one."""
    file = folder.resolve() / SECTIONS
    if not file.exists():
        return []
    try:
        return parts_of_file(front_matter.loaded(_text(file), front_matter.LARGEST_TREE_CHARS) or [])
    except Unreadable as unreadable:
        return Problem(SECTIONS, str(unreadable))


def read_folder(folder: Path) -> Iterator[Record | Problem]:
    """Every article below the folder in order of its path, and what is wrong with the others."""
    root = folder.resolve()
    for file in _markdown(root):
        place = file.relative_to(root).as_posix()
        try:
            yield _record(file, root, place)
        except Unreadable as unreadable:
            yield Problem(place, str(unreadable), unreadable.hidden)
        except OSError as error:
            yield Problem(place, f"{error.strerror or error}.")


def _markdown(root: Path) -> Iterator[Path]:
    """Links to other folders are not followed; hidden folders and files are not looked at."""
    for folder, inner, files in os.walk(root):
        depth = len(Path(folder).relative_to(root).parts)
        inner[:] = sorted(name for name in inner if name[0] != "." and depth < DEEPEST)
        for name in sorted(files):
            if name.lower().endswith(".md") and name[0] != "." and name.lower() not in NO_ARTICLE:
                yield Path(folder) / name


def _record(file: Path, root: Path, place: str) -> Record:
    group, dot, code = file.name[: -len(".md")].rpartition(".")
    if not dot or not group:
        raise Unreadable(_("Its name has no language: call it NAME.en.md."))
    language = Language.of_locale(code)
    if language is None:
        raise Unreadable(_("“%(code)s” in its name is no language of Pindesk.") % {"code": code[:20]})
    values, body = front_matter.split(_text(file))
    pictures = Pictures(root, file.parent)
    return record_of(values, place, body=body, group=group, language=language, pictures=pictures)


def _text(file: Path) -> str:
    """The words of a file. Raises Unreadable for what is none, or too large to be an article."""
    if file.is_symlink() or not file.is_file():
        raise Unreadable(_("It is a link of the file system, which is not followed."))
    with file.open("rb") as stream:
        content = stream.read(LARGEST_FILE_BYTES + 1)
    if len(content) > LARGEST_FILE_BYTES:
        raise Unreadable(str(BodyTooLong()))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("It is no UTF-8.")) from error
