"""Files of a message: what somebody has handed in becomes a part of what they write."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import IO, ClassVar, cast

from django.core.files.uploadedfile import UploadedFile

from pindesk.accounts.actions.recording import actor_key
from pindesk.files.access import uploads_of
from pindesk.files.actions import append, begin_upload, take_uploads
from pindesk.files.errors import UploadGone, refusal_of
from pindesk.files.models import Upload
from pindesk.files.rules import limits
from pindesk.lib.refusals import Refusal
from pindesk.tickets.actions.writing import Actor
from pindesk.tickets.errors import FilesNotTaken, TooManyFiles
from pindesk.tickets.models import Attachment, Message
from pindesk.tickets.rules import FILES_MAX

KEY_BYTES = 16


def upload_owner(actor: Actor) -> str:
    """Whose uploads an actor may use: what somebody hands in as an agent is not theirs as a customer."""
    return actor_key(actor)


@dataclass(slots=True)
class HandedIn:
    """The files of a form as it stands: the uploads that are here, and each that was not taken, by name, with why.

    `gone` are tokens that the form names and that are used or removed: sent again, it is the message of before; else
    `attach` refuses them, and nothing is sent without them.
    """

    uploads: list[Upload] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)
    most: ClassVar[int] = FILES_MAX
    limit_megabytes: ClassVar[int] = limits.UPLOAD_MAX_BYTES // limits.MEGABYTE

    @property
    def tokens(self) -> list[str]:
        return [*self.gone, *(upload.token for upload in self.uploads)]

    @property
    def problems(self) -> list[tuple[str, Refusal]]:
        """What the form says of files that it is shown again without: those refused, and once that some are gone."""
        return [*self.refused, *([("", UploadGone())] if self.gone else [])]

    def above(self, refusal: Refusal) -> str:
        """The sentence above the form of a refusal that `problems` may already say at the files."""
        return str(FilesNotTaken() if self.gone and isinstance(refusal, UploadGone) else refusal)

    def check(self) -> None:
        """Raises FilesNotTaken where one was refused: its sender sees that before anything is sent without it."""
        if self.refused:
            raise FilesNotTaken


def hand_in(tokens: Iterable[str], sent: Iterable[UploadedFile], *, by: Actor) -> HandedIn:
    """The actor's uploads that a form names, then the files sent with it, each of which becomes one.

    One that is refused keeps no other out. Reads and writes files: call it outside of transactions.
    """
    owner, asked = upload_owner(by), list(islice(dict.fromkeys(tokens), FILES_MAX + 1))
    found, known = HandedIn(), set()
    for upload in uploads_of(owner, asked):
        known.add(upload.token)
        if upload.refusal:
            found.refused.append((upload.name, refusal_of(upload.refusal)))
        else:
            found.uploads.append(upload)
    found.gone = [token for token in asked if token not in known]
    for file in islice(sent, FILES_MAX + 1):  # one more is refused by its number, and no others are kept for that
        try:
            upload = begin_upload(owner, file.name or "", file.size or 0)
            found.uploads.append(append(upload, 0, cast(IO[bytes], file.file)))
        except Refusal as refusal:
            found.refused.append((file.name or "", refusal))
    return found


def is_sent_with(message: Message, tokens: Sequence[str], *, by: Actor) -> bool:
    """Whether the message has each of these files already, by name and length: those sent again, or used up by it."""
    has = set(message.attachments.values_list("name", "bytes")) if tokens else set()
    return all((upload.name, upload.length) in has for upload in uploads_of(upload_owner(by), tokens))


def attach(message: Message, tokens: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Make the uploads of that actor files of the message, in its transaction and in the order given.

    Raises TooManyFiles, and UploadGone and UploadNotReady of the files.
    """
    asked = list(dict.fromkeys(tokens))
    if len(asked) > FILES_MAX:
        raise TooManyFiles
    if not asked:
        return
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            key=secrets.token_urlsafe(KEY_BYTES),
            file=upload.stored,
            preview=upload.preview,
            name=upload.name,
            content_type=upload.content_type,
            bytes=upload.length,
            secrets=upload.secrets,
            added_at=at,
        )
        for upload in take_uploads(upload_owner(by), asked)
    )
