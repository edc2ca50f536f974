"""Reading the folder that the demo's mails are put into instead of being sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; `at` is aware."""

    number: int
    sender: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str


def count() -> int:
    """How many mails there are."""
    return len(_files())


def newest(limit: int) -> list[Mail]:
    """The latest mails, newest first."""
    return [_read(file) for file in _files()[:limit]]


def mail(number: int) -> Mail | None:
    """The mail of that number, or None."""
    file = Path(settings.MAIL_FOLDER) / f"{number:08}.eml"
    return _read(file) if file.is_file() else None


def _files() -> list[Path]:
    return sorted(Path(settings.MAIL_FOLDER).glob("[0-9]*.eml"), reverse=True)


def _read(file: Path) -> Mail:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Mail(
        number=int(file.stem),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=message["Date"].datetime,
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
    )
