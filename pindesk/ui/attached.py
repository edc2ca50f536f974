"""A message and its files as a page shows them: pictures where the text names them, the other files below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.translation import ngettext
from markupsafe import Markup

from pindesk.lib import markdown

_PICTURE = Markup(
    '<a class="shown" href="{address}" download><img src="{address}/preview" alt="{name}" loading="lazy"></a>'
)


class File(Protocol):
    """What is asked of a file; with a `preview_id` it has a picture, made by us, below its address."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def bytes(self) -> int: ...
    @property
    def preview_id(self) -> int | None: ...


F = TypeVar("F", bound=File)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One of the list below a message; `note` is a quiet line, `warning` one that must be seen."""

    key: str
    name: str
    bytes: int
    preview_id: int | None
    note: str = ""
    warning: str = ""


def written(body: str, form: str, files: Sequence[F], base: str) -> tuple[Markup, list[F]]:
    """The HTML of a message in the format `form`, and those of its files that do not stand in it.

    Their addresses are `base` and the key.
    """
    if form == "text":
        return markdown.plain(body), list(files)
    pictures = [file for file in files if file.preview_id]
    shown = [(file.name, _PICTURE.format(address=f"{base}{file.key}", name=file.name)) for file in pictures]
    html, places = markdown.with_pictures(body, shown)
    in_text = {pictures[place].key for place in places}
    return html, [file for file in files if file.key not in in_text]


def secrets_counted(counts: Iterable[tuple[str, int]]) -> str:
    """Such as "12 cookies, 3 tokens", from kinds and how many."""
    return ", ".join(_counted(kind, count) for kind, count in counts)


def _counted(kind: str, count: int) -> str:
    words = {
        "cookie": ngettext("%(num)s cookie", "%(num)s cookies", count),
        "token": ngettext("%(num)s token", "%(num)s tokens", count),
        "password": ngettext("%(num)s password", "%(num)s passwords", count),
        "card": ngettext("%(num)s card number", "%(num)s card numbers", count),
        "key": ngettext("%(num)s key", "%(num)s keys", count),
    }
    return words[kind] % {"num": count}
