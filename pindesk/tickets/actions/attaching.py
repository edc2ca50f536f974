"""Files of a message: what somebody has handed in becomes a part of what they write."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile

from pindesk.accounts.actions.recording import actor_key
from pindesk.accounts.company import current_company
from pindesk.files.access import uploads_of
from pindesk.files.actions import cancel_upload, hand_over, take_uploads, touch_uploads
from pindesk.files.errors import UploadGone, refusal_of
from pindesk.files.models import Upload
from pindesk.files.rules.limits import Limits
from pindesk.lib.refusals import Refusal
from pindesk.tickets.actions.writing import Actor, person_of
from pindesk.tickets.errors import FilesNotTaken, TooManyFiles
from pindesk.tickets.models import Attachment, Draft, Message

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
    limits: Limits = field(default_factory=lambda: file_limits())

    @property
    def most(self) -> int:
        return self.limits.files

    @property
    def limit_megabytes(self) -> int:
        return self.limits.megabytes

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


def file_limits() -> Limits:
    """What a message may have, as the company decided."""
    return current_company().file_limits


def tokens_in_drafts(actor: Actor) -> set[str]:
    """The tokens that the person's drafts name, whichever form they are of: those uploads stay."""
    drafts = Draft.objects.filter(person=person_of(actor)).values_list("data", flat=True)
    return {token for data in drafts for token in data.get("uploads", "").split()}


def hand_in(tokens: Iterable[str], sent: Iterable[UploadedFile], *, by: Actor) -> HandedIn:
    """The actor's uploads that a form names, then the files sent with it, each of which becomes one.

    One that is refused keeps no other out. Reads and writes files: call it outside of transactions.
    """
    found, owner = kept_for(tokens, by=by), upload_owner(by)

    def kept() -> set[str]:
        return {*found.tokens, *tokens_in_drafts(by)}

    for file in islice(sent, found.most + 1):  # one more is refused by its number, and no others are kept for that
        try:
            content = cast(IO[bytes], file.file)
            upload = hand_over(owner, file.name or "", file.size or 0, content, most=found.limits, kept=kept)
        except Refusal as refusal:
            found.refused.append((file.name or "", refusal))
        else:
            if upload.token not in found.tokens:
                found.uploads.append(upload)
    return found


def kept_for(tokens: Iterable[str], *, by: Actor) -> HandedIn:
    """The actor's uploads that a form or a draft names; one query where it names any."""
    found, known = HandedIn(), set()
    asked = list(islice(dict.fromkeys(tokens), found.most + 1))
    for upload in uploads_of(upload_owner(by), asked) if asked else ():
        known.add(upload.token)
        if upload.refusal:
            found.refused.append((upload.name, refusal_of(upload.refusal)))
        else:
            found.uploads.append(upload)
    found.gone = [token for token in asked if token not in known]
    return found


def keep_with_draft(tokens: Iterable[str], *, by: Actor) -> None:
    """Let the actor's uploads stay for as long as somebody keeps working at the draft that names them."""
    if asked := list(tokens):
        touch_uploads(upload_owner(by), asked)


def drop_copies(files: HandedIn) -> None:
    """After the message was sent: what is left of its files came a second time, with the form sent again."""
    left = [upload.pk for upload in files.uploads]
    for upload in Upload.objects.filter(pk__in=left) if left else ():
        cancel_upload(upload)


def is_sent_with(message: Message, tokens: Sequence[str], *, by: Actor) -> bool:
    """Whether the message has each of these files already, by name and content: those sent again, or used up by it."""
    has = set(message.attachments.values_list("name", "file_id")) if tokens else set()
    return all((upload.name, upload.stored_id) in has for upload in uploads_of(upload_owner(by), tokens))


def attach(message: Message, tokens: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Make the uploads of that actor files of the message, in its transaction and in the order given.

    Raises TooManyFiles, and UploadGone and UploadNotReady of the files.
    """
    asked = list(dict.fromkeys(tokens))
    if not asked:
        return
    if len(asked) > (most := file_limits().files):
        raise TooManyFiles(most)
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
