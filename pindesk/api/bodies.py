"""What a program sends: one JSON object, its parts taken out by type; nothing else of it is looked at."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice
from typing import Any, NoReturn

import nh3
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.api.errors import BodyTooLarge, NotJson, RecordInvalid
from pindesk.tickets.actions.attaching import file_limits

UPLOAD_TOKEN = re.compile(r"[0-9a-f-]{40,64}", re.ASCII)
_BREAKS = re.compile(r"<\s*(?:br(?:\s*/)?|/\s*(?:p|div|li|tr|h[1-6]|blockquote|pre))\s*>", re.IGNORECASE)
_MANY_LINES = re.compile(r"\n[ \t]*\n[\s]*")


def object_in(request: Request, name: str) -> dict[str, Any]:
    """The object called `name` in the body. Raises NotJson, BodyTooLarge, RecordInvalid."""
    try:
        found = json.loads(request.body.decode(), parse_constant=_no_number)
    except RequestDataTooBig:
        raise BodyTooLarge from None
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(found, dict):
        raise NotJson
    inner = found.get(name)
    if not isinstance(inner, dict):
        raise RecordInvalid({name: _("Give an object of this name.")})
    return inner


def text_of(values: dict[str, Any], name: str) -> str:
    """A text, empty when there is none. Raises RecordInvalid for anything else."""
    found = values.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise RecordInvalid({name: _("Give a text.")})
    return found


def comment_of(values: dict[str, Any]) -> dict[str, Any]:
    """What is written, as `comment`; empty when nothing is. Raises RecordInvalid."""
    found = values.get("comment")
    if found is None:
        return {}
    if isinstance(found, str):
        return {"body": found}
    if not isinstance(found, dict):
        raise RecordInvalid(comment=_("Give an object with a body."))
    return found


def words_of(comment: dict[str, Any]) -> str:
    """Its text; of one that has only HTML, the text of that."""
    body = text_of(comment, "body")
    return body if body.strip() else _text_of_html(text_of(comment, "html_body"))


def uploads_of(comment: dict[str, Any]) -> list[str]:
    """The tokens of uploads, each once; one that can be none stays in the list, to be refused. Raises RecordInvalid."""
    found = comment.get("uploads")
    tokens = [found] if isinstance(found, str) else found if isinstance(found, list) else [] if found is None else None
    if tokens is None or not all(isinstance(token, str) for token in tokens):
        raise RecordInvalid(uploads=_("Give a list of tokens."))
    asked = dict.fromkeys(token if UPLOAD_TOKEN.fullmatch(token) else "unknown" for token in tokens)
    return list(islice(asked, file_limits().files + 1))  # one more is refused by its number


def _text_of_html(html: str) -> str:
    """Lines of text, without anything else; nobody's script or style is among them."""
    if not html.strip():
        return ""
    with_lines = _BREAKS.sub("\n", html)
    text = unescape(nh3.clean(with_lines, tags=set(), clean_content_tags={"script", "style"}))
    return _MANY_LINES.sub("\n\n", text)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
