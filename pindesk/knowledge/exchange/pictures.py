"""The pictures of a folder of articles: only what lies in it, and only files."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from django.utils.translation import gettext as _

from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.rules import slug_of

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,98}[A-Za-z0-9]|[A-Za-z0-9]", re.ASCII)  # the name of a file anywhere
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#|//", re.IGNORECASE)


class Pictures:
    """Finds the pictures that a file of `folder` names; nothing outside of `root` (both resolved) is ever opened."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder

    def file_of(self, address: str) -> Path | None:
        """The file that an address names, there or not; None for an address on the web or of a picture kept already.

        Raises Unreadable for one outside of the folder, or behind a link of the file system.
        """
        if not address or _ELSEWHERE.match(address):
            return None
        wanted = unquote(address).partition("?")[0].replace("\\", "/")
        refusal = Unreadable(_("It names a picture outside of the folder: %(address)s.") % {"address": address[:100]})
        if wanted.startswith(("/", "~")) or not wanted.isprintable():
            raise refusal
        parts: list[str] = list(self._folder.relative_to(self._root).parts)
        for part in wanted.split("/"):
            if part == "..":
                if not parts:
                    raise refusal
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        file = self._root.joinpath(*parts)
        try:
            is_itself = file.resolve() == file
        except (OSError, RuntimeError) as error:
            raise refusal from error
        if not is_itself:
            raise refusal
        return file


def file_names(name: str, digest: str) -> tuple[str, str]:
    """What the file of a picture of that name is called, and what another one of that name is called beside it."""
    stem, dot, ending = name.rpartition(".")
    plain = name if SAFE.fullmatch(name) else f"{slug_of(stem or name, 'image')[:60]}{dot}{slug_of(ending, 'img')}"
    stem, dot, ending = plain.rpartition(".")
    return plain, f"{stem}-{digest[:8]}{dot}{ending}"
