"""One ticket as its customer reads it: where it stands, by when we answer, and what was said day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from pindesk.accounts.requests import Request
from pindesk.availability.access import topics_of_version
from pindesk.availability.answers import PREFIX, Told, told
from pindesk.files.rules.findings import Findings
from pindesk.lib import clock
from pindesk.portal.times import zone_note
from pindesk.portal.words import status_meaning, status_word
from pindesk.tickets.access import AttachedFile, Entry, Sheet
from pindesk.tickets.models import Rating, Ticket
from pindesk.tickets.rules import REOPEN_WITHIN, may_rate, may_reopen, shown_status
from pindesk.ui import formats
from pindesk.ui.attached import ShownFile, secrets_counted, written

PARTS = ("state", "turn", "conversation", "answer", "rating", "people")


@dataclass(frozen=True, slots=True)
class Line:
    """A message (`html`) or something that happened (`text`); `day` is set where a new day begins."""

    kind: str
    at: datetime
    day: str
    by: str
    text: str = ""
    html: Markup = Markup("")
    anchor: str = ""
    files: tuple[ShownFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """All values of the page; `due_at` is when our next reply is promised, None when it is not our turn.

    `zone_note` names the zones where the reader's clock is not the company's. `told` is what was said in the fields of
    the topic, `hidden_fields` the same as a follow-up sends it.
    """

    number: int
    subject: str
    topic: str
    topic_code: str
    language: str
    status: str
    word: str
    meaning: str
    opened_at: datetime
    due_at: datetime | None
    is_first_reply_due: bool
    is_late: bool
    zone_note: str
    may_reopen: bool
    is_closed: bool
    follows: int | None
    asked_by: str
    may_rate: bool
    rating: Rating | None
    lines: tuple[Line, ...]
    told: tuple[Told, ...]
    hidden_fields: tuple[tuple[str, str], ...]


def story_of(request: Request, sheet: Sheet, entries: Iterable[Entry]) -> Story:
    """The ticket in the reader's language and zone; `asked_by` names a colleague, where it is one's."""
    now, ticket = clock.now(), sheet.ticket
    is_own = bool(request.person and ticket.requester_id == request.person.pk)
    topics = topics_of_version(sheet.policy_version)
    may_open = may_reopen(ticket.status, ticket.solved_at, now)
    return Story(
        number=ticket.number,
        subject=ticket.subject,
        topic=topics[ticket.topic_id].name(request.language) if ticket.topic_id in topics else "",
        topic_code=ticket.topic_id,
        language=ticket.language,
        status=shown_status(ticket.status),
        word=status_word(ticket.status),
        meaning=_meaning(request, ticket, now),
        opened_at=ticket.created_at,
        due_at=ticket.next_due_at,
        is_first_reply_due=ticket.first_replied_at is None,
        is_late=bool(ticket.next_due_at and ticket.next_due_at <= now),
        zone_note=zone_note(request, ticket.next_due_at) if ticket.next_due_at else "",
        may_reopen=may_open,
        is_closed=not ticket.is_open and not may_open,
        follows=ticket.follows_id,
        asked_by="" if is_own else sheet.requester,
        may_rate=is_own and may_rate(ticket.status, ticket.solved_at, now),
        rating=sheet.rating,
        lines=tuple(_lines(request, entries, now, files_of(ticket.number))),
        told=tuple(told(ticket.fields, ticket.topic_id, topics, request.language)),
        hidden_fields=tuple((PREFIX + code, value) for code, value in ticket.fields.items()),
    )


def files_of(number: int) -> str:
    """The address of a ticket's files, before their key."""
    return reverse("portal:ticket", kwargs={"number": number}) + "files/"


def _meaning(request: Request, ticket: Ticket, now: datetime) -> str:
    """What the customer can expect, or do, as the ticket stands."""
    if ticket.is_open:
        return status_meaning(ticket.status)
    if ticket.solved_at and may_reopen(ticket.status, ticket.solved_at, now):
        until = formats.day(ticket.solved_at + REOPEN_WITHIN, now, request.zone, request.language)
        return _("You can open it again until %(day)s. A reply does that, too.") % {"day": until}
    return _("It takes no more replies. A follow-up keeps the topic and links back to this ticket.")


def _lines(request: Request, entries: Iterable[Entry], now: datetime, base: str):  # type: ignore[no-untyped-def]
    last = None
    for entry in entries:
        text = "" if entry.kind != "event" else _happened(request, entry)
        if entry.kind == "event" and not text:
            continue
        date = entry.at.astimezone(request.zone).date()
        day = "" if date == last else formats.day_heading(entry.at, now, request.zone, request.language)
        last = date
        yield _line(request, entry, day, text, base)


def _line(request: Request, entry: Entry, day: str, text: str, base: str) -> Line:
    if entry.kind == "event":
        return Line("event", entry.at, day, entry.by, text=text)
    by = _("You") if entry.is_by(request.person) else entry.by or _("Support")
    html, files = written(entry.body, entry.format, entry.files, base)
    shown = tuple(_file(file) for file in files)
    return Line(entry.kind, entry.at, day, by, html=html, anchor=f"message-{entry.message}", files=shown)


def _file(file: AttachedFile) -> ShownFile:
    """With what was found in it before it was sent, in one quiet line."""
    found, notes = Findings.of(file.secrets), []
    if found.removed:
        notes.append(_("Removed before sending: %(what)s") % {"what": secrets_counted(found.removed)})
    if found.left:
        notes.append(_("Still in this file: %(what)s") % {"what": secrets_counted(found.left)})
    return ShownFile(file.key, file.name, file.bytes, file.preview_id, note="; ".join(notes))


def _happened(request: Request, entry: Entry) -> str:
    """An event in a sentence; empty for one that the conversation tells by itself."""
    is_own = entry.is_by(request.person)
    name = {"name": entry.by}
    if entry.event == "ticket.solved":
        return _("You marked it as solved") if is_own else _("%(name)s marked it as solved") % name
    if entry.event == "ticket.reopened":
        return _("You opened it again") if is_own else _("%(name)s opened it again") % name
    if entry.event == "ticket.closed":
        return _("Closed, 14 days after it was solved")
    if entry.event == "ticket.status_changed":
        return _("Now: %(status)s") % {"status": status_word(entry.data["new"])}
    if entry.event in ("ticket.copied", "ticket.copy_removed"):
        return _followed(request, entry, is_own=is_own)
    return ""


def _followed(request: Request, entry: Entry, *, is_own: bool) -> str:
    """Who follows the ticket since then, or no longer does, as the reader would say it."""
    who, whom = entry.by or _("Support"), entry.data["name"] or _("somebody who was erased")
    names = {"name": who, "other": whom}
    is_added, is_self = entry.event == "ticket.copied", entry.person == entry.data["person"]
    if is_self and is_own:
        return _("You follow this ticket now") if is_added else _("You no longer follow this ticket")
    if is_self:
        return (_("%(name)s follows this ticket now") if is_added else _("%(name)s no longer follows it")) % names
    if is_own:
        return (_("You added %(other)s") if is_added else _("You removed %(other)s")) % names
    if request.person and entry.data["person"] == request.person.pk:
        return (_("%(name)s added you") if is_added else _("%(name)s removed you")) % names
    return (_("%(name)s added %(other)s") if is_added else _("%(name)s removed %(other)s")) % names
